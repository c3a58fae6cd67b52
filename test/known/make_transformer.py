"""Writes tiny-bert/ (a BERT of two layers with seeded random weights, as ONNX, its tokenizer and configuration) and transformer.json: what
onnxruntime and tokenizers make of some posts with it, mean over tokens, length 1. python make_transformer.py"""

import json
import os

import numpy as np
import onnx
import onnxruntime
import tokenizers
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

hidden, heads, layers, inner, longest = 24, 3, 2, 48, 32
pieces = "[PAD] [UNK] [CLS] [SEP] [MASK] the flight was late lovely gate crew thank ##you delay ##ed no good ca ##fe ! ? . , @ # ' 7".split()
pieces += [c for c in "abcdefghijklmnopqrstuvwxyz"] + [f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"]
rng = np.random.default_rng(11)
weights, nodes = [], []


def weight(name, *shape, around=0.0):
    weights.append(numpy_helper.from_array((around + rng.normal(size=shape) * 0.4).astype(np.float32), name))
    return name


def constant(name, values, kind=np.int64):
    weights.append(numpy_helper.from_array(np.array(values, dtype=kind), name))
    return name


def node(kind, inputs, out, **attributes):
    nodes.append(helper.make_node(kind, inputs, [out], **attributes))
    return out


def linear(x, name, rows, columns):
    product = node("MatMul", [x, weight(f"{name}.w", rows, columns)], f"{name}.product")
    return node("Add", [product, weight(f"{name}.b", columns)], f"{name}.out")


def norm(x, name):
    scale, bias = weight(f"{name}.scale", hidden, around=1), weight(f"{name}.bias", hidden)
    return node("LayerNormalization", [x, scale, bias], f"{name}.out", axis=-1, epsilon=1e-12)


def split(x, name):
    parts = node("Reshape", [x, "heads"], f"{name}.parts")
    return node("Transpose", [parts], f"{name}.heads", perm=[0, 2, 1, 3])


constant("heads", [0, 0, heads, hidden // heads])
constant("whole", [0, 0, hidden])
words = node("Gather", [weight("words", len(pieces), hidden), "input_ids"], "embedded.words")
types = node("Gather", [weight("types", 2, hidden), "token_type_ids"], "embedded.types")
size = node("Gather", [node("Shape", ["input_ids"], "shape"), constant("one", 1)], "size")
places = node("Range", [constant("from", 0), size, constant("step", 1)], "places")
positions = node("Gather", [weight("positions", longest, hidden), places], "embedded.positions")
x = norm(node("Add", [node("Add", [words, types], "a"), positions], "b"), "embedded")
mask = node("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
mask = node("Unsqueeze", [mask, constant("axes", [1, 2])], "mask.wide")
mask = node("Mul", [node("Sub", [constant("unit", 1, np.float32), mask], "mask.not"), constant("low", -1e9, np.float32)], "mask.low")
for k in range(layers):
    name = f"layer{k}"
    q, key, v = (split(linear(x, f"{name}.{part}", hidden, hidden), f"{name}.{part}") for part in "qkv")
    turned = node("Transpose", [key], f"{name}.turned", perm=[0, 1, 3, 2])
    scaled = node("Div", [node("MatMul", [q, turned], f"{name}.qk"), constant(f"{name}.root", np.sqrt(hidden / heads), np.float32)], f"{name}.scaled")
    attention = node("Softmax", [node("Add", [scaled, mask], f"{name}.masked")], f"{name}.attention", axis=-1)
    seen = node("Transpose", [node("MatMul", [attention, v], f"{name}.seen")], f"{name}.back", perm=[0, 2, 1, 3])
    joined = linear(node("Reshape", [seen, "whole"], f"{name}.joined"), f"{name}.o", hidden, hidden)
    x = norm(node("Add", [x, joined], f"{name}.first"), f"{name}.norm1")
    grown = linear(x, f"{name}.grown", hidden, inner)
    erf = node("Erf", [node("Mul", [grown, constant(f"{name}.half", np.sqrt(0.5), np.float32)], f"{name}.e")], f"{name}.erf")
    gate = node("Mul", [node("Add", [erf, "unit"], f"{name}.g"), constant(f"{name}.h", 0.5, np.float32)], f"{name}.gate")
    shrunk = linear(node("Mul", [grown, gate], f"{name}.gelu"), f"{name}.shrunk", inner, hidden)
    x = norm(node("Add", [x, shrunk], f"{name}.second"), f"{name}.norm2")
node("Identity", [x], "last_hidden_state")

inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in ("input_ids", "attention_mask", "token_type_ids")]
out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", hidden])
model = helper.make_model(helper.make_graph(nodes, "tiny-bert", inputs, [out], weights), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(model)
os.makedirs("tiny-bert/onnx", exist_ok=True)
onnx.save(model, "tiny-bert/onnx/model.onnx")

tokenizer = Tokenizer(models.WordPiece({piece: k for k, piece in enumerate(pieces)}, unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
tokenizer.save("tiny-bert/tokenizer.json", pretty=False)
json.dump({"tokenizer_class": "BertTokenizer", "model_max_length": longest, "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]", "do_lower_case": True}, open("tiny-bert/tokenizer_config.json", "w"))
json.dump({"model_type": "bert", "architectures": ["BertModel"], "hidden_size": hidden, "num_attention_heads": heads, "num_hidden_layers": layers, "intermediate_size": inner, "max_position_embeddings": longest, "vocab_size": len(pieces)}, open("tiny-bert/config.json", "w"))

texts = [
    "The flight was late.",
    "Thanks, lovely crew!",
    "no GOOD café @gate7 #delayed",
    "flight " * 60,
    "\u2708\ufe0f 中文 🙂",
    "a",
]
tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
tokenizer.enable_truncation(longest)
batch = tokenizer.encode_batch(texts)
ids, kept, kinds = (np.array([getattr(one, part) for one in batch], dtype=np.int64) for part in ("ids", "attention_mask", "type_ids"))
states = onnxruntime.InferenceSession("tiny-bert/onnx/model.onnx").run(None, {"input_ids": ids, "attention_mask": kept, "token_type_ids": kinds})[0].astype(np.float64)
mean = (states * kept[:, :, None]).sum(1) / kept.sum(1, keepdims=True)
vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
json.dump(
    {
        "source": f"onnxruntime {onnxruntime.__version__}, tokenizers {tokenizers.__version__}; made by make_transformer.py",
        "texts": texts,
        "tokens": [one.tokens for one in batch],
        "vectors": vectors.round(8).tolist(),
    },
    open("transformer.json", "w"),
    separators=(",", ":"),
)

/** A module's memory, handed out from the bottom up in pieces that begin at multiples of 16 bytes. */
export class WasmMemory {
  readonly #memory: WebAssembly.Memory;
  #next: number;

  /** What lies below `from` is the module's own. */
  constructor(memory: WebAssembly.Memory, from: number) {
    this.#memory = memory;
    this.#next = from;
  }

  /** Address of `bytes` fresh bytes, all zero unless handed out before. Views made before may have lost their buffer: take them after the last call. */
  take(bytes: number): number {
    const at = this.#next;
    this.#next = Math.ceil((at + bytes) / 16) * 16;
    const missing = this.#next - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / 65536));
    return at;
  }

  /** Takes back everything from an address on. What is handed out next holds what was left in it. */
  release(from: number): void {
    this.#next = from;
  }

  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }
}

/** A fresh copy of a compiled module, with its own memory. */
export function instantiate<E>(
  base64: string,
  from = 1024,
  imports: WebAssembly.Imports = {},
): { readonly memory: WasmMemory; readonly exports: E } {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')), imports);
  return {
    memory: new WasmMemory(instance.exports.memory as WebAssembly.Memory, from),
    exports: instance.exports as E,
  };
}

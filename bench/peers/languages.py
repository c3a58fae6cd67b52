"""The language of each line of standard input by a peer; as JSON the codes that the peer knows, and the one found in each line.

    python languages.py PEER < LINES

PEER is py3langid, lingua or heliport (HeLI-OTS).
"""

import json
import sys

peer = sys.argv[1]
lines = sys.stdin.read().split("\n")
if peer == "py3langid":
    import py3langid.langid as langid

    langid.classify("load the model")
    knows = list(langid.IDENTIFIER.nb_classes)
    found = [langid.classify(line)[0] for line in lines]
elif peer == "lingua":
    from lingua import Language, LanguageDetectorBuilder

    knows = [language.iso_code_639_1.name.lower() for language in Language.all()]
    detector = LanguageDetectorBuilder.from_all_languages().build()
    found = [one.iso_code_639_1.name.lower() if one else "und" for one in detector.detect_languages_in_parallel_of(lines)]
else:
    from heliport import Identifier

    identifier = Identifier()
    found = identifier.par_identify(lines)
    knows = sorted(set(found) - {"und"})
print(json.dumps({"knows": knows, "found": found}))

"""Compiles the language catalogues into one C++ table, sorted by key.

    compile_catalogue.py EN.json ZH.json OUTPUT.cpp

Fails, naming every fault at once, when a key is missing in one language, stands twice, or has other {placeholders} in
one language than in the other.
"""

import json
import re
import sys

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def read_catalogue(path, faults):
    """Returns {key: text}; anything that is not a flat object of texts is a fault."""

    def pairs_to_dict(pairs):
        seen = {}
        for key, value in pairs:
            if key in seen:
                faults.append(f"{path}: key \"{key}\" stands twice")
            seen[key] = value
        return seen

    try:
        with open(path, encoding="utf-8") as file:
            catalogue = json.load(file, object_pairs_hook=pairs_to_dict)
    except ValueError as error:
        sys.exit(f"{path}: {error}")
    if not isinstance(catalogue, dict):
        sys.exit(f"{path}: expected one flat object of key and text")
    for key, text in catalogue.items():
        if not isinstance(text, str) or not text:
            faults.append(f"{path}: the value of \"{key}\" must be a text that is not empty")
        elif CONTROL.search(text):
            faults.append(f"{path}: \"{key}\" holds a control character other than a line break")
    return catalogue


def compare(english, chinese, faults):
    for key in sorted(english.keys() - chinese.keys()):
        faults.append(f"key \"{key}\" is missing in zh.json")
    for key in sorted(chinese.keys() - english.keys()):
        faults.append(f"key \"{key}\" is missing in en.json")
    for key in sorted(english.keys() & chinese.keys()):
        ours, theirs = (set(PLACEHOLDER.findall(str(side[key]))) for side in (english, chinese))
        if ours != theirs:
            faults.append(f"key \"{key}\" has placeholders {sorted(ours)} in en.json but {sorted(theirs)} in zh.json")


def literal(text):
    escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("??", "?\\?")
    return f"\"{escaped}\""


def main(english_path, chinese_path, output_path):
    faults = []
    english = read_catalogue(english_path, faults)
    chinese = read_catalogue(chinese_path, faults)
    compare(english, chinese, faults)
    if faults:
        sys.exit("\n".join(faults))
    # strcmp compares bytes, so the table is sorted by them.
    keys = sorted(english, key=lambda key: key.encode("utf-8"))
    lines = ["#include \"app/studio/catalogue_data.h\"", "", "namespace studio {", "",
             "const CatalogueEntry kCatalogue[] = {"]
    lines += [f"    {{{literal(key)}, {literal(english[key])}, {literal(chinese[key])}}}," for key in keys]
    lines += ["};", f"const std::size_t kCatalogueSize = {len(keys)};", "", "}  // namespace studio", ""]
    with open(output_path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

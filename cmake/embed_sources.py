"""Puts the sources of the protocol into the program, so that Why can show the very line that decided.

    embed_sources.py ROOT OUTPUT.cpp FILE...

FILE is named from ROOT, as includes are.
"""

import sys


def literal(line):
    escaped = line.replace("\\", "\\\\").replace("\"", "\\\"").replace("??", "?\\?").replace("\t", "\\t")
    return f"\"{escaped}\""


def main(root, output_path, names):
    lines = ["#include \"app/studio/source_data.h\"", "", "namespace studio {", ""]
    for number, name in enumerate(names):
        with open(f"{root}/{name}", encoding="utf-8") as file:
            text = file.read().split("\n")
        lines.append(f"static const char* const kLines{number}[] = {{")
        lines += [f"    {literal(line)}," for line in text]
        lines += ["};", ""]
    lines.append("const SourceFile kSourceFiles[] = {")
    for number, name in enumerate(names):
        lines.append(f"    {{{literal(name)}, kLines{number}, sizeof(kLines{number}) / sizeof(kLines{number}[0])}},")
    lines += ["};", f"const std::size_t kSourceFileCount = {len(names)};", "", "}  // namespace studio", ""]
    with open(output_path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])

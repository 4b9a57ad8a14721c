"""Lists the characters that the typefaces are cut to.

    font_characters.py OUTPUT_DIR TEXT.json...

Writes three files into OUTPUT_DIR, each only when it changed, so that fonts are cut again only when they must be:
required.txt (every character of our texts), latin.txt (what the Latin typefaces keep) and chinese.txt (what the Chinese
typeface keeps: GB2312, so that a reader can type Chinese, and every character of our texts).
"""

import json
import pathlib
import sys

# What any text or picture may use without being listed: Latin, Greek, punctuation, arrows, mathematics, marks.
ALWAYS = [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F),
          (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
          (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF)]

# Beside it, what Chinese text stands in: its punctuation and full-width forms.
ALWAYS_CHINESE = [(0x3000, 0x303F), (0x30FB, 0x30FE), (0xFF01, 0xFFE6)]


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def required_characters(paths):
    characters = set()
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
        except ValueError as error:
            sys.exit(f"{path}: {error}")
        for text in texts_of(document):
            characters.update(text)
    return {character for character in characters if character >= " "}


def characters_in(ranges):
    return {chr(code) for first, last in ranges for code in range(first, last + 1)}


def gb2312_characters():
    characters = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass  # A hole in the table.
    return characters


def write_if_changed(path, characters):
    content = "".join(sorted(characters)) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def main(output_dir, paths):
    output = pathlib.Path(output_dir)
    output.mkdir(parents=True, exist_ok=True)
    required = required_characters(paths)
    always = characters_in(ALWAYS)
    write_if_changed(output / "required.txt", required)
    write_if_changed(output / "latin.txt", {character for character in required if ord(character) < 0x2E80} | always)
    chinese = characters_in(ALWAYS_CHINESE) | gb2312_characters()
    write_if_changed(output / "chinese.txt", required | always | chinese)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])

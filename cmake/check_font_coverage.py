"""Fails when a character of our texts is in none of the cut typefaces.

    check_font_coverage.py COVERED.txt REQUIRED.txt FONT...

Text falls back from one typeface to the next in the same weight, so each weight is checked for itself: all fonts whose
name ends in -Bold form one weight, all others the second. The window's glyph numbers have 16 bits, hence the limit.
Writes every character that both weights have into COVERED.txt, for the test that looks at the texts in our sources.
"""

import pathlib
import sys

from fontTools.ttLib import TTFont


def coverage(fonts):
    covered = set()
    for font in fonts:
        covered.update(TTFont(font, lazy=True).getBestCmap())
    return covered


def main(covered_path, required_path, fonts):
    required = {ord(character) for character in pathlib.Path(required_path).read_text(encoding="utf-8")} - {0x0A}
    bold = [font for font in fonts if pathlib.Path(font).stem.endswith("-Bold")]
    regular = [font for font in fonts if font not in bold]
    covered = {"regular": coverage(regular), "bold": coverage(bold)}
    faults = []
    for name, weight in covered.items():
        for code in sorted(required - weight):
            faults.append(f"U+{code:04X} '{chr(code)}' is in no {name} typeface")
    for code in sorted(code for code in required if code > 0xFFFF):
        faults.append(f"U+{code:04X} '{chr(code)}' is beyond U+FFFF")
    if faults:
        sys.exit("Our texts (assets/lang, lessons/course) hold characters that cannot be shown:\n" + "\n".join(faults))
    both = covered["regular"] & covered["bold"]
    pathlib.Path(covered_path).write_text("".join(chr(code) for code in sorted(both)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])

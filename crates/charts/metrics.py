"""Writes src/metrics.rs: widths and kerning of the chart font, as numbers.

Usage: pip install fonttools brotli; python metrics.py FOLDER_OF_FIRA_SANS > src/metrics.rs
The folder holds FiraSans-Regular.woff2 and FiraSans-SemiBold.woff2.
"""

import sys

from fontTools.ttLib import TTFont

SPANS = [(0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x1E9E, 0x1E9E)]
EXTRA = "\u2010\u2011\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265"


def characters(fonts):
    wanted = [c for a, b in SPANS for c in range(a, b + 1)] + [ord(c) for c in EXTRA]
    return sorted({c for c in wanted if all(c in f.getBestCmap() for f in fonts)})


def subtables(font):
    table = font["GPOS"].table
    indices = set()
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "kern":
            indices.update(record.Feature.LookupListIndex)
    for index in sorted(indices):
        found = []
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            if sub.LookupType == 2:
                found.append(sub)
        yield found


def advance(value):
    return (value.XAdvance if value is not None and hasattr(value, "XAdvance") else 0) or 0


def pair(sub, left, right):
    if left not in sub.Coverage.glyphs:
        return None
    if sub.Format == 1:
        for record in sub.PairSet[sub.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return advance(record.Value1)
        return None
    first = sub.ClassDef1.classDefs.get(left, 0)
    second = sub.ClassDef2.classDefs.get(right, 0)
    return advance(sub.Class1Record[first].Class2Record[second].Value1)


def kerning(font, names):
    lookups = list(subtables(font))
    covered = {n for subs in lookups for s in subs for n in s.Coverage.glyphs}
    rows = []
    for left in names:
        row = []
        for right in names:
            total = 0
            if left in covered:
                for subs in lookups:
                    total += next((v for s in subs if (v := pair(s, left, right)) is not None), 0)
            row.append(total)
        rows.append(tuple(row))
    return rows


def classes(rows):
    order = {}
    index = [order.setdefault(row, len(order)) for row in rows]
    return index, list(order)


def array(name, kind, values, doc):
    print(f"\n/// {doc}")
    print("#[rustfmt::skip]")
    print(f"pub(crate) static {name}: [{kind}; {len(values)}] = [")
    line = "   "
    for value in values:
        word = f" {value},"
        if len(line) + len(word) > 1000:
            print(line)
            line = "   "
        line += word
    print(line)
    print("];")


def face(font, chars, name):
    cmap, hmtx = font.getBestCmap(), font["hmtx"]
    names = [cmap[c] for c in chars]
    rows = kerning(font, names)
    left, distinct = classes(rows)
    right, columns = classes(list(zip(*distinct)))
    array(f"{name}_ADVANCES", "u16", [hmtx[n][0] for n in names], "Advance widths in thousandths of the size.")
    array(f"{name}_LEFT", "u8", left, "Kerning class of each character as the left one of a pair.")
    array(f"{name}_RIGHT", "u8", right, "Kerning class of each character as the right one of a pair.")
    print(f"\n/// How many kerning classes there are on the left.\npub(crate) const {name}_CLASSES: usize = {len(columns[0])};")
    array(f"{name}_KERNS", "i16", [v for column in columns for v in column], "Kerning: right class × number of left classes + left class.")


def main():
    folder = sys.argv[1].rstrip("/")
    fonts = [TTFont(f"{folder}/FiraSans-{n}.woff2") for n in ("Regular", "SemiBold")]
    chars = characters(fonts)
    print("//! Widths and kerning of Fira Sans 400 and 600, written by `metrics.py`: numbers only, do not edit.")
    array("CHARACTERS", "u16", chars, "The characters that the tables know, ascending.")
    for font, name in zip(fonts, ("REGULAR", "BOLD")):
        face(font, chars, name)


main()

"""Writes src/figures/raster.rs: where in Germany municipalities lie, as a raster of dots.

Usage: python raster.py FILE > src/figures/raster.rs
FILE is a CSV of municipalities with the columns lat, lon and area_km2, from the municipality register
(Gemeindeverzeichnis-Informationssystem GV-ISys) of the Federal Statistical Office.

A dot stands where the ground within reach of a municipality's seat lies: its area taken as a disc. Gaps that are
closed in on most sides (large forests, lakes) are filled. Longitudes are shortened as in the middle of Germany.
"""

import csv
import math
import sys

SOUTH, NORTH, WEST, EAST = 47.37, 55.1, 5.8, 15.1
STRETCH = math.cos(math.radians(51.2))
STEP = 0.172
ROWS = math.ceil((NORTH - SOUTH) / STEP)
COLUMNS = math.ceil((EAST - WEST) * STRETCH / STEP)


def cells(seats):
    found = set()
    for lat, lon, area in seats:
        reach = max(1.35 * math.sqrt(area / math.pi) / 111.2, 0.55 * STEP)
        y, x = (NORTH - lat), (lon - WEST) * STRETCH
        for row in range(int((y - reach) / STEP) - 1, int((y + reach) / STEP) + 2):
            for column in range(int((x - reach) / STEP) - 1, int((x + reach) / STEP) + 2):
                dy, dx = (row + 0.5) * STEP - y, (column + 0.5) * STEP - x
                if math.hypot(dx, dy) <= min(reach, 1.2 * STEP) and 0 <= row < ROWS and 0 <= column < COLUMNS:
                    found.add((row, column))
    return found


def filled(found):
    around = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    more = {
        (row, column)
        for row in range(ROWS)
        for column in range(COLUMNS)
        if sum((row + a, column + b) in found for a, b in around) >= 6
    }
    return found | more


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    seats = [(float(l["lat"]), float(l["lon"]), float(l["area_km2"])) for l in lines if l["lat"] and l["area_km2"]]
    found = filled(filled(cells(seats)))
    print("//! Where in Germany municipalities lie, written by `raster.py`: numbers only, do not edit.")
    print("//!")
    print("//! Source: municipality register (GV-ISys), © Statistisches Bundesamt (Destatis); reproduction and distribution,")
    print("//! also of parts, are permitted provided that the source is mentioned.")
    for name, value, doc in [
        ("NORTH", NORTH, "The latitude of the upper side."),
        ("WEST", WEST, "The longitude of the left side."),
        ("STRETCH", round(STRETCH, 4), "How much shorter a degree of longitude is than one of latitude."),
        ("STEP", STEP, "The distance of two dots, in degrees of latitude."),
    ]:
        print(f"\n/// {doc}\npub(super) const {name}: f64 = {value};")
    print(f"\n/// How many dots lie in a row.\npub(super) const COLUMNS: usize = {COLUMNS};")
    print("\n/// The rows from north to south; the lowest bit is the westernmost dot.")
    print(f"#[rustfmt::skip]\npub(super) static ROWS: [u64; {ROWS}] = [")
    rows = [sum(1 << column for column in range(COLUMNS) if (row, column) in found) for row in range(ROWS)]
    for start in range(0, ROWS, 6):
        print("    " + " ".join(f"0x{row >> 32:04x}_{row >> 16 & 0xFFFF:04x}_{row & 0xFFFF:04x}," for row in rows[start : start + 6]))
    print("];")


main()

"""Compares two CSV files field by field and prints the differences, one a line; nothing where there are none.

    python compare_csv.py EXPECTED.csv FOUND.csv [--inert]

Every field must be the same text. Sums may differ in their last bits, since pandas adds in another order;
the text of a sum must still be the shortest that reads back. With --inert a name that a spreadsheet would compute
must have an apostrophe in front where it is found, which pandas does not write.
"""

import csv
import math
import sys

SUMS = {"total_revenue", "tip_revenue"}
NAMES = {"fan_id", "model_name"}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file, strict=True))


def same(name, expected, found, inert):
    if inert and name in NAMES and expected.startswith(tuple("=+-@\t\r\n")):
        expected = "'" + expected
    if name not in SUMS:
        return expected == found
    return repr(float(found)) == found and math.isclose(float(expected), float(found), rel_tol=1e-12, abs_tol=1e-12)


def main(expected_path, found_path, *options):
    inert = "--inert" in options
    expected, found = rows(expected_path), rows(found_path)
    if expected[0] != found[0] or len(expected) != len(found):
        print(f"{len(expected)} rows of {expected[0]}, found {len(found)} of {found[0]}")
        return
    for number, (left, right) in enumerate(zip(expected[1:], found[1:], strict=True), start=1):
        for name, one, other in zip(expected[0], left, right, strict=True):
            if not same(name, one, other, inert):
                print(f"row {number}, {name}: {one!r}, found {other!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])

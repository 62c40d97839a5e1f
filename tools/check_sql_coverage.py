#!/usr/bin/env python3
"""Fails when a statement of a feature's sql/*.sql was executed by no test.

    POMOPOMO_SQL_COVERAGE=build/sql_coverage.txt <run the tests>
    tools/check_sql_coverage.py build/sql_coverage.txt
"""

import argparse
import pathlib
import sys

from embed_sql import load

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "server" / "src"


def all_names() -> dict[str, str]:
    """Every statement's name, with the place that defines it."""
    names = {}
    for folder in sorted(SOURCE.glob("*/sql")):
        for statement, postgres in load(sorted(folder.glob("*.sql"))):
            name = f"{folder.parent.name}/{statement.file}.{statement.name}"
            place = f"{folder.relative_to(SOURCE.parent.parent)}/{statement.file}.sql:{statement.line}"
            names[name] = place
            if postgres is not None:
                names[f"{name}@postgres"] = place
    return names


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("executed", type=pathlib.Path, help="the file the tests wrote")
    given = arguments.parse_args()
    names = all_names()
    executed = set(given.executed.read_text(encoding="utf-8").split()) if given.executed.exists() else set()
    missing = [f"{place}: {name} is executed by no test" for name, place in names.items() if name not in executed]
    print(*missing, f"{len(names) - len(missing)} of {len(names)} SQL statements were executed", sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

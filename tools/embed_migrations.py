#!/usr/bin/env python3
"""Turns the numbered steps of one dialect's schema into a C++ list.

    embed_migrations.py --dialect sqlite --out build/generated/storage/sqlite_migrations.cpp \
        server/migrations/sqlite/0001_first.sql ...

Numbers run from 0001 without gaps. A step's checksum is the SHA-256 of its text.
"""

import argparse
import hashlib
import pathlib
import re
import sys

FILE = re.compile(r"(\d{4})_([a-z][a-z0-9_]*)\.sql\Z")


def literals(text: str) -> str:
    """The text as adjacent raw literals: compilers need not take one of more than 64 KiB."""
    return "\n".join(f'        R"sql({line})sql"' for line in text.splitlines(keepends=True))


def step(expected: int, path: pathlib.Path) -> str:
    name = FILE.match(path.name)
    if not name or int(name.group(1)) != expected:
        raise ValueError(f"{path}: expected {expected:04}_snake_case_name.sql here")
    data = path.read_bytes()
    checksum = hashlib.sha256(data).hexdigest()
    text = literals(data.decode("utf-8"))
    return f'    {{{expected}, "{name.group(2)}", "{checksum}",\n{text}}},'


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--dialect", required=True)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    given = arguments.parse_args()
    try:
        paths = sorted(given.files, key=lambda path: path.name)
        steps = [step(number, path) for number, path in enumerate(paths, 1)]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(
        f"""#include "storage/migrations.hpp"

// Made from server/migrations/{given.dialect} by tools/embed_migrations.py.

#include <array>

namespace pomopomo::storage {{
namespace {{

constexpr std::array<Migration, {len(steps)}> kSteps = {{{{
{chr(10).join(steps)}
}}}};

}}  // namespace

std::span<const Migration> {given.dialect}_migrations() {{ return kSteps; }}

}}  // namespace pomopomo::storage
""",
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

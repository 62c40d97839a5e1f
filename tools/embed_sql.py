#!/usr/bin/env python3
"""Turns a module's named SQL statements into C++ constants.

    embed_sql.py --module rooms --out build/generated/rooms server/src/rooms/sql/segments.sql ...

A file holds statements like

    -- name: list_for_room
    -- The room's queue in its order.
    SELECT id, label FROM segments WHERE room_id = :room ORDER BY position;

which C++ sees as `pomopomo::rooms::sql::segments::list_for_room`, a `storage::Statement` whose name is
"rooms/segments.list_for_room". The comment lines become its comment. `segments.postgres.sql` beside it
may give PostgreSQL its own text for single statements of that file.
"""

import argparse
import pathlib
import re
import sys
from dataclasses import dataclass

NAME = re.compile(r"--\s*name:\s*(\S*)\s*$")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
POSTGRES = ".postgres"
# Quoted text and identifiers, then comments: whichever comes first at a position wins.
TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|;", re.DOTALL)
KEYWORDS = set(
    """alignas and asm auto bool break case catch char class concept const continue default delete do
    double else enum explicit export extern false float for friend goto if inline int long mutable namespace
    new noexcept not operator or private protected public register requires return short signed sizeof
    static struct switch template this throw true try typedef typeid typename union unsigned using virtual
    void volatile while xor""".split()
)


class SqlError(Exception):
    """A mistake in a .sql file, told as `file:line: what`."""


@dataclass(frozen=True)
class Statement:
    file: str  # the file's name without any suffix: the C++ namespace
    name: str
    doc: tuple[str, ...]
    text: str
    line: int


def strip(body: str) -> tuple[str, int]:
    """The body without comments and without its last `;`, and how many `;` it had."""
    ends = 0

    def replace(match: re.Match) -> str:
        nonlocal ends
        token = match.group()
        if token == ";":
            ends += 1
            return ";"
        return "" if token.startswith(("--", "/*")) else token

    text = TOKEN.sub(replace, body).strip()
    lines = (line.rstrip() for line in text.removesuffix(";").split("\n"))
    return "\n".join(line for line in lines if line), ends if text.endswith(";") else 0


def parse_file(path: pathlib.Path) -> list[Statement]:
    """The statements of one file, in their order."""
    file = path.name.split(".")[0]
    found: list[Statement] = []
    name, start, doc, body = None, 0, [], []

    def fail(line: int, what: str):
        raise SqlError(f"{path}:{line}: {what}")

    def finish():
        text, ends = strip("\n".join(body))
        if name is None:
            if text:
                fail(1, "a statement without `-- name:`")
            return
        if not text:
            fail(start, f"{name} has no text")
        if ends != 1:
            fail(start, f"{name} must be one statement that ends in `;`")
        if any(other.name == name for other in found):
            fail(start, f"{name} is there twice")
        found.append(Statement(file, name, tuple(doc), text, start))

    if not IDENTIFIER.match(file) or file in KEYWORDS:
        fail(1, "the file's name must be a snake_case word that C++ accepts")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        heading = NAME.match(line)
        if heading:
            finish()
            name, start, doc, body = heading.group(1), number, [], []
            if not IDENTIFIER.match(name) or name in KEYWORDS:
                fail(number, f"`{name}` is no snake_case name that C++ accepts")
        elif line.startswith("--") and name is not None and not body:
            doc.append(line.removeprefix("--").strip())
        else:
            body.append(line)
    finish()
    return found


def load(paths: list[pathlib.Path]) -> list[tuple[Statement, str | None]]:
    """Every statement of the files, with PostgreSQL's own text where it has one."""
    base = [s for path in paths if POSTGRES not in path.suffixes for s in parse_file(path)]
    known = {(s.file, s.name) for s in base}
    own: dict[tuple[str, str], str] = {}
    for path in paths:
        if POSTGRES not in path.suffixes:
            continue
        for s in parse_file(path):
            if (s.file, s.name) not in known:
                raise SqlError(f"{path}:{s.line}: {s.name} replaces nothing in {s.file}.sql")
            own[(s.file, s.name)] = s.text
    return [(s, own.get((s.file, s.name))) for s in base]


def literal(text: str) -> str:
    return f'R"sql({text})sql"'


def header(module: str, statements) -> str:
    out = [
        "#pragma once",
        f"// Made from server/src/{module}/sql by tools/embed_sql.py.",
        "",
        '#include "storage/statement.hpp"',
        "",
    ]
    for file in dict.fromkeys(s.file for s, _ in statements):
        out.append(f"namespace pomopomo::{module}::sql::{file} {{")
        for s, _ in statements:
            if s.file == file:
                out += [f"// {line}".rstrip() for line in s.doc]
                out.append(f"extern const storage::Statement {s.name};")
        out += [f"}}  // namespace pomopomo::{module}::sql::{file}", ""]
    return "\n".join(out)


def source(module: str, statements) -> str:
    out = [f'#include "{module}/sql.hpp"', ""]
    for s, postgres in statements:
        out += [
            f"constinit const pomopomo::storage::Statement pomopomo::{module}::sql::{s.file}::{s.name} = {{",
            f'    .name = "{module}/{s.file}.{s.name}",',
            f"    .text = {literal(s.text)},",
        ]
        if postgres is not None:
            out.append(f"    .postgres = {literal(postgres)},")
        out += ["};", ""]
    return "\n".join(out)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--module", required=True)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    arguments.add_argument("files", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    try:
        statements = load(sorted(given.files))
    except SqlError as error:
        print(error, file=sys.stderr)
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "sql.hpp").write_text(header(given.module, statements), encoding="utf-8")
    (given.out / "sql.cpp").write_text(source(given.module, statements), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

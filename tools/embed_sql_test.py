"""Tests of embed_sql.py and embed_migrations.py: python3 -m unittest discover -s tools -p '*_test.py'"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import embed_sql

TOOLS = pathlib.Path(__file__).resolve().parent


class SqlFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name: str, text: str) -> pathlib.Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


class Load(SqlFiles):
    def test_finds_each_statement_with_its_comment_and_without_other_comments(self):
        path = self.write(
            "rooms.sql",
            "-- About the file.\n\n"
            "-- name: find\n-- Finds one.\nSELECT '--;' AS \"a;b\" -- why; :x\nFROM rooms /* all; of\nthem */;\n\n"
            "-- name: remove\nDELETE FROM rooms;\n",
        )
        (find, _), (remove, _) = embed_sql.load([path])
        self.assertEqual((find.file, find.name, find.doc), ("rooms", "find", ("Finds one.",)))
        self.assertEqual(find.text, "SELECT '--;' AS \"a;b\"\nFROM rooms")
        self.assertEqual(remove.text, "DELETE FROM rooms")

    def test_takes_the_own_text_of_postgres_for_single_statements(self):
        base = self.write("rooms.sql", "-- name: a\nSELECT 1;\n-- name: b\nSELECT 2;\n")
        own = self.write("rooms.postgres.sql", "-- name: b\nSELECT 2 FOR UPDATE;\n")
        texts = {s.name: (s.text, postgres) for s, postgres in embed_sql.load([base, own])}
        self.assertEqual(texts, {"a": ("SELECT 1", None), "b": ("SELECT 2", "SELECT 2 FOR UPDATE")})

    def test_refuses_an_own_text_that_replaces_nothing(self):
        base = self.write("rooms.sql", "-- name: a\nSELECT 1;\n")
        own = self.write("rooms.postgres.sql", "-- name: b\nSELECT 2;\n")
        with self.assertRaisesRegex(embed_sql.SqlError, "replaces nothing"):
            embed_sql.load([base, own])

    def test_refuses_mistakes_with_their_line(self):
        for text, message in {
            "SELECT 1;": "1: a statement without",
            "-- name: a\nSELECT 1": "1: a must be one statement that ends in",
            "-- name: a\nSELECT 1; SELECT 2;": "1: a must be one statement",
            "-- name: a\nSELECT ';'": "1: a must be one statement",
            "-- name: a\n": "1: a has no text",
            "-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;": "3: a is there twice",
            "-- name: delete\nSELECT 1;": "1: `delete` is no",
            "-- name: Find\nSELECT 1;": "1: `Find` is no",
            "-- name:\nSELECT 1;": "1: `` is no",
        }.items():
            with self.subTest(text), self.assertRaisesRegex(embed_sql.SqlError, f"rooms.sql:{message}"):
                embed_sql.load([self.write("rooms.sql", text)])


class Migrations(SqlFiles):
    def embed(self, *paths: pathlib.Path) -> subprocess.CompletedProcess:
        out = self.folder / "out.cpp"
        command = [sys.executable, TOOLS / "embed_migrations.py", "--dialect", "sqlite", "--out", out, *paths]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_numbers_run_from_one_without_gaps(self):
        first = self.write("0001_first.sql", "CREATE TABLE a (id);\n")
        second = self.write("0002_second.sql", "CREATE TABLE b (id);\n")
        third = self.write("0003_third.sql", "CREATE TABLE c (id);\n")
        self.assertEqual(self.embed(second, first).returncode, 0)
        self.assertIn("expected 0002_", self.embed(first, third).stderr)
        self.assertIn("expected 0001_", self.embed(self.write("first.sql", "")).stderr)


if __name__ == "__main__":
    unittest.main()

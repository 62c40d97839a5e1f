#!/usr/bin/env python3
"""Fails when docs/dependencies.md misses a package of packages.txt or package.json, or names one that is gone."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    page = (ROOT / "docs/dependencies.md").read_text()
    rows = "\n".join(line.split("|")[1] for line in page.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`([^`]+)`", rows))
    package = json.loads((ROOT / "package.json").read_text())
    used = {*package.get("dependencies", {}), *package.get("devDependencies", {})}
    used |= {line for line in (ROOT / "packages.txt").read_text().split("\n") if line and not line.startswith("#")}
    for name in sorted(used - named):
        print(f"docs/dependencies.md does not say why {name} is needed, nor its licence")
    for name in sorted(named - used):
        print(f"docs/dependencies.md names {name}, which nothing asks for")
    for kind in ("dependencies", "devDependencies"):
        for name, version in package.get(kind, {}).items():
            if not re.fullmatch(r"\d+\.\d+\.\d+", version):
                print(f"package.json: {name} is not pinned to an exact version: {version}")
                used.add("")
    return 1 if used != named else 0


if __name__ == "__main__":
    sys.exit(main())

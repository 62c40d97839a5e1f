#!/usr/bin/env python3
"""Holds the server's folders to their direction: app → features → {http, socketio, realtime, storage} → core.

A file may include its own folder's headers and those of the folders its own may use, never the other way. Features
see each other only to the left (accounts, boards ← rooms) and only by their public header, `<feature>/<feature>.hpp`.
Files over 400 lines are listed: does each hold one thing?
"""

import re
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "server/src"
LONG = 400

# folder: what it may include besides itself
LAYERS = {
    "core": set(),
    "storage": {"core"},
    "http": {"core"},
    "images": {"core"},
    "socketio": {"core", "http"},
    "realtime": {"core", "socketio"},
    "cluster": {"core", "storage", "realtime"},
    "accounts": {"core", "storage", "http", "images", "socketio", "realtime"},
    "reports": {"core", "storage", "http", "socketio", "realtime", "accounts"},
    "boards": {"core", "storage", "socketio", "realtime"},
    "rooms": {"core", "storage", "http", "images", "socketio", "realtime", "accounts", "boards"},
    "app": {"core", "storage", "http", "images", "socketio", "realtime", "cluster", "accounts", "reports", "boards", "rooms"},
}
FEATURES = {"accounts", "reports", "boards", "rooms"}
# The socket library is asked by the HTTP listener, by these headers alone.
SOCKETIO_FROM_HTTP = {"http/message.hpp", "http/service.hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def fault(folder: str, target: str) -> str | None:
    """Why a file of `folder` may not include `target`; None when it may."""
    other = target.split("/")[0]
    if "/" not in target or other not in LAYERS or other == folder:
        return None
    if other not in LAYERS[folder]:
        return f"{folder} may not know {other}"
    if folder == "socketio" and other == "http" and target not in SOCKETIO_FROM_HTTP:
        return "socketio may know only the message and the service of http"
    if folder in FEATURES and other in FEATURES and target != f"{other}/{other}.hpp":
        return f"{folder} may know {other} only by {other}/{other}.hpp"
    return None


def main() -> int:
    faults = 0
    for path in sorted(SOURCES.rglob("*.[ch]pp")):
        name, text = path.relative_to(SOURCES), path.read_text()
        folder = name.parts[0]
        if folder not in LAYERS:
            print(f"{name}: the folder {folder} has no layer in tools/check_includes.py")
            faults += 1
            continue
        for match in INCLUDE.finditer(text):
            if why := fault(folder, match[1]):
                line = text.count("\n", 0, match.start(1)) + 1
                print(f'{name}:{line}: includes "{match[1]}": {why}')
                faults += 1
        if (lines := text.count("\n")) > LONG:
            print(f"note: {name} has {lines} lines")
    print(f"{faults} includes in the wrong direction")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

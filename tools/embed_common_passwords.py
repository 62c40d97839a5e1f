#!/usr/bin/env python3
"""Writes the common passwords of Debian's package python3-zxcvbn as one C++ text.

    embed_common_passwords.py --out build/generated/accounts/common_passwords.cpp
"""

import argparse
import pathlib
import runpy
import sys

LISTS = pathlib.Path("/usr/lib/python3/dist-packages/zxcvbn/frequency_lists.py")
RUNS = ("12345678901234567890", "abcdefghijklmnopqrstuvwxyz")
OUR_OWN = ("pomopomo", "pomodoro", *(run[:length] for run in RUNS for length in range(8, len(run) + 1)))
LEAST = 10_000

SOURCE = '''#include "accounts/password/common_passwords.hpp"

// Longer than C++ asks compilers to take; clang takes it.
#pragma clang diagnostic ignored "-Woverlength-strings"

constinit const std::string_view pomopomo::accounts::kCommonPasswords = R"list(
{words}
)list";
'''


def common_passwords() -> list[str]:
    listed = runpy.run_path(str(LISTS))["FREQUENCY_LISTS"]["passwords"]
    words = sorted({word.lower() for word in (*listed, *OUR_OWN) if word.isascii() and word.isprintable()})
    if len(words) < LEAST:
        sys.exit(f"{LISTS} has only {len(words)} passwords")
    return words


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    out = arguments.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(SOURCE.format(words="\n".join(common_passwords())), encoding="ascii")


if __name__ == "__main__":
    main()

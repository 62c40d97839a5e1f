#!/usr/bin/env python3
"""Measures Pomopomo beside plain socket.io, in turns on one machine, and writes what came out to bench/results/.

    bench/run.py [--quick] [--rounds N] [--only NAME…]
"""

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import replace
from datetime import datetime, timezone

from figures import FIGURES
from measurements import FULL, MEASUREMENTS, QUICK, Measurement, Size
from report import table
from servers import ROOT

RESULTS = ROOT / "bench/results"


def take(name: str, measurement: Measurement, size: Size) -> dict:
    """Ours, theirs, ours, theirs…: what disturbs the machine for a while disturbs both."""
    answers = {"ours": [], "node": []}
    rounds = min(measurement.rounds or size.rounds, size.rounds)
    for number in range(rounds):
        for side, start in (("ours", measurement.ours), ("node", measurement.node)):
            if not start:
                continue
            print(f"{name} {number + 1}/{rounds} {side}", file=sys.stderr, flush=True)
            answers[side].append(measurement.measure(start, size))
    return answers


def median(figure, answers: list[dict]) -> float | None:
    return statistics.median(map(figure.read, answers)) if answers else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="everything once and small, in two minutes: does it work?")
    parser.add_argument("--rounds", type=int, help=f"how often each is taken; {FULL.rounds} by default")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS), metavar="NAME",
                        help="of " + ", ".join(MEASUREMENTS))
    asked = parser.parse_args()
    size = QUICK if asked.quick else FULL
    if asked.rounds:
        size = replace(size, rounds=asked.rounds)
    begun = time.monotonic()
    answers = {name: take(name, MEASUREMENTS[name], size) for name in asked.only}
    results = {
        "at": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M"),
        "quick": asked.quick,
        "rounds": size.rounds,
        "cores": os.cpu_count(),
        "tookSeconds": round(time.monotonic() - begun),
        "figures": {figure.id: {side: median(figure, answers[figure.measurement][side]) for side in ("ours", "node")}
                    for figure in FIGURES if figure.measurement in answers},
        "answers": answers,
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(timezone.utc):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(results, indent=1) + "\n")
    print(table(results["figures"]))
    if asked.quick:
        print("\nA quick run: with a fraction of the sockets and rooms that the titles name. Does it work? No more than that.")
    print(f"\n{path.relative_to(ROOT)}, taken in {results['tookSeconds']} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

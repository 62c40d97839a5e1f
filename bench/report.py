#!/usr/bin/env python3
"""Turns a result of bench/run.py into what docs/performance.md shows: its table, its charts and docs/performance.json.

    bench/report.py RESULT.json
"""

import json
import re
import statistics
import sys
from pathlib import Path

from charts import Row, draw, number
from figures import FIGURES

DOCS = Path(__file__).resolve().parent.parent / "docs"


def table(figures: dict) -> str:
    """Markdown: each figure beside its target and beside Node."""
    rows = ["| | promised | ours | Node | Node ÷ ours | |", "| --- | --- | --- | --- | --- | --- |"]
    for figure in FIGURES:
        if figure.id not in figures:
            continue
        ours, node = figures[figure.id]["ours"], figures[figure.id]["node"]
        ratio = f"{node / ours:.1f}" if node else "–"
        promised, verdict = f"– ({figure.unit})", "–"
        if figure.target is not None:
            promised = f"≤ {figure.target:g} {figure.unit}"
            verdict = "reached" if ours <= figure.target else "**missed**"
        rows.append(f"| {figure.title} | {promised} | {number(ours)} | {number(node)} | {ratio} | {verdict} |")
    return "\n".join(rows)


def median(answers: list[dict], *path: str) -> float:
    """The median over the rounds of the number at that path."""

    def walk(answer: dict) -> float:
        for step in path:
            answer = answer[step]
        return answer

    return statistics.median(map(walk, answers))


def charts(results: dict) -> dict[str, str]:
    """SVG by file name."""
    figures, answers = results["figures"], results["answers"]
    by_id = {figure.id: figure for figure in FIGURES}

    def row(label: str, name: str) -> Row:
        return Row(label, figures[name]["ours"], figures[name]["node"], by_id[name].unit, by_id[name].target)

    def both(measurement: str, *path: str) -> tuple[float, float]:
        return median(answers[measurement]["ours"], *path), median(answers[measurement]["node"], *path)

    percentiles = {"half of them": "p50", "95 %": "p95", "99 %": "p99", "99.9 %": "p999"}
    return {
        "performance-cpu.svg": draw("CPU of the server", "Each row has its own scale; shorter is better.", [
            row("a message, 100 rooms of 10", "cpu_100x10"), row("a message, 1 room of 1 000", "cpu_1x1000"),
            row("an acknowledged event", "ack_round"), row("an authenticated connect", "connect"),
            row("a room:join", "join")]),
        "performance-latency.svg": draw(
            "Until a message is there, at 20 000 deliveries a second", "100 rooms of 10; one scale; shorter is better.",
            [Row(label, *both("fan_out_20k", "ms", key), "ms", by_id["latency_p99"].target if key == "p99" else None)
             for label, key in percentiles.items()], shared_scale=True),
        "performance-sockets.svg": draw("Many sockets", "Each row has its own scale; shorter is better.", [
            row("memory of an idle one, in a room", "memory"),
            Row("all cut at once: all are back after", *both("storm", "back", "seconds"), "s")]),
    }


def publish(results: dict) -> None:
    if results["quick"] or any(figure.id not in results["figures"] for figure in FIGURES):
        sys.exit("only a whole run, not a quick one, is published")
    (DOCS / "performance.json").write_text(json.dumps(results) + "\n")
    for name, svg in charts(results).items():
        (DOCS / "images" / name).write_text(svg)
    page = DOCS / "performance.md"
    block = f"<!-- figures -->\n\n{table(results['figures'])}\n\n<!-- /figures -->"
    text, count = re.subn(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, page.read_text(), flags=re.DOTALL)
    if count != 1:
        sys.exit(f"{page}: it has no place for the table")
    page.write_text(text)


if __name__ == "__main__":
    publish(json.loads(Path(sys.argv[1]).read_text()))

#!/usr/bin/env python3
"""Turns a result of bench/run.py into the table and the charts of docs/performance.md.

    bench/report.py RESULT.json
"""

from figures import FIGURES


def number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def table(figures: dict) -> str:
    """Markdown: each figure beside its target and beside Node."""
    rows = ["| figure | target | ours | Node | ratio | |", "| --- | --- | --- | --- | --- | --- |"]
    for figure in FIGURES:
        if figure.id not in figures:
            continue
        ours, node = figures[figure.id]["ours"], figures[figure.id]["node"]
        ratio = f"{node / ours:.1f}×" if node else ""
        reached = "reached" if ours <= figure.target else "missed"
        rows.append(f"| {figure.title} | ≤ {figure.target:g} {figure.unit} | {number(ours)} | {number(node)} | {ratio} | {reached} |")
    return "\n".join(rows)

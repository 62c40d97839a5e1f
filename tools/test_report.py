"""Reads what test runners report (JUnit XML) and shows what failed."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

SHOWN_FAILURES = 12
SHOWN_LINES = 40
SANITIZER_REPORT = re.compile("WARNING: ThreadSanitizer|ERROR: (Address|Leak)Sanitizer|runtime error:")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x?0|[xX]?[0-9a-bA-B]);")


@dataclass
class Outcome:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    messages: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.messages += other.messages


def read_junit(report: Path) -> Outcome:
    """Counts the test cases of a report; an absent or broken report counts as one failure."""
    try:
        # Runners copy what tests print, and XML may not hold control characters.
        tree = ElementTree.fromstring(NOT_XML.sub("\ufffd", report.read_text(errors="replace")))
    except OSError:
        return Outcome(failed=1, messages=["the runner left no report: it crashed or never started"])
    except ElementTree.ParseError as error:
        return Outcome(failed=1, messages=[f"the runner's report is broken: {error}"])
    outcome = Outcome()
    for case in tree.iter("testcase"):
        problem = case.find("failure")
        problem = case.find("error") if problem is None else problem
        if problem is not None:
            outcome.failed += 1
            text = (problem.text or problem.get("message") or "").strip()
            outcome.messages.append(f"{case.get('classname') or ''} {case.get('name')}\n{indent(text)}".strip())
        elif case.find("skipped") is not None:
            outcome.skipped += 1
        else:
            outcome.passed += 1
    return outcome


def indent(text: str) -> str:
    lines = text.splitlines()
    if len(lines) > SHOWN_LINES:
        lines = lines[:SHOWN_LINES] + ["…"]
    return "\n".join("      " + line for line in lines)


def show_failures(name: str, outcome: Outcome, log: Path) -> None:
    for message in outcome.messages[:SHOWN_FAILURES]:
        print(f"    - {message}")
    if len(outcome.messages) > SHOWN_FAILURES:
        print(f"    … and {len(outcome.messages) - SHOWN_FAILURES} more")
    lines = log.read_text(errors="replace").splitlines()
    # A sanitizer reports where it happened, often long before the end.
    first = next((at for at, line in enumerate(lines) if SANITIZER_REPORT.search(line)), None)
    if first is not None:
        show_lines(f"the first finding in {log}", lines[first:first + 3 * SHOWN_LINES])
    show_lines(f"end of {log} ({name})", lines[-SHOWN_LINES:])


def show_lines(title: str, lines: list[str]) -> None:
    print(f"    {title}:")
    print("\n".join("    | " + line for line in lines), flush=True)

#!/usr/bin/env python3
"""Builds and runs every test, two things at a time, and counts what passed and failed.

    tools/run_tests.py all     everything: `make test`
    tools/run_tests.py fast    unit tests of server and web, includes, types: `make check`

Two lanes run beside each other: one builds and then tests with sanitizers, the other tests what is built meanwhile. A step waits for the steps it needs. A
runner that reports test by test (JUnit XML) counts each test; any other command counts as one test. A runner that
crashes, times out or cannot run because its build failed counts as one failure. Logs: build/logs/, reports:
build/reports/. The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from test_report import Outcome, read_junit, show_failures
from test_steps import SQL_COVERAGE, STEPS_ALL, STEPS_FAST, Step, expand

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build/logs"
REPORTS = ROOT / "build/reports"


@dataclass
class Results:
    """What the steps came to; both lanes write to it."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    done: dict[str, threading.Event] = field(default_factory=dict)
    output: threading.Lock = field(default_factory=threading.Lock)

    def finish(self, step: Step, outcome: Outcome, seconds: float, log: Path | None) -> None:
        self.outcomes[step.name] = outcome
        with self.output:
            verdict = "FAILED" if outcome.failed else "ok"
            skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
            counts = "" if step.is_build else f"{outcome.passed} passed, {outcome.failed} failed{skipped}"
            print(f"{verdict:7}{step.name:28}{counts:34}{seconds:6.1f} s", flush=True)
            if outcome.failed and log:
                show_failures(step.name, outcome, log.relative_to(ROOT))
        self.done[step.name].set()


def run_step(step: Step) -> tuple[Outcome, Path]:
    """Runs one command to its end and reads what it reports."""
    slug = step.name.replace(" ", "-").replace("/", "-")
    log, report = LOGS / f"{slug}.log", REPORTS / f"{slug}.xml"
    report.unlink(missing_ok=True)
    command = [part.replace("{report}", str(report)) for part in step.command]
    if step.is_build:
        command = ["nice", "-n", "15", *command]
    environment = os.environ | {key: value.replace("{report}", str(report)) for key, value in step.env.items()}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT, start_new_session=True)
        try:
            code = process.wait(timeout=step.limit_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            return Outcome(failed=1, messages=[f"did not end within {step.limit_seconds} s"]), log
    if not step.reports:
        if code == 0:
            return Outcome(passed=0 if step.is_build else 1), log
        return Outcome(failed=1, messages=[f"exit code {code}"]), log
    outcome = read_junit(report)
    if code != 0 and not outcome.failed:
        outcome.failed += 1
        outcome.messages.append(f"the runner ended with code {code} and names no failed test")
    elif outcome.passed + outcome.failed == 0:
        outcome = Outcome(failed=1, messages=["the runner executed no test"])
    return outcome, log


def run_lane(steps: list[Step], results: Results) -> None:
    for planned in steps:
        for need in planned.needs:
            results.done[need].wait()
        broken = [need for need in planned.needs if results.outcomes[need].failed]
        if broken:
            results.finish(planned, Outcome(failed=1, messages=[f"not run: {', '.join(broken)} failed"]), 0, None)
            continue
        parts = expand(planned, ROOT)
        total, start = Outcome(), time.monotonic()
        for part in parts:
            began = time.monotonic()
            outcome, log = run_step(part)
            total.add(outcome)
            if part is not planned:
                results.done[part.name] = threading.Event()
                results.finish(part, outcome, time.monotonic() - began, log)
        if planned in parts:
            results.finish(planned, total, time.monotonic() - start, log)
        else:
            results.outcomes[planned.name] = Outcome()  # its parts are counted
            results.done[planned.name].set()


def main() -> int:
    steps = {"all": STEPS_ALL, "fast": STEPS_FAST}[sys.argv[1] if len(sys.argv) > 1 else "all"]
    shutil.rmtree(REPORTS, ignore_errors=True)
    (ROOT / SQL_COVERAGE).unlink(missing_ok=True)
    os.environ["POMOPOMO_SQL_COVERAGE"] = str(ROOT / SQL_COVERAGE)  # every server and test adds what it ran
    for folder in (LOGS, REPORTS):
        folder.mkdir(parents=True, exist_ok=True)
    results = Results(done={step.name: threading.Event() for step in steps})
    start = time.monotonic()
    own_lane = [step for step in steps if not (step.is_build or step.after_builds)]
    lanes = [[step for step in steps if step not in own_lane], own_lane]
    threads = [threading.Thread(target=run_lane, args=(lane, results)) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = sum(outcome.passed for outcome in results.outcomes.values())
    failed = sum(outcome.failed for outcome in results.outcomes.values())
    print(f"{(time.monotonic() - start) / 60:.1f} minutes; logs in build/logs")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

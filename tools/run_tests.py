#!/usr/bin/env python3
"""Builds and runs every test, two things at a time, and counts what passed and failed.

    tools/run_tests.py all     everything: `make test`
    tools/run_tests.py fast    unit tests of server and web, includes, types: `make check`

Two workers run beside each other: one builds first, the other tests what is built meanwhile, then both test. A step
waits for the steps it needs. A runner that reports test by test (JUnit XML) counts each test; any other command counts as one test. A runner that
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
class Plan:
    """What is still to be tested, in the order of the table, and what came of the rest; both workers share it."""

    tests: list[Step]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def next_test(self) -> Step | None:
        """The first test that has what it needs, waiting for one if it must; None when none is left."""
        with self.changed:
            while self.tests:
                for step in self.tests:
                    if all(need in self.outcomes for need in step.needs):
                        self.tests.remove(step)
                        return step
                self.changed.wait()
        return None

    def finish(self, step: Step, outcome: Outcome, seconds: float, log: Path | None) -> None:
        with self.changed:
            self.outcomes[step.name] = outcome
            verdict = "FAILED" if outcome.failed else "ok"
            skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
            counts = "" if step.is_build else f"{outcome.passed} passed, {outcome.failed} failed{skipped}"
            print(f"{verdict:7}{step.name:28}{counts:34}{seconds:6.1f} s", flush=True)
            if outcome.failed and log:
                show_failures(step.name, outcome, log.relative_to(ROOT))
            self.changed.notify_all()


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


def run_planned(planned: Step, plan: Plan) -> None:
    """A step of the table, which may stand for several."""
    broken = [need for need in planned.needs if plan.outcomes[need].failed]
    if broken:
        plan.finish(planned, Outcome(failed=1, messages=[f"not run: {', '.join(broken)} failed"]), 0, None)
        return
    parts = expand(planned, ROOT)
    for step in parts:
        began = time.monotonic()
        outcome, log = run_step(step)
        plan.finish(step, outcome, time.monotonic() - began, log)
    if planned not in parts:  # its parts are counted
        with plan.changed:
            plan.outcomes[planned.name] = Outcome()
            plan.changed.notify_all()


def work(builds: list[Step], plan: Plan) -> None:
    for step in builds:
        run_planned(step, plan)
    while step := plan.next_test():
        run_planned(step, plan)


def main() -> int:
    steps = {"all": STEPS_ALL, "fast": STEPS_FAST}[sys.argv[1] if len(sys.argv) > 1 else "all"]
    shutil.rmtree(REPORTS, ignore_errors=True)
    (ROOT / SQL_COVERAGE).unlink(missing_ok=True)
    os.environ["POMOPOMO_SQL_COVERAGE"] = str(ROOT / SQL_COVERAGE)  # every server and test adds what it ran
    for folder in (LOGS, REPORTS):
        folder.mkdir(parents=True, exist_ok=True)
    plan = Plan([step for step in steps if not step.is_build])
    start = time.monotonic()
    builds = [step for step in steps if step.is_build]
    workers = [threading.Thread(target=work, args=(first, plan)) for first in (builds, [])]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    passed = sum(outcome.passed for outcome in plan.outcomes.values())
    failed = sum(outcome.failed for outcome in plan.outcomes.values())
    print(f"{(time.monotonic() - start) / 60:.1f} minutes; logs in build/logs")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

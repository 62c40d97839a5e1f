"""The order in which builds and tests run."""

import threading
import unittest
from unittest import mock

import run_tests
from test_report import Outcome
from test_steps import Step


def run(steps: list[Step], behaviour: dict) -> tuple[list[str], run_tests.Plan]:
    """Runs the steps with two workers; a step does what `behaviour` says under its name, or passes one test."""
    begun = []

    def run_step(step: Step):
        begun.append(step.name)
        return behaviour.get(step.name, lambda: Outcome(passed=1))(), run_tests.LOGS / step.name

    plan = run_tests.Plan([step for step in steps if not step.is_build])
    builds = [step for step in steps if step.is_build]
    with mock.patch.object(run_tests, "run_step", run_step), mock.patch("builtins.print"):
        workers = [threading.Thread(target=run_tests.work, args=(first, plan)) for first in (builds, [])]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
    assert not any(worker.is_alive() for worker in workers)
    return begun, plan


class Order(unittest.TestCase):
    def test_a_test_waits_for_what_it_needs(self):
        begun, _ = run([Step("build", is_build=True), Step("late", needs=("early",)), Step("early", needs=("build",))], {})
        self.assertEqual(begun, ["build", "early", "late"])

    def test_what_is_built_is_tested_while_the_next_is_building(self):
        tested = threading.Event()

        def build_second():
            return Outcome() if tested.wait(30) else Outcome(failed=1)

        def test_first():
            tested.set()
            return Outcome(passed=1)

        steps = [Step("first", is_build=True), Step("second", is_build=True), Step("test", needs=("first",))]
        _, plan = run(steps, {"second": build_second, "test": test_first})
        self.assertEqual(plan.outcomes["second"].failed, 0)

    def test_both_workers_test_once_everything_is_built(self):
        together = threading.Barrier(2, timeout=30)

        def meet():
            together.wait()
            return Outcome(passed=1)

        steps = [Step("build", is_build=True), Step("a", needs=("build",)), Step("b", needs=("build",))]
        _, plan = run(steps, {"a": meet, "b": meet})
        self.assertEqual([plan.outcomes[name].passed for name in "ab"], [1, 1])

    def test_what_needs_a_failed_build_fails_without_being_run(self):
        steps = [Step("build", is_build=True), Step("test", needs=("build",)), Step("other")]
        begun, plan = run(steps, {"build": lambda: Outcome(failed=1)})
        self.assertNotIn("test", begun)
        self.assertEqual(plan.outcomes["test"].failed, 1)
        self.assertEqual(plan.outcomes["other"].passed, 1)


if __name__ == "__main__":
    unittest.main()

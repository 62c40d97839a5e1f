"""The table of what `make test` and `make check` build and run. `{report}` stands for the step's JUnit file."""

import json
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

SQL_COVERAGE = "build/sql_coverage.txt"
SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": "second_deadlock_stack=1:suppressions=tools/tsan.supp",
    "ASAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19",
    "TSAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19",
}


@dataclass(frozen=True)
class Step:
    """One command. Builds run one after the other, tests beside them as soon as they have what they need."""

    name: str
    command: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_build: bool = False
    reports: bool = False  # leaves JUnit XML at {report}
    unit_preset: str | None = None  # stands for every program that ctest knows in build/<preset>
    env: dict[str, str] = field(default_factory=dict)
    limit_seconds: int = 900


def expand(step: Step, root: Path) -> list[Step]:
    """A step for unit tests becomes one step a program, as ctest lists them; any other stays itself."""
    if not step.unit_preset:
        return [step]
    listing = subprocess.run(["ctest", "--test-dir", f"build/{step.unit_preset}", "--show-only=json-v1"], cwd=root,
                             capture_output=True, check=True)
    programs = [(test["name"], test["command"]) for test in json.loads(listing.stdout)["tests"] if "command" in test]
    return [replace(step, name=f"{step.name} {name}", unit_preset=None, reports=True,
                    command=(*command, "--gtest_output=xml:{report}")) for name, command in programs]


def build(name: str, *arguments: str) -> Step:
    return Step(name, ("tools/build_one.sh", *arguments), is_build=True, limit_seconds=2400)


def unit(name: str, preset: str, **rest) -> Step:
    return Step(name, needs=(f"build {preset}",), unit_preset=preset, env=SANITIZERS, **rest)


def node_tests(name: str, preset: str, *folders: str, **rest) -> Step:
    """Black-box tests against the program of that preset, a server of its own for each file."""
    return Step(name, ("node", "tests/run.mjs", "{report}", *folders), needs=(f"build {preset}",), reports=True,
                env=SANITIZERS | {"POMOPOMO_BUILD": f"build/{preset}"}, **rest)


def on_postgres(step: Step, store: str = "postgres") -> Step:
    """The step beside a PostgreSQL and a PgBouncer of its own, with `store` for what it would keep in SQLite: `postgres`,
    or `pgbouncer` for reaching it through PgBouncer."""
    return replace(step, command=("tools/with_postgres.py", *step.command), env=step.env | {"POMOPOMO_TEST_STORE": store})


def unit_program(name: str, preset: str, program: str, *filters: str) -> Step:
    return Step(name, (f"build/{preset}/{program}", "--gtest_output=xml:{report}", *filters), needs=(f"build {preset}",),
                reports=True, env=SANITIZERS)


# What the storage tests do on PostgreSQL, straight and through PgBouncer; SQLite has its turn among the unit tests.
ON_POSTGRES = "--gtest_filter=*/Postgres:*/PgBouncer:On/*"

WEB = [
    Step("types of the web client", ("npm", "run", "--silent", "typecheck"), needs=("build web",)),
    Step("unit tests of the web client",
         ("npx", "vitest", "run", "--config", "web/vite.config.ts", "--reporter=junit", "--outputFile={report}"),
         needs=("build web",), reports=True),
]
LINTS = [
    Step("includes", ("python3", "tools/check_includes.py")),
    Step("dependencies", ("python3", "tools/check_dependencies.py")),
    Step("tools", ("python3", "-m", "unittest", "discover", "-s", "tools", "-p", "*_test.py")),
    Step("lint of the web client", ("npm", "run", "--silent", "lint"), needs=("build web",)),
]

STEPS_FAST = [
    build("build web", "web"),
    build("build release", "release"),
    *LINTS,
    *WEB,
    unit("unit", "release"),
]

STEPS_ALL = [
    build("build web", "web"),
    build("build release", "release"),
    build("build debug", "debug"),
    build("build tsan", "tsan"),
    build("build fuzz", "fuzz", "fuzzers"),
    *LINTS,
    Step("types of the tests", ("npx", "tsc", "--noEmit", "-p", "tests/tsconfig.json")),
    Step("format of C++", ("tools/format.sh", "--check")),
    *WEB,
    unit("unit", "release"),
    on_postgres(unit_program("storage on PostgreSQL", "release", "storage_test", ON_POSTGRES)),
    on_postgres(unit_program("boards on PostgreSQL", "release", "boards_test")),
    on_postgres(unit_program("rooms on PostgreSQL", "release", "rooms_test")),
    node_tests("socketio", "release", "tests/socketio"),
    node_tests("api", "release", "tests/lib", "tests/api", "tests/http"),
    node_tests("realtime", "release", "tests/realtime"),
    node_tests("cluster", "release", "tests/cluster"),
    on_postgres(node_tests("product on PostgreSQL", "release", "tests/api", "tests/realtime")),
    on_postgres(node_tests("product through PgBouncer", "release", "tests/api", "tests/realtime"), "pgbouncer"),
    node_tests("reliability", "release", "tests/reliability"),
    on_postgres(node_tests("reliability (PostgreSQL)", "release", "tests/reliability/load"), "postgres"),
    on_postgres(node_tests("reliability (PgBouncer)", "release", "tests/reliability/load"), "pgbouncer"),
    node_tests("limits", "release", "tests/limits"),
    node_tests("deploy", "release", "tests/deploy"),
    Step("figures", ("python3", "-m", "unittest", "discover", "-s", "bench", "-p", "*_test.py"), needs=("build release",)),
    Step("browser", ("npx", "playwright", "test", "--config", "tests/browser/playwright.config.ts"),
         needs=("build release", "build web"), reports=True, env={"PLAYWRIGHT_JUNIT_OUTPUT_FILE": "{report}"},
         limit_seconds=1500),
    on_postgres(Step("browser (PostgreSQL)",
                     ("npx", "playwright", "test", "--config", "tests/browser/playwright.config.ts", "day-in-the-life", "accounts"),
                     needs=("build release", "build web"), reports=True,
                     env={"PLAYWRIGHT_JUNIT_OUTPUT_FILE": "{report}"})),
    Step("SQL coverage", ("python3", "tools/check_sql_coverage.py", SQL_COVERAGE),
         needs=("api", "realtime", "cluster", "storage on PostgreSQL", "product on PostgreSQL")),
    unit("unit (address, undefined)", "debug"),
    on_postgres(unit_program("storage on PostgreSQL (address, undefined)", "debug", "storage_test", ON_POSTGRES)),
    node_tests("socketio (address, undefined)", "debug", "tests/socketio"),
    node_tests("api (address, undefined)", "debug", "tests/api", "tests/http", "tests/limits"),
    node_tests("realtime (address, undefined)", "debug", "tests/realtime"),
    node_tests("reliability (address, undefined)", "debug", "tests/reliability/load"),
    node_tests("cluster (address, undefined)", "debug", "tests/cluster"),
    unit("unit (threads)", "tsan"),
    on_postgres(unit_program("storage on PostgreSQL (threads)", "tsan", "storage_test", ON_POSTGRES)),
    node_tests("socketio (threads)", "tsan", "tests/socketio"),
    node_tests("realtime (threads)", "tsan", "tests/realtime"),
    node_tests("cluster (threads)", "tsan", "tests/cluster"),
    Step("fuzz targets", ("nice", "-n", "10", "tools/fuzz.sh", "60"), needs=("build fuzz",), env=SANITIZERS),
]

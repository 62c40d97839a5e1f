"""The programs that are measured. Each starts on a free loopback port and is ended by `with`."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

from with_postgres import ROLE, Services  # noqa: E402
BUILD = ROOT / "build/release"


class Server:
    """One running program: its process id and the port it listens on."""

    def __init__(self, command: list[str], data_dir: Path | None = None):
        self.data_dir = data_dir
        self.log = tempfile.TemporaryFile()
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True)

    @property
    def pid(self) -> int:
        return self.process.pid

    def listen(self) -> None:
        """Waits for the port, which the program prints as its first line."""
        line = self.process.stdout.readline()
        if not line.strip().isdigit():
            self.fail("it printed no port")
        self.port = int(line)

    def fail(self, why: str) -> None:
        self.log.seek(0)
        raise RuntimeError(f"{' '.join(self.process.args)}: {why}; it said:\n{self.log.read().decode()[-2000:]}")

    def __enter__(self):
        self.listen()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(60)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.log.close()
            if self.data_dir:
                shutil.rmtree(self.data_dir, ignore_errors=True)


class Pomopomo(Server):
    """The product, on a data directory of its own unless one is given (which then stays)."""

    def __init__(self, data_dir: Path | None = None, *flags: str):
        own = Path(tempfile.mkdtemp(prefix="pomopomo-bench-")) if data_dir is None else None
        super().__init__([str(BUILD / "pomopomo"), "serve", "--listen", "127.0.0.1:0", "--data-dir", str(own or data_dir),
                          "--rate-limits", "off", "--log-format", "json", *flags], own)

    def listen(self) -> None:
        """It says so in its log."""
        while self.process.poll() is None:
            self.log.seek(0)
            for line in self.log.read().decode().splitlines():
                if '"event":"listening"' in line:
                    self.seconds_to_listen = time.monotonic() - self.started
                    self.port = int(json.loads(line)["url"].rsplit(":", 1)[1])
                    return
            time.sleep(0.002)
        self.fail("it ended")


def library() -> Server:
    """Our Socket.IO library alone."""
    return Server([str(BUILD / "socketio_conformance"), "--port", "0", "--ping-interval", "25000", "--ping-timeout", "20000"])


class OnPostgres:
    """A server on a PostgreSQL of its own that waits for the disk; `start` gets its URL."""

    def __init__(self, start: Callable[[str], Server]):
        self.start = start

    def __enter__(self) -> Server:
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pomopomo-postgres-"))
            services = Services(Path(folder), True)
            stack.callback(services.stop)
            services.start()
            services.psql(f"CREATE DATABASE bench OWNER {ROLE}")
            url = services.environment()["POMOPOMO_TEST_POSTGRES"].removesuffix("postgres") + "bench"
            server = stack.enter_context(self.start(url))
            self.running = stack.pop_all()
            return server

    def __exit__(self, *_):
        self.running.close()


def pomopomo_on_postgres() -> OnPostgres:
    return OnPostgres(lambda url: Pomopomo(None, "--database", url))


def node_on_postgres() -> OnPostgres:
    return OnPostgres(lambda url: Server(["node", "--expose-gc", "bench/node/server.mjs", "0", url]))


def node() -> Server:
    """Plain socket.io, doing the same as either."""
    return Server(["node", "--expose-gc", "bench/node/server.mjs", "0"])

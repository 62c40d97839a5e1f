#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL cluster and a PgBouncer of its own, and takes both down afterwards.

    tools/with_postgres.py build/release/storage_test --gtest_filter='*Postgres*'

The command finds in its environment
    POMOPOMO_TEST_POSTGRES   the URL of a role that may create databases
    POMOPOMO_TEST_PGBOUNCER  the same through PgBouncer in transaction pooling
Everything is on free ports of 127.0.0.1, in a temporary directory. Started by root, both run as user postgres.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROLE = PASSWORD = "pomopomo"
START_SECONDS = 60

PGBOUNCER_INI = """
[databases]
* = host=127.0.0.1 port={postgres}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = transaction
max_client_conn = 1000
default_pool_size = 20
server_login_retry = 1
server_idle_timeout = 10
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name: str) -> str:
    """Debian keeps PostgreSQL's own programs out of PATH, in a folder for each version."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: int(bin.parent.name))
    for found in [*(str(bin / name) for bin in reversed(folders)), shutil.which(name), f"/usr/sbin/{name}"]:
        if found and os.access(found, os.X_OK):
            return found
    sys.exit(f"{name} is missing: install the packages postgresql-15 and pgbouncer")


class Services:
    """A cluster and a PgBouncer in `folder`."""

    def __init__(self, folder: pathlib.Path, fsync: bool):
        self.folder = folder
        self.fsync = fsync
        self.postgres_port, self.pgbouncer_port = free_port(), free_port()
        self.running: list[subprocess.Popen] = []
        self.user = {}
        if os.geteuid() == 0:
            self.user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres", "postgres")

    def start(self):
        data = self.folder / "data"
        subprocess.run([program("initdb"), "-D", data, "-U", "postgres", "--auth-local=trust",
                        "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
                       check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.user)
        durable = "on" if self.fsync else "off"
        self.launch("postgres", "-D", data, "-h", "127.0.0.1", "-p", self.postgres_port, "-k", self.folder,
                    "-c", "max_connections=300", "-c", f"fsync={durable}", "-c", f"full_page_writes={durable}")
        self.await_port("postgres", self.postgres_port)
        self.psql(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{PASSWORD}'")
        # With which a test plays a crash, in every database made from now on.
        self.psql(f"GRANT EXECUTE ON FUNCTION pg_stat_reset_shared(text) TO {ROLE}")
        (self.folder / "users.txt").write_text(f'"{ROLE}" "{PASSWORD}"\n')
        (self.folder / "pgbouncer.ini").write_text(
            PGBOUNCER_INI.format(postgres=self.postgres_port, port=self.pgbouncer_port, folder=self.folder))
        self.launch("pgbouncer", "-q", self.folder / "pgbouncer.ini")
        self.await_port("pgbouncer", self.pgbouncer_port)

    def launch(self, name: str, *arguments):
        with open(self.folder / f"{name}.log", "w", encoding="utf-8") as log:
            self.running.append(subprocess.Popen([program(name), *map(str, arguments)], stdout=log,
                                                 stderr=subprocess.STDOUT, cwd=self.folder, **self.user))

    def await_port(self, name: str, port: int):
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self.running[-1].poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit(f"{name} did not start:\n" + (self.folder / f"{name}.log").read_text(encoding="utf-8"))

    def psql(self, sql: str):
        """As superuser, once the server takes connections."""
        give_up = time.monotonic() + START_SECONDS
        while True:
            done = subprocess.run([program("psql"), "-X", "-q", "-h", self.folder, "-p", str(self.postgres_port), "-U",
                                   "postgres", "-d", "template1", "-c", sql], check=False, capture_output=True, text=True)
            if done.returncode == 0:
                return
            if time.monotonic() > give_up or "starting up" not in done.stderr:
                sys.exit(f"psql: {done.stderr}")
            time.sleep(0.05)

    def stop(self):
        for process in reversed(self.running):
            process.send_signal(signal.SIGQUIT if "postgres" in process.args[0] else signal.SIGTERM)
            process.wait()

    def environment(self) -> dict[str, str]:
        url = f"postgresql://{ROLE}:{PASSWORD}@127.0.0.1:{{}}/postgres"
        return {"POMOPOMO_TEST_POSTGRES": url.format(self.postgres_port),
                "POMOPOMO_TEST_PGBOUNCER": url.format(self.pgbouncer_port)}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("--fsync", action="store_true", help="wait for the disk, as in production")
    arguments.add_argument("command", nargs=argparse.REMAINDER)
    given = arguments.parse_args()
    for sig in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, lambda number, _: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="pomopomo-postgres-") as folder:
        services = Services(pathlib.Path(folder), given.fsync)
        try:
            services.start()
            return subprocess.run(given.command, check=False, env=os.environ | services.environment()).returncode
        finally:
            services.stop()


if __name__ == "__main__":
    sys.exit(main())

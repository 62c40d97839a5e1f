"""How each measurement is taken: a fresh server, the load generator, one JSON object."""

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from password_crowd import measure_password_crowd
from servers import BUILD, ROOT, Pomopomo, Server, library, node, node_on_postgres, pomopomo_on_postgres
from sign_in import sign_in


@dataclass(frozen=True)
class Size:
    """How much of everything; a quick run tells whether it works, not how fast it is."""

    rounds: int
    seconds: float
    warmup: float
    sockets: int
    timers: int
    timer_ends_after: int  # seconds
    past_rooms: int


FULL = Size(rounds=3, seconds=5, warmup=2, sockets=10_000, timers=10_000, timer_ends_after=120, past_rooms=1_000_000)
QUICK = Size(rounds=1, seconds=1.5, warmup=1, sockets=2_000, timers=1_000, timer_ends_after=20, past_rooms=100_000)


def load(server: Server, *arguments: object) -> dict:
    """One run of the load generator against it."""
    command = [BUILD / "pomopomo_load", "--port", server.port, "--server", server.pid, *arguments]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        server.fail(f"{' '.join(map(str, arguments))}: {done.stderr}")
    return json.loads(done.stdout)


def talk(mode: str, *arguments: object) -> Callable[[Callable[[], Server], Size], dict]:
    """Events between sockets that are already there."""

    def measure(start: Callable[[], Server], size: Size) -> dict:
        with start() as server:
            return load(server, mode, "--seconds", size.seconds, "--warmup", size.warmup, *arguments)

    return measure


# 100 rooms of somebody who writes and 10 who read.
chat = talk("chat", "--product", "--clients", 1100, "--rooms", 100)

# 20 boards of 10 who draw 10 changes a second each.
draw = talk("draw", "--product", "--clients", 200, "--rooms", 20, "--rate", 2000)


def arrive(start: Callable[[], Server], size: Size) -> dict:
    """Sockets that come in. Memory is that of the first crowd a process sees, CPU that of the second: a warm program's."""
    arguments = ("hold", "--product", "--clients", size.sockets, "--rooms", size.sockets // 10, "--seconds", 2)
    with start() as server:
        cold = load(server, *arguments)
        warm = load(server, *arguments)
        return {"connect": warm["connect"], "join": warm["join"], "memory": cold["memory"], "cold": cold}


def storm(start: Callable[[], Server], size: Size) -> dict:
    """Half as many sockets, cut at once and back at once."""
    crowd = size.sockets // 2
    with start() as server:
        return load(server, "storm", "--product", "--clients", crowd, "--rooms", crowd // 10, "--at-once", crowd)


def timers(start: Callable[[], Server], size: Size) -> dict:
    """Rooms that run with nobody there, and their ends."""
    with start() as server:
        return load(server, "timers", "--product", "--clients", size.timers, "--ends-after", size.timer_ends_after,
                    "--seconds", size.timer_ends_after / 8)


def signed_in_requests(start: Callable[[], Server], size: Size) -> dict:
    """The same request of nobody and of somebody with a session, in turns; the difference is what the session costs."""
    with start() as server:
        cookie = sign_in(server)
        turns = [{kind: load(server, "requests", "--path", "/api/rooms?open=1", "--cookie", given, "--seconds", size.seconds / 2)["cpuMicros"]
                  for kind, given in (("anonymous", ""), ("signedIn", cookie))} for _ in range(3)]
        more = statistics.median(turn["signedIn"] - turn["anonymous"] for turn in turns)
        return {"turns": turns, "moreMicros": more}


def password_crowd(start: Callable[[], Server], size: Size) -> dict:
    """50 people who sign in by password at once."""
    with start() as server:
        return measure_password_crowd(server.port, size.seconds)


def cold_start(_: Callable[[], Server], size: Size) -> dict:
    """A start on a large file of which nothing is in the page cache."""
    with tempfile.TemporaryDirectory(prefix="pomopomo-bench-") as folder:
        database = Path(folder) / "pomopomo.db"
        subprocess.run([BUILD / "pomopomo", "migrate", "--data-dir", folder], check=True, capture_output=True)
        subprocess.run(["sqlite3", database, "-cmd", ".parameter init", "-cmd", f".parameter set :count {size.past_rooms}",
                        f".read {ROOT / 'bench/past_rooms.sql'}"], check=True)
        with database.open() as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with Pomopomo(Path(folder)) as server:
            return {"seconds": server.seconds_to_listen, "fileBytes": database.stat().st_size}


@dataclass(frozen=True)
class Measurement:
    """`ours` and `node` start what is measured; without `node` there is nothing to stand beside."""

    measure: Callable[[Callable[[], Server], Size], dict]
    ours: Callable[[], Server]
    node: Callable[[], Server] | None = node
    rounds: int | None = None  # None: as many as the size says


MEASUREMENTS = {
    "fan_out_100x10": Measurement(talk("fan-out", "--clients", 1000, "--rooms", 100), library),
    "fan_out_1x1000": Measurement(talk("fan-out", "--clients", 1000, "--rooms", 1), library),
    "fan_out_20k": Measurement(talk("fan-out", "--clients", 1000, "--rooms", 100, "--rate", 2000), library),
    "ack_rounds": Measurement(talk("ask", "--clients", 100, "--pipeline", 10), library),
    "chat_sqlite": Measurement(chat, Pomopomo, None),
    "chat_postgres": Measurement(chat, pomopomo_on_postgres, node_on_postgres),
    "boards": Measurement(draw, Pomopomo),
    "arrive": Measurement(arrive, Pomopomo),
    "storm": Measurement(storm, Pomopomo),
    "signed_in": Measurement(signed_in_requests, Pomopomo, None),
    "timers": Measurement(timers, Pomopomo, None, 1),
    "password_crowd": Measurement(password_crowd, Pomopomo, None),
    "cold_start": Measurement(cold_start, Pomopomo, None),
}

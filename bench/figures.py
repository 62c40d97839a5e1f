"""What is promised, and where in a measurement the figure stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row of the table; `path` leads to the number in what its measurement returned."""

    id: str
    measurement: str
    path: tuple[str, ...]
    title: str
    unit: str
    target: float | None  # None: nothing is promised
    scale: float = 1.0  # from the measured unit to `unit`

    def read(self, answer: dict) -> float:
        value = answer
        for step in self.path:
            value = value[step]
        return value * self.scale


FIGURES = [
    Figure("cpu_100x10", "fan_out_100x10", ("cpuMicros",), "CPU per delivered message, 100 rooms of 10", "µs", 7),
    Figure("cpu_1x1000", "fan_out_1x1000", ("cpuMicros",), "CPU per delivered message, 1 room of 1 000", "µs", 6),
    Figure("latency_p99", "fan_out_20k", ("ms", "p99"), "time to everybody at 20 000 deliveries a second, p99", "ms", 1),
    Figure("ack_round", "ack_rounds", ("cpuMicros",), "CPU per acknowledged event", "µs", 4.5),
    Figure("chat_sqlite", "chat_sqlite", ("cpuMicros",), "CPU per stored and acknowledged `chat:send` to 10 others, SQLite", "µs", 100),
    Figure("chat_sqlite_each", "chat_sqlite", ("microsEach",), "time each takes of all that pass, SQLite (125 µs: 8 000 a second)", "µs", 125),
    Figure("chat_postgres", "chat_postgres", ("cpuMicros",), "CPU per such `chat:send`, PostgreSQL", "µs", 100),
    Figure("chat_postgres_each", "chat_postgres", ("microsEach",), "time each takes of all that pass, PostgreSQL (200 µs: 5 000 a second)", "µs", 200),
    Figure("boards", "boards", ("cpuMicros",), "CPU per delivered change of a whiteboard, merged and stored, 20 of 10 who draw", "µs", None),
    Figure("boards_p99", "boards", ("ms", "p99"), "time until the others have it, 18 000 deliveries a second, p99", "ms", None),
    Figure("memory", "arrive", ("memory", "each"), "memory per idle socket, identified and in a room", "kB", 2, 1 / 1000),
    Figure("connect", "arrive", ("connect", "cpuMicros"), "CPU per connect, authenticated", "µs", 60),
    Figure("join", "arrive", ("join", "cpuMicros"), "CPU per `room:join`", "µs", 150),
    Figure("signed_in", "signed_in", ("moreMicros",), "CPU of a request with a session, more than without", "µs", 25),
    Figure("rooms_idle", "timers", ("idleCpuMillisPerSecond",), "CPU a second of 10 000 running rooms", "ms", 1),
    Figure("lateness_p99", "timers", ("latenessMs", "p99"), "lateness of their ends, p99", "ms", 50),
    Figure("password_crowd", "password_crowd", ("healthzMs", "p99"), "time of `/healthz` while 50 sign in by password, p99", "ms", 100),
    Figure("cold_start", "cold_start", ("seconds",), "cold start to listening, 1 000 000 past rooms in the file", "s", 2),
]

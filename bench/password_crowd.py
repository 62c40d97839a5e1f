"""People who sign in by password at once, and how long /healthz takes meanwhile."""

import http.client
import json
import statistics
import threading
import time

AT_ONCE = 50


def sign_in(port: int, number: int) -> int:
    """Nobody has that address: the server does the same work for it as for any other. Returns: the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"email": f"nobody-{number}@example.org", "password": "tomatensalat am see"})
    headers = {"Content-Type": "application/json", "Origin": f"http://localhost:{port}"}
    connection.request("POST", "/api/auth/password/sign-in", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def measure_password_crowd(port: int, seconds: float) -> dict:
    """Each of AT_ONCE signs in again and again for so long, while one more asks for /healthz all the time."""
    until = time.monotonic() + seconds
    statuses: list[int] = []

    def person(number: int) -> None:
        while time.monotonic() < until:
            statuses.append(sign_in(port, number))

    crowd = [threading.Thread(target=person, args=(number,)) for number in range(AT_ONCE)]
    for one in crowd:
        one.start()
    took = []
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while any(one.is_alive() for one in crowd):
        began = time.monotonic()
        asking.request("GET", "/healthz")
        asking.getresponse().read()
        took.append(time.monotonic() - began)
        time.sleep(0.002)
    for one in crowd:
        one.join()
    if set(statuses) != {401}:
        raise RuntimeError(f"the sign-ins were answered by {sorted(set(statuses))}")
    return {"signIns": len(statuses), "perSecond": len(statuses) / seconds,
            "healthzMs": {"p99": 1000 * statistics.quantiles(took, n=100)[98], "max": 1000 * max(took)}}

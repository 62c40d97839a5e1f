"""Somebody with an account, for measurements: signs in by the mail that a server without SMTP puts on its log."""

import http.client
import json
import re
import time

from servers import Server


def sign_in(server: Server, address: str = "bench@example.test") -> str:
    """Returns: the session's cookie, as a Cookie header has it."""
    browser: dict[str, str] = {}
    post(server, browser, "/api/auth/email", {"email": address})
    post(server, browser, "/api/auth/email/verify", {"code": code_in_log(server)})
    return f"pomopomo_session={browser['pomopomo_session']}"


def post(server: Server, browser: dict[str, str], path: str, body: dict) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    headers = {"Origin": f"http://localhost:{server.port}", "Content-Type": "application/json",
               "Cookie": "; ".join(f"{name}={value}" for name, value in browser.items())}
    connection.request("POST", path, json.dumps(body), headers)
    answer = connection.getresponse()
    if answer.status >= 300:
        server.fail(f"{path}: {answer.status} {answer.read().decode()}")
    for line in answer.headers.get_all("Set-Cookie") or []:
        name, value = line.split(";")[0].split("=", 1)
        browser[name] = value
    connection.close()


def code_in_log(server: Server) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        server.log.seek(0)
        for line in reversed(server.log.read().decode().splitlines()):
            if '"event":"mail_not_configured"' in line:
                return re.search(r"\b\d{6}\b", json.loads(line)["subject"]).group()
        time.sleep(0.01)
    server.fail("it logged no mail")

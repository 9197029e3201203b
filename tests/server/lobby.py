"""A real server process on a real database, and a client that speaks HTTP to it."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
WEB = Path(os.environ.get("LOBBY_WEB", ROOT / "build" / "web" / "site")).resolve()
NATIVE = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")).resolve()

# The branch's local time is always between 10:00 and 11:00, whenever the tests run.
_HOURS_EAST = (10 - dt.datetime.now(dt.timezone.utc).hour + 11) % 24 - 11
ZONE = f"Etc/GMT{-_HOURS_EAST:+d}" if _HOURS_EAST else "Etc/GMT"
OFFSET = _HOURS_EAST * 60
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def bank() -> dict[str, Any]:
    def service(id: str, prefix: str, zh: str, en: str) -> dict[str, Any]:
        return {
            "id": id, "prefix": prefix, "name": {"zh": zh, "en": en}, "complexity": "simple", "channels": ["counter"],
            "typical_minutes": 5, "spread": 0.5,
        }  # fmt: skip

    def branch(id: str, zh: str, en: str) -> dict[str, Any]:
        return {
            "id": id,
            "name": {"zh": zh, "en": en},
            "address": {"zh": "人民路 1 号；二楼，南门", "en": "1, People's Road; second floor, south gate"},
            "phone": "021-5550 0100",
            "time_zone": ZONE,
            "services": ["cash", "card"],
            "counters": [
                {"id": "1", "kind": "high", "serves": ["cash", "card"]},
                {"id": "2", "kind": "low", "serves": ["card"]},
            ],
            "hours": {day: ["00:00-24:00"] for day in WEEK},
            "policy": {
                "slot_minutes": 30, "capacity": {"cash": 3, "card": 1}, "days_ahead": 7, "min_lead_minutes": 0,
                "check_in_early_minutes": 240, "no_show_seconds": 0,
            },
            "arrivals_per_hour": 60,
        }  # fmt: skip

    return {
        "id": "test-bank",
        "name": {"zh": "测试银行", "en": "Test Bank"},
        "services": [service("cash", "A", "现金", "Cash"), service("card", "B", "银行卡", "Cards")],
        "branches": [branch("east", "东街支行", "East Street"), branch("west", "西街支行", "West Street")],
    }


def today(days: int = 0) -> str:
    local = dt.datetime.now(dt.timezone.utc) + dt.timedelta(minutes=OFFSET, days=days)
    return local.date().isoformat()


def new_id() -> str:
    return secrets.token_hex(8)


class Reply:
    def __init__(self, status: int, headers: http.client.HTTPMessage, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        return (self.headers.get("Set-Cookie") or "").split(";")[0]

    def __repr__(self) -> str:
        return f"<{self.status} {self.body[:300]!r}>"


class Lobby:
    """One server process. `data` outlives it."""

    def __init__(self, data: Path, *options: str, site: Path | None = None, port: int = 0) -> None:
        self.data = data
        self.options = options
        self.site = site or data.parent / "site"
        self.port = port
        self.process: subprocess.Popen[str] | None = None
        self.output = ""

    def environment(self) -> dict[str, str]:
        self.site.mkdir(exist_ok=True)
        index = self.site / "index.html"
        if not index.exists():
            index.write_text("<!doctype html><title>Lobby</title>")
        return {**os.environ, "LOBBY_NATIVE": str(NATIVE), "LOBBY_WEB": str(self.site), "PYTHONUNBUFFERED": "1"}

    def command(self, *more: str) -> list[str]:
        return [
            PYTHON,
            str(ROOT / "serve.py"),
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            *self.options,
            *more,
        ]

    def once(self, *more: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """A run that ends by itself."""
        return subprocess.run(
            self.command(*more), input=stdin, env=self.environment(), capture_output=True, text=True, timeout=60
        )

    def start(self) -> Lobby:
        log = self.data.parent / f"{self.data.name}-{new_id()}.log"
        with log.open("w") as file:
            self.process = subprocess.Popen(self.command(), stdout=file, stderr=file, env=self.environment(), text=True)
        self.log = log
        deadline = time.monotonic() + 30
        while " is at http://" not in log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start:\n{log.read_text()}")
            time.sleep(0.01)
        self.port = int(log.read_text().split(" is at http://")[1].split("/")[0].rsplit(":", 1)[1])
        return self

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> float:
        """Ctrl-C; answers how long it took, in seconds. The exit code must be 0."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 0, self.log.read_text()
        return time.monotonic() - began

    # ---------------------------------------------------------------- HTTP

    def call(self, method: str, path: str, body: Any = None, cookie: str = "", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        all_headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            all_headers["Cookie"] = cookie
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            all_headers.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, body=body, headers=all_headers)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, cookie: str = "", **headers: str) -> Reply:
        return self.call("GET", path, None, cookie, **headers)

    def post(self, path: str, body: Any, cookie: str = "", **headers: str) -> Reply:
        return self.call("POST", path, body, cookie, **headers)

    def do(
        self, kind: str, data: dict[str, Any], date: str = "", branch: str = "east", cookie: str = "", id: str = "",
        language: str = "en", **more: Any,
    ) -> Reply:  # fmt: skip
        """POST /api/commands."""
        body = {"id": id or new_id(), "branch": branch, "date": date or today(),
                "command": {"type": kind, "data": data}, **more}  # fmt: skip
        return self.post("/api/commands", body, cookie, Accept_Language=language)

    def log_in(self, user: str) -> str:
        reply = self.post("/api/session", {"user": user, "password": f"secret-of-{user}"})
        assert reply.status == 200, reply
        return reply.cookie

    def events(self, date: str = "", branch: str = "east", after: int = 0) -> list[dict[str, Any]]:
        return self.get(f"/api/days/{branch}/{date or today()}/events?after={after}").json["events"]

    # ---------------------------------------------------------------- what customers do

    def hold(self, slot: int, date: str = "", service: str = "cash", **more: Any) -> Reply:
        data = {"service": service, "slot": slot, "segment": "ordinary", "need": "none"}
        return self.do("slot.hold", data, date, **more)

    def book(
        self, slot: int, date: str = "", name: str = "张伟", phone: str = "138 0013 8000", **more: Any
    ) -> tuple[str, int, str]:
        """Link, appointment and code."""
        held = self.hold(slot, date)
        assert held.status == 200, held
        link, number = held.json["link"], held.json["events"][-1]["data"]["appointment"]
        person = {"name": name, "phone": phone, "consent": True}
        booked = self.do("appointment.book", {"appointment": number}, date, link=link, person=person, **more)
        assert booked.status == 200, booked
        return link, number, booked.json["code"]

    def take(self, service: str = "cash", origin: str = "remote", **more: Any) -> Reply:
        return self.do(
            "ticket.take", {"service": service, "segment": "ordinary", "need": "none", "origin": origin}, **more
        )


def events_of(reply: Reply, kind: str) -> dict[str, Any]:
    """The data of the one event of that type in a command's answer."""
    found = [event["data"] for event in reply.json["events"] if event["type"] == kind]
    assert len(found) == 1, reply
    return found[0]

"""Finished role-plays reach the learning record store, whatever happens on the way: a fake one on this machine."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lobby import Lobby
from roleplay import RUDE, SAID, attempt, employ

from server.store import Store

SETTINGS, OUTBOX = "/api/training/settings", "/api/training/outbox"


class Lrs:
    """Answers what `answer(statements)` says; remembers every request. It takes what it has already, as xAPI asks for."""

    def __init__(self) -> None:
        self.answer: Callable[[list[dict[str, Any]]], tuple[int, str]] = lambda statements: (200, "[]")
        self.requests: list[tuple[float, int, Any, list[dict[str, Any]]]] = []
        self.kept: dict[str, dict[str, Any]] = {}
        lrs = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                statements = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.path == "/data/xAPI/statements"
                status, text = lrs.answer(statements)
                lrs.requests.append((time.monotonic(), status, self.headers, statements))
                for one in statements if status in (200, 204) else []:
                    assert lrs.kept.setdefault(one["id"], one) == one, "the same id, another statement"
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", f"{lrs.address}/elsewhere")
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def do_GET(self) -> None:
                raise AssertionError("nobody asks")

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    lrs = Lrs()
    yield lrs
    lrs.http.shutdown()
    lrs.http.server_close()


@pytest.fixture
def bank(own: Lobby) -> Lobby:
    employ(own, tina="teller east 田娜", wes="teller west", max="manager east", tracy="trainer all")
    return own.start()


def connect(lobby: Lobby, lrs: Lrs, **changes: str) -> None:
    body = {"endpoint": f"{lrs.address}/data/xAPI/", "user": "大堂", "password": "pass:word", **changes}
    reply = lobby.call("PUT", SETTINGS, {"lrs": body}, lobby.log_in("tracy"))
    assert reply.status == 200, reply


def outbox(lobby: Lobby) -> dict[str, Any]:
    out: dict[str, Any] = lobby.get(OUTBOX, lobby.log_in("tracy")).json
    return out


def until(what: Callable[[], Any], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.02)


def test_a_statement_says_what_was_played(bank: Lobby, lrs: Lrs) -> None:
    connect(bank, lrs)
    tina = bank.log_in("tina")
    good = attempt(bank, tina)
    bad = attempt(bank, tina, said=RUDE, mode="exam", scenario="long-wait-complaint")
    until(lambda: len(lrs.kept) == 2)
    practice, exam = sorted(lrs.kept.values(), key=lambda one: str(one["timestamp"]))
    _, _, headers, _ = lrs.requests[0]
    assert headers["X-Experience-API-Version"] == "1.0.3" and headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Basic " + base64.b64encode("大堂:pass:word".encode()).decode()

    home = f"http://127.0.0.1:{bank.port}"
    assert practice["actor"] == {"objectType": "Agent", "account": {"homePage": home, "name": "tina"}}
    assert "田娜" not in json.dumps(practice, ensure_ascii=False), "no names"
    assert practice["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert practice["object"]["id"] == f"{home}/scenarios/elderly-papers.json"
    assert bank.get(practice["object"]["id"].removeprefix(home)).status == 200
    assert (
        practice["object"]["definition"]["name"]["zh"] == "老人取钱，证件不全" and practice["object"]["definition"]["name"]["en"]
    )
    total = good["report"]["total"]
    result = practice["result"]
    assert result["score"] == {"scaled": round(total / 100, 4), "raw": total, "min": 0, "max": 100}
    assert result["success"] is good["report"]["passed"] and result["completion"] is True
    assert result["duration"] == f"PT{SAID[-1][2]}S"
    told = {key.rsplit("/", 1)[1]: value for key, value in practice["context"]["extensions"].items()}
    assert told == {"rubric": "counter", "branch": "east", "mode": "practice"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", practice["timestamp"])
    assert uuid.UUID(practice["id"]).version == 5
    assert not bad["report"]["passed"] and exam["verb"]["id"].endswith("/failed") and exam["result"]["success"] is False
    until(lambda: outbox(bank)["waiting"] == 0)
    bank.stop()


def test_refused_then_killed_then_accepted(bank: Lobby, lrs: Lrs) -> None:
    """Each statement arrives, once in effect, though the store first refuses and the server's power fails twice."""
    lrs.answer = lambda statements: (503, "come back later")
    connect(bank, lrs)
    tina, wes = bank.log_in("tina"), bank.log_in("wes")
    count = 27  # more than one batch
    for n in range(count):
        attempt(bank, (tina, wes)[n % 2], seed=n)
    until(lambda: len(lrs.requests) >= 2)
    times = [at for at, *_ in lrs.requests]
    assert times[1] - times[0] >= 2, "not at once again"
    state = outbox(bank)
    assert (state["waiting"], state["parked"], state["last_error"]) == (count, 0, "503 come back later")
    assert state["next_try"] > time.time() * 1000 - 5000
    bank.kill()

    held = threading.Event()

    def hold(statements: list[dict[str, Any]]) -> tuple[int, str]:
        held.set()
        time.sleep(1)  # the server ends before it hears that they were accepted
        return 200, "[]"

    lrs.answer = hold
    bank.start()
    assert held.wait(60)
    bank.kill()
    until(lambda: len(lrs.kept) == 25)

    lrs.answer = lambda statements: (204, "")
    bank.start()
    until(lambda: outbox(bank)["waiting"] == 0, 60)
    assert len(lrs.kept) == count, "kept until accepted"
    sent = [one["id"] for _, status, _, statements in lrs.requests for one in statements if status in (200, 204)]
    assert len(sent) == count + 25, "the batch that was not heard of came again, and was the same"
    assert outbox(bank) == {"waiting": 0, "parked": 0, "last_error": "", "next_try": None, "reasons": []}
    bank.stop()


def test_what_is_refused_is_parked_and_seen(bank: Lobby, lrs: Lrs) -> None:
    def answer(statements: list[dict[str, Any]]) -> tuple[int, str]:
        if any(one["object"]["id"].endswith("/long-wait-complaint.json") for one in statements):
            return 400, "object.id:\n not <b>liked</b>"
        return (409, "known") if len(statements) > 1 else (204, "")

    lrs.answer = lambda statements: (503, "")
    connect(bank, lrs)
    tina, tracy = bank.log_in("tina"), bank.log_in("tracy")
    attempts = [
        attempt(bank, tina, scenario=name)["attempt"]
        for name in ("elderly-papers", "long-wait-complaint", "elderly-papers")
    ]
    lrs.answer = answer
    connect(bank, lrs)
    until(lambda: outbox(bank)["waiting"] == 0)
    state = outbox(bank)
    reason = "400 object.id: not <b>liked</b>"
    assert (state["parked"], state["last_error"]) == (1, reason)
    assert state["reasons"] == [{"attempt": attempts[1], "reason": reason}]
    assert len(lrs.kept) == 2, "one does not stop the others"

    # A wrong password concerns all of them; with the right one they are sent after all.
    lrs.answer = lambda statements: (401, "who are you?")
    attempt(bank, tina)
    until(lambda: outbox(bank)["parked"] == 2)
    lrs.answer = lambda statements: (200, "[]")
    before = len(lrs.requests)
    time.sleep(2.5)
    assert len(lrs.requests) == before, "what is parked stays where it is"
    same = {"endpoint": f"{lrs.address}/data/xAPI", "user": "大堂"}
    assert bank.call("PUT", SETTINGS, {"lrs": same}, tracy).status == 200, "the password stays"
    until(lambda: len(lrs.kept) == 4)
    assert lrs.requests[-1][2]["Authorization"] == "Basic " + base64.b64encode("大堂:pass:word".encode()).decode()

    # Nobody but whom the settings name is asked: a redirection is not followed, and without settings all wait.
    lrs.answer = lambda statements: (302, "")
    attempt(bank, tina)
    until(lambda: outbox(bank)["last_error"] == "302")
    assert bank.call("PUT", SETTINGS, {"lrs": None}, tracy).json == {"lrs": None}
    before = len(lrs.requests)
    attempt(bank, tina)
    time.sleep(2.5)
    assert len(lrs.requests) == before and outbox(bank)["waiting"] == 2
    bank.stop()


def test_settings(bank: Lobby, lrs: Lrs) -> None:
    tracy = bank.log_in("tracy")
    assert bank.get(SETTINGS, tracy).json == {"lrs": None}
    for user in ("tina", "max"):
        cookie = bank.log_in(user)
        assert bank.get(SETTINGS, cookie).status == bank.get(OUTBOX, cookie).status == 403
        assert bank.call("PUT", SETTINGS, {"lrs": None}, cookie).status == 403
    assert bank.get(SETTINGS).status == bank.get(OUTBOX).status == 401
    good = {"endpoint": "https://lrs.example/xapi", "user": "u", "password": "geheim-123"}
    for change in (
        {"endpoint": "ftp://x"}, {"endpoint": "http://"}, {"endpoint": "http://u:p@x/"}, {"endpoint": "http://x/?a=1"},
        {"endpoint": "http://x/#a"}, {"endpoint": "http://x:99999/"}, {"endpoint": "http://x/ y"}, {"endpoint": 5},
        {"endpoint": "http://x/" + "y" * 500}, {"endpoint": "http://[x"}, {"user": "a:b"}, {"user": ""}, {"user": 5}, {"password": ""},
        {"password": "x" * 201}, {"password": 5}, {"password": "a\nb"}, {"more": 1},
    ):  # fmt: skip
        assert bank.call("PUT", SETTINGS, {"lrs": {**good, **change}}, tracy).json["key"] == "problem.malformed", change
    for body in ({}, {"lrs": []}, {"lrs": None, "more": 1}):
        assert bank.call("PUT", SETTINGS, body, tracy).json["key"] == "problem.malformed", body

    connect(bank, lrs, password="geheim-123")
    shown = bank.get(SETTINGS, tracy)
    assert shown.json == {"lrs": {"endpoint": f"{lrs.address}/data/xAPI", "user": "大堂"}}
    for change in ({"endpoint": "http://127.0.0.1:9/"}, {"user": "other"}):
        body = {"lrs": {**shown.json["lrs"], **change}}
        assert bank.call("PUT", SETTINGS, body, tracy).json["key"] == "problem.password_needed", change
    bank.stop()
    stored = b"".join(file.read_bytes() for file in bank.data.glob("lobby.db*"))
    assert "大堂".encode() in stored or b"\\u5927" in stored
    assert b"geheim-123" not in stored, "the table alone does not say it"


def test_a_sealed_secret(tmp_path: Path) -> None:
    store, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    for secret in ("x", "密码", "p" * 200):
        sealed = store.seal(secret)
        assert store.unseal(sealed) == secret and store.seal(secret) != sealed
        assert len(secret) < 8 or secret.encode().hex() not in sealed
        assert other.unseal(sealed) == "", "another server's key"
        assert store.unseal(sealed[:-2] + format(int(sealed[-2:], 16) ^ 1, "02x")) == "", "changed"
    store.close()
    other.close()


def test_a_demo_sends_to_this_machine_only(tmp_path: Path) -> None:
    """Everybody knows its passwords."""
    demo = Lobby(tmp_path / "data").start()
    cookie = demo.post("/api/session", {"user": "trainer", "password": "demo-trainer"}).cookie
    lrs = {"user": "u", "password": "p"}
    for endpoint in ("https://lrs.example.com/xapi", "http://10.0.0.1/", "http://127.0.0.1.example.com/", "http://0/"):
        reply = demo.call("PUT", "/api/training/settings", {"lrs": {**lrs, "endpoint": endpoint}}, cookie)
        assert reply.status == 422 and reply.json["key"] == "problem.demo_lrs", endpoint
    assert demo.get("/api/training/settings", cookie).json == {"lrs": None}
    for endpoint in ("http://127.0.0.1:9/xapi", "http://localhost:9", "http://[::1]:9/xapi"):
        reply = demo.call("PUT", "/api/training/settings", {"lrs": {**lrs, "endpoint": endpoint}}, cookie)
        assert reply.status == 200 and reply.json["lrs"]["endpoint"] == endpoint
    demo.stop()

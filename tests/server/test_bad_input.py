"""Whatever is sent, the answer is a problem in the reader's language, never a crash."""

from __future__ import annotations

import json
import random
import socket
from typing import Any

import pytest
from lobby import Lobby, new_id, today


def is_problem(reply: Any, status: int, key: str) -> None:
    assert reply.status == status, reply
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    body = reply.json
    assert body["key"] == key and body["status"] == status
    assert body["title"] and body["detail"] and body["type"].startswith("/problems/")
    assert not body["title"].startswith(("problem.", "refusal."))  # there is a text


COMMAND = {"id": "abcdefgh", "branch": "east", "date": "2026-11-21", "command": {"type": "ticket.take", "data": {}}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b'{"a":NaN}',
        b'{"id":"\\ud800"}',
        b"[" * 60_000,
        json.dumps({**COMMAND, "id": "short"}).encode(),
        json.dumps({**COMMAND, "id": 12345678}).encode(),
        json.dumps({**COMMAND, "id": "a" * 65}).encode(),
        json.dumps({**COMMAND, "branch": None}).encode(),
        json.dumps({**COMMAND, "date": "2026-02-30"}).encode(),
        json.dumps({**COMMAND, "date": "20261121"}).encode(),
        json.dumps({**COMMAND, "command": "ticket.take"}).encode(),
        json.dumps({**COMMAND, "command": {"type": 1, "data": {}}}).encode(),
        json.dumps({**COMMAND, "command": {"type": "slot.hold", "data": []}}).encode(),
        json.dumps({**COMMAND, "extra": 1}).encode(),
        json.dumps({**COMMAND, "link": 5}).encode(),
    ],
)
def test_malformed_commands(lobby: Lobby, body: bytes) -> None:
    is_problem(lobby.post("/api/commands", body), 400, "problem.malformed")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"service": "cash"},
        {"service": "cash", "segment": "ordinary", "need": "none", "origin": "remote", "more": 1},
        {"service": 5, "segment": "ordinary", "need": "none", "origin": "remote"},
        {"service": "cash", "segment": "king", "need": "none", "origin": "remote"},
        {"service": None, "segment": [], "need": {}, "origin": "remote"},
    ],
)
def test_malformed_data(lobby: Lobby, data: dict[str, Any]) -> None:
    is_problem(lobby.do("ticket.take", data), 400, "problem.malformed")


def test_unknown_things(lobby: Lobby) -> None:
    is_problem(lobby.do("ticket.take", {}, branch="north"), 404, "problem.unknown_branch")
    is_problem(lobby.take(service="gold"), 404, "refusal.unknown_service")
    is_problem(lobby.take(date=today(-1)), 404, "problem.unknown_day")
    is_problem(lobby.take(date=today(8)), 404, "problem.unknown_day")
    is_problem(lobby.take(date="9999-12-31"), 404, "problem.unknown_day")
    is_problem(lobby.hold(601, today(1)), 404, "refusal.unknown_slot")
    is_problem(lobby.do("dance", {}), 403, "problem.not_allowed")
    is_problem(lobby.get("/api/days/north/2026-11-21"), 404, "problem.unknown_branch")
    is_problem(lobby.get("/api/days/east/2026-13-01"), 404, "problem.unknown_day")
    is_problem(lobby.get("/api/days/east/yesterday/events"), 404, "problem.unknown_day")
    is_problem(lobby.get("/api/days/east/2001-01-01/stream"), 404, "problem.unknown_day")
    is_problem(lobby.get("/api/nothing"), 404, "problem.not_found")
    is_problem(lobby.get("/assets/nothing.js"), 404, "problem.not_found")
    is_problem(lobby.get("/../serve.py"), 404, "problem.not_found")
    is_problem(lobby.get("/scenarios/../serve.py"), 404, "problem.not_found")
    is_problem(lobby.get("/scenarios/%2e%2e%2fserve.py"), 404, "problem.not_found")
    is_problem(lobby.post("/api/kiosks", {"code": "WRONGONE"}), 401, "problem.wrong_kiosk_code")
    is_problem(lobby.call("PUT", "/api/commands", {}), 405, "problem.method_not_allowed")


def test_moves(lobby: Lobby) -> None:
    good = {"id": new_id(), "link": "x" * 22, "date": today(1), "service": "cash", "slot": 600}
    is_problem(lobby.post("/api/moves", good), 404, "problem.unknown_link")
    for change in ({"slot": "600"}, {"slot": -1}, {"slot": True}, {"date": 1}, {"link": None}, {"more": 1}):
        is_problem(lobby.post("/api/moves", {**good, **change}), 400, "problem.malformed")
    link = lobby.take().json["link"]  # a ticket is no appointment
    is_problem(lobby.post("/api/moves", {**good, "link": link}), 403, "problem.other_visit")
    is_problem(lobby.get(f"/api/visits/{link}/calendar.ics"), 404, "problem.no_appointment")
    is_problem(lobby.get(f"/api/visits/{link}/qr?what=code"), 404, "problem.unknown_code")


def test_too_large(lobby: Lobby) -> None:
    is_problem(lobby.post("/api/commands", b'{"a":"' + b"x" * 70_000 + b'"}'), 413, "problem.too_large")
    # Without a length in the header it is counted while it comes.
    with socket.create_connection(("127.0.0.1", lobby.port), timeout=10) as plain:
        plain.sendall(
            b"POST /api/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        try:
            for _ in range(12):
                plain.sendall(b"2000\r\n" + b" " * 0x2000 + b"\r\n")
            plain.sendall(b"0\r\n\r\n")
        except ConnectionError:
            pass
        assert b" 413 " in plain.recv(100)


def test_other_sites_cannot_act(lobby: Lobby) -> None:
    body = {**COMMAND, "date": today()}
    is_problem(lobby.post("/api/commands", body, Origin="https://evil.example"), 403, "problem.other_origin")
    is_problem(lobby.post("/api/commands", body, Origin="null"), 403, "problem.other_origin")
    is_problem(lobby.post("/api/commands", body, Sec_Fetch_Site="cross-site"), 403, "problem.other_origin")
    is_problem(lobby.call("DELETE", "/api/session", Sec_Fetch_Site="same-site"), 403, "problem.other_origin")
    is_problem(lobby.post("/api/commands", body, Content_Type="text/plain"), 415, "problem.json_needed")
    same = lobby.take(id=new_id())
    assert same.status == 200
    reply = lobby.post("/api/commands", body, Origin=f"http://127.0.0.1:{lobby.port}")
    is_problem(reply, 400, "problem.malformed")  # got as far as being read


def test_language(lobby: Lobby) -> None:
    chinese = lobby.get("/api/nothing", Accept_Language="zh-CN,zh;q=0.9,en;q=0.8")
    assert chinese.json["title"] == "没有这个地址" and chinese.headers["Content-Language"] == "zh"
    assert lobby.get("/api/nothing", Accept_Language="fr, en;q=0.5, zh;q=0.4").json["title"].startswith("There is")
    assert lobby.get("/api/nothing", Accept_Language=";;q=x,,zh;q=oops").status == 404


def test_cookies_that_mean_nothing(lobby: Lobby) -> None:
    assert lobby.get("/api/session", "lobby_session=x; lobby_kiosk=y").status == 401
    assert lobby.get("/api/session", "lobby_session=%00; ;;=; lobby_session").status == 401
    assert lobby.get("/api/kiosk", "lobby_kiosk=" + "z" * 4000).status == 401


def _mutated(random_: random.Random, value: Any) -> Any:
    strange: list[Any] = [None, True, -1, 2**63, 2**70, 1e308, "", "x" * 300, "é\u0000", [], {}, [[]], {"a": 1}]
    if isinstance(value, dict) and value and random_.random() < 0.8:
        key = random_.choice(list(value))
        if random_.random() < 0.15:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: _mutated(random_, value[key])}
    return random_.choice(strange)


def test_a_thousand_mutated_bodies(lobby: Lobby) -> None:
    """Deterministic fuzzing of every route that reads a body: never a 500, always a problem."""
    random_ = random.Random(20261121)
    wes, tracy = lobby.log_in("wes"), lobby.log_in("tracy")
    take = {"service": "cash", "segment": "ordinary", "need": "none", "origin": "desk"}
    turns = [{"text": "您好", "actions": ["stand"], "at": 1}]
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("/api/commands", {"branch": "west", "date": today(), "command": {"type": "ticket.take", "data": take}}),
        ("/api/commands", {"branch": "west", "date": today(), "command": {"type": "ticket.call_next", "data": {"counter": "1"}}}),
        ("/api/commands", {"branch": "west", "date": today(), "link": "x" * 22, "person": {"name": "A", "phone": "1380000", "consent": True}, "command": {"type": "appointment.book", "data": {"appointment": 1}}}),
        ("/api/commands", {"branch": "west", "date": today(), "code": "123456", "command": {"type": "appointment.check_in", "data": {"appointment": 0}}}),
        ("/api/moves", {"link": "x" * 22, "date": today(), "service": "cash", "slot": 600}),
        ("/api/kiosk-codes", {"branch": "west"}),
        ("PUT /api/training/sessions/a-session", {"scenario": "elderly-papers", "seed": 1, "mode": "exam", "turns": turns}),
        ("PUT /api/training/settings", {"lrs": {"endpoint": "http://127.0.0.1:9/x", "user": "u", "password": "p"}}),
        ("/api/training/assignments", {"course": "exam", "staff": ["wes"], "due": today(1)}),
        ("/api/training/attempts", {"scenario": "elderly-papers", "seed": 1, "transcript": {"turns": [{"who": "staff", "text": "您好", "actions": ["stand"], "at": 1}]}}),
    ]  # fmt: skip
    for _ in range(1000):
        path, body = random_.choice(bodies)
        method, address = path.split() if " " in path else ("POST", path)
        id = {"id": new_id()} if method == "POST" else {}
        cookie = tracy if address.startswith("/api/training/") else wes
        reply = lobby.call(method, address, _mutated(random_, {**body, **id}), cookie)
        assert reply.status < 500, (path, body, reply)
        if reply.status >= 400:
            assert reply.json["key"].startswith(("problem.", "refusal.")), reply
    assert lobby.call("PUT", "/api/training/settings", {"lrs": None}, tracy).status == 200


def test_broken_http(lobby: Lobby) -> None:
    for raw in (
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/commands HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", lobby.port), timeout=10) as plain:
            plain.sendall(raw)
            assert b"Traceback" not in plain.recv(4096)
    assert lobby.get("/api/hello").status == 200

"""Kiosk, desk, roles, and messages to customers."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from lobby import Lobby, events_of, new_id, today


def enrol(lobby: Lobby, branch: str = "east") -> str:
    """The cookie of a new kiosk."""
    code = lobby.post("/api/kiosk-codes", {"branch": branch}, lobby.log_in("max" if branch == "east" else "wes"))
    assert code.status == 201 and len(code.json["code"]) == 8
    reply = lobby.post("/api/kiosks", {"code": code.json["code"].lower()})
    assert reply.status == 201 and reply.json == {"branch": branch}
    assert lobby.post("/api/kiosks", {"code": code.json["code"]}).status == 401  # works once
    flags = reply.headers["Set-Cookie"]
    assert "HttpOnly" in flags and "SameSite=Strict" in flags
    return reply.cookie


def test_kiosk_gives_tickets(lobby: Lobby) -> None:
    assert lobby.take(origin="kiosk").json["key"] == "problem.kiosk_needed"
    cookie = enrol(lobby)
    assert lobby.get("/api/kiosk", cookie).json == {"branch": "east"}
    assert lobby.get("/api/kiosk").status == 401
    first, second = lobby.take(origin="kiosk", cookie=cookie), lobby.take(origin="kiosk", cookie=cookie)
    one, two = (events_of(reply, "ticket.taken") for reply in (first, second))
    assert int(two["number"][1:]) == int(one["number"][1:]) + 1  # gapless
    visit = lobby.get(f"/api/visits/{first.json['link']}").json
    assert visit["ticket"] == one["ticket"] and visit["appointment"] == 0
    assert lobby.take(origin="kiosk", branch="west", cookie=cookie).status == 401  # a kiosk of one branch only


def test_check_in_with_the_code(lobby: Lobby) -> None:
    cookie = enrol(lobby)
    link, number, code = lobby.book(660)
    assert lobby.get(f"/api/codes/{code}", cookie).json == {"branch": "east", "date": today(), "appointment": number}
    assert lobby.get(f"/api/codes/{code}").status == 401
    wrong = f"{(int(code) + 1) % 1000000:06d}"
    assert lobby.get(f"/api/codes/{wrong}", cookie).json["key"] == "problem.unknown_code"
    assert lobby.do("appointment.check_in", {"appointment": 0}, code=code).status == 401  # a code alone is no key
    done = lobby.do("appointment.check_in", {"appointment": 0}, code=code, cookie=cookie)
    ticket = events_of(done, "appointment.checked_in")["ticket"]
    assert done.json["link"] == link  # printed on the ticket: the customer's link goes on
    assert lobby.get(f"/api/visits/{link}").json["ticket"] == ticket
    again = lobby.do("appointment.check_in", {"appointment": 0}, code=code, cookie=cookie)
    assert again.json["key"] == "refusal.wrong_state"


def test_codes_cannot_be_guessed_at_a_kiosk(own: Lobby) -> None:
    own.once("--add-staff", "max", "--roles", "manager", "--branch", "east", stdin="secret-of-max\n")
    own.start()
    cookie = enrol(own)
    seen = [own.get(f"/api/codes/{number:06d}", cookie).status for number in range(30)]
    assert seen[:5] == [404] * 5 and 429 in seen


def test_a_teller_serves_a_customer(lobby: Lobby) -> None:
    tina = lobby.log_in("tina")
    me = lobby.get("/api/session", tina).json
    assert me == {"id": "tina", "name": "tina", "roles": ["teller"], "branch": "east"}
    opened = lobby.do("counter.open", {"counter": "1", "teller": "somebody"}, cookie=tina)
    assert events_of(opened, "counter.opened")["teller"] == "tina"  # nobody opens in another's name
    person = {"name": "刘洋", "phone": "13600002222", "consent": True}
    taken = lobby.take(person=person)
    link, ticket = taken.json["link"], events_of(taken, "ticket.taken")["ticket"]
    people = lobby.get(f"/api/days/east/{today()}/people", tina).json["people"]
    assert {"appointment": 0, "ticket": ticket, "name": "刘洋", "phone": "13600002222"} in people

    called = 0
    while called != ticket:  # others of this file may be in line
        called = events_of(lobby.do("ticket.call_next", {"counter": "1"}, cookie=tina), "ticket.called")["ticket"]
        if called != ticket:
            assert lobby.do("ticket.no_show", {"ticket": called}, cookie=tina).status == 200
    assert lobby.do("ticket.recall", {"ticket": ticket}, cookie=tina).status == 200
    assert lobby.do("service.start", {"ticket": ticket}, cookie=tina).status == 200
    assert lobby.do("service.finish", {"ticket": ticket}, cookie=tina).status == 200
    rated = lobby.do("ticket.rate", {"ticket": ticket, "stars": 5}, link=link)
    assert events_of(rated, "ticket.rated")["stars"] == 5
    assert lobby.do("ticket.rate", {"ticket": ticket, "stars": 4}, link=link).json["key"] == "refusal.already_rated"

    tom = lobby.log_in("tom")
    assert lobby.do("counter.close", {"counter": "1"}, cookie=tom).json["key"] == "problem.other_counter"
    assert lobby.do("counter.close", {"counter": "1"}, cookie=tina).status == 200


def test_roles(lobby: Lobby) -> None:
    tina, lou, wes, tracy = (lobby.log_in(user) for user in ("tina", "lou", "wes", "tracy"))
    opening = {"counter": "2", "teller": ""}
    assert lobby.do("counter.open", opening).json["key"] == "problem.log_in_needed"
    assert lobby.do("counter.open", opening, cookie=tracy).json["key"] == "problem.wrong_role"
    assert lobby.do("counter.open", opening, cookie=wes).json["key"] == "problem.wrong_role"  # another branch
    assert lobby.get(f"/api/days/east/{today()}/people").status == 401
    assert lobby.get(f"/api/days/east/{today()}/people", tracy).status == 403
    assert lobby.post("/api/kiosk-codes", {"branch": "east"}, tina).status == 403
    assert lobby.post("/api/kiosk-codes", {"branch": "west"}, lou).status == 403
    _, number, _ = lobby.book(700 // 30 * 30, today(5))
    cancel = {"appointment": number, "reason": ""}
    assert lobby.do("appointment.cancel", cancel, today(5), cookie=tina).json["key"] == "problem.wrong_role"
    gone = lobby.do("appointment.cancel", cancel, today(5), cookie=lou)
    assert events_of(gone, "appointment.cancelled")["reason"] == "staff"
    for kind, data in (("day.open", {"utc_offset_minutes": 0}), ("tick", {})):
        assert lobby.do(kind, data, cookie=lou).json["key"] == "problem.not_allowed"
    assert lobby.take(origin="appointment", cookie=lou).json["key"] == "problem.not_allowed"
    assert lobby.take(origin="desk").status == 401
    assert lobby.take(origin="desk", cookie=lou).status == 200


def test_log_in_and_out(lobby: Lobby) -> None:
    cookie = lobby.log_in("tom")
    assert lobby.get("/api/session", cookie).json["id"] == "tom"
    assert lobby.call("DELETE", "/api/session", cookie=cookie).status == 204
    assert lobby.get("/api/session", cookie).json["key"] == "problem.log_in_needed"
    wrong = lobby.post("/api/session", {"user": "tom", "password": "guess"})
    nobody = lobby.post("/api/session", {"user": "nobody", "password": "guess"})
    assert wrong.status == nobody.status == 401 and wrong.json == nobody.json


def test_passwords_cannot_be_guessed(own: Lobby) -> None:
    own.once("--add-staff", "tom", "--branch", "east", stdin="secret-of-tom\n")
    own.start()
    seen = [own.post("/api/session", {"user": "tom", "password": f"guess{n}"}).status for n in range(15)]
    assert seen[:10] == [401] * 10 and seen[10:] == [429] * 5
    assert own.post("/api/session", {"user": "tom", "password": "secret-of-tom"}).status == 429
    database = (own.data / "lobby.db").read_bytes() + (own.data / "lobby.db-wal").read_bytes()
    assert b"secret-of-tom" not in database and b"$argon2id$" in database


@pytest.fixture
def gateway() -> Any:
    """A message gateway that is out of order at first."""
    received: list[tuple[str, dict[str, Any]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append((self.headers["Idempotency-Key"], body))
            self.send_response(503 if len(received) == 1 else 204)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, received
    server.shutdown()
    thread.join()
    server.server_close()


def test_messages_reach_the_gateway_once_it_works(own: Lobby, gateway: Any) -> None:
    port, received = gateway
    own.options += ("--webhook", f"http://127.0.0.1:{port}/sms", "--public-url", "https://lobby.example/")
    own.start()
    link, _, code = own.book(600, today(1), language="zh-CN")
    deadline = time.monotonic() + 20
    while len(received) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.5)  # a third delivery would come now
    assert len(received) == 2 and received[0] == received[1]
    message = received[0][1]
    assert message["channel"] == "sms" and message["recipient"] == "13800138000"
    assert message["text"].startswith("【东街支行】您已预约") and code in message["text"]
    assert f"https://lobby.example/v/{link}" in message["text"] and "{" not in message["text"]


def test_a_called_customer_gets_a_message(own: Lobby) -> None:
    own.once("--add-staff", "tina", "--branch", "east", stdin="secret-of-tina\n")
    own.start()
    cookie = own.log_in("tina")
    own.do("counter.open", {"counter": "1", "teller": ""}, cookie=cookie)
    number = events_of(own.take(person={"name": "Ann", "phone": "13600002222", "consent": True}), "ticket.taken")[
        "number"
    ]
    assert own.do("ticket.call_next", {"counter": "1"}, cookie=cookie).status == 200
    deadline = time.monotonic() + 10
    wanted = f"East Street: number {number}, please go to counter 1."
    while wanted not in own.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"sms to 136****2222: {wanted}" in own.log.read_text()


def test_links_are_not_logged(own: Lobby) -> None:
    own.start()
    link, _, _ = own.book(600, today(1))
    own.get(f"/v/{link}")
    own.get(f"/api/visits/{link}/nothing")
    time.sleep(1.5)
    log = own.log.read_text()
    assert "sms to 138****8000" in log and link not in log and "13800138000" not in log


def test_ids_of_other_visits_are_not_accepted(lobby: Lobby) -> None:
    mine, others = lobby.take(), lobby.take()
    ticket = events_of(others, "ticket.taken")["ticket"]
    leave = lobby.do("ticket.leave", {"ticket": ticket}, link=mine.json["link"])
    assert leave.status == 403 and leave.json["key"] == "problem.other_visit"
    assert lobby.do("ticket.leave", {"ticket": ticket}, link=others.json["link"], id=new_id()).status == 200


def test_who_takes_a_ticket_is_told_the_wait_and_it_stays_on_record(lobby: Lobby) -> None:
    before = lobby.take()
    assert [event["type"] for event in before.json["events"]] == ["ticket.taken"]  # no counter is open
    teller = lobby.log_in("tina")
    assert lobby.do("counter.open", {"counter": "1", "teller": "tina"}, cookie=teller).status == 200
    taken = lobby.take().json["events"]
    assert [event["type"] for event in taken] == ["ticket.taken", "ticket.told"]
    told = taken[1]["data"]
    assert told["ticket"] == taken[0]["data"]["ticket"] and 0 < told["p10"] <= told["p50"] <= told["p90"]
    forged = lobby.do("ticket.tell", {"ticket": 1, "p10": 0, "p50": 0, "p90": 0}, cookie=teller)
    assert forged.status == 403 and forged.json["key"] == "problem.not_allowed"

"""The manager's routes and commands: what a branch has seen, who stands where, the plan of counters."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time

import pytest
from lobby import OFFSET, Lobby, events_of, today


def staff(own: Lobby, *users: tuple[str, str]) -> Lobby:
    for user, roles in users:
        own.once("--add-staff", user, "--roles", roles, "--branch", "east", stdin=f"secret-of-{user}\n")
    return own.start()


def test_history_is_the_managers(lobby: Lobby) -> None:
    address = "/api/branches/east/history"
    assert lobby.get(address).json["key"] == "problem.log_in_needed"
    assert lobby.get(address, lobby.log_in("tina")).json["key"] == "problem.wrong_role"
    cookie = lobby.log_in("max")
    assert lobby.get("/api/branches/west/history", cookie).status == 403
    assert lobby.get("/api/branches/nowhere/history", cookie).json["key"] == "problem.unknown_branch"
    assert lobby.get(address, cookie).status == 200


def test_history_of_today(own: Lobby) -> None:
    staff(own, ("max", "manager"), ("tina", "teller"))
    manager = own.log_in("max")
    empty = own.get("/api/branches/east/history", manager).json
    assert empty["days"] == [] and empty["today"]["date"] == today()
    assert sum(half[1] for half in empty["today"]["halves"]) == 0
    assert own.take().status == 200 and own.take().status == 200
    cookie = own.log_in("tina")
    assert own.do("counter.open", {"counter": "1", "teller": "tina"}, cookie=cookie).status == 200
    assert own.do("ticket.call_next", {"counter": "1"}, cookie=cookie).status == 200
    seen = own.get("/api/branches/east/history", manager).json["today"]
    assert sum(half[1] for half in seen["halves"]) == 2
    assert sum(half[3] for half in seen["halves"]) == 1
    assert seen["services"]["cash"] == 2


def test_days_that_have_ended_are_recorded_and_learned_from(own: Lobby) -> None:
    staff(own, ("max", "manager"))
    for _ in range(5):
        assert own.take().status == 200
    events = own.events()
    own.stop()
    past = today(-7)
    with sqlite3.connect(own.data / "lobby.db") as db:  # the same day, a week ago
        for event in events:
            event = {**event, "at": event["at"] - 7 * 86_400_000, "data": dict(event["data"])}
            if event["type"] == "day.opened":
                event["data"]["date"] = past
            body = json.dumps(event, separators=(",", ":"))
            db.execute("INSERT INTO events VALUES ('east', ?, ?, ?)", (past, event["number"], body))
    own.start()
    manager = own.log_in("max")
    history = own.get("/api/branches/east/history", manager).json
    for _ in range(100):  # the keeper writes records when it looks after the days
        if history["days"]:
            break
        time.sleep(0.1)
        history = own.get("/api/branches/east/history", manager).json
    assert [day["date"] for day in history["days"]] == [past]
    assert sum(half[1] for half in history["days"][0]["halves"]) == 5
    assert sum(cell[1] for cell in history["footfall"]["week"]) == 5000  # in thousandths
    assert history["footfall"]["services"]["cash"] == 5000


def test_who_works_there(own: Lobby) -> None:
    staff(own, ("max", "manager"), ("tina", "teller"))
    address = "/api/branches/east/staff"
    assert own.get(address).status == 401
    assert own.get(address, own.log_in("tina")).json["staff"][-2:] == [
        {"id": "max", "name": own.get("/api/session", own.log_in("max")).json["name"]},
        {"id": "tina", "name": own.get("/api/session", own.log_in("tina")).json["name"]},
    ]
    assert own.get("/api/branches/nowhere/staff", own.log_in("tina")).status == 404


def test_who_stands_where(own: Lobby) -> None:
    staff(own, ("max", "manager"), ("lou", "lobby"), ("tina", "teller"))
    address = f"/api/days/east/{today()}/positions"
    assert own.get(address).status == 401
    lou, tina = own.log_in("lou"), own.log_in("tina")
    assert own.get(address, tina).json == {"positions": []}
    assert own.post(address, {"person": "王芳", "position": 1}, tina).json["key"] == "problem.wrong_role"
    placed = own.post(address, {"person": " 王芳 ", "position": 1}, lou)
    assert placed.json == {"positions": [{"person": "王芳", "position": 1, "reserve": "none"}]}
    own.post(address, {"person": "陈行长", "position": 0, "reserve": "branch_head"}, lou)
    own.post(address, {"person": "王芳", "position": 3}, own.log_in("max"))
    own.kill()
    own.start()
    here = own.get(address, own.log_in("tina")).json["positions"]
    assert here == [
        {"person": "陈行长", "position": 0, "reserve": "branch_head"},
        {"person": "王芳", "position": 3, "reserve": "none"},
    ]
    assert own.post(address, {"person": "王芳", "position": None}, own.log_in("lou")).json["positions"] == here[:1]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"person": "a"},
        {"person": "", "position": 1},
        {"person": "a" * 41, "position": 1},
        {"person": "a\nb", "position": 1},
        {"person": 7, "position": 1},
        {"person": "a", "position": 8},
        {"person": "a", "position": -1},
        {"person": "a", "position": 1.5},
        {"person": "a", "position": True},
        {"person": "a", "position": "1"},
        {"person": "a", "position": 1, "reserve": "king"},
    ],
)
def test_bad_positions_are_refused(lobby: Lobby, body: dict[str, object]) -> None:
    reply = lobby.post(f"/api/days/east/{today()}/positions", body, lobby.log_in("max"))
    assert (reply.status, reply.json["key"]) == (400, "problem.malformed")


def test_positions_of_days_that_are_none(lobby: Lobby) -> None:
    cookie = lobby.log_in("max")
    assert lobby.post("/api/days/east/2026-13-77/positions", {"person": "a", "position": 1}, cookie).status == 404
    assert lobby.post("/api/days/east/1999-01-01/positions", {"person": "a", "position": 1}, cookie).status == 404
    assert lobby.get("/api/days/nowhere/2026-11-21/positions", cookie).status == 404


# ---------------------------------------------------------------- the plan of counters

PLAN = {"shifts": [{"counter": "2", "from": 1380, "until": 1440}]}


def test_the_plan_is_the_managers(own: Lobby) -> None:
    staff(own, ("max", "manager"), ("lou", "lobby"), ("tina", "teller"))
    assert own.do("counters.plan", PLAN).json["key"] == "problem.log_in_needed"
    for user in ("lou", "tina"):
        assert own.do("counters.plan", PLAN, cookie=own.log_in(user)).json["key"] == "problem.wrong_role"
    manager = own.log_in("max")
    assert own.do("counters.plan", PLAN, branch="west", cookie=manager).json["key"] == "problem.wrong_role"
    done = own.do("counters.plan", PLAN, cookie=manager)
    assert events_of(done, "counters.planned") == PLAN
    again = own.do("counters.plan", PLAN, cookie=manager)
    assert (again.status, again.json["events"], again.json["number"]) == (200, [], done.json["number"])
    tomorrow = own.do("counters.plan", PLAN, date=today(1), cookie=manager)
    assert events_of(tomorrow, "counters.planned") == PLAN
    own.kill()
    own.start()
    assert [event["data"] for event in own.events() if event["type"] == "counters.planned"] == [PLAN]
    manager = own.log_in("max")
    assert own.do("counters.plan", {"shifts": []}, cookie=manager).json["events"][0]["data"] == {"shifts": []}


def test_forecasts_know_the_plan(own: Lobby) -> None:
    staff(own, ("max", "manager"), ("tina", "teller"))
    assert own.do("counter.open", {"counter": "2"}, cookie=own.log_in("tina")).status == 200

    # Only this counter serves cash. It is between ten and eleven now.
    plan = {"shifts": [{"counter": "1", "from": 690, "until": 1440}]}
    assert own.do("counters.plan", plan, cookie=own.log_in("max")).status == 200
    east = next(branch for branch in own.get("/api/now").json["branches"] if branch["id"] == "east")
    wait = next(service for service in east["services"] if service["id"] == "cash")
    local = dt.datetime.now(dt.timezone.utc) + dt.timedelta(minutes=OFFSET)
    opening = 690 * 60 - local.hour * 3600 - local.minute * 60 - local.second
    # Whoever has priority and comes until then goes first.
    assert wait["known"] and opening <= wait["p10"] <= wait["p50"] <= opening + 3600, f"{wait}, {opening}"


@pytest.mark.parametrize(
    ("shifts", "status", "key"),
    [
        ([{"counter": "9", "from": 1380, "until": 1440}], 404, "refusal.unknown_counter"),
        ([{"counter": "1", "from": 1380, "until": 1441}], 422, "refusal.shift_outside_hours"),
        ([{"counter": "1", "from": -1, "until": 1440}], 422, "refusal.shift_outside_hours"),
        ([{"counter": "1", "from": 1400, "until": 1400}], 422, "refusal.shift_outside_hours"),
        ([{"counter": "1", "from": 1380, "until": 1440}, {"counter": "1", "from": 1439, "until": 1440}], 422, "refusal.shifts_overlap"),
        ([{"counter": "1", "from": 0, "until": 1}], 409, "refusal.shift_past"),
        ([{"counter": "1", "from": 1380, "until": 1440}] * 501, 422, "refusal.too_many_shifts"),
        ([{"counter": "1", "from": 2**31, "until": 1440}], 400, "problem.malformed"),
        ([{"counter": "1", "from": "11:30", "until": 1440}], 400, "problem.malformed"),
        ([{"counter": "1", "from": 1380}], 400, "problem.malformed"),
        ([{"counter": 1, "from": 1380, "until": 1440}], 400, "problem.malformed"),
        ([{"counter": "1", "from": 1380, "until": 1440, "teller": "tina"}], 400, "problem.malformed"),
        ([7], 400, "problem.malformed"),
        ({}, 400, "problem.malformed"),
        (None, 400, "problem.malformed"),
    ],
)  # fmt: skip
def test_bad_plans_are_refused(lobby: Lobby, shifts: object, status: int, key: str) -> None:
    reply = lobby.do("counters.plan", {"shifts": shifts}, cookie=lobby.log_in("max"))
    assert (reply.status, reply.json["key"]) == (status, key), reply
    assert not reply.json["title"].startswith("refusal.")


def test_a_plan_without_shifts_is_none(lobby: Lobby) -> None:
    cookie = lobby.log_in("max")
    assert lobby.do("counters.plan", {}, cookie=cookie).json["key"] == "problem.malformed"
    assert lobby.do("counters.plan", {**PLAN, "kind": "x"}, cookie=cookie).json["key"] == "problem.malformed"

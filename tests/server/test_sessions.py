"""Role-plays are kept turn by turn while they are played, and end in an attempt."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from typing import Any

import pytest
from lobby import Lobby, Reply, new_id
from roleplay import SAID, employ, played, turns

PATH = "/api/training/sessions"
KILLS = 12


@pytest.fixture
def tina(lobby: Lobby) -> str:
    """Logged in, with nothing unfinished."""
    cookie = lobby.log_in("tina")
    for session in sessions(lobby, cookie):
        assert lobby.call("DELETE", f"{PATH}/{session['id']}", cookie=cookie).status == 204
    return cookie


def put(lobby: Lobby, cookie: str, id: str, said: list[dict[str, Any]], **changes: Any) -> Reply:
    body = {"scenario": "elderly-papers", "seed": 7, "mode": "practice", "turns": said, **changes}
    return lobby.call("PUT", f"{PATH}/{id}", body, cookie, Accept_Language="en")


def sessions(lobby: Lobby, cookie: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = lobby.get(PATH, cookie).json["sessions"]
    return out


def test_turn_by_turn(lobby: Lobby, tina: str) -> None:
    first, second = new_id(), new_id()
    for count in (0, 1, 3):
        for _ in range(2):  # twice acts once
            assert put(lobby, tina, first, turns(count)).json == {"id": first, "turns": count}
    assert put(lobby, tina, second, turns(0), mode="exam", seed=str(2**64 - 1)).status == 200
    newest, older = sessions(lobby, tina)
    assert newest["id"] == second and newest["mode"] == "exam" and newest["seed"] == str(2**64 - 1)
    assert older["turns"] == turns(3) and older["began"] <= older["at"] and older["scenario"] == "elderly-papers"
    time.sleep(0.002)
    assert put(lobby, tina, first, turns(4)).status == 200
    assert [session["id"] for session in sessions(lobby, tina)] == [first, second], "the newest first"
    assert sessions(lobby, lobby.log_in("tom")) == [] and lobby.get(PATH).status == 401


def test_what_comes_must_continue(lobby: Lobby, tina: str) -> None:
    id = new_id()
    put(lobby, tina, id, turns(3))
    for said, turn in ((turns(2), 3), ([], 1), ([*turns(1), *turns(1), *turns(3)], 2)):
        reply = put(lobby, tina, id, said)
        assert reply.status == 409 and reply.json["key"] == "problem.session_differs"
        assert reply.json["args"] == {"turn": str(turn), "kept": "3"} and f"turn {turn} on" in reply.json["detail"]
    for change in ({"seed": 8}, {"scenario": "long-wait-complaint"}, {"mode": "exam"}):
        assert put(lobby, tina, id, turns(3), **change).json["key"] == "problem.other_session", change
    tom = lobby.log_in("tom")
    assert put(lobby, tom, id, turns(3)).json["key"] == "problem.id_reused"
    assert lobby.call("DELETE", f"{PATH}/{id}", cookie=tom).status == 204
    assert lobby.post("/api/training/attempts", {**played(7), "id": id}, tom).json["key"] == "problem.id_reused"
    assert sessions(lobby, tina)[0]["turns"] == turns(3), "nothing was changed by any of this"


def test_the_attempt_ends_the_session(lobby: Lobby, tina: str) -> None:
    body = played(7)
    put(lobby, tina, body["id"], turns(2), mode="exam")
    other = played(7, said=[("您好。", [], 1), *SAID[1:]])
    reply = lobby.post("/api/training/attempts", {**other, "id": body["id"]}, tina)
    assert reply.json["key"] == "problem.session_differs", "an examination ends as it was played"
    for change in ({"mode": "practice"}, {"seed": 8, "transcript": played(8)["transcript"]}):
        reply = lobby.post("/api/training/attempts", {**body, **change}, tina)
        assert reply.json["key"] == "problem.other_session", change
    done = lobby.post("/api/training/attempts", body, tina)
    assert done.status == 201 and sessions(lobby, tina) == []
    kept = lobby.get(f"/api/training/attempts/{done.json['attempt']}", tina).json
    assert kept["mode"] == "exam"
    assert lobby.get("/api/training/attempts", tina).json["attempts"][0]["mode"] == "exam"
    late = put(lobby, tina, body["id"], turns(4), mode="exam")  # such as a turn sent again by a page that was away
    assert late.status == 409 and late.json["key"] == "problem.session_over" and sessions(lobby, tina) == []
    assert lobby.post("/api/training/attempts", body, tina).json == done.json

    body = played(7)  # in practice one may have gone back to an earlier turn
    put(lobby, tina, body["id"], turns(1, [("你好。", [], 1)]))
    number = lobby.post("/api/training/attempts", body, tina).json["attempt"]
    assert lobby.get(f"/api/training/attempts/{number}", tina).json["mode"] == "practice"
    assert sessions(lobby, tina) == []
    number = lobby.post("/api/training/attempts", played(7, mode="exam"), tina).json["attempt"]  # no session before it
    assert lobby.get(f"/api/training/attempts/{number}", tina).json["mode"] == "exam"


def test_an_examination_that_has_begun_counts(lobby: Lobby, tina: str) -> None:
    body, other = played(7), new_id()
    put(lobby, tina, body["id"], turns(0), mode="exam")
    assert put(lobby, tina, other, turns(0), mode="exam").status == 200, "nothing was said yet"
    assert lobby.call("DELETE", f"{PATH}/{other}", cookie=tina).status == 204
    put(lobby, tina, body["id"], turns(1), mode="exam")
    for reply in (lobby.call("DELETE", f"{PATH}/{body['id']}", cookie=tina), put(lobby, tina, other, turns(0), mode="exam")):
        assert reply.status == 409 and reply.json["key"] == "problem.exam_counts"
    assert put(lobby, tina, other, turns(1)).status == 200, "practice goes on"
    assert put(lobby, tina, new_id(), turns(0), mode="exam", scenario="long-wait-complaint").status == 200
    assert put(lobby, lobby.log_in("tom"), new_id(), turns(0), mode="exam").status == 200
    assert lobby.post("/api/training/attempts", body, tina).status == 201
    assert put(lobby, tina, new_id(), turns(1), mode="exam").status == 200, "another one"
    lobby.post("/api/training/attempts", {**played(7), "id": sessions(lobby, tina)[0]["id"]}, tina)


def test_bad_sessions(lobby: Lobby, tina: str) -> None:
    def key(id: str = "a-good-id", **changes: Any) -> str:
        reply = put(lobby, tina, id, turns(1), **changes)
        assert 400 <= reply.status < 500, reply
        return str(reply.json["key"])

    assert key(id="short") == key(id="a" * 65) == "problem.malformed"
    assert key(scenario="nothing") == "problem.unknown_scenario"
    for mode in ("", "test", None, 1, ["exam"]):
        assert key(mode=mode) == "problem.malformed"
    assert key(seed=-1) == key(more=1) == "problem.malformed"
    good = turns(1)[0]
    for said in (
        None, {}, ["您好"], [{}], [good] * 201, [{**good, "text": "x" * 4001}], [{**good, "text": 1}],
        [{**good, "actions": ["dance"]}], [{**good, "actions": "stand"}], [{**good, "at": -1}], [{**good, "at": 1e12}],
    ):  # fmt: skip
        assert key(turns=said) == "problem.malformed", said
    assert key(turns=[{**good, "text": "您" * 3000}] * 120) == "problem.too_large"
    assert sessions(lobby, tina) == []
    ids = [new_id() for _ in range(20)]
    assert all(put(lobby, tina, id, turns(1)).status == 200 for id in ids)
    assert key() == "problem.too_many_sessions"
    assert put(lobby, tina, ids[0], turns(2)).status == 200
    assert lobby.call("DELETE", f"{PATH}/{ids[0]}", cookie=tina).status == 204
    assert put(lobby, tina, "a-good-id", turns(1)).status == 200


def test_kill_while_playing(own: Lobby) -> None:
    """The power fails again and again while two people play: no turn that was acknowledged is lost, none stands twice."""
    employ(own, tina="teller east", tom="teller east")
    own.start()
    cookies = {user: own.log_in(user) for user in ("tina", "tom")}
    ids = {user: new_id() for user in cookies}
    acknowledged = {user: 0 for user in cookies}
    lost_replies = 0
    stopping = False

    def said(user: str, count: int) -> list[dict[str, Any]]:
        return [{"text": f"{user}，第{n}句。", "actions": ["smile"] if n % 2 else [], "at": n} for n in range(count)]

    def play(user: str) -> None:
        nonlocal lost_replies
        while not stopping and acknowledged[user] < 200:
            wanted = said(user, acknowledged[user] + 1)
            body = {"scenario": "elderly-papers", "seed": 7, "mode": "exam", "turns": wanted}
            try:
                connection = http.client.HTTPConnection("127.0.0.1", own.port, timeout=5)
                headers = {"Content-Type": "application/json", "Cookie": cookies[user]}
                connection.request("PUT", f"{PATH}/{ids[user]}", json.dumps(body), headers)
                reply = connection.getresponse()
                text = reply.read()
                connection.close()
            except (OSError, http.client.HTTPException):
                lost_replies += 1
                time.sleep(0.01)
                continue
            assert reply.status == 200, text
            acknowledged[user] += 1

    threads = [threading.Thread(target=play, args=(user,)) for user in cookies]
    for thread in threads:
        thread.start()
    random_ = random.Random(4)
    for _ in range(KILLS):
        before = sum(acknowledged.values())
        deadline = time.monotonic() + 10
        while sum(acknowledged.values()) < before + 3 and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(random_.random() * 0.02)
        own.kill()
        at_kill = dict(acknowledged)
        own.start()
        for user, cookie in cookies.items():
            kept = sessions(own, cookie)[0]["turns"]
            assert len(kept) >= at_kill[user] and kept == said(user, len(kept))
    stopping = True
    for thread in threads:
        thread.join()
    assert sum(acknowledged.values()) >= 3 * KILLS and lost_replies >= KILLS / 2, (acknowledged, lost_replies)
    own.stop()

"""Role-plays are scored by the server, which plays them again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lobby import Lobby
from roleplay import core, played


def test_scenarios_are_there(lobby: Lobby) -> None:
    names = [card["id"] for card in lobby.get("/api/scenarios").json["scenarios"]]
    assert {"elderly-papers", "long-wait-complaint"} <= set(names)
    for name in names:
        reply = lobby.get(f"/scenarios/{name}.json")
        assert reply.status == 200 and json.loads(reply.body)["id"] == name


@pytest.mark.parametrize("scenario", ["elderly-papers", "long-wait-complaint"])
def test_an_attempt_is_scored_and_kept(lobby: Lobby, scenario: str) -> None:
    cookie = lobby.log_in("tina")
    body = played(42, scenario)
    first = lobby.post("/api/training/attempts", body, cookie)
    assert first.status == 201, first
    report = first.json["report"]
    assert report == json.loads(core.score(json.dumps(body["transcript"], ensure_ascii=False)))
    assert 0 < report["total"] <= 100 and report["checks"]
    assert lobby.post("/api/training/attempts", body, cookie).json == first.json  # twice counts once
    number = first.json["attempt"]
    listed = lobby.get("/api/training/attempts", cookie).json["attempts"]
    entry = next(entry for entry in listed if entry["attempt"] == number)
    assert (entry["scenario"], entry["total"]) == (scenario, report["total"])
    assert [entry["attempt"] for entry in listed].count(number) == 1
    kept = lobby.get(f"/api/training/attempts/{number}", cookie).json
    assert kept["staff"] == "tina" and kept["seed"] == "42"
    assert kept["transcript"]["turns"] == body["transcript"]["turns"] and kept["report"] == report


def test_attempts_are_ones_own_and_the_trainers(lobby: Lobby) -> None:
    tina, tom, tracy = (lobby.log_in(user) for user in ("tina", "tom", "tracy"))
    number = lobby.post("/api/training/attempts", played(7), tina).json["attempt"]
    assert lobby.get(f"/api/training/attempts/{number}", tom).json["key"] == "problem.unknown_attempt"
    assert lobby.get("/api/training/attempts?staff=tina", tom).status == 403
    assert lobby.get(f"/api/training/attempts/{number}", tracy).status == 200
    assert lobby.get("/api/training/attempts?staff=*", tom).status == 403
    everybody = lobby.get("/api/training/attempts?staff=*", tracy).json["attempts"]
    assert {"tina"} <= {one["staff"] for one in everybody} and all(one["name"] for one in everybody)
    listed = lobby.get("/api/training/attempts?staff=tina", tracy).json["attempts"]
    assert number in [entry["attempt"] for entry in listed]
    assert lobby.get("/api/training/attempts").status == 401
    assert lobby.post("/api/training/attempts", played(7)).status == 401


def test_a_transcript_cannot_be_made_up(lobby: Lobby) -> None:
    cookie = lobby.log_in("tina")
    for change in ("customer", "seed", "cut"):
        body = played(9)
        turns = body["transcript"]["turns"]
        if change == "customer":
            turns[2]["text"] = "谢谢，您服务真好！"
        elif change == "seed":
            body["transcript"] = played(123456)["transcript"]
            body["transcript"]["turns"][0]["text"] += "……"
        else:
            del turns[0]
        reply = lobby.post("/api/training/attempts", body, cookie)
        assert reply.status == 422 and reply.json["key"] == "problem.other_transcript", change
    # The rubric and the context are the scenario's, whatever the client says.
    body = played(9)
    body["transcript"]["rubric"], body["transcript"]["context"] = "lobby", []
    report = lobby.post("/api/training/attempts", body, cookie).json["report"]
    assert report["rubric"] == "counter" and report["context"]


def test_bad_attempts(lobby: Lobby) -> None:
    cookie = lobby.log_in("tina")

    def key(**changes: Any) -> str:
        reply = lobby.post("/api/training/attempts", {**played(1), **changes}, cookie)
        assert 400 <= reply.status < 500, reply
        return str(reply.json["key"])

    assert key(scenario="nothing") == "problem.unknown_scenario"
    assert key(scenario="../bank") == "problem.unknown_scenario"
    for seed in (-1, 1.5, True, None, "x", "9" * 21, 2**64):
        assert key(seed=seed) == "problem.malformed"
    assert key(transcript=[]) == "problem.malformed"
    assert key(transcript={"turns": {}}) == "problem.malformed"
    assert key(transcript={"turns": [{"who": "staff"}] * 201}) == "problem.malformed"
    for turn in (
        {"who": "boss", "text": "x"},
        {"who": "staff", "text": 5},
        {"who": "staff", "text": "x" * 4001},
        {"who": "staff", "text": "x", "actions": ["dance"], "at": 1},
        {"who": "staff", "text": "x", "actions": "stand", "at": 1},
        {"who": "staff", "text": "x", "actions": [], "at": "soon"},
        {"who": "staff", "text": "x", "actions": [], "at": 1e12},
    ):
        assert key(transcript={"turns": [turn]}) == "problem.malformed", turn
    assert lobby.get("/api/training/attempts/x", cookie).status == 400
    assert lobby.get("/api/training/attempts/999999", cookie).status == 404
    big = {**played(1), "transcript": {"turns": [{"who": "customer", "text": "x" * 3000}] * 400}}
    assert lobby.post("/api/training/attempts", big, cookie).json["key"] == "problem.too_large"

"""Trainers overrule the machine, and the server tells how often people and machine agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lobby import Lobby, Reply
from roleplay import RUDE, attempt, employ

from server.reviews import kappa


@pytest.fixture
def own_bank(own: Lobby) -> Iterator[Lobby]:
    """Two trainers, one employee, nothing played yet."""
    employ(own, tina="teller east", tracy="trainer east", theo="trainer east", tom="teller east", max="manager east")
    own.start()
    yield own
    own.stop()


def review(lobby: Lobby, cookie: str, number: int, check: str, result: str, reason: str = "") -> Reply:
    body = {"check": check, "result": result, "reason": reason}
    return lobby.post(f"/api/training/attempts/{number}/reviews", body, cookie)


def of(report: dict[str, Any], *results: str) -> list[dict[str, Any]]:
    return [check for check in report["checks"] if check["result"] in results]


def by_hand(report: dict[str, Any], **changed: str) -> float:
    """The rubric's rules, said again: met counts all, partly half; the same deductions."""
    worth = {"met": 1.0, "partly": 0.5, "missed": 0.0, "violated": 0.0}
    earned = sum(check["max"] * worth[changed.get(check["id"], check["result"])] for check in report["checks"])
    total = 100 * earned / sum(check["max"] for check in report["checks"]) - report["deducted"]
    return round(max(0.0, total), 2)


def test_a_trainer_overrules(own_bank: Lobby) -> None:
    tina, tracy, theo = (own_bank.log_in(user) for user in ("tina", "tracy", "theo"))
    answer = attempt(own_bank, tina)
    number, report = answer["attempt"], answer["report"]
    path = f"/api/training/attempts/{number}"
    fresh = own_bank.get(path, tina).json
    assert (
        fresh["reviews"] == []
        and fresh["reviewed_total"] is fresh["reviewed_passed"] is fresh["reviewed_grade"] is None
    )
    met, missed = of(report, "met")[0]["id"], of(report, "missed")[0]["id"]

    done = review(own_bank, tracy, number, met, "met")
    assert done.status == 201 and done.json["reviewed_total"] == report["total"], "an agreement changes nothing"
    for reason in ("", "no", "  x  ", "x" * 501):
        refused = review(own_bank, tracy, number, missed, "met", reason)
        assert refused.status == 422 and refused.json["key"] == "problem.review_needs_reason", reason
    done = review(own_bank, tracy, number, missed, "met", " 第二句里说了 ")
    assert done.json["reviewed_total"] == by_hand(report, **{missed: "met"}) > report["total"]
    one = done.json["reviews"][1]
    assert {**one, "at": 0} == {
        "check": missed, "machine": "missed", "result": "met", "reason": "第二句里说了", "by": "tracy", "name": "tracy",
        "at": 0,
    }  # fmt: skip

    done = review(own_bank, tracy, number, missed, "partly", "说了一半")  # takes the place of the one before
    assert [(one["check"], one["result"]) for one in done.json["reviews"]] == [(met, "met"), (missed, "partly")]
    assert done.json["reviewed_total"] == by_hand(report, **{missed: "partly"})
    assert review(own_bank, tracy, number, missed, "partly", "说了一半").json == done.json, "twice counts once"
    both = review(own_bank, theo, number, missed, "violated", "正相反").json
    assert len(both["reviews"]) == 3 and both["reviewed_total"] == by_hand(report, **{missed: "violated"})
    kept = own_bank.get(path, tina).json
    assert {key: kept[key] for key in both} == both and kept["report"] == report, "the report shows both"
    listed = own_bank.get("/api/training/attempts", tina).json["attempts"][0]
    assert listed["reviewed_total"] == both["reviewed_total"] and listed["total"] == report["total"]
    history = own_bank.get(f"{path}/reviews", tina).json["reviews"]
    assert [one["result"] for one in history] == ["met", "met", "partly", "violated"], "nothing is overwritten"

    own_bank.kill()
    own_bank.start()
    assert own_bank.get(path, tina).json == kept


def test_only_trainers_and_only_checks_of_the_attempt(own_bank: Lobby) -> None:
    tina, tracy, max = (own_bank.log_in(user) for user in ("tina", "tracy", "max"))
    number = attempt(own_bank, tina)["attempt"]
    path = f"/api/training/attempts/{number}/reviews"
    assert review(own_bank, tina, number, "farewell", "met", "我说了").status == 403
    assert review(own_bank, "", number, "farewell", "met", "我说了").status == 401
    assert own_bank.get(path, own_bank.log_in("tom")).json["key"] == "problem.unknown_attempt"
    assert own_bank.get(path, max).status == 200 and review(own_bank, max, number, "farewell", "met", "好").status == 403
    assert review(own_bank, tracy, 999, "farewell", "met", "听到了").json["key"] == "problem.unknown_attempt"
    unknown = review(own_bank, tracy, number, "triage", "met", "听到了")  # of another rubric
    assert unknown.status == 404 and unknown.json["key"] == "problem.unknown_check"
    good = {"check": "farewell", "result": "met", "reason": "听到了"}
    for change in (
        {"result": "not_applicable"}, {"result": ["met"]}, {"check": 5}, {"check": "x" * 201}, {"reason": 5}, {"more": 1},
    ):  # fmt: skip
        reply = own_bank.post(path, {**good, **change}, tracy)
        assert reply.status == 400 and reply.json["key"] == "problem.malformed", change
    assert own_bank.get(path, tracy).json == {"reviews": []}
    for user in (tina, max):
        assert own_bank.get("/api/training/agreement", user).status == 403
    empty = {"reviewed": 0, "agreed": 0, "share": None, "kappa": None}
    assert own_bank.get("/api/training/agreement", tracy).json == {"checks": [], "all": empty}


def test_agreement(own_bank: Lobby) -> None:
    tina, tracy, theo = (own_bank.log_in(user) for user in ("tina", "tracy", "theo"))
    good, rude = attempt(own_bank, tina), attempt(own_bank, tina, said=RUDE)
    results = [{check["id"]: check["result"] for check in answer["report"]["checks"]} for answer in (good, rude)]
    assert (results[0]["greet_first"], results[1]["greet_first"]) == ("met", "missed")
    review(own_bank, tracy, good["attempt"], "greet_first", "missed", "听错了")
    for cookie in (tracy, theo):
        review(own_bank, cookie, good["attempt"], "greet_first", "met")  # tracy thought better of it
        review(own_bank, cookie, rude["attempt"], "greet_first", "missed")
    review(
        own_bank, theo, good["attempt"], "farewell", "partly" if results[0]["farewell"] != "partly" else "met", "有分歧"
    )
    value = own_bank.get("/api/training/agreement", tracy).json
    assert value["checks"] == [
        {"check": "farewell", "reviewed": 1, "agreed": 0, "share": 0.0, "kappa": 0.0},
        {"check": "greet_first", "reviewed": 4, "agreed": 4, "share": 1.0, "kappa": 1.0},
    ]
    assert (value["all"]["reviewed"], value["all"]["agreed"], value["all"]["share"]) == (5, 4, 0.8)
    assert 0 < value["all"]["kappa"] < 1


def test_kappa() -> None:
    assert kappa([]) is None and kappa([("met", "met")] * 9) is None
    # Cohen's own kind of table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no is 0.4.
    table = [("met", "met")] * 20 + [("met", "missed")] * 5 + [("missed", "met")] * 10 + [("missed", "missed")] * 15
    assert kappa(table) == 0.4
    assert kappa([("met", "missed"), ("missed", "met")]) == -1

"""Courses are assigned, withdrawn and completed; who has completed one has a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lobby import Lobby, Reply, new_id, today
from roleplay import RUDE, attempt, employ

PATH = "/api/training/assignments"


@pytest.fixture
def bank(own: Lobby) -> Iterator[Lobby]:
    employ(
        own, tina="teller east", tom="teller east", wes="teller west", max="manager east", mia="manager all",
        tracy="trainer west",
    )  # fmt: skip
    own.start()
    yield own
    own.stop()


def assign(lobby: Lobby, cookie: str, **body: Any) -> Reply:
    return lobby.post(PATH, {"id": new_id(), "course": "newcomer", "due": today(30), **body}, cookie)


def mine(lobby: Lobby, cookie: str, query: str = "") -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = lobby.get(f"{PATH}{query}", cookie).json["assignments"]
    return out


def test_assigned_to_people_and_to_branches(bank: Lobby) -> None:
    tina, wes, max, mia, tracy = (bank.log_in(user) for user in ("tina", "wes", "max", "mia", "tracy"))
    body = {"id": new_id(), "course": "exam", "staff": ["wes", "tina", "wes"], "due": today()}
    first = bank.post(PATH, body, tracy)
    assert first.status == 201 and bank.post(PATH, body, tracy).json == first.json, "twice acts once"
    one = first.json
    assert (one["course"], one["branch"], one["due"], one["by"], one["by_name"]) == (
        "exam",
        "",
        today(),
        "tracy",
        "tracy",
    )
    undone = {"number": None, "total": None, "done_at": None}
    assert one["staff"] == [{"staff": "tina", "name": "tina", **undone}, {"staff": "wes", "name": "wes", **undone}]
    for change in ({"course": "morning"}, {"staff": ["wes"]}, {"due": today(1)}, {"staff": [], "branch": "west"}):
        assert bank.post(PATH, {**body, **change}, tracy).json["key"] == "problem.id_reused", change
    assert bank.post(PATH, body, mia).json["key"] == "problem.id_reused"

    whole = {"id": new_id(), "course": "follow_up", "branch": "east", "due": today(25)}
    east = bank.post(PATH, whole, max)
    assert [person["staff"] for person in east.json["staff"]] == ["max", "mia", "tina", "tom"]
    made = bank.once("--add-staff", "new", "--branch", "east", stdin="secret-of-new\n")
    assert made.returncode == 0 and bank.post(PATH, whole, max).json == east.json, "whoever was there then"

    assert [one["id"] for one in mine(bank, tina)] == [whole["id"], body["id"]], "newest first"
    assert [len(one["staff"]) for one in mine(bank, tina)] == [1, 1], "nobody else's"
    assert [one["id"] for one in mine(bank, wes)] == [body["id"]]
    assert len(mine(bank, tracy, "?staff=*")) == len(mine(bank, mia, "?staff=*")) == 2
    seen = mine(bank, max, "?staff=*")
    assert [[person["staff"] for person in one["staff"]] for one in seen] == [["max", "mia", "tina", "tom"], ["tina"]]
    assert mine(bank, max, "?staff=wes") == [] and len(mine(bank, tracy, "?staff=wes")) == 1
    assert bank.get(f"{PATH}?staff=*", tina).status == 403 and bank.get(PATH).status == 401


def test_who_may_assign_and_withdraw(bank: Lobby) -> None:
    tina, max, mia, tracy = (bank.log_in(user) for user in ("tina", "max", "mia", "tracy"))
    assert assign(bank, tina, staff=["tina"]).status == 403
    assert assign(bank, max, staff=["tina", "wes"]).status == assign(bank, max, branch="west").status == 403
    assert assign(bank, mia, branch="west").status == 201
    ours, theirs = assign(bank, max, staff=["tina"]).json["id"], assign(bank, tracy, staff=["tina"]).json["id"]
    for cookie, id, status in ((tina, ours, 403), (max, theirs, 403), (mia, ours, 403), (max, "nothing-there", 404),
                               (max, ours, 204), (max, ours, 204)):  # fmt: skip
        assert bank.call("DELETE", f"{PATH}/{id}", cookie=cookie).status == status
    assert [one["id"] for one in mine(bank, tina)] == [theirs]
    assert bank.post(f"{PATH}/{ours}/done", {"attempts": [1]}, tina).json["key"] == "problem.unknown_assignment"
    assert bank.call("DELETE", f"{PATH}/{theirs}", cookie=tracy).status == 204 and mine(bank, tina) == []


def test_bad_assignments(bank: Lobby) -> None:
    tracy = bank.log_in("tracy")
    for change in (
        {}, {"staff": []}, {"staff": ["tina"], "branch": "east"}, {"staff": "tina"}, {"staff": [1]},
        {"staff": ["tina"] * 501}, {"staff": ["tina"], "course": "cooking"}, {"staff": ["tina"], "due": "soon"},
        {"staff": ["tina"], "due": "2026-02-30"}, {"staff": ["tina"], "id": "x"}, {"staff": ["tina"], "more": 1},
    ):  # fmt: skip
        assert assign(bank, tracy, **change).json["key"] == "problem.malformed", change
    assert assign(bank, tracy, staff=["tina", "nobody"]).json["key"] == "problem.unknown_staff"
    assert assign(bank, tracy, branch="north").json["key"] == "problem.unknown_branch"
    late = assign(bank, tracy, staff=["tina"], due=today(-1))
    assert late.status == 422 and late.json["key"] == "problem.due_past"
    assert mine(bank, tracy, "?staff=*") == []


def test_certificates(bank: Lobby) -> None:
    tina, tom, max, tracy = (bank.log_in(user) for user in ("tina", "tom", "max", "tracy"))
    exam = assign(bank, max, course="exam", branch="east").json["id"]
    good, rude = attempt(bank, tina, mode="exam"), attempt(bank, tina, mode="exam", said=RUDE)
    practice, others = attempt(bank, tina), attempt(bank, tom, mode="exam")
    numbers = [good["attempt"], rude["attempt"]]
    path = f"{PATH}/{exam}/done"
    for wrong in ([practice["attempt"]], [*numbers, others["attempt"]], [999]):
        reply = bank.post(path, {"attempts": wrong}, tina)
        assert reply.status == 422 and reply.json["key"] == "problem.other_attempts", wrong
    for bad in (None, [], {}, ["1"], [1.5], [True], [0], [-1], list(range(1, 202))):
        assert bank.post(path, {"attempts": bad}, tina).json["key"] == "problem.malformed", bad
    assert (
        bank.post(f"{PATH}/nothing-there/done", {"attempts": numbers}, tina).json["key"] == "problem.unknown_assignment"
    )
    assert bank.post(path, {"attempts": numbers}, tracy).json["key"] == "problem.unknown_assignment"

    done = bank.post(path, {"attempts": numbers}, tina)
    mean = round((good["report"]["total"] + rude["report"]["total"]) / 2, 2)
    assert done.status == 201 and {**done.json, "at": 0} == {
        "number": 1, "assignment": exam, "course": "exam", "staff": "tina", "name": "tina", "total": mean, "at": 0,
    }  # fmt: skip
    assert bank.post(path, {"attempts": [good["attempt"]]}, tina).json == done.json, "once per person"
    assert bank.post(path, {"attempts": [others["attempt"]]}, tom).json["number"] == 2
    (person,) = mine(bank, tina)[0]["staff"]
    assert (person["number"], person["total"], person["done_at"]) == (1, mean, done.json["at"])

    bank.call("DELETE", f"{PATH}/{exam}", cookie=max)
    bank.kill()
    bank.start()

    def certificates(cookie: str, query: str = "") -> list[int]:
        return [one["number"] for one in bank.get(f"/api/training/certificates{query}", cookie).json["certificates"]]

    assert certificates(tina) == [1] and certificates(max) == []
    assert certificates(max, "?staff=*") == certificates(tracy, "?staff=*") == [2, 1]
    assert certificates(tracy, "?staff=tom") == [2]
    assert bank.get("/api/training/certificates?staff=tom", tina).status == 403
    assert bank.post(path, {"attempts": numbers}, tina).json == done.json, "the certificate stays"

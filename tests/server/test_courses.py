"""Courses are assigned, withdrawn and completed; who has completed one has a certificate."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from lobby import Lobby, Reply, new_id, today
from roleplay import RUDE, attempt, core, employ, judge_met, played, turns

from server import ROOT

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
    assert assign(bank, tina, staff=["tom"]).status == assign(bank, tina, staff=["tina", "tom"]).status == 403
    assert assign(bank, tina, branch="east").status == 403
    assert assign(bank, max, staff=["tina", "wes"]).status == assign(bank, max, branch="west").status == 403
    assert assign(bank, mia, branch="west").status == 201
    ours, theirs = assign(bank, max, staff=["tina"]).json["id"], assign(bank, tracy, staff=["tina"]).json["id"]
    for cookie, id, status in ((tina, ours, 403), (max, theirs, 403), (mia, ours, 403), (max, "nothing-there", 404),
                               (max, ours, 204), (max, ours, 204)):  # fmt: skip
        assert bank.call("DELETE", f"{PATH}/{id}", cookie=cookie).status == status
    assert [one["id"] for one in mine(bank, tina)] == [theirs]
    assert bank.post(f"{PATH}/{ours}/done", {}, tina).json["key"] == "problem.unknown_assignment"
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


def test_begun_by_oneself(bank: Lobby) -> None:
    tina, tom, max = (bank.log_in(user) for user in ("tina", "tom", "max"))
    body = {"id": new_id(), "course": "newcomer", "staff": ["tina"], "due": today(30)}
    first = bank.post(PATH, body, tina)
    assert first.status == 201 and bank.post(PATH, body, tina).json == first.json, "twice acts once"
    again = assign(bank, tina, staff=["tina"])
    assert again.status == 409 and again.json["key"] == "problem.course_running"
    assert assign(bank, tina, staff=["tina"], course="follow_up").status == 201
    assert assign(bank, max, staff=["tina"]).status == 201, "a manager may ask for it all the same"
    (own,) = [one for one in courses(bank, tina) if one["id"] == body["id"]]
    assert own["own"] and own["by"] == "tina" and own["start"] == today() and own["certificate"] is None
    assert bank.call("DELETE", f"{PATH}/{body['id']}", cookie=tom).status == 403
    assert bank.call("DELETE", f"{PATH}/{body['id']}", cookie=tina).status == 204
    assert body["id"] not in [one["id"] for one in courses(bank, tina)]


def test_an_examination_that_has_begun_is_not_given_up(bank: Lobby) -> None:
    tina, tracy = bank.log_in("tina"), bank.log_in("tracy")
    exam = assign(bank, tina, staff=["tina"], course="exam").json["id"]
    assert bank.call("DELETE", f"{PATH}/{exam}", cookie=tina).status == 204, "nothing was said yet"
    exam = assign(bank, tina, staff=["tina"], course="exam").json["id"]
    scene = courses(bank, tina)[0]["steps"][0]["scenario"]
    body = {"scenario": scene, "seed": 7, "mode": "exam", "turns": [{"text": "您好", "actions": [], "at": 1}]}
    assert bank.call("PUT", f"/api/training/sessions/{new_id()}", body, tina).status == 200
    refused = bank.call("DELETE", f"{PATH}/{exam}", cookie=tina)
    assert refused.status == 409 and refused.json["key"] == "problem.exam_counts"
    assert bank.call("DELETE", f"{PATH}/{exam}", cookie=tracy).status == 204, "a trainer may"
    exam = assign(bank, tina, staff=["tina"], course="exam").json["id"]
    attempt(bank, tina, scenario=courses(bank, tina)[0]["steps"][1]["scenario"], mode="exam")
    assert bank.call("DELETE", f"{PATH}/{exam}", cookie=tina).json["key"] == "problem.exam_counts"


def practise(lobby: Lobby, cookie: str, scene: str, id: str = "", said: int = 1, mode: str = "practice") -> Reply:
    body = {"scenario": scene, "seed": 42, "mode": mode, "turns": turns(said)}
    return lobby.call("PUT", f"/api/training/sessions/{id or new_id()}", body, cookie, Accept_Language="en")


def test_a_scene_is_not_practised_before_its_examination(bank: Lobby) -> None:
    tina, tom, tracy = (bank.log_in(user) for user in ("tina", "tom", "tracy"))
    exam = assign(bank, tracy, staff=["tina"], course="exam").json["id"]
    scenes = [step["scenario"] for step in courses(bank, tina)[0]["steps"]]
    for scene in scenes:
        for reply in (practise(bank, tina, scene), practise(bank, tina, scene, said=0),
                      bank.post("/api/training/attempts", played(42, scenario=scene), tina),
                      bank.post("/api/training/attempts", played(42, scenario=scene, mode="practice"), tina)):  # fmt: skip
            assert reply.status == 409 and reply.json["key"] == "problem.exam_first", reply
        assert practise(bank, tina, scene, mode="exam", said=0).status == practise(bank, tom, scene).status == 200
    assert "can be practised after that" in practise(bank, tina, scenes[0]).json["detail"]
    other = "elderly-papers" if "elderly-papers" not in scenes else "large-withdrawal"
    assert practise(bank, tina, other).status == 200, "it is in no examination"

    attempt(bank, tina, scenario=scenes[0], mode="exam")
    assert practise(bank, tina, scenes[0]).status == 200, "this scene of it is done"
    assert practise(bank, tina, scenes[1]).status == 409
    assert bank.call("DELETE", f"{PATH}/{exam}", cookie=tracy).status == 204
    assert practise(bank, tina, scenes[1]).status == 200, "withdrawn"


def test_a_practice_that_had_begun_before_the_examination_goes_on(bank: Lobby) -> None:
    tina, tom = bank.log_in("tina"), bank.log_in("tom")
    begun, empty = {}, {}
    for file in (ROOT / "scenarios").glob("*.json"):
        text = file.read_text(encoding="utf-8")
        if '"rubric": "complaint"' in text and '"checks"' not in text:  # one of these will be in it
            begun[file.stem], empty[file.stem] = played(42, scenario=file.stem), new_id()
            assert practise(bank, tina, file.stem, begun[file.stem]["id"]).status == 200
            assert practise(bank, tom, file.stem, empty[file.stem], said=0).status == 200

    def waits(cookie: str, user: str) -> str:
        assign(bank, cookie, staff=[user], course="exam")
        (scene,) = {step["scenario"] for step in courses(bank, cookie)[0]["steps"]} & begun.keys()
        return scene

    scene = waits(tina, "tina")
    assert practise(bank, tina, scene, begun[scene]["id"], said=2).status == 200
    for _ in range(2):
        assert bank.post("/api/training/attempts", begun[scene], tina).status == 201
    scene = waits(tom, "tom")
    assert practise(bank, tom, scene, empty[scene]).status == 409, "nothing had been said in it"


def courses(lobby: Lobby, cookie: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = lobby.get("/api/training/courses", cookie).json["courses"]
    return out


def test_certificates_believe_nobody(bank: Lobby) -> None:
    tina, tom, max, tracy = (bank.log_in(user) for user in ("tina", "tom", "max", "tracy"))
    exam = assign(bank, max, course="exam", branch="east").json["id"]
    path = f"{PATH}/{exam}/done"
    (course,) = courses(bank, tina)
    scenes = [step["scenario"] for step in course["steps"]]
    assert 1 <= len(scenes) <= 3 and (course["id"], course["done"], course["own"]) == (exam, 0, False)

    def refused(cookie: str, done: int) -> None:
        reply = bank.post(path, {}, cookie)
        assert reply.status == 409 and reply.json["key"] == "problem.course_not_complete", reply
        assert reply.json["args"] == {"done": str(done), "steps": str(len(scenes))}

    refused(tina, 0)
    assert bank.post(path, {"attempts": [1]}, tina).json["key"] == "problem.malformed", "nobody is believed"
    assert bank.post(f"{PATH}/nothing-there/done", {}, tina).json["key"] == "problem.unknown_assignment"
    assert bank.post(path, {}, tracy).json["key"] == "problem.unknown_assignment"

    totals = []
    for place, scene in enumerate(scenes):
        played = attempt(bank, tina, scenario=scene, mode="exam")
        judge_met(bank, tracy, attempt(bank, tina, scenario=scene, mode="exam"))  # too late: the first counts
        if place < len(scenes) - 1:
            totals.append(judge_met(bank, tracy, played))
    refused(tina, len(scenes))
    (course,) = courses(bank, tina)
    assert course["failed"] and not course["complete"]
    totals.append(judge_met(bank, tracy, played))
    (course,) = courses(bank, tina)
    assert course["complete"] and not course["failed"] and [step["best"] for step in course["steps"]] == totals

    done = bank.post(path, {}, tina)
    mean = round(sum(totals) / len(totals), 2)
    assert done.status == 201 and {**done.json, "at": 0} == {
        "number": 1, "assignment": exam, "course": "exam", "staff": "tina", "name": "tina", "total": mean, "at": 0,
    }  # fmt: skip
    assert bank.post(path, {}, tina).json == done.json, "once per person"
    assert courses(bank, tina)[0]["certificate"] == 1
    attempt(bank, tom, mode="exam", said=RUDE)
    assert bank.post(path, {}, tom).status == 409
    (person,) = mine(bank, tina)[0]["staff"]
    assert (person["number"], person["total"], person["done_at"]) == (1, mean, done.json["at"])

    bank.call("DELETE", f"{PATH}/{exam}", cookie=max)
    bank.kill()
    bank.start()

    def certificates(cookie: str, query: str = "") -> list[int]:
        return [one["number"] for one in bank.get(f"/api/training/certificates{query}", cookie).json["certificates"]]

    assert certificates(tina) == [1] and certificates(max) == []
    assert certificates(max, "?staff=*") == certificates(tracy, "?staff=*") == [1]
    assert certificates(tracy, "?staff=tom") == []
    assert bank.get("/api/training/certificates?staff=tom", tina).status == 403
    assert bank.post(path, {}, tina).json == done.json, "the certificate stays"


def test_what_to_practise_today(bank: Lobby) -> None:
    tina, tom = (bank.log_in(user) for user in ("tina", "tom"))
    assert bank.get("/api/training/courses").status == 401
    found = bank.get("/api/training/courses", tina).json
    files = [file for file in (ROOT / "scenarios").glob("*.json") if not file.name.endswith("schema.json")]
    cards = [core.Scenario(file.read_text(encoding="utf-8"), file.stem).card for file in files]
    drills = [card["id"] for card in cards if card["checks"]]
    assert found["today"] == today() and found["courses"] == [] and found["missed"] == []
    assert found["practised"] is False, "chosen at random"
    assert len(found["morning"]) == min(3, len(drills))
    assert {one["scenario"] for one in found["morning"]} <= set(drills)
    report = attempt(bank, tina)["report"]
    for drill in found["morning"]:
        attempt(bank, tina, scenario=drill["scenario"])
    now = bank.get("/api/training/courses", tina).json
    assert [one["scenario"] for one in now["morning"]] == [one["scenario"] for one in found["morning"]], "the day's stay"
    assert now["practised"] is False, "what is played today is not what they were chosen by"
    assert all(one["best"] is not None for one in now["morning"])
    shares = {one["check"]: one["share"] for one in now["missed"]}
    for check in report["checks"]:
        if check["result"] == "not_applicable":
            assert check["id"] not in shares
        elif not drills:
            assert (shares[check["id"]] > 0.5) == (check["result"] in ("missed", "violated")), check
    assert [one["share"] for one in now["missed"]] == sorted(shares.values(), reverse=True)
    assert bank.get("/api/training/courses", tom).json["missed"] == [], "one's own"
    with sqlite3.connect(bank.data / "lobby.db", timeout=10) as db:  # the same a day ago
        db.execute("UPDATE attempts SET at = at - 86400000")
    assert bank.get("/api/training/courses", tina).json["practised"] is True
    assert bank.get("/api/training/courses", tom).json["practised"] is False


def test_the_cores_courses_are_at_hand() -> None:
    """The binding; the rules are tested with the core."""
    courses = core.Courses([])
    nothing = {"steps": [], "done": 0, "complete": False, "total": 0.0}
    for course in ("newcomer", "morning", "exam", "follow_up"):
        assert courses.progress(course, [], "2026-11-23", "2026-11-27") == nothing
    assert courses.morning([], "tina", "2026-11-23") == []
    played = ("a", "2026-11-23", 80.0, True, False, {"by_name": "missed", "farewell": "met", "order": "partly"}, 1)
    assert [check for check, _ in core.missed_most([played], "2026-11-23")] == ["by_name", "order", "farewell"]
    for bad in (("cooking", [], "2026-11-23"), ("exam", [], "soon"), ("exam", [(*played[:5], {"x": "fine"}, 1)], "2026-11-23")):
        with pytest.raises(core.Malformed):
            courses.progress(*bad, "2026-11-27")

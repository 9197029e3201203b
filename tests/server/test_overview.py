"""What trainers and managers see of many attempts, on the page and as CSV."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lobby import NATIVE, OFFSET, ROOT, Lobby, today
from roleplay import RUDE, attempt, core, employ, played

from server import overview
from server.app import Options, Server
from server.commands import Staff
from server.sessions import Running
from server.store import MIGRATIONS, Store
from server.training import Scored, keep

DAY_MS = 86_400_000


@pytest.fixture
def bank(own: Lobby) -> Iterator[Lobby]:
    employ(
        own, tina='teller east =1+1,"丁"', tom="teller east Tom", wes="teller,lobby west Wes", max="manager east Max",
        mia="manager all Mia", tracy="trainer west Tracy",
    )  # fmt: skip
    own.start()
    yield own
    own.stop()


def look(lobby: Lobby, cookie: str, query: str = "") -> dict[str, Any]:
    reply = lobby.get(f"/api/training/overview?{query}", cookie, Accept_Language="en")
    assert reply.status == 200, reply
    return {row["key"]: row for row in reply.json["rows"]}


def table(lobby: Lobby, cookie: str, name: str, query: str = "") -> list[list[str]]:
    reply = lobby.get(f"/api/training/{name}.csv?{query}", cookie)
    assert reply.status == 200 and reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert reply.body.startswith(b"\xef\xbb\xbf") and reply.body.endswith(b"\r\n")
    assert reply.body.count(b"\n") == reply.body.count(b"\r\n")
    return list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"), newline="")))


def test_by_person_branch_and_position(bank: Lobby) -> None:
    tina, wes, max, mia, tracy = (bank.log_in(user) for user in ("tina", "wes", "max", "mia", "tracy"))
    good, rude = attempt(bank, tina), attempt(bank, tina, said=RUDE)
    west = attempt(bank, wes, scenario="long-wait-complaint", said=RUDE)
    reports = [answer["report"] for answer in (good, rude)]

    rows = look(bank, tracy)
    assert set(rows) == {"tina", "tom", "wes", "max", "mia", "tracy"}
    assert rows["tom"] == {
        "key": "tom", "name": "Tom", "attempts": 0, "mean": None, "pass_rate": None, "last": None, "checks": {},
        "faults": {},
    }  # fmt: skip
    row = rows["tina"]
    assert (row["attempts"], row["last"]) == (2, today()) and row["name"] == '=1+1,"丁"'
    assert row["mean"] == round(sum(report["total"] for report in reports) / 2, 2)
    assert row["pass_rate"] == sum(report["passed"] for report in reports) / 2
    expected: dict[str, dict[str, int]] = {}
    for report in reports:
        for check in report["checks"]:
            one = expected.setdefault(check["id"], {"asked": 0, "met": 0, "partly": 0})
            one["asked"] += 1
            one["met"] += check["result"] == "met"
            one["partly"] += check["result"] == "partly"
    assert row["checks"] == expected and expected["greet_first"] == {"asked": 2, "met": 1, "partly": 0}
    faults = [fault["id"] for report in reports for fault in report["faults"]]
    assert faults and row["faults"] == {fault: faults.count(fault) for fault in set(faults)}

    by_branch = look(bank, tracy, "by=branch")
    assert {key: (row["name"], row["attempts"]) for key, row in by_branch.items()} == {
        "east": ("East Street", 2),
        "west": ("West Street", 1),
    }
    places = {
        core.Scenario((ROOT / "scenarios" / f"{name}.json").read_text("utf-8"), name).card["position"]: count
        for name, count in (("elderly-papers", 2), ("long-wait-complaint", 1))
    }
    by_position = look(bank, tracy, "by=position")
    assert {int(key): row["attempts"] for key, row in by_position.items()} == places
    first = min(places)
    assert look(bank, tracy, f"by=branch&position={first}").keys() == {"east" if places[first] == 2 else "west"}

    # A manager sees their branch, one who works everywhere and the trainer all of them.
    assert set(look(bank, max)) == {"tina", "tom", "max", "mia"}
    assert look(bank, max, "by=branch").keys() == look(bank, max, "by=branch&branch=east").keys() == {"east"}
    assert look(bank, mia, "by=branch") == by_branch and look(bank, mia, "branch=west&by=branch").keys() == {"west"}
    assert bank.get("/api/training/overview?branch=west", max).json["key"] == "problem.wrong_role"
    for name in ("overview", "overview.csv", "attempts.csv"):
        assert bank.get(f"/api/training/{name}", tina).status == 403
        assert bank.get(f"/api/training/{name}").status == 401
        assert bank.get(f"/api/training/{name}?branch=north", tracy).json["key"] == "problem.unknown_branch"
        for wrong in ("from=yesterday", "from=2026-02-30", "to=20261121", "position=8", "position=x", "from=2026-02-02&to=2026-02-01",
                      "to=9999-12-31", "to=0001-01-01"):  # fmt: skip
            assert bank.get(f"/api/training/{name}?{wrong}", tracy).json["key"] == "problem.malformed", wrong
    assert bank.get("/api/training/overview?by=age", tracy).json["key"] == "problem.malformed"
    assert look(bank, tracy, "by=branch&from=0001-01-01&to=9999-12-30") == by_branch

    # What a trainer has reviewed counts, also in one's own list.
    body = {"check": "greet_first", "result": "partly", "reason": "只点了头"}
    reviewed = bank.post(f"/api/training/attempts/{rude['attempt']}/reviews", body, tracy).json
    row = look(bank, max)["tina"]
    assert row["checks"]["greet_first"] == {"asked": 2, "met": 1, "partly": 1}
    assert row["mean"] == round((good["report"]["total"] + reviewed["reviewed_total"]) / 2, 2)
    listed = {one["attempt"]: one for one in bank.get("/api/training/attempts", tina).json["attempts"]}
    assert listed[rude["attempt"]]["checks"]["greet_first"] == "partly"
    assert listed[good["attempt"]]["checks"] == {check["id"]: check["result"] for check in reports[0]["checks"]}

    check_csv(bank, tracy, max, west["attempt"])


def test_managers_see_the_attempts_of_their_branch(bank: Lobby) -> None:
    """What lies behind a figure of the overview."""
    tina, wes, max, mia = (bank.log_in(user) for user in ("tina", "wes", "max", "mia"))
    east, west = attempt(bank, tina)["attempt"], attempt(bank, wes)["attempt"]

    def seen(cookie: str, staff: str) -> list[int]:
        return [one["attempt"] for one in bank.get(f"/api/training/attempts?staff={staff}", cookie).json["attempts"]]

    assert seen(max, "*") == seen(max, "tina") == [east] and seen(max, "wes") == []
    assert seen(mia, "*") == [west, east] and seen(mia, "wes") == [west]
    assert bank.get("/api/training/attempts?staff=tina", wes).status == 403
    for cookie, number, status in ((max, east, 200), (max, west, 404), (mia, west, 200), (wes, east, 404)):
        assert bank.get(f"/api/training/attempts/{number}", cookie).status == status
        assert bank.get(f"/api/training/attempts/{number}/reviews", cookie).status == status
    review = {"check": "thanks", "result": "met", "reason": "said it"}
    assert bank.post(f"/api/training/attempts/{east}/reviews", review, max).status == 403, "trainers review"


def check_csv(bank: Lobby, tracy: str, max: str, west: int) -> None:
    zh, *lines = table(bank, tracy, "overview", "lang=zh")
    assert zh[:6] == ["编号", "名称", "演练次数", "平均分", "通过率", "最近一次"] and "先问候：考查" in zh
    en = table(bank, tracy, "overview", "lang=en")[0]
    assert (
        en[0] == "Key"
        and len(en) == len(zh)
        and not any(name.startswith(("csv.", "check.", "fault.")) for name in zh + en)
    )
    by_key = {line[0]: dict(zip(zh, line)) for line in lines}
    assert len(by_key) == 6 and by_key["tina"]["名称"] == '\'=1+1,"丁"', "a formula is kept a text"
    assert (by_key["tina"]["先问候：考查"], by_key["tina"]["先问候：做到"], by_key["tina"]["先问候：部分做到"]) == ("2", "1", "1")
    assert by_key["tom"]["平均分"] == "" and by_key["tom"]["先问候：考查"] == "0"

    heading, *lines = table(bank, tracy, "attempts", "lang=en")
    assert heading[:4] == ["Role-play", "Date", "Time", "Staff id"] and len(lines) == 3
    last = dict(zip(heading, lines[-1]))
    assert (last["Role-play"], last["Date"], last["Branch"], last["Mode"]) == (str(west), today(), "West Street", "Practice")
    assert lines[1][-1] != "" and lines[0][-1] == "", "the reviewed score where there is one"
    check_words(bank, tracy)
    assert len(table(bank, max, "attempts")) == 3, "the manager's branch only"
    assert len(table(bank, tracy, "attempts", f"to={today(-1)}")) == 1


def check_words(bank: Lobby, tracy: str) -> None:
    """In either language nothing but ids is as the database has it."""
    words = {
        "zh": ("东街支行", "练习", {"达标", "未达标"}, {"金牌", "银牌", "铜牌", "未评级"}),
        "en": ("East Street", "Practice", {"Passed", "Not passed"}, {"Gold", "Silver", "Bronze", "No grade"}),
    }
    card = core.Scenario((ROOT / "scenarios" / "elderly-papers.json").read_text("utf-8"), "elderly-papers").card
    for language, (branch, mode, results, grades) in words.items():
        _, *lines = table(bank, tracy, "attempts", f"lang={language}")
        assert lines[0][5] == branch and lines[0][7] == card["title"][language]
        for line in lines:
            assert line[8] == mode and line[10] in results and line[11] in grades and not line[6].isdigit(), line
        for by in ("branch", "position"):
            _, *lines = table(bank, tracy, "overview", f"lang={language}&by={by}")
            assert lines and all(line[1] != line[0] for line in lines)


def test_looking_does_not_hold_up_the_hall(tmp_path: Path) -> None:
    """What takes long is read beside the database's thread, in one view, and cannot write."""
    store = Store(tmp_path)

    def put(value: str) -> None:
        with store.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('x', ?)", (value,))

    def read(db: sqlite3.Connection) -> str:
        return str(db.execute("SELECT value FROM meta WHERE key = 'x'").fetchone()[0])

    began, written = threading.Event(), threading.Event()

    def slow(db: sqlite3.Connection) -> tuple[str, str]:
        before = read(db)
        began.set()
        assert written.wait(10)
        return before, read(db)

    async def both() -> tuple[str, str]:
        looking = asyncio.ensure_future(store.look(slow))
        await asyncio.get_running_loop().run_in_executor(None, began.wait, 10)
        await store.run(put, "new")
        written.set()
        return await looking

    store.call(put, "old")
    assert asyncio.run(both()) == ("old", "old") and asyncio.run(store.look(read)) == "new"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        asyncio.run(store.look(lambda db: db.execute("DELETE FROM meta")))
    store.close()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r", " =1", "＝1", "＋", "－", "＠"])
def test_no_text_is_computed(text: str) -> None:
    assert overview._cell(text) == "'" + text


def test_other_cells_stay_as_they_are() -> None:
    assert [overview._cell(value) for value in ("王芳", "a=1", "", -5, 0.5, None)] == ["王芳", "a=1", "", -5, 0.5, None]
    assert overview._csv([["a,b", 'c"d', "e\nf", 1]]) == b'\xef\xbb\xbf"a,b","c""d","e\nf",1\r\n'


def test_the_days_are_the_banks_own(bank_file: Path, tmp_path: Path) -> None:
    server = Server(Options(bank=bank_file, data=tmp_path / "data", web=tmp_path, native=NATIVE, demo=False))
    report = {"rubric": "counter", "total": 50.0, "passed": False, "grade": "bronze", "checks": [], "faults": []}
    day = dt.date.fromisoformat(today())

    def work() -> list[list[int]]:
        midnight = server.clock.now() - (server.clock.now() + OFFSET * 60_000) % DAY_MS
        with server.store.transaction() as db:
            for n, at in enumerate((midnight - 1, midnight, midnight + DAY_MS - 1, midnight + DAY_MS)):
                scored = Scored(Running(f"attempt-{n}", "gone", "1", "", []), {}, '{"turns":[]}', json.dumps(report))
                keep(db, Staff("tina", "Tina", ["teller"], "closed-down"), scored, at, "http://lobby")
        out = []
        for first, last in ((0, 0), (-1, 0), (1, 1), (-1, -1), (-2, -2)):
            query = {"from": str(day + dt.timedelta(first)), "to": str(day + dt.timedelta(last)), "by": "position"}
            wanted = overview.read(query, list(server.days.facts), True, day)
            rows = overview.rows(server.store.db, server.days, server.training, wanted, "en")
            out.append([row["attempts"] for row in rows if row["key"] == "0"])
        return out

    assert server.store.call(work) == [[2], [3], [1], [1], []]
    server.store.close()


def test_an_older_database_is_brought_up_to_date(bank_file: Path, tmp_path: Path) -> None:
    """Attempts of the first version are counted like those of today."""
    data = tmp_path / "data"
    data.mkdir()
    body = played(42)
    report = json.loads(core.score(json.dumps(body["transcript"])))
    old = {**report, "faults": [{"fault": "vague"}, {"fault": "vague"}, {"id": "accuse"}]}
    db = sqlite3.connect(data / "lobby.db")
    for script in MIGRATIONS[:2]:
        db.executescript(script)
    db.execute("INSERT INTO staff VALUES ('tina', 'Tina', '', 'teller', 'west', 0)")
    for number, staff in enumerate(("tina", "gone"), 1):
        db.execute(
            "INSERT INTO attempts VALUES (?, ?, ?, 'elderly-papers', '42', 1, ?, ?, ?, ?, ?)",
            (
                number,
                f"attempt-{number}",
                staff,
                json.dumps(body["transcript"]),
                json.dumps(old),
                report["total"],
                1,
                "gold",
            ),
        )
    db.execute("PRAGMA user_version = 2")
    db.commit()
    db.close()
    server = Server(Options(bank=bank_file, data=data, web=tmp_path, native=NATIVE, demo=False))

    def work() -> tuple[Any, ...]:
        db = server.store.db
        rows = db.execute("SELECT branch, mode, reviewed_total FROM attempts ORDER BY number")
        checks = dict(db.execute("SELECT item, result FROM attempt_checks WHERE attempt = 1").fetchall())
        faults = dict(db.execute("SELECT item, times FROM attempt_faults WHERE attempt = 2").fetchall())
        return [tuple(row) for row in rows], checks, faults

    attempts, checks, faults = server.store.call(work)
    server.store.close()
    assert attempts == [("west", "practice", None), ("", "practice", None)]
    assert checks == {check["id"]: check["result"] for check in report["checks"]}
    assert faults == {"vague": 2, "accuse": 1}

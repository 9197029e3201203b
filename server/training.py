"""Role-plays that were played: scored again by the server's core, which is the one that counts, and kept."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server import reviews, sessions, xapi
from server.commands import ID, Staff, text_of
from server.compare import compare
from server.problems import Problem, malformed
from server.sessions import Running
from server.store import Store

TURNS = 200  # more than any scene has
WORDS = 4000  # characters of one turn
MODES = ("practice", "exam")

Said = tuple[str, list[str], int]  # what the employee said and did, and when


@dataclass
class Scored:
    """A role-play that was played to its end; transcript and report are JSON."""

    session: Running
    title: dict[str, str]
    transcript: str
    report: str


class Training:
    def __init__(self, core: Any, folder: Path) -> None:
        self.core = core
        self.scenarios: dict[str, Any] = {}
        self.problems: list[str] = []
        for file in sorted(folder.glob("*.json")):
            if file.name.endswith("schema.json"):
                continue
            try:
                self.scenarios[file.stem] = core.Scenario(file.read_text(encoding="utf-8"), str(file))
            except core.ScenarioError as error:
                self.problems += [problem[4] for problem in error.args[0]]
        self.courses = core.Courses(list(self.scenarios.values()))

    def score(self, body: dict[str, Any]) -> Scored:
        """The scene is played again with what the employee said and did: a transcript whose customer speaks otherwise
        was not played here. Takes a while; not for the loop."""
        _check_keys(body, "id", "scenario", "seed", "mode", "transcript")
        id, name, seed = text_of(body, "id", ID), self._scenario(body), _seed(body.get("seed"))
        mode, transcript = _mode(body) if "mode" in body else "", body.get("transcript")
        if not isinstance(transcript, dict):
            raise malformed("transcript: must be an object")
        turns = _turns(transcript, "transcript.turns")
        said = [turn for index, value in enumerate(turns) if (turn := _staff_turn(index, value)) is not None]
        try:
            played = self._play(self.scenarios[name], seed, said, turns)
            report = self.core.score(played)
        except self.core.Malformed as error:
            raise malformed(f"transcript: {error}") from None
        session = Running(id, name, str(seed), mode, [sessions.turn_text(turn) for turn in said])
        return Scored(session, self.scenarios[name].card["title"], played, report)

    def running(self, id: str, body: dict[str, Any]) -> Running:
        """A session that is being played, its turns those of the employee. Takes a while; not for the loop."""
        _check_keys(body, "scenario", "seed", "mode", "turns")
        text_of({"id": id}, "id", ID)
        name, seed, mode = self._scenario(body), _seed(body.get("seed")), _mode(body)
        said = [_said(f"turns[{index}]", turn) for index, turn in enumerate(_turns(body, "turns"))]
        try:
            self.scenarios[name].replay(seed, said, False)  # such as an action that there is not
        except self.core.Malformed as error:
            raise malformed(f"turns: {error}") from None
        return Running(id, name, str(seed), mode, [sessions.turn_text(turn) for turn in said])

    def _scenario(self, body: dict[str, Any]) -> str:
        name = text_of(body, "scenario")
        if name not in self.scenarios:
            raise Problem(404, "unknown_scenario", subject=name)
        return name

    def _play(self, scenario: Any, seed: int, said: list[Said], turns: list[Any]) -> str:
        for ended in (False, True):  # the employee may have ended the scene before the customer did
            played: str = scenario.replay(seed, said, ended)
            if _words(json.loads(played)["turns"]) == _words(turns):
                return played
        raise Problem(422, "other_transcript")


def _check_keys(body: dict[str, Any], *known: str) -> None:
    unknown = set(body) - set(known)
    if unknown:
        raise malformed(f"{sorted(unknown)[0]}: unknown key")


def _mode(body: dict[str, Any]) -> str:
    mode = body.get("mode")
    if mode not in MODES:
        raise malformed("mode: must be one of " + ", ".join(MODES))
    return str(mode)


def _seed(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**64:
        raise malformed("seed: must be a whole number, 0 to 2^64-1 (beyond 2^53 as a text)")
    return value


def _turns(body: dict[str, Any], where: str) -> list[Any]:
    turns = body.get("turns")
    if not isinstance(turns, list) or len(turns) > TURNS:
        raise malformed(f"{where}: must be a list of at most {TURNS} turns")
    return turns


def _staff_turn(index: int, turn: Any) -> Said | None:
    """None of a turn that is the customer's."""
    where = f"transcript.turns[{index}]"
    if not isinstance(turn, dict) or turn.get("who") not in ("staff", "customer"):
        raise malformed(f'{where}.who: must be "customer" or "staff"')
    if turn["who"] == "staff":
        return _said(where, {"text": "", "actions": [], "at": 0, **turn})
    _text(where, turn.get("text", ""))
    return None


def _text(where: str, text: Any) -> str:
    if not isinstance(text, str) or len(text) > WORDS:
        raise malformed(f"{where}.text: must be a text of at most {WORDS} characters")
    return text


def _said(where: str, turn: Any) -> Said:
    if not isinstance(turn, dict):
        raise malformed(f"{where}: must be an object")
    text, actions, at = _text(where, turn.get("text")), turn.get("actions"), turn.get("at")
    if not isinstance(actions, list) or not all(isinstance(action, str) for action in actions):
        raise malformed(f"{where}.actions: must be a list of names")
    if isinstance(at, bool) or not isinstance(at, (int, float)) or not 0 <= at <= 86_400 or at != int(at):
        raise malformed(f"{where}.at: must be whole seconds")
    return text, actions, int(at)


def _words(turns: list[Any]) -> list[tuple[str, str]]:
    return [(turn["who"], turn.get("text", "")) for turn in turns]


# ---------------------------------------------------------------- the table


def keep(db: sqlite3.Connection, staff: Staff, scored: Scored, now: int, home: str) -> dict[str, Any]:
    """Stores an attempt, once per id, with all that follows from it; answers {"attempt", "report", "compare"}. `home` is this
    server's address. Within a transaction."""
    session = scored.session
    row = db.execute("SELECT number, staff, report FROM attempts WHERE id = ?", (session.id,)).fetchone()
    if row is not None:
        if row["staff"] != staff.id:
            raise Problem(409, "id_reused")
        number = row["number"]
        return {"attempt": number, "report": json.loads(row["report"]), "compare": compare(db, number)}
    mode, report = sessions.finish(db, session, staff), json.loads(scored.report)
    done = db.execute(
        "INSERT INTO attempts (id, staff, branch, scenario, seed, mode, at, transcript, report, total, passed, grade)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (session.id, staff.id, staff.branch, session.scenario, session.seed, mode, now, scored.transcript, scored.report,
         report["total"], int(report["passed"]), report["grade"]),
    )  # fmt: skip
    number = int(done.lastrowid or 0)
    _count(db, number, report)
    seconds = max([int(turn.get("at", 0)) for turn in json.loads(scored.transcript)["turns"]], default=0)
    played = xapi.Played(home, session.id, staff, session.scenario, scored.title, mode, report, seconds, now)
    xapi.queue(db, number, played)
    return {"attempt": number, "report": report, "compare": compare(db, number)}


def _count(db: sqlite3.Connection, number: int, report: dict[str, Any]) -> None:
    """What the report found, for those who look at many."""
    checks = [(number, check["id"], check["result"]) for check in report["checks"]]
    db.executemany("INSERT INTO attempt_checks (attempt, item, result) VALUES (?, ?, ?)", checks)
    faults = Counter(fault["id"] for fault in report["faults"])
    db.executemany("INSERT INTO attempt_faults VALUES (?, ?, ?)", [(number, *fault) for fault in faults.items()])


EVERYBODY = "*"  # no staff id: those are letters, digits, ".", "_" and "-"


def attempts_of(store: Store, staff: str, branch: str) -> list[dict[str, Any]]:
    """The newest 500 of a person, or of EVERYBODY, in a branch or (empty) anywhere; of each check what counts, a trainer's
    result before the machine's."""
    rows = store.db.execute(
        "SELECT attempts.number, scenario, mode, at, total, passed, grade, reviewed_total, attempts.staff,"
        " coalesce(staff.name, attempts.staff),"
        " (SELECT json_group_object(item, coalesce(reviewed, result)) FROM attempt_checks WHERE attempt = attempts.number)"
        " FROM attempts LEFT JOIN staff ON staff.id = attempts.staff"
        " WHERE ? IN (attempts.staff, '*') AND ? IN (attempts.branch, '') ORDER BY attempts.number DESC LIMIT 500",
        (staff, branch),
    )
    names = ("attempt", "scenario", "mode", "at", "total", "passed", "grade", "reviewed_total", "staff", "name")
    return [{**dict(zip(names, row)), "passed": bool(row["passed"]), "checks": json.loads(row[-1])} for row in rows]


def _attempt(db: sqlite3.Connection, number: int, staff: Staff) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute(
        "SELECT attempts.*, coalesce((SELECT name FROM staff WHERE id = staff), staff) AS name FROM attempts WHERE number = ?",
        (number,),
    ).fetchone()
    own = row is not None and row["staff"] == staff.id
    if row is None or not (own or "trainer" in staff.roles or staff.may(row["branch"], "manager")):
        raise Problem(404, "unknown_attempt")
    return row


def review_history(store: Store, number: int, staff: Staff) -> list[dict[str, Any]]:
    _attempt(store.db, number, staff)
    return reviews.history(store.db, number)


def attempt(store: Store, number: int, staff: Staff) -> dict[str, Any]:
    row = _attempt(store.db, number, staff)
    return {
        "attempt": row["number"],
        "scenario": row["scenario"],
        "seed": row["seed"],
        "mode": row["mode"],
        "at": row["at"],
        "staff": row["staff"],
        "name": row["name"],
        "transcript": json.loads(row["transcript"]),
        "report": json.loads(row["report"]),
        **reviews.reviewed(store.db, number),
        "compare": compare(store.db, number),
    }

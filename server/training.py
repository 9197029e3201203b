"""Role-plays that were played: scored again by the server's core, which is the one that counts, and kept."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from server.commands import ID, Staff, text_of
from server.problems import Problem, malformed
from server.store import Store

TURNS = 200  # more than any scene has
WORDS = 4000  # characters of one turn


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

    def score(self, body: dict[str, Any]) -> tuple[str, str, str, str]:
        """Scenario, seed, transcript and report. The scene is played again with what the employee said and did:
        a transcript whose customer speaks otherwise was not played here. Takes a while; not for the loop."""
        unknown = set(body) - {"id", "scenario", "seed", "transcript"}
        if unknown:
            raise malformed(f"{sorted(unknown)[0]}: unknown key")
        text_of(body, "id", ID)
        name = text_of(body, "scenario")
        if name not in self.scenarios:
            raise Problem(404, "unknown_scenario", subject=name)
        seed, transcript = _seed(body.get("seed")), body.get("transcript")
        if not isinstance(transcript, dict):
            raise malformed("transcript: must be an object")
        turns = transcript.get("turns")
        if not isinstance(turns, list) or len(turns) > TURNS:
            raise malformed(f"transcript.turns: must be a list of at most {TURNS} turns")
        said = [_staff_turn(index, turn) for index, turn in enumerate(turns) if _who(index, turn) == "staff"]
        try:
            played = self._play(self.scenarios[name], seed, said, turns)
            report = self.core.score(played)
        except self.core.Malformed as error:
            raise malformed(f"transcript: {error}") from None
        return name, str(seed), played, report

    def _play(self, scenario: Any, seed: int, said: list[tuple[str, list[str], int]], turns: list[Any]) -> str:
        for ended in (False, True):  # the employee may have ended the scene before the customer did
            played: str = scenario.replay(seed, said, ended)
            if _words(json.loads(played)["turns"]) == _words(turns):
                return played
        raise Problem(422, "other_transcript")


def _seed(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**64:
        raise malformed("seed: must be a whole number, 0 to 2^64-1 (beyond 2^53 as a text)")
    return value


def _who(index: int, turn: Any) -> str:
    if not isinstance(turn, dict) or turn.get("who") not in ("staff", "customer"):
        raise malformed(f'transcript.turns[{index}].who: must be "customer" or "staff"')
    text = turn.get("text", "")
    if not isinstance(text, str) or len(text) > WORDS:
        raise malformed(f"transcript.turns[{index}].text: must be a text of at most {WORDS} characters")
    return str(turn["who"])


def _staff_turn(index: int, turn: dict[str, Any]) -> tuple[str, list[str], int]:
    actions, at = turn.get("actions", []), turn.get("at", 0)
    if not isinstance(actions, list) or not all(isinstance(action, str) for action in actions):
        raise malformed(f"transcript.turns[{index}].actions: must be a list of names")
    if isinstance(at, bool) or not isinstance(at, (int, float)) or not 0 <= at <= 86_400 or at != int(at):
        raise malformed(f"transcript.turns[{index}].at: must be whole seconds")
    return turn.get("text", ""), actions, int(at)


def _words(turns: list[Any]) -> list[tuple[str, str]]:
    return [(turn["who"], turn.get("text", "")) for turn in turns]


# ---------------------------------------------------------------- the table


def keep(db: sqlite3.Connection, id: str, staff: Staff, scored: tuple[str, str, str, str], now: int) -> dict[str, Any]:
    """Stores an attempt, once per id; answers {"attempt", "report"}."""
    row = db.execute("SELECT number, staff, report FROM attempts WHERE id = ?", (id,)).fetchone()
    if row is not None:
        if row["staff"] != staff.id:
            raise Problem(409, "id_reused")
        return {"attempt": row["number"], "report": json.loads(row["report"])}
    scenario, seed, transcript, text = scored
    report = json.loads(text)
    done = db.execute(
        "INSERT INTO attempts (id, staff, scenario, seed, at, transcript, report, total, passed, grade)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (id, staff.id, scenario, seed, now, transcript, text, report["total"], int(report["passed"]), report["grade"]),
    )
    return {"attempt": done.lastrowid, "report": report}


EVERYBODY = "*"  # no staff id: those are letters, digits, ".", "_" and "-"


def attempts_of(store: Store, staff: str) -> list[dict[str, Any]]:
    """The newest 500 of a person, or of EVERYBODY."""
    rows = store.db.execute(
        "SELECT attempts.number, scenario, at, total, passed, grade, attempts.staff, coalesce(staff.name, attempts.staff)"
        " FROM attempts LEFT JOIN staff ON staff.id = attempts.staff"
        " WHERE ? IN (attempts.staff, '*') ORDER BY attempts.number DESC LIMIT 500",
        (staff,),
    )
    names = ("attempt", "scenario", "at", "total", "passed", "grade", "staff", "name")
    return [{**dict(zip(names, row)), "passed": bool(row[4])} for row in rows]


def attempt(store: Store, number: int, staff: Staff) -> dict[str, Any]:
    row = store.db.execute("SELECT * FROM attempts WHERE number = ?", (number,)).fetchone()
    if row is None or not (row["staff"] == staff.id or "trainer" in staff.roles):
        raise Problem(404, "unknown_attempt")
    return {
        "attempt": row["number"],
        "scenario": row["scenario"],
        "seed": row["seed"],
        "at": row["at"],
        "staff": row["staff"],
        "transcript": json.loads(row["transcript"]),
        "report": json.loads(row["report"]),
    }

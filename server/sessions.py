"""Role-plays that are being played: kept turn by turn, so that a closed tab or a restarted server loses none."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from server.commands import Staff
from server.problems import Problem
from server.store import Store

MOST = 20  # that one person may have at a time


@dataclass
class Running:
    """A session as it came: what the employee has said and done so far. A turn is canonical JSON."""

    id: str
    scenario: str
    seed: str
    mode: str
    turns: list[str]


def turn_text(said: tuple[str, list[str], int]) -> str:
    return json.dumps(dict(zip(("text", "actions", "at"), said)), ensure_ascii=False)


def _stored(db: sqlite3.Connection, id: str) -> Running | None:
    row = db.execute("SELECT scenario, seed, mode FROM playing WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    turns = db.execute("SELECT body FROM playing_turns WHERE id = ? ORDER BY number", (id,))
    return Running(id, row["scenario"], row["seed"], row["mode"], [turn["body"] for turn in turns])


def _must_continue(old: Running, new: Running) -> None:
    if (old.scenario, old.seed, old.mode) != (new.scenario, new.seed, new.mode):
        raise Problem(409, "other_session")
    for number, body in enumerate(old.turns):
        if new.turns[number : number + 1] != [body]:
            raise Problem(409, "session_differs", turn=number + 1, kept=len(old.turns))


def _must_be_own(db: sqlite3.Connection, id: str, staff: Staff) -> None:
    if db.execute("SELECT 1 FROM playing WHERE id = ? AND staff <> ?", (id, staff.id)).fetchone():
        raise Problem(409, "id_reused")


def exam_begun(db: sqlite3.Connection, staff: str, scenario: str, but: str = "") -> bool:
    """Is there an examination of this scene in which something was said?"""
    return bool(
        db.execute(
            "SELECT 1 FROM playing JOIN playing_turns USING (id)"
            " WHERE staff = ? AND scenario = ? AND mode = 'exam' AND id <> ?",
            (staff, scenario, but),
        ).fetchone()
    )


def known(db: sqlite3.Connection, id: str) -> bool:
    """Has a turn of this session been kept, or has it ended in an attempt?"""
    return bool(
        db.execute(
            "SELECT 1 FROM playing_turns WHERE id = ? UNION ALL SELECT 1 FROM attempts WHERE id = ?", (id, id)
        ).fetchone()
    )


def put(db: sqlite3.Connection, new: Running, staff: Staff, now: int) -> dict[str, Any]:
    """Stores the turns that are not there yet. Within a transaction."""
    if db.execute("SELECT 1 FROM attempts WHERE id = ?", (new.id,)).fetchone():
        raise Problem(409, "session_over")
    _must_be_own(db, new.id, staff)
    old = _stored(db, new.id)
    if old is None:
        if db.execute("SELECT count(*) FROM playing WHERE staff = ?", (staff.id,)).fetchone()[0] >= MOST:
            raise Problem(409, "too_many_sessions", most=MOST)
        if new.mode == "exam" and exam_begun(db, staff.id, new.scenario, new.id):
            raise Problem(409, "exam_counts")
        db.execute(
            "INSERT INTO playing VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new.id, staff.id, new.scenario, new.seed, new.mode, now, now),
        )
    else:
        _must_continue(old, new)
    known = len(old.turns) if old else 0
    if new.turns[known:]:
        db.executemany(
            "INSERT INTO playing_turns VALUES (?, ?, ?)",
            [(new.id, known + number, body) for number, body in enumerate(new.turns[known:])],
        )
        db.execute("UPDATE playing SET at = ? WHERE id = ?", (now, new.id))
    return {"id": new.id, "turns": len(new.turns)}


def remove(db: sqlite3.Connection, id: str, staff: Staff) -> None:
    """One's own; of another's, or of one that is not there, nothing happens. An examination in which something was said
    is not thrown away: it ends in an attempt. Within a transaction."""
    row = db.execute("SELECT scenario FROM playing WHERE id = ? AND staff = ? AND mode = 'exam'", (id, staff.id)).fetchone()
    if row and exam_begun(db, staff.id, row["scenario"]):
        raise Problem(409, "exam_counts")
    _delete(db, id, staff)


def _delete(db: sqlite3.Connection, id: str, staff: Staff) -> None:
    if db.execute("DELETE FROM playing WHERE id = ? AND staff = ?", (id, staff.id)).rowcount:
        db.execute("DELETE FROM playing_turns WHERE id = ?", (id,))


def finish(db: sqlite3.Connection, done: Running, staff: Staff) -> str:
    """The session ends in an attempt; answers its mode. An attempt without a session, or without a mode of its own, is
    practice. An examination ends as it was played; in practice one may have gone back. Within a transaction."""
    _must_be_own(db, done.id, staff)
    old = _stored(db, done.id)
    if old is None:
        return done.mode or "practice"
    done.mode = done.mode or old.mode
    if old.mode == "practice":
        old.turns = []
    _must_continue(old, done)
    _delete(db, done.id, staff)
    return done.mode


def of_staff(store: Store, staff: str) -> list[dict[str, Any]]:
    """The running ones of a person, newest first."""
    rows = store.db.execute("SELECT * FROM playing WHERE staff = ? ORDER BY at DESC, id", (staff,)).fetchall()
    out = []
    for row in rows:
        turns = store.db.execute("SELECT body FROM playing_turns WHERE id = ? ORDER BY number", (row["id"],))
        names = ("id", "scenario", "seed", "mode", "began", "at")
        out.append({**{name: row[name] for name in names}, "turns": [json.loads(turn["body"]) for turn in turns]})
    return out

"""How far somebody is in their courses: computed by core/course from what they have played, kept nowhere."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from server import clock as clocks
from server.days import Days
from server.training import Training

# As core/course takes them: scenario, day, total, passed, examination, {check: result}, number; and when it was played.
Played = tuple[int, tuple[str, str, float, bool, bool, dict[str, str], int]]


def _zone(days: Days, branch: str) -> str:
    """Of a branch that the bank file no longer has: the first one's."""
    facts = days.facts.get(branch) or next(iter(days.facts.values()))
    return str(facts["time_zone"])


def _day(days: Days, branch: str, at: int) -> str:
    return clocks.local_date(at, _zone(days, branch)).isoformat()


def played(db: sqlite3.Connection, days: Days, staff: str) -> list[Played]:
    """All that a person has played, oldest first. What a trainer has reviewed counts as reviewed."""
    rows = db.execute(
        "SELECT number, scenario, branch, at, mode, coalesce(reviewed_total, total) AS total,"
        " coalesce(reviewed_passed, passed) AS passed,"
        " (SELECT json_group_object(item, coalesce(reviewed, result)) FROM attempt_checks WHERE attempt = number) AS checks"
        " FROM attempts WHERE staff = ? ORDER BY number",
        (staff,),
    )
    out: list[Played] = []
    for row in rows:
        day, exam = _day(days, row["branch"], row["at"]), row["mode"] == "exam"
        checks = json.loads(row["checks"])
        practice = (row["scenario"], day, row["total"], bool(row["passed"]), exam, checks, row["number"])
        out.append((row["at"], practice))
    return out


def _seed(row: sqlite3.Row, staff: str) -> int:
    """Of an examination: each person's own, which nobody knows before it is assigned."""
    text = f"{row['id']}/{row['at']}/{staff}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def progress(training: Training, days: Days, row: sqlite3.Row, staff: str, branch: str, done: list[Played]) -> dict[str, Any]:
    """Of one assignment: {"start", "steps", "done", "complete", "total"}, as the core says. An examination's scenes count
    from the moment in which it was assigned."""
    exam = row["course"] == "exam"
    practices = [practice for at, practice in done if not exam or at >= row["at"]]
    start = _day(days, branch, row["at"])
    found = training.courses.progress(row["course"], practices, start, row["due"], _seed(row, staff))
    return {"start": start, **found, "total": round(found["total"], 2)}


def over(found: dict[str, Any]) -> bool:
    """Nothing is left to be done: an examination that was not passed is over, too."""
    return bool(found["complete"] or (found["steps"] and found["done"] == len(found["steps"])))


def _assignments(db: sqlite3.Connection, staff: str) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT assignments.*, coalesce((SELECT name FROM staff WHERE staff.id = by), by) AS by_name,"
        " certificates.number AS certificate FROM assigned JOIN assignments ON assignments.id = assigned.assignment"
        " LEFT JOIN certificates ON certificates.assignment = assignments.id AND certificates.staff = assigned.staff"
        " WHERE assigned.staff = ? AND withdrawn_at IS NULL ORDER BY due, assignments.at, assignments.id",
        (staff,),
    ).fetchall()


def unfinished(
    db: sqlite3.Connection, training: Training, days: Days, staff: str, branch: str, course: str
) -> list[dict[str, Any]]:
    """How far this person is in such courses in which something is left to be done."""
    rows = [row for row in _assignments(db, staff) if row["course"] == course and row["certificate"] is None]
    done = played(db, days, staff) if rows else []
    return [found for row in rows if not over(found := progress(training, days, row, staff, branch, done))]


def _course(row: sqlite3.Row, staff: str, found: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "course", "due", "by", "by_name", "at", "certificate")
    steps = [{name: step[name] for name in ("scenario", "due", "done", "best")} for step in found.pop("steps")]
    failed = over({**found, "steps": steps}) and not found["complete"]
    return {**{name: row[name] for name in names}, "own": row["by"] == staff, **found, "failed": failed, "steps": steps}


def _drills(training: Training, done: list[Played], staff: str, today: str) -> list[dict[str, Any]]:
    """Today's three, which stay the same while they are played: chosen by what was played before today."""
    before = [practice for _, practice in done if practice[1] < today]
    best: dict[str, float] = {}
    for _, (scenario, day, total, *_) in done:
        if day >= today:
            best[scenario] = max(total, best.get(scenario, 0))
    return [{"scenario": one, "best": best.get(one)} for one in training.courses.morning(before, staff, today)]


def mine(db: sqlite3.Connection, days: Days, training: Training, staff: str, branch: str, now: int) -> dict[str, Any]:
    """One's courses, what is due first; today's morning drill; what one misses, dearest first."""
    done, today = played(db, days, staff), _day(days, branch, now)
    courses = [
        _course(row, staff, progress(training, days, row, staff, branch, done)) for row in _assignments(db, staff)
    ]
    missed = training.core.missed_most([practice for _, practice in done], today)
    return {
        "today": today,
        "courses": courses,
        "morning": _drills(training, done, staff, today),
        "practised": any(practice[1] < today for _, practice in done),
        "missed": [{"check": check, "share": round(share, 4)} for check, share in missed],
    }

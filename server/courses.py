"""Courses: what was assigned to whom, by whom, until when, and the certificates of those who completed it. Everybody may
begin one by themselves: it is assigned to them by themselves. How far somebody is says server/progress."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from server import progress, sessions
from server.commands import DATE, ID, Staff, check_date, text_of
from server.days import Days
from server.problems import Problem, malformed
from server.sessions import Running
from server.store import Store
from server.training import EVERYBODY, Training

COURSES = ("newcomer", "morning", "exam", "follow_up")
MOST_STAFF = 500  # of one assignment
SHOWN = 500  # assignments or certificates of one answer


@dataclass
class Assignment:
    """As it was asked for: a list of people, or a branch for everybody who is there now."""

    id: str
    course: str
    staff: list[str]
    branch: str
    due: str


def _check_keys(body: dict[str, Any], *known: str) -> None:
    unknown = set(body) - set(known)
    if unknown:
        raise malformed(f"{sorted(unknown)[0]}: unknown key")


def read(body: dict[str, Any]) -> Assignment:
    _check_keys(body, "id", "course", "staff", "branch", "due")
    course, staff = body.get("course"), body.get("staff", [])
    if course not in COURSES:
        raise malformed("course: must be one of " + ", ".join(COURSES))
    if not isinstance(staff, list) or len(staff) > MOST_STAFF or not all(isinstance(one, str) for one in staff):
        raise malformed(f"staff: must be a list of at most {MOST_STAFF} ids")
    branch = text_of(body, "branch", needed=False)
    if bool(staff) == bool(branch):
        raise malformed("either staff or branch must be given")
    id, due = text_of(body, "id", ID), check_date(text_of(body, "due", DATE))
    return Assignment(id, str(course), sorted(set(staff)), branch, due)


# ---------------------------------------------------------------- assigning


def _people(db: sqlite3.Connection, wanted: Assignment) -> list[sqlite3.Row]:
    if wanted.branch:
        people = db.execute("SELECT id, branch FROM staff WHERE branch = ?", (wanted.branch,)).fetchall()
        if not people:
            raise Problem(422, "nobody_there", subject=wanted.branch)
        return people
    people = [db.execute("SELECT id, branch FROM staff WHERE id = ?", (one,)).fetchone() for one in wanted.staff]
    for id, row in zip(wanted.staff, people):
        if row is None:
            raise Problem(404, "unknown_staff", subject=id[:64])
    return people


def _stored(db: sqlite3.Connection, id: str) -> tuple[sqlite3.Row, Assignment] | None:
    row = db.execute("SELECT * FROM assignments WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    staff = db.execute("SELECT staff FROM assigned WHERE assignment = ? ORDER BY staff", (id,))
    return row, Assignment(id, row["course"], [one["staff"] for one in staff], row["branch"], row["due"])


def _answered(db: sqlite3.Connection, wanted: Assignment, by: Staff) -> bool:
    """The same was assigned before. To a branch: whoever was there then."""
    stored = _stored(db, wanted.id)
    if stored is None:
        return False
    row, before = stored
    if before.branch:
        before.staff = []
    if row["by"] != by.id or before != wanted:
        raise Problem(409, "id_reused")
    return True


def assign(
    db: sqlite3.Connection, days: Days, training: Training, wanted: Assignment, by: Staff, today: dt.date
) -> dict[str, Any]:
    """Within a transaction. Managers assign to those of a branch they manage, trainers to everybody, everybody to
    themselves, but not twice the same at a time."""
    now = days.clock.now()
    if not _answered(db, wanted, by):
        people, own = _people(db, wanted), wanted.staff == [by.id]
        if not own and "trainer" not in by.roles and not all(by.may(one["branch"], "manager") for one in people):
            raise Problem(403, "wrong_role")
        if own and progress.unfinished(db, training, days, by.id, by.branch, wanted.course):
            raise Problem(409, "course_running")
        if dt.date.fromisoformat(wanted.due) < today:
            raise Problem(422, "due_past", subject=wanted.due)
        db.execute(
            "INSERT INTO assignments (id, course, branch, due, by, at) VALUES (?, ?, ?, ?, ?, ?)",
            (wanted.id, wanted.course, wanted.branch, wanted.due, by.id, now),
        )
        db.executemany("INSERT INTO assigned VALUES (?, ?)", [(wanted.id, one["id"]) for one in people])
    return listed(db, EVERYBODY, "", wanted.id)[0]


def _own_exam_begun(db: sqlite3.Connection, days: Days, training: Training, row: sqlite3.Row, staff: Staff) -> bool:
    found = progress.progress(training, days, row, staff.id, staff.branch, progress.played(db, days, staff.id))
    return any(step["done"] or sessions.exam_begun(db, staff.id, step["scenario"]) for step in found["steps"])


def withdraw(db: sqlite3.Connection, days: Days, training: Training, id: str, by: Staff) -> None:
    """By a trainer, or whoever assigned it; but nobody gives up an examination of their own in which something was said.
    Certificates stay. Within a transaction."""
    stored = _stored(db, id)
    if stored is None:
        raise Problem(404, "unknown_assignment")
    if "trainer" not in by.roles and stored[0]["by"] != by.id:
        raise Problem(403, "wrong_role")
    row, wanted = stored
    if row["course"] == "exam" and wanted.staff == [by.id] and _own_exam_begun(db, days, training, row, by):
        raise Problem(409, "exam_counts")
    now = days.clock.now()
    db.execute("UPDATE assignments SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", (now, id))


def listed(db: sqlite3.Connection, of: str, branch: str, id: str = "") -> list[dict[str, Any]]:
    """What is assigned to a person or to EVERYBODY, in a branch or (empty) anywhere, newest first; without what was
    withdrawn, unless one assignment is asked for."""
    rows = db.execute(
        "SELECT assignments.*, coalesce((SELECT name FROM staff WHERE staff.id = by), by) AS by_name,"
        " assigned.staff, coalesce(staff.name, assigned.staff) AS name,"
        " certificates.number, total, certificates.at AS done_at"
        " FROM assigned JOIN assignments ON assignments.id = assigned.assignment"
        " LEFT JOIN staff ON staff.id = assigned.staff"
        " LEFT JOIN certificates ON certificates.assignment = assignments.id AND certificates.staff = assigned.staff"
        " WHERE ? IN (assigned.staff, '*') AND ? IN (staff.branch, '')"
        " AND (assignments.id = ? OR (? = '' AND withdrawn_at IS NULL))"
        " ORDER BY assignments.at DESC, assignments.id, name, assigned.staff",
        (of, branch, id, id),
    )
    out: dict[str, dict[str, Any]] = {}
    for row in rows:
        about = {name: row[name] for name in ("id", "course", "branch", "due", "by", "by_name", "at")}
        one = out.setdefault(row["id"], {**about, "withdrawn": row["withdrawn_at"] is not None, "staff": []})
        names = ("staff", "name", "number", "total", "done_at")
        one["staff"].append({name: row[name] for name in names})
    return list(out.values())[:SHOWN]


def assignments(store: Store, of: str, branch: str) -> list[dict[str, Any]]:
    return listed(store.db, of, branch)


def refuse_practice(db: sqlite3.Connection, days: Days, training: Training, new: Running, staff: Staff) -> None:
    """Of a scene that waits in an examination of this person's. What was begun before goes on: it was fair then, and is
    not thrown away because somebody has assigned something since. Within a transaction."""
    if new.mode == "exam" or sessions.known(db, new.id):
        return
    for exam in progress.unfinished(db, training, days, staff.id, staff.branch, "exam"):
        if any(step["scenario"] == new.scenario and not step["done"] for step in exam["steps"]):
            raise Problem(409, "exam_first")


# ---------------------------------------------------------------- completing


def complete(db: sqlite3.Connection, days: Days, training: Training, id: str, staff: Staff) -> dict[str, Any]:
    """The certificate, once per assignment and person, when the core says that the course is complete. Within a
    transaction."""
    done = _certificates(db, staff.id, "", id)
    if done:
        return done[0]
    row = db.execute(
        "SELECT assignments.* FROM assignments JOIN assigned ON assignment = id"
        " WHERE id = ? AND staff = ? AND withdrawn_at IS NULL",
        (id, staff.id),
    ).fetchone()
    if row is None:
        raise Problem(404, "unknown_assignment")
    found = progress.progress(training, days, row, staff.id, staff.branch, progress.played(db, days, staff.id))
    if not found["complete"]:
        raise Problem(409, "course_not_complete", done=found["done"], steps=len(found["steps"]))
    attempts = sorted({number for step in found["steps"] for number in step["numbers"]})
    db.execute(
        "INSERT INTO certificates (assignment, staff, course, total, at, attempts) VALUES (?, ?, ?, ?, ?, ?)",
        (id, staff.id, row["course"], found["total"], days.clock.now(), json.dumps(attempts)),
    )
    return _certificates(db, staff.id, "", id)[0]


def _certificates(db: sqlite3.Connection, of: str, branch: str, assignment: str = "") -> list[dict[str, Any]]:
    rows = db.execute(
        "SELECT number, assignment, course, certificates.staff, coalesce(name, certificates.staff) AS name, total, at"
        " FROM certificates LEFT JOIN staff ON staff.id = certificates.staff"
        " WHERE ? IN (certificates.staff, '*') AND ? IN (branch, '') AND ? IN (assignment, '')"
        " ORDER BY number DESC LIMIT ?",
        (of, branch, assignment, SHOWN),
    )
    return [dict(row) for row in rows]


def certificates(store: Store, of: str, branch: str) -> list[dict[str, Any]]:
    return _certificates(store.db, of, branch)

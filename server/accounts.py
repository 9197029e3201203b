"""Staff accounts and their sessions, kiosks and the codes that enrol them; passwords by argon2, tokens stored hashed."""

from __future__ import annotations

import secrets
import sqlite3
import time
from typing import Any

import argon2

from server.commands import Staff
from server.problems import Problem
from server.store import Store, new_token

ROLES = ("teller", "lobby", "manager", "trainer")
SESSION_SECONDS = 12 * 3600
KIOSK_CODE_SECONDS = 15 * 60
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are taken for one another

_hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when there is no such account, so that the answer takes as long.
_NOBODY = _hasher.hash("nobody")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(stored: str | None, password: str) -> bool:
    """Takes some 30 ms: not for the database's thread."""
    try:
        return _hasher.verify(stored or _NOBODY, password) and stored is not None
    except argon2.exceptions.Argon2Error:
        return False


def put_staff(db: sqlite3.Connection, staff: Staff, password_hash: str) -> None:
    """A new account, or a new password, name and roles for an old one; its sessions end."""
    db.execute(
        "INSERT OR REPLACE INTO staff VALUES (?, ?, ?, ?, ?, ?)",
        (staff.id, staff.name, password_hash, ",".join(staff.roles), staff.branch, int(staff.anywhere)),
    )
    db.execute("DELETE FROM sessions WHERE staff = ?", (staff.id,))


def of_branch(db: sqlite3.Connection, branch: str) -> dict[str, Any]:
    """Who works there, by id: whose home it is, and who may work anywhere."""
    rows = db.execute("SELECT id, name FROM staff WHERE branch = ? OR anywhere ORDER BY id", (branch,))
    return {"staff": [dict(row) for row in rows]}


def stored_password(db: sqlite3.Connection, user: str) -> str | None:
    row = db.execute("SELECT password FROM staff WHERE id = ?", (user,)).fetchone()
    return row["password"] if row else None


def find_staff(db: sqlite3.Connection, user: str) -> Staff | None:
    row = db.execute("SELECT * FROM staff WHERE id = ?", (user,)).fetchone()
    if row is None:
        return None
    return Staff(row["id"], row["name"], row["roles"].split(","), row["branch"], bool(row["anywhere"]))


# ---------------------------------------------------------------- sessions


def open_session(db: sqlite3.Connection, store: Store, user: str) -> str:
    token, now = new_token(), int(time.time())
    db.execute("DELETE FROM sessions WHERE expires < ?", (now,))
    db.execute("INSERT INTO sessions VALUES (?, ?, ?)", (store.hash(token), user, now + SESSION_SECONDS))
    return token


def staff_of_session(db: sqlite3.Connection, store: Store, token: str) -> Staff | None:
    row = db.execute(
        "SELECT staff FROM sessions WHERE hash = ? AND expires >= ?", (store.hash(token), int(time.time()))
    ).fetchone()
    return find_staff(db, row["staff"]) if row else None


def close_session(db: sqlite3.Connection, store: Store, token: str) -> None:
    db.execute("DELETE FROM sessions WHERE hash = ?", (store.hash(token),))


# ---------------------------------------------------------------- kiosks


def new_kiosk_code(
    db: sqlite3.Connection, store: Store, branch: str, seconds: int = KIOSK_CODE_SECONDS
) -> tuple[str, int]:
    """The code and until when it works (ms)."""
    code, expires = "".join(secrets.choice(CODE_LETTERS) for _ in range(8)), int(time.time()) + seconds
    db.execute("DELETE FROM kiosk_codes WHERE expires < ?", (int(time.time()),))
    db.execute("INSERT INTO kiosk_codes VALUES (?, ?, ?)", (store.hash(code), branch, expires))
    return code, expires * 1000


def enrol_kiosk(db: sqlite3.Connection, store: Store, code: str) -> tuple[str, str]:
    """The device's token and its branch; the code is used up."""
    hashed = store.hash(code.strip().upper())
    row = db.execute(
        "SELECT branch FROM kiosk_codes WHERE hash = ? AND expires >= ?", (hashed, int(time.time()))
    ).fetchone()
    if row is None:
        raise Problem(401, "wrong_kiosk_code")
    db.execute("DELETE FROM kiosk_codes WHERE hash = ?", (hashed,))
    token = new_token()
    db.execute("INSERT INTO kiosks VALUES (?, ?, ?)", (store.hash(token), row["branch"], int(time.time())))
    return token, row["branch"]


def branch_of_kiosk(db: sqlite3.Connection, store: Store, token: str) -> str:
    """Empty when the device is not enrolled."""
    row = db.execute("SELECT branch FROM kiosks WHERE hash = ?", (store.hash(token),)).fetchone()
    return row["branch"] if row else ""

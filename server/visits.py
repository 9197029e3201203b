"""What belongs to a customer's visit beside its events: the link, the check-in code, name and phone, messages."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Any

from server import texts
from server.clock import minute_text
from server.problems import Problem
from server.store import Store

LINK_DAYS = 7  # a link works so long after the visit
PEOPLE_DAYS = 30  # name and phone are forgotten so long after the visit


@dataclass
class Visit:
    """What a link stands for."""

    hash: bytes
    branch: str
    date: str
    appointment: int
    ticket: int


@dataclass
class Person:
    name: str
    phone: str
    language: str


# ---------------------------------------------------------------- links


def find_link(db: sqlite3.Connection, store: Store, link: str, today: str) -> Visit:
    """404 for a link that never was, 410 for one that is over."""
    row = db.execute("SELECT * FROM links WHERE hash = ?", (store.hash(link),)).fetchone()
    if row is None:
        raise Problem(404, "unknown_link")
    visit = Visit(row["hash"], row["branch"], row["date"], row["appointment"], row["ticket"])
    if dt.date.fromisoformat(today) > dt.date.fromisoformat(visit.date) + dt.timedelta(days=LINK_DAYS):
        raise Problem(410, "link_expired")
    return visit


def add_link(db: sqlite3.Connection, store: Store, seed: str, visit: tuple[str, str, int, int]) -> str:
    link = store.link(seed)
    db.execute("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)", (store.hash(link), seed, *visit))
    return link


def link_of(db: sqlite3.Connection, store: Store, branch: str, date: str, ticket: int) -> str:
    """The link of a ticket said again; empty when there is none (or the server's key was changed)."""
    row = db.execute(
        "SELECT seed, hash FROM links WHERE branch = ? AND date = ? AND ticket = ?", (branch, date, ticket)
    ).fetchone()
    link = store.link(row["seed"]) if row else ""
    return link if row and store.hash(link) == row["hash"] else ""


def bind_ticket(db: sqlite3.Connection, branch: str, date: str, appointment: int, ticket: int) -> None:
    """The appointment has become a ticket: its link and its person go with it."""
    for table in ("links", "people"):
        db.execute(
            f"UPDATE {table} SET ticket = ? WHERE branch = ? AND date = ? AND appointment = ?",
            (ticket, branch, date, appointment),
        )


# ---------------------------------------------------------------- codes


def add_code(db: sqlite3.Connection, branch: str, date: str, appointment: int) -> str:
    """A 6-digit code that no other appointment of the day has."""
    for _ in range(1000):
        code = f"{secrets.randbelow(1_000_000):06d}"
        done = db.execute("INSERT OR IGNORE INTO codes VALUES (?, ?, ?, ?)", (branch, date, code, appointment))
        if done.rowcount:
            return code
    raise Problem(503, "no_code_left")


def code_of(db: sqlite3.Connection, branch: str, date: str, appointment: int) -> str:
    row = db.execute(
        "SELECT code FROM codes WHERE branch = ? AND date = ? AND appointment = ?", (branch, date, appointment)
    ).fetchone()
    return row["code"] if row else ""


def find_code(db: sqlite3.Connection, branch: str, date: str, code: str) -> int:
    """The appointment a check-in code stands for."""
    row = db.execute(
        "SELECT appointment FROM codes WHERE branch = ? AND date = ? AND code = ?", (branch, date, code)
    ).fetchone()
    if row is None:
        raise Problem(404, "unknown_code")
    return int(row["appointment"])


# ---------------------------------------------------------------- people

_PHONE = re.compile(r"\+?[0-9]{7,15}")


def read_person(value: Any, language: str) -> Person:
    """Name, phone and consent as a client sent them, checked."""
    if not isinstance(value, dict) or set(value) - {"name", "phone", "consent"}:
        raise Problem(422, "person_needed")
    name, phone = value.get("name"), value.get("phone")
    if not isinstance(name, str) or not isinstance(phone, str):
        raise Problem(422, "person_needed")
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not 1 <= len(name) <= 60 or any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in name):
        raise Problem(422, "bad_name")
    phone = re.sub(r"[\s()\-.]", "", unicodedata.normalize("NFKC", phone))
    if not _PHONE.fullmatch(phone):
        raise Problem(422, "bad_phone")
    if value.get("consent") is not True:
        raise Problem(422, "consent_needed")
    return Person(name, phone, language)


def add_person(db: sqlite3.Connection, visit: tuple[str, str, int, int], person: Person, now: int) -> None:
    db.execute(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*visit, person.name, person.phone, person.language, now)
    )


def find_person(db: sqlite3.Connection, branch: str, date: str, appointment: int, ticket: int) -> Person | None:
    row = db.execute(
        "SELECT name, phone, language FROM people WHERE branch = ? AND date = ?"
        " AND ((appointment > 0 AND appointment = ?) OR (ticket > 0 AND ticket = ?))",
        (branch, date, appointment, ticket),
    ).fetchone()
    return Person(*row) if row else None


def forget_person(db: sqlite3.Connection, visit: Visit) -> None:
    for table in ("people", "outbox"):
        db.execute(
            f"DELETE FROM {table} WHERE branch = ? AND date = ?"
            " AND ((appointment > 0 AND appointment = ?) OR (ticket > 0 AND ticket = ?))",
            (visit.branch, visit.date, visit.appointment, visit.ticket),
        )


def mask_phone(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 10 else f"{phone[:1]}****{phone[-2:]}"


# ---------------------------------------------------------------- messages


def add_message(
    db: sqlite3.Connection,
    visit: tuple[str, str, int, int],
    person: Person,
    key: str,
    args: dict[str, object],
    now: int,
) -> None:
    """An SMS to be sent after the commit, in the person's language."""
    db.execute(
        "INSERT INTO outbox (branch, date, appointment, ticket, channel, recipient, text, created, next_try)"
        " VALUES (?, ?, ?, ?, 'sms', ?, ?, ?, 0)",
        (*visit, person.phone, texts.text(key, person.language, args), now),
    )


def message_args(facts: dict[str, Any], date: str, language: str, service: str, slot: int) -> dict[str, object]:
    """What the texts of messages speak of."""
    day = dt.date.fromisoformat(date)
    month = texts.text(f"message.month.{day.month}", language)
    return {
        "branch": facts["name"][language],
        "address": facts["address"][language],
        "service": facts["services"].get(service, {}).get(language, service),
        "date": texts.text("message.date", language, {"month": month, "day": day.day}),
        "time": minute_text(slot),
    }


def follow(db: sqlite3.Connection, facts: dict[str, Any], day: Any, event: dict[str, Any], now: int) -> None:
    """What an event means for the visit's other facts, whoever caused it: a checked-in appointment's link and person
    go to the ticket; a customer who is called and left a phone number gets a message."""
    branch, date, data = facts["id"], day.date, event["data"]
    if event["type"] == "appointment.checked_in":
        bind_ticket(db, branch, date, data["appointment"], data["ticket"])
    elif event["type"] == "ticket.called":
        person = find_person(db, branch, date, 0, data["ticket"])
        if person is not None:
            ticket = day.ticket(data["ticket"])
            args: dict[str, object] = {"number": ticket["number"], "counter": data["counter"]}
            args["branch"] = facts["name"][person.language]
            visit = (branch, date, ticket["appointment"], data["ticket"])
            add_message(db, visit, person, "message.called", args, now)


FOLLOWED = ('"type":"appointment.checked_in"', '"type":"ticket.called"')

# ---------------------------------------------------------------- keeping


def clean(db: sqlite3.Connection, today: str) -> None:
    """Forgets what is kept only for a while."""
    day = dt.date.fromisoformat(today)
    before_people = (day - dt.timedelta(days=PEOPLE_DAYS)).isoformat()
    for table in ("people", "outbox"):
        db.execute(f"DELETE FROM {table} WHERE date < ?", (before_people,))
    for table in ("links", "codes"):
        # A while longer than the link works, so that it can still say that it is over.
        db.execute(f"DELETE FROM {table} WHERE date < ?", ((day - dt.timedelta(days=90)).isoformat(),))

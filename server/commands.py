"""Who may do what, and what a command does beside its events: links, codes, persons, messages, answers kept for repeats."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from server import native, visits
from server.days import Days
from server.problems import Problem, malformed

ID = re.compile(r"[A-Za-z0-9-]{8,64}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

APPOINTMENT_COMMANDS = {"appointment.reschedule", "appointment.cancel", "appointment.check_in"}
TICKET_COMMANDS = {"ticket.leave", "ticket.rate"}
# Staff of the line, teller or lobby; the core knows what each needs.
STAFF_COMMANDS = {
    "ticket.call_next", "ticket.call", "ticket.recall", "service.start", "ticket.transfer", "ticket.park",
    "ticket.unpark", "service.finish", "ticket.no_show", "ticket.return", "counter.open", "counter.pause",
    "counter.resume", "counter.close",
}  # fmt: skip
MANAGER_COMMANDS = {"counters.plan"}
COUNTER_COMMANDS = {"ticket.call_next", "ticket.call", "counter.pause", "counter.resume", "counter.close"}


@dataclass
class Staff:
    id: str
    name: str
    roles: list[str]
    branch: str
    anywhere: bool = False

    def may(self, branch: str, *roles: str) -> bool:
        return (self.anywhere or self.branch == branch) and any(role in self.roles for role in roles)


@dataclass
class Who:
    """Who asks: the staff member logged in, the branch the device is a kiosk of, the language, the page's origin."""

    staff: Staff | None = None
    kiosk: str = ""
    language: str = "en"
    origin: str = ""


@dataclass
class Wanted:
    """A command as the client sent it, checked in form only."""

    id: str
    branch: str
    date: str
    kind: str
    data: dict[str, Any]
    person: Any = None
    link: str = ""
    code: str = ""
    digest: bytes = b""


@dataclass
class Done:
    """What comes of a command. `linked` is the seed of a link that is said again with every repeat."""

    events: list[str] = field(default_factory=list)
    number: int = 0
    code: str = ""
    linked: str = ""


def text_of(body: dict[str, Any], name: str, pattern: re.Pattern[str] | None = None, needed: bool = True) -> str:
    value = body.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or len(value) > 200 or (pattern and not pattern.fullmatch(value)):
        raise malformed(f"{name}: must be a text" + (f" of the form {pattern.pattern}" if pattern else ""))
    return value


def whole(data: dict[str, Any], name: str, highest: int = 2**32 - 1) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
        raise malformed(f"{name}: must be a whole number from 0 to {highest}")
    return value


def check_date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise malformed("date: there is no such day") from None


def read(body: dict[str, Any], digest: bytes) -> Wanted:
    unknown = set(body) - {"id", "branch", "date", "command", "person", "link", "code"}
    if unknown:
        raise malformed(f"{sorted(unknown)[0]}: unknown key")
    command = body.get("command")
    if not isinstance(command, dict) or not isinstance(command.get("data", {}), dict):
        raise malformed('command: must be {"type": …, "data": {…}}')
    if set(command) - {"type", "data"}:
        raise malformed("command: has an unknown key")
    return Wanted(
        id=text_of(body, "id", ID),
        branch=text_of(body, "branch"),
        date=check_date(text_of(body, "date", DATE)),
        kind=text_of(command, "type"),
        data=dict(command.get("data", {})),
        person=body.get("person"),
        link=text_of(body, "link", needed=False),
        code=text_of(body, "code", needed=False),
        digest=digest,
    )


class Commands:
    """Everything here runs in the database's thread."""

    def __init__(self, days: Days) -> None:
        self.days = days
        self.store = days.store

    # ---------------------------------------------------------------- repeats

    def answered(self, db: sqlite3.Connection, id: str, digest: bytes) -> dict[str, Any] | None:
        """The answer of a command that was done before, or None."""
        row = db.execute("SELECT digest, answer FROM commands WHERE id = ?", (id,)).fetchone()
        if row is None:
            return None
        if row["digest"] != digest:
            raise Problem(409, "id_reused")
        return self._with_link(json.loads(row["answer"]))

    def keep_answer(self, db: sqlite3.Connection, id: str, digest: bytes, answer: dict[str, Any]) -> dict[str, Any]:
        db.execute(
            "INSERT INTO commands VALUES (?, ?, ?, ?)",
            (id, digest, json.dumps(answer, ensure_ascii=False), self.days.clock.now()),
        )
        return self._with_link(answer)

    def _with_link(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The table keeps the seed, the client gets the link."""
        seed = answer.pop("linked", "")
        return {**answer, "link": self.store.link(seed)} if seed else answer

    # ---------------------------------------------------------------- one command

    def command(self, wanted: Wanted, who: Who) -> dict[str, Any]:
        def work(db: sqlite3.Connection) -> dict[str, Any]:
            before = self.answered(db, wanted.id, wanted.digest)
            if before is not None:
                return before
            self.days.opened(wanted.branch, wanted.date)
            done = self._do(db, wanted, who)
            answer: dict[str, Any] = {"events": [json.loads(event) for event in done.events], "number": done.number}
            if done.code:
                answer["code"] = done.code
            if done.linked:
                answer["linked"] = done.linked
            return self.keep_answer(db, wanted.id, wanted.digest, answer)

        return self.days.perform(work)

    def _do(self, db: sqlite3.Connection, wanted: Wanted, who: Who) -> Done:
        if wanted.kind == "slot.hold":
            return self._hold(db, wanted)
        if wanted.kind == "appointment.book":
            return self._book(db, wanted, who)
        if wanted.kind == "ticket.take":
            return self._take(db, wanted, who)
        if wanted.kind in APPOINTMENT_COMMANDS:
            return self._appointment(db, wanted, who)
        if wanted.kind in TICKET_COMMANDS:
            self._need_link_or_lobby(db, wanted, who, "ticket")
            return self._decide(wanted)
        if wanted.kind in STAFF_COMMANDS:
            return self._staff(wanted, who)
        if wanted.kind in MANAGER_COMMANDS:
            if who.staff is None or not who.staff.may(wanted.branch, "manager"):
                raise Problem(*self._staff_problem(who))
            return self._decide(wanted)
        raise Problem(403, "not_allowed", subject=wanted.kind[:40])

    def _decide(self, wanted: Wanted) -> Done:
        command = native.command(wanted.kind, **wanted.data)
        events = self.days.decide(wanted.branch, wanted.date, command, self.days.clock.now())
        return Done(events, self.days.get(wanted.branch, wanted.date).number)

    # ---------------------------------------------------------------- customers

    def _hold(self, db: sqlite3.Connection, wanted: Wanted) -> Done:
        done = self._decide(wanted)
        visit = (wanted.branch, wanted.date, data_of(done.events, "slot.held")["appointment"], 0)
        visits.add_link(db, self.store, wanted.id, visit)
        done.linked = wanted.id
        return done

    def _book(self, db: sqlite3.Connection, wanted: Wanted, who: Who) -> Done:
        self._need_link(db, wanted, "appointment")
        person = visits.read_person(wanted.person, who.language)
        done = self._decide(wanted)
        appointment = wanted.data["appointment"]
        visit = (wanted.branch, wanted.date, appointment, 0)
        visits.add_person(db, visit, person, self.days.clock.now())
        done.code = visits.add_code(db, wanted.branch, wanted.date, appointment)
        self._tell(db, visit, "message.booked", code=done.code, link=f"{who.origin}/v/{wanted.link}")
        return done

    def _take(self, db: sqlite3.Connection, wanted: Wanted, who: Who) -> Done:
        origin = wanted.data.get("origin")
        lobby = who.staff is not None and who.staff.may(wanted.branch, "lobby", "teller")
        if origin == "kiosk" and not (who.kiosk == wanted.branch or lobby):
            raise Problem(401, "kiosk_needed")
        if origin == "desk" and not lobby:
            raise Problem(*self._staff_problem(who))
        if origin == "appointment":
            raise Problem(403, "not_allowed", subject="origin appointment")
        person = visits.read_person(wanted.person, who.language) if wanted.person is not None else None
        done = self._decide(wanted)
        visit = (wanted.branch, wanted.date, 0, data_of(done.events, "ticket.taken")["ticket"])
        visits.add_link(db, self.store, wanted.id, visit)
        done.linked = wanted.id
        if person:
            visits.add_person(db, visit, person, self.days.clock.now())
        return done

    def _appointment(self, db: sqlite3.Connection, wanted: Wanted, who: Who) -> Done:
        by_kiosk = wanted.kind == "appointment.check_in" and wanted.code and who.kiosk == wanted.branch
        if by_kiosk:
            found = visits.find_code(db, wanted.branch, wanted.date, wanted.code)
            if wanted.data.get("appointment", 0) not in (0, found):
                raise Problem(404, "unknown_code")
            wanted.data["appointment"] = found
        else:
            self._need_link_or_lobby(db, wanted, who, "appointment")
        if wanted.kind == "appointment.cancel":
            # The reason says who cancelled; it is not the client's to choose.
            released = wanted.link and wanted.data.get("reason") == "released"
            wanted.data["reason"] = "released" if released else "customer" if wanted.link else "staff"
        done = self._decide(wanted)
        visit = (wanted.branch, wanted.date, whole(wanted.data, "appointment"), 0)
        if wanted.kind == "appointment.cancel":
            self._tell(db, visit, "message.cancelled")
        elif wanted.kind == "appointment.reschedule":
            code = visits.code_of(db, *visit[:3])
            link = f"{who.origin}/v/{wanted.link}" if wanted.link else ""
            self._tell(db, visit, "message.rescheduled", code=code, link=link)
        elif by_kiosk:
            ticket = data_of(done.events, "ticket.taken")["ticket"]
            row = db.execute(
                "SELECT seed FROM links WHERE branch = ? AND date = ? AND ticket = ?", (*visit[:2], ticket)
            ).fetchone()
            done.linked = row["seed"] if row else ""
        return done

    def _tell(self, db: sqlite3.Connection, visit: tuple[str, str, int, int], key: str, **more: object) -> None:
        """A message to the person of an appointment, if there is one."""
        person = visits.find_person(db, *visit)
        if person is None:
            return
        appointment = self.days.get(*visit[:2]).appointment(visit[2])
        facts = self.days.facts[visit[0]]
        args = visits.message_args(facts, visit[1], person.language, appointment["service"], appointment["slot"])
        visits.add_message(db, visit, person, key, {**args, **more}, self.days.clock.now())

    # ---------------------------------------------------------------- staff

    def _staff(self, wanted: Wanted, who: Who) -> Done:
        if who.staff is None or not who.staff.may(wanted.branch, "teller", "lobby"):
            raise Problem(*self._staff_problem(who))
        if wanted.kind == "counter.open":
            wanted.data["teller"] = who.staff.id
        elif wanted.kind in COUNTER_COMMANDS and "lobby" not in who.staff.roles:
            counter = self.days.get(wanted.branch, wanted.date).counter(str(wanted.data.get("counter", "")))
            others = counter and counter["open"] and counter["teller"] != who.staff.id
            if others and not counter["teller"].startswith("sim:"):
                raise Problem(403, "other_counter", subject=str(wanted.data["counter"]))
        return self._decide(wanted)

    # ---------------------------------------------------------------- rights

    def _staff_problem(self, who: Who) -> tuple[int, str]:
        return (403, "wrong_role") if who.staff else (401, "log_in_needed")

    def _need_link_or_lobby(self, db: sqlite3.Connection, wanted: Wanted, who: Who, what: str) -> None:
        if wanted.link:
            self._need_link(db, wanted, what)
        elif who.staff is None or not who.staff.may(wanted.branch, "lobby"):
            raise Problem(403, "wrong_role") if who.staff else Problem(401, "link_needed")

    def _need_link(self, db: sqlite3.Connection, wanted: Wanted, what: str) -> None:
        """The link must be of this very appointment or ticket; an id of 0 means the link's own."""
        if not wanted.link:
            raise Problem(401, "link_needed")
        visit = visits.find_link(db, self.store, wanted.link, self.days.today(wanted.branch))
        own = visit.appointment if what == "appointment" else visit.ticket
        asked = whole(wanted.data, what)
        if (visit.branch, visit.date) != (wanted.branch, wanted.date) or own == 0 or asked not in (0, own):
            raise Problem(403, "other_visit")
        wanted.data[what] = own

    # ---------------------------------------------------------------- moving to another date

    def move(self, body: dict[str, Any], digest: bytes, who: Who) -> dict[str, Any]:
        """Books there and cancels here, both or neither; the link stays."""
        unknown = set(body) - {"id", "link", "date", "service", "slot"}
        if unknown:
            raise malformed(f"{sorted(unknown)[0]}: unknown key")
        id, link = text_of(body, "id", ID), text_of(body, "link")
        date, service = check_date(text_of(body, "date", DATE)), text_of(body, "service")
        slot = whole(body, "slot", 24 * 60)

        def work(db: sqlite3.Connection) -> dict[str, Any]:
            before = self.answered(db, id, digest)
            if before is not None:
                return {**before, "link": link}
            visit = visits.find_link(db, self.store, link, "0001-01-01")
            visits.find_link(db, self.store, link, self.days.today(visit.branch))
            number, code = self._move(db, visit, date, service, slot)
            new = (visit.branch, date, number, 0)
            self._tell(db, new, "message.rescheduled", code=code, link=f"{who.origin}/v/{link}")
            answer = {"code": code, "date": date, "appointment": number}
            return {**self.keep_answer(db, id, digest, answer), "link": link}

        return self.days.perform(work)

    def _move(self, db: sqlite3.Connection, visit: visits.Visit, date: str, service: str, slot: int) -> tuple[int, str]:
        branch, now = visit.branch, self.days.clock.now()
        old = self.days.get(branch, visit.date).appointment(visit.appointment)
        if old is None:
            raise Problem(403, "other_visit")
        self.days.opened(branch, date)
        hold = native.command("slot.hold", service=service, slot=slot, segment=old["segment"], need=old["need"])
        number = data_of(self.days.decide(branch, date, hold, now), "slot.held")["appointment"]
        self.days.decide(branch, date, native.command("appointment.book", appointment=number), now)
        cancel = native.command("appointment.cancel", appointment=visit.appointment, reason="moved")
        self.days.decide(branch, visit.date, cancel, now)
        for table in ("links", "people"):
            db.execute(
                f"UPDATE {table} SET date = ?, appointment = ?, ticket = 0"
                " WHERE branch = ? AND date = ? AND appointment = ?",
                (date, number, branch, visit.date, visit.appointment),
            )
        gone = (branch, visit.date, visit.appointment)
        db.execute("DELETE FROM codes WHERE branch = ? AND date = ? AND appointment = ?", gone)
        return number, visits.add_code(db, branch, date, number)


def data_of(events: list[str], kind: str) -> dict[str, Any]:
    """The data of the one event of that type."""
    for body in events:
        event = json.loads(body)
        if event["type"] == kind:
            data: dict[str, Any] = event["data"]
            return data
    raise AssertionError(f"the core answered no {kind}")

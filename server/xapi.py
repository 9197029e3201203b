"""Finished role-plays as xAPI 1.0.3 statements: stored with the attempt, sent to the bank's learning record store (LRS)
until it has accepted them."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import json
import logging
import sqlite3
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from server.commands import Staff
from server.keeper import Lock
from server.problems import Problem, malformed
from server.store import Store

log = logging.getLogger("lobby")

VERSION = "1.0.3"
LOOK_SECONDS = 1.0
BATCH = 25
LONGEST_WAIT = 3600  # seconds; tries are 2, 4, 8 … apart
REASONS_SHOWN = 20
# An id of an attempt always becomes the same statement's id: a statement sent twice is one.
NAMESPACE = uuid.UUID("5d0f1d6e-6f0b-5c0e-9a53-7d1c1f0f6a57")
VERBS = "http://adlnet.gov/expapi/verbs/"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
# About the statement, not the sender: of several, the others may be fine.
OF_A_STATEMENT = {400, 409, 413, 422}
TRY_AGAIN = {408, 425, 429}


# ---------------------------------------------------------------- statements


@dataclass
class Played:
    """What a statement tells of an attempt. `home` is the address of this server, for its accounts and scenes."""

    home: str
    id: str
    staff: Staff
    scenario: str
    title: dict[str, str]
    mode: str
    report: dict[str, Any]
    seconds: int
    at: int


def _time(ms: int) -> str:
    moment = dt.datetime.fromtimestamp(ms / 1000, dt.timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def statement(played: Played) -> dict[str, Any]:
    """An examination is passed or failed, practice is completed; success says of both whether it was good enough."""
    home, report = played.home, played.report
    verb = ("passed" if report["passed"] else "failed") if played.mode == "exam" else "completed"
    told = {"rubric": report["rubric"], "branch": played.staff.branch, "mode": played.mode}
    return {
        "id": str(uuid.uuid5(NAMESPACE, played.id)),
        "timestamp": _time(played.at),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": played.staff.id}},
        "verb": {"id": VERBS + verb, "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{home}/scenarios/{played.scenario}.json",
            "definition": {"type": SIMULATION, "name": played.title},
        },
        "result": {
            "score": {"scaled": round(report["total"] / 100, 4), "raw": report["total"], "min": 0, "max": 100},
            "success": report["passed"],
            "completion": True,
            "duration": f"PT{played.seconds}S",
        },
        "context": {
            "platform": "Lobby",
            "extensions": {f"{home}/xapi/{name}": value for name, value in told.items()},
        },
    }


def queue(db: sqlite3.Connection, attempt: int, played: Played) -> None:
    """Within the attempt's transaction."""
    body = statement(played)
    db.execute(
        "INSERT INTO statements (id, attempt, body) VALUES (?, ?, ?)",
        (body["id"], attempt, json.dumps(body, ensure_ascii=False)),
    )


# ---------------------------------------------------------------- settings


def _endpoint(value: Any) -> str:
    try:
        parts = urlsplit(value) if isinstance(value, str) and len(value) <= 500 else urlsplit("")
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or not value.isprintable() or " " in value:
        raise malformed("lrs.endpoint: must be an http or https address without user, query and fragment")
    return str(value).rstrip("/")


def must_be_here(endpoint: str) -> None:
    """In a demo, whose passwords everybody knows, nobody has the server call a place of their choice: only this machine."""
    host = urlsplit(endpoint).hostname or ""
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise Problem(422, "demo_lrs", subject=host[:100])


def _word(lrs: dict[str, Any], name: str, without: str = "") -> str:
    value = lrs.get(name)
    if (
        not isinstance(value, str)
        or not 1 <= len(value) <= 200
        or not value.isprintable()
        or without
        and without in value
    ):
        raise malformed(f"lrs.{name}: must be 1 to 200 characters" + (f' without "{without}"' if without else ""))
    return value


def read(body: dict[str, Any]) -> dict[str, str] | None:
    """The store to send to, or None to send to none. The password may be missing: it stays as it was."""
    if set(body) != {"lrs"}:
        raise malformed('must be {"lrs": …}')
    lrs = body["lrs"]
    if lrs is None:
        return None
    if not isinstance(lrs, dict) or set(lrs) - {"endpoint", "user", "password"}:
        raise malformed('lrs: must be null or {"endpoint", "user", "password"}')
    out = {"endpoint": _endpoint(lrs.get("endpoint")), "user": _word(lrs, "user", ":")}
    if lrs.get("password") is not None:
        out["password"] = _word(lrs, "password")
    return out


def _meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else ""


def settings(store: Store) -> dict[str, Any]:
    """Without the password."""
    text = _meta(store.db, "lrs")
    known = json.loads(text) if text else None
    return {"lrs": known and {"endpoint": known["endpoint"], "user": known["user"]}}


def put_settings(db: sqlite3.Connection, store: Store, wanted: dict[str, str] | None) -> dict[str, Any]:
    """From now on everything that waits, parked or not, goes there. Within a transaction."""
    if wanted is None:
        db.execute("DELETE FROM meta WHERE key = 'lrs'")
    else:
        text = _meta(db, "lrs")
        old = json.loads(text) if text else {}
        if "password" in wanted:
            sealed = store.seal(wanted["password"])
        elif (old.get("endpoint"), old.get("user")) == (wanted["endpoint"], wanted["user"]):
            sealed = old["password"]
        else:  # nobody gets a password sent to a place of their choice
            raise Problem(422, "password_needed")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('lrs', ?)", (json.dumps({**wanted, "password": sealed}),))
    db.execute("DELETE FROM meta WHERE key = 'lrs_state'")
    db.execute("UPDATE statements SET parked = NULL WHERE parked IS NOT NULL")
    return settings(store)


def outbox(store: Store) -> dict[str, Any]:
    """How many wait and how many were refused for good, with the newest reasons; the error is why they wait, or else the
    newest reason."""
    state = json.loads(_meta(store.db, "lrs_state") or "{}")
    waiting, parked = store.db.execute("SELECT total(parked IS NULL), count(parked) FROM statements").fetchone()
    rows = store.db.execute(
        "SELECT attempt, parked AS reason FROM statements WHERE parked IS NOT NULL ORDER BY number DESC LIMIT ?",
        (REASONS_SHOWN,),
    )
    reasons = [dict(row) for row in rows]
    error = state.get("error") or (reasons[0]["reason"] if reasons else "")
    out = {"waiting": int(waiting), "parked": parked, "last_error": error}
    return {**out, "next_try": state.get("next_try"), "reasons": reasons}


# ---------------------------------------------------------------- sending


@dataclass
class Due:
    lrs: str  # the settings as stored
    statements: list[sqlite3.Row]


class Statements:
    def __init__(self, store: Store, lock: Lock) -> None:
        self.store = store
        self.lock = lock

    async def run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as client:
            while True:
                if self.lock.take():
                    try:
                        await self._deliver(client)
                    except sqlite3.Error as error:
                        log.warning("cannot read the statements for the LRS: %s", error)
                await asyncio.sleep(LOOK_SECONDS)

    async def _deliver(self, client: aiohttp.ClientSession) -> None:
        while (due := await self.store.run(self._due)) is not None:
            if not await self._send(client, due):
                return

    def _due(self) -> Due | None:
        lrs, state = _meta(self.store.db, "lrs"), json.loads(_meta(self.store.db, "lrs_state") or "{}")
        if not lrs or (state.get("next_try") or 0) > _now():
            return None
        rows = self.store.db.execute("SELECT * FROM statements WHERE parked IS NULL ORDER BY number LIMIT ?", (BATCH,))
        found = rows.fetchall()
        return Due(lrs, found) if found else None

    async def _send(self, client: aiohttp.ClientSession, due: Due) -> bool:
        """Sends a batch, one by one where one of them is refused; False when it is to be tried again later."""
        status, error = await self._post(client, due)
        if status in OF_A_STATEMENT and len(due.statements) > 1:
            for one in due.statements:
                if not await self._send(client, Due(due.lrs, [one])):
                    return False
            return True
        if status in (200, 204, 409):
            await self.store.run(self._accepted, due)
        elif 400 <= status < 500 and status not in TRY_AGAIN:
            await self.store.run(self._park, due, error)
            log.warning("the LRS does not take %d statements: %s", len(due.statements), error)
        else:
            await self.store.run(self._later, due, error)
            log.warning("the LRS cannot be reached: %s", error)
            return False
        return True

    async def _post(self, client: aiohttp.ClientSession, due: Due) -> tuple[int, str]:
        """The status, 0 when there was none, and what went wrong."""
        lrs = json.loads(due.lrs)
        body = "[" + ",".join(one["body"] for one in due.statements) + "]"
        try:
            async with client.post(
                lrs["endpoint"] + "/statements",
                data=body.encode(),
                headers={"Content-Type": "application/json", "X-Experience-API-Version": VERSION},
                auth=aiohttp.BasicAuth(lrs["user"], self.store.unseal(lrs["password"]), encoding="utf-8"),
                allow_redirects=False,  # to nobody but whom the settings name
            ) as reply:
                text = (await reply.content.read(2000)).decode(errors="replace")
                return reply.status, f"{reply.status} {' '.join(text.split())[:200]}".strip()
        except asyncio.TimeoutError:
            return 0, "slow"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            log.info("the LRS: %s: %s", type(error).__name__, error)
            return 0, "unreachable"

    # ------------------------------------------------------------ what came of it

    def _accepted(self, due: Due) -> None:
        with self.store.transaction() as db:
            db.executemany("DELETE FROM statements WHERE number = ?", [(one["number"],) for one in due.statements])
            db.execute("DELETE FROM meta WHERE key = 'lrs_state'")

    def _park(self, due: Due, error: str) -> None:
        with self.store.transaction() as db:
            if _meta(db, "lrs") == due.lrs:  # what another LRS thought of them does not matter any more
                changes = [(error, one["number"]) for one in due.statements]
                db.executemany("UPDATE statements SET parked = ? WHERE number = ?", changes)

    def _later(self, due: Due, error: str) -> None:
        with self.store.transaction() as db:
            if _meta(db, "lrs") == due.lrs:
                tries = json.loads(_meta(db, "lrs_state") or "{}").get("tries", 0) + 1
                next_try = _now() + min(LONGEST_WAIT, 2 ** min(tries, 20)) * 1000
                state = {"error": error, "tries": tries, "next_try": next_try}
                db.execute("INSERT OR REPLACE INTO meta VALUES ('lrs_state', ?)", (json.dumps(state),))


def _now() -> int:
    """Real time: retries have nothing to do with the demo's clock."""
    return time.time_ns() // 1_000_000

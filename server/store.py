"""The SQLite database and the one thread that uses it: nothing is acknowledged before it is on the disk."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

# One entry per version of the schema; a database of version n has had the first n applied.
MIGRATIONS = [
    """
    CREATE TABLE events (branch TEXT, date TEXT, number INTEGER, body TEXT NOT NULL,
                         PRIMARY KEY (branch, date, number)) WITHOUT ROWID;
    CREATE TABLE commands (id TEXT PRIMARY KEY, digest BLOB NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX commands_at ON commands (at);
    -- Personal data stands here (and in outbox) and nowhere else: one statement forgets a person.
    CREATE TABLE people (branch TEXT, date TEXT, appointment INTEGER, ticket INTEGER, name TEXT NOT NULL,
                         phone TEXT NOT NULL, language TEXT NOT NULL, consent_at INTEGER NOT NULL);
    CREATE INDEX people_visit ON people (branch, date, appointment, ticket);
    -- `seed` lets the server, with its key, say the link again; the table alone does not.
    CREATE TABLE links (hash BLOB PRIMARY KEY, seed TEXT NOT NULL, branch TEXT NOT NULL, date TEXT NOT NULL,
                        appointment INTEGER NOT NULL, ticket INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX links_visit ON links (branch, date, appointment, ticket);
    CREATE TABLE codes (branch TEXT, date TEXT, code TEXT, appointment INTEGER NOT NULL,
                        PRIMARY KEY (branch, date, code)) WITHOUT ROWID;
    CREATE TABLE staff (id TEXT PRIMARY KEY, name TEXT NOT NULL, password TEXT NOT NULL, roles TEXT NOT NULL,
                        branch TEXT NOT NULL, anywhere INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE sessions (hash BLOB PRIMARY KEY, staff TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE kiosks (hash BLOB PRIMARY KEY, branch TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE kiosk_codes (hash BLOB PRIMARY KEY, branch TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE attempts (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, staff TEXT NOT NULL,
                           scenario TEXT NOT NULL, seed TEXT NOT NULL, at INTEGER NOT NULL, transcript TEXT NOT NULL,
                           report TEXT NOT NULL, total REAL NOT NULL, passed INTEGER NOT NULL, grade TEXT NOT NULL);
    CREATE INDEX attempts_staff ON attempts (staff, number);
    CREATE TABLE experience (branch TEXT PRIMARY KEY, learned_until TEXT NOT NULL, bytes BLOB NOT NULL);
    CREATE TABLE outbox (id INTEGER PRIMARY KEY, branch TEXT NOT NULL, date TEXT NOT NULL, appointment INTEGER NOT NULL,
                         ticket INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL,
                         created INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, next_try INTEGER NOT NULL,
                         sent_at INTEGER);
    CREATE INDEX outbox_waiting ON outbox (next_try) WHERE sent_at IS NULL;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
    """
    CREATE TABLE day_records (branch TEXT, date TEXT, body TEXT NOT NULL, PRIMARY KEY (branch, date)) WITHOUT ROWID;
    CREATE TABLE footfall (branch TEXT PRIMARY KEY, learned_until TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    -- Who of the staff stands where in the hall; tellers at counters are in the events.
    CREATE TABLE positions (branch TEXT, date TEXT, person TEXT, position INTEGER NOT NULL, reserve TEXT NOT NULL,
                            PRIMARY KEY (branch, date, person)) WITHOUT ROWID;
    """,
    """
    ALTER TABLE attempts ADD COLUMN mode TEXT NOT NULL DEFAULT 'practice';
    -- Role-plays that are being played (sessions are those of logins).
    CREATE TABLE playing (id TEXT PRIMARY KEY, staff TEXT NOT NULL, scenario TEXT NOT NULL, seed TEXT NOT NULL,
                          mode TEXT NOT NULL, began INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX playing_staff ON playing (staff);
    CREATE TABLE playing_turns (id TEXT, number INTEGER, body TEXT NOT NULL, PRIMARY KEY (id, number)) WITHOUT ROWID;
    """,
    """
    -- What trainers say of single checks; the attempt's total with them, null while nobody has said anything.
    CREATE TABLE reviews (number INTEGER PRIMARY KEY, attempt INTEGER NOT NULL, item TEXT NOT NULL, machine TEXT NOT NULL,
                          result TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX reviews_attempt ON reviews (attempt, item, by);
    ALTER TABLE attempts ADD COLUMN reviewed_total REAL;
    ALTER TABLE attempts ADD COLUMN reviewed_passed INTEGER;
    ALTER TABLE attempts ADD COLUMN reviewed_grade TEXT;
    """,
    """
    -- Whose branch it was, and what the report found, to be counted without reading reports.
    ALTER TABLE attempts ADD COLUMN branch TEXT NOT NULL DEFAULT '';
    UPDATE attempts SET branch = coalesce((SELECT branch FROM staff WHERE id = attempts.staff), '');
    CREATE INDEX attempts_branch ON attempts (branch, at);
    CREATE TABLE attempt_checks (attempt INTEGER, item TEXT, result TEXT NOT NULL, reviewed TEXT,
                                 PRIMARY KEY (attempt, item)) WITHOUT ROWID;
    CREATE TABLE attempt_faults (attempt INTEGER, item TEXT, times INTEGER NOT NULL,
                                 PRIMARY KEY (attempt, item)) WITHOUT ROWID;
    INSERT OR IGNORE INTO attempt_checks SELECT number, value ->> 'id', value ->> 'result', (SELECT reviews.result
        FROM reviews WHERE reviews.attempt = attempts.number AND item = value ->> 'id' ORDER BY reviews.number DESC LIMIT 1)
        FROM attempts, json_each(attempts.report, '$.checks');
    INSERT INTO attempt_faults SELECT number, coalesce(value ->> 'id', value ->> 'fault') AS item, count(*)
        FROM attempts, json_each(attempts.report, '$.faults') GROUP BY number, item;
    """,
    """
    -- Courses: what was assigned to whom (to a branch: to whoever was there), and who has completed it.
    CREATE TABLE assignments (id TEXT PRIMARY KEY, course TEXT NOT NULL, branch TEXT NOT NULL, due TEXT NOT NULL,
                              by TEXT NOT NULL, at INTEGER NOT NULL, withdrawn_at INTEGER) WITHOUT ROWID;
    CREATE TABLE assigned (assignment TEXT, staff TEXT, PRIMARY KEY (assignment, staff)) WITHOUT ROWID;
    CREATE INDEX assigned_staff ON assigned (staff);
    CREATE TABLE certificates (number INTEGER PRIMARY KEY, assignment TEXT NOT NULL, staff TEXT NOT NULL,
                               course TEXT NOT NULL, total REAL NOT NULL, at INTEGER NOT NULL, attempts TEXT NOT NULL,
                               UNIQUE (assignment, staff));
    CREATE INDEX certificates_staff ON certificates (staff);
    """,
    """
    -- For the learning record store, until it has accepted them; `parked` is why it never will.
    CREATE TABLE statements (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, attempt INTEGER NOT NULL,
                             body TEXT NOT NULL, parked TEXT);
    """,
    """
    -- All that is asked of many attempts at once, so that nobody passes through their reports.
    DROP INDEX attempts_branch;
    CREATE INDEX attempts_branch ON attempts (branch, at, scenario, staff, mode, total, passed, grade, reviewed_total,
                                              reviewed_passed);
    """,
]


class StoreError(Exception):
    """The database cannot be used; the text says why and what to do."""


class Store:
    """A folder of data: the database, the server's key, the lock of the process that looks after the clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.key = _server_key(folder / "server.key")
        except OSError as error:
            raise StoreError(f"cannot use the data folder {folder}: {error.strerror}") from error
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readers")
        self.db: sqlite3.Connection = self._thread.submit(self._open).result()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.folder / "lobby.db", isolation_level=None, timeout=10)
        db.row_factory = sqlite3.Row
        return db

    def _open(self) -> sqlite3.Connection:
        path = self.folder / "lobby.db"
        try:
            db = self._connect()
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            _migrate(db, path)
        except sqlite3.Error as error:
            raise StoreError(f"cannot use the database {path}: {error}") from error
        return db

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """Runs `work` in the database's thread. It runs to its end even when the caller goes away."""
        return await asyncio.wrap_future(self._thread.submit(work, *args))

    def call(self, work: Callable[..., T], *args: Any) -> T:
        """The same from a thread that may wait."""
        return self._thread.submit(work, *args).result()

    async def look(self, work: Callable[..., T], *args: Any) -> T:
        """Runs `work(db, …)`, which only reads and may take long, beside the database's thread: the hall does not wait."""

        def reading() -> T:
            db = self._connect()
            try:
                db.execute("PRAGMA query_only = ON")
                db.execute("BEGIN")  # one view of the data, however many statements
                return work(db, *args)
            finally:
                db.close()

        return await asyncio.wrap_future(self._readers.submit(reading))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write transaction; only in the database's thread."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self._readers.shutdown()
        self._thread.submit(self.db.close).result()
        self._thread.shutdown()

    def hash(self, secret: str) -> bytes:
        """What is stored of a token."""
        return hashlib.sha256(secret.encode()).digest()

    def digest(self, body: bytes) -> bytes:
        """A keyed fingerprint: says whether two requests are the same without giving away what is in them."""
        return hmac.new(self.key, b"body\0" + body, hashlib.sha256).digest()

    def link(self, seed: str) -> str:
        """The customer's link made from a command's id: 128 bits that only the server's key can say again."""
        raw = hmac.new(self.key, b"link\0" + seed.encode(), hashlib.sha256).digest()[:16]
        return base64_text(raw)

    def seal(self, secret: str) -> str:
        """A secret that must be said again, such as the password of another service; the table alone does not say it."""
        nonce, raw = secrets.token_bytes(16), secret.encode()
        hidden = bytes(one ^ other for one, other in zip(raw, self._stream(nonce, len(raw))))
        return (nonce + self._mark(nonce + hidden) + hidden).hex()

    def unseal(self, sealed: str) -> str:
        """Empty when it was sealed with another key."""
        raw = bytes.fromhex(sealed)
        nonce, mark, hidden = raw[:16], raw[16:32], raw[32:]
        if not hmac.compare_digest(mark, self._mark(nonce + hidden)):
            return ""
        return bytes(one ^ other for one, other in zip(hidden, self._stream(nonce, len(hidden)))).decode()

    def _mark(self, hidden: bytes) -> bytes:
        return hmac.new(self.key, b"sealed\0" + hidden, hashlib.sha256).digest()[:16]

    def _stream(self, nonce: bytes, length: int) -> bytes:
        blocks = (
            hmac.new(self.key, b"stream\0" + nonce + number.to_bytes(4, "big"), hashlib.sha256).digest()
            for number in range(length // 32 + 1)
        )
        return b"".join(blocks)[:length]


def base64_text(raw: bytes) -> str:
    import base64

    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def new_token() -> str:
    return base64_text(secrets.token_bytes(24))


def _server_key(path: Path) -> bytes:
    """32 random bytes, made once. Written under another name and linked, so that two starting processes agree."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_bytes()


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    if _schema_version(db) == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")  # two servers may start at the same time
    done = _schema_version(db)
    if done > len(MIGRATIONS):
        db.execute("ROLLBACK")
        raise StoreError(f"{path} was written by a newer version of Lobby (schema {done}, known {len(MIGRATIONS)})")
    for script in MIGRATIONS[done:]:
        for statement in _statements(script):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    db.execute("COMMIT")


def _schema_version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Single statements: executescript() would end the transaction."""
    pending = ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""

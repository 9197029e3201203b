"""Puts the server together: what it serves, what runs beside, how it starts and stops."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from server import ROOT, demo, http, native
from server.api import Api, bank_text
from server.clock import Clock
from server.days import Days
from server.files import Files
from server.keeper import Keeper, Lock
from server.live import Live
from server.manage_api import ManageApi
from server.outbox import Outbox
from server.staff_api import StaffApi
from server.store import Store, StoreError
from server.training import Training
from server.training_api import TrainingApi
from server.xapi import Statements

log = logging.getLogger("lobby")


@dataclass
class Options:
    bank: Path
    data: Path
    web: Path
    native: Path | None
    demo: bool = True
    demo_clock: str = "auto"
    webhook: str = ""
    behind_proxy: bool = False
    public_url: str = ""


class Server:
    """Everything but the socket."""

    def __init__(self, options: Options) -> None:
        """Raises BankError of the core, StoreError, OSError."""
        self.options = options
        self.core = native.load(options.native)
        source = options.bank.read_text(encoding="utf-8")
        self.bank: Any = self.core.Bank(source, str(options.bank))
        self.store = Store(options.data)
        self.store.call(self._check_kind)
        self.lock = Lock(options.data / "lobby.lock")
        self.alone = self.lock.take()
        self._agree_with_the_other(hashlib.sha256(source.encode()).hexdigest())
        self.clock = Clock(self.store.call(self._demo_shift) if options.demo and options.demo_clock == "auto" else 0)
        self.live = Live(self.clock)
        self.days = Days(self.store, self.core, self.bank, self.clock, self.live.publish)
        self.training = Training(self.core, ROOT / "scenarios")
        self.people = demo.Demo(self.days, self.lock) if options.demo else None
        visitors = http.Visitors(self.store, options.behind_proxy, options.public_url)
        files = Files(options.web, ROOT / "scenarios")
        self.api = Api(self.days, self.live, files, self.training, visitors, self.people, bank_text(source))
        self.kiosk_codes: list[tuple[str, str]] = self.store.call(self._first_things)
        self._tasks: list[asyncio.Task[None]] = []

    def _check_kind(self) -> None:
        """A demo's people must never walk into a real bank's data, nor its events stand in a real log."""
        kind = "demo" if self.options.demo else "real"
        with self.store.transaction() as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES ('kind', ?)", (kind,))
            stored = db.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()["value"]
        if stored != kind:
            what = {"demo": "a demo", "real": "a real bank"}[stored]
            raise StoreError(f"the folder {self.options.data} holds the data of {what}; choose another with --data")

    def _agree_with_the_other(self, bank: str) -> None:
        """Several servers may use one folder, but only for one and the same bank file: they decide about the same days."""
        if self.alone:
            self.lock.write(bank)
        elif self.lock.read() not in ("", bank):
            raise StoreError(
                f"another server uses the folder {self.options.data} with another bank file, or with an older version of "
                "this one; stop it first, or choose another folder with --data"
            )

    def _demo_shift(self) -> int:
        with self.store.transaction() as db:
            return demo.load_shift(db, self.bank, may_grow=self.alone)

    def _first_things(self) -> list[tuple[str, str]]:
        if self.people is None:
            return []
        if self.alone:
            self.people.prepare()
        with self.store.transaction() as db:
            demo.add_accounts(db, self.bank.branches[0])
            return demo.kiosk_codes(self.days)

    def has_staff(self) -> bool:
        return bool(self.store.call(lambda: self.store.db.execute("SELECT 1 FROM staff LIMIT 1").fetchone()))

    # ---------------------------------------------------------------- running

    def application(self) -> web.Application:
        app = web.Application(middlewares=[http.problems], client_max_size=http.TRANSCRIPT)
        app.on_response_prepare.append(http.add_security_headers)
        app.on_startup.append(self._start)
        app.on_shutdown.append(self._stop)
        app.on_cleanup.append(self._close)
        routes(app, self.api, StaffApi(self.api), ManageApi(self.api))
        training_routes(app, TrainingApi(self.api))
        file_routes(app, self.api)
        return app

    async def _start(self, app: web.Application) -> None:
        self.live.attach()
        self._run("poll", self.live.poll(self.days))
        in_the_past = self.people.lives_in_the_past if self.people else None
        self._run("keeper", Keeper(self.days, self.lock, in_the_past).run())
        self._run("outbox", Outbox(self.store, self.lock, self.options.webhook).run())
        self._run("statements", Statements(self.store, self.lock).run())
        if self.people is not None:
            self._run("demo", self.people.run())
            self._run("demo's past", self.people.remember())

    def _run(self, name: str, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_tell_failure)
        self._tasks.append(task)

    async def _stop(self, app: web.Application) -> None:
        self.live.close()
        for task in self._tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _close(self, app: web.Application) -> None:
        self.store.close()
        self.lock.release()


def _tell_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("%s has stopped", task.get_name(), exc_info=task.exception())


def routes(app: web.Application, api: Api, staff: StaffApi, manage: ManageApi) -> None:
    day = "/api/days/{branch}/{date}"
    app.router.add_get("/api/hello", api.hello)
    app.router.add_get("/api/bank", api.bank)
    app.router.add_get("/api/now", api.now)
    app.router.add_get(day, api.snapshot)
    app.router.add_get(f"{day}/events", api.events)
    app.router.add_get(f"{day}/stream", api.stream, allow_head=False)
    app.router.add_get(f"{day}/offers", api.offers)
    app.router.add_get(f"{day}/people", staff.people)
    app.router.add_get(f"{day}/positions", manage.positions)
    app.router.add_post(f"{day}/positions", manage.stand)
    app.router.add_get("/api/branches/{branch}/history", manage.history)
    app.router.add_get("/api/branches/{branch}/staff", manage.staff)
    app.router.add_post("/api/commands", api.command)
    app.router.add_post("/api/moves", api.move)
    app.router.add_get("/api/visits/{link}", api.visit)
    app.router.add_get("/api/visits/{link}/qr", api.visit_qr)
    app.router.add_get("/api/visits/{link}/calendar.ics", api.visit_calendar)
    app.router.add_delete("/api/visits/{link}/person", api.forget)
    app.router.add_post("/api/kiosks", staff.enrol)
    app.router.add_get("/api/kiosk", staff.kiosk)
    app.router.add_post("/api/kiosk-codes", staff.new_kiosk_code)
    app.router.add_get("/api/codes/{code}", staff.code)
    app.router.add_post("/api/session", staff.log_in)
    app.router.add_get("/api/session", staff.session)
    app.router.add_delete("/api/session", staff.log_out)
    app.router.add_get("/api/scenarios", api.scenarios)


def training_routes(app: web.Application, training: TrainingApi) -> None:
    app.router.add_get("/api/training/sessions", training.sessions)
    app.router.add_put("/api/training/sessions/{id}", training.put_session)
    app.router.add_delete("/api/training/sessions/{id}", training.remove_session)
    app.router.add_post("/api/training/attempts", training.score)
    app.router.add_get("/api/training/attempts", training.attempts)
    app.router.add_get("/api/training/attempts/{number}", training.attempt)
    app.router.add_get("/api/training/attempts/{number}/reviews", training.reviews)
    app.router.add_post("/api/training/attempts/{number}/reviews", training.review)
    app.router.add_get("/api/training/agreement", training.agreement)
    app.router.add_get("/api/training/overview", training.overview)
    app.router.add_get("/api/training/overview.csv", training.overview_csv)
    app.router.add_get("/api/training/attempts.csv", training.attempts_csv)
    app.router.add_get("/api/training/assignments", training.assignments)
    app.router.add_post("/api/training/assignments", training.assign)
    app.router.add_delete("/api/training/assignments/{id}", training.withdraw)
    app.router.add_post("/api/training/assignments/{id}/done", training.complete)
    app.router.add_get("/api/training/courses", training.courses)
    app.router.add_get("/api/training/certificates", training.certificates)
    app.router.add_get("/api/training/settings", training.settings)
    app.router.add_put("/api/training/settings", training.put_settings)
    app.router.add_get("/api/training/outbox", training.outbox)


def file_routes(app: web.Application, api: Api) -> None:
    """What is described and what is a file; the last takes every address that is left."""
    app.router.add_get("/api/openapi.json", api.openapi)
    app.router.add_get("/api/", api.readable)
    app.router.add_get("/api/style.css", api.style)
    app.router.add_get("/{rest:.*}", api.file)

"""The routes of training: role-plays that are being played, those that were, what trainers say of them and
see of many, courses, and where finished ones are sent."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web

from server import courses, http, overview, progress, reviews, sessions, texts, training, xapi
from server.api import Api
from server.commands import Staff
from server.problems import Problem, malformed

T = TypeVar("T")


def _number_of(request: web.Request) -> int:
    text = request.match_info["number"]
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise malformed("attempt: must be a whole number")
    return int(text)


async def _apart(work: Callable[..., T], *args: Any) -> T:
    """In a thread of its own: what takes a while and needs no database."""
    return await asyncio.get_running_loop().run_in_executor(None, work, *args)


class TrainingApi:
    def __init__(self, api: Api) -> None:
        self.days = api.days
        self.clock = api.days.clock
        self.store = api.store
        self.training = api.training
        self.visitors = api.visitors
        self.demo = api.demo is not None

    async def _change(self, work: Callable[..., T], *args: Any) -> T:
        """`work(db, …)` in a transaction of its own."""

        def change() -> T:
            with self.store.transaction() as db:
                return work(db, *args)

        return await self.store.run(change)

    # ---------------------------------------------------------------- sessions

    async def put_session(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        body, _ = await http.read_body(request, http.TRANSCRIPT)
        running = await _apart(self.training.running, request.match_info["id"], body)
        return http.answer(await self._played(running, staff, sessions.put, running, staff, self.clock.now()))

    async def _played(self, session: sessions.Running, staff: Staff, work: Callable[..., T], *args: Any) -> T:
        """`work(db, …)` keeps what was played, unless an examination must come first."""

        def change(db: sqlite3.Connection) -> T:
            courses.refuse_practice(db, self.days, self.training, session, staff)
            return work(db, *args)

        return await self._change(change)

    async def sessions(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        return http.answer({"sessions": await self.store.run(sessions.of_staff, self.store, staff.id)})

    async def remove_session(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        await self._change(sessions.remove, request.match_info["id"], staff)
        return web.Response(status=204)

    # ---------------------------------------------------------------- attempts

    async def score(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        body, _ = await http.read_body(request, http.TRANSCRIPT)
        scored = await _apart(self.training.score, body)
        home = self.visitors.origin(request)
        keep = (training.keep, staff, scored, self.clock.now(), home)
        return http.answer(await self._played(scored.session, staff, *keep), 201)

    async def attempts(self, request: web.Request) -> web.Response:
        found = await self.store.run(training.attempts_of, self.store, *await self._whose(request))
        return http.answer({"attempts": found})

    async def attempt(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        return http.answer(await self.store.run(training.attempt, self.store, _number_of(request), staff))

    # ---------------------------------------------------------------- reviews

    async def review(self, request: web.Request) -> web.Response:
        trainer = await self.visitors.staff_needed(request, "trainer")
        number, (body, _) = _number_of(request), await http.read_body(request)
        review, core = reviews.read(body), self.training.core
        return http.answer(await self._change(reviews.put, core, number, review, trainer, self.clock.now()), 201)

    async def reviews(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        found = await self.store.run(training.review_history, self.store, _number_of(request), staff)
        return http.answer({"reviews": found})

    async def agreement(self, request: web.Request) -> web.Response:
        await self.visitors.staff_needed(request, "trainer")
        return http.answer(await self.store.run(reviews.agreement, self.store))

    # ---------------------------------------------------------------- overview

    async def _scope(self, request: web.Request) -> overview.Wanted:
        """Trainers see every branch, managers those they work in."""
        staff = await self.visitors.staff_needed(request, "trainer", "manager")
        everywhere = "trainer" in staff.roles or staff.anywhere
        branch = request.query.get("branch", "") or ("" if everywhere else staff.branch)
        if branch and branch not in self.days.facts:
            raise Problem(404, "unknown_branch", subject=branch[:64])
        if not everywhere and branch != staff.branch:
            raise Problem(403, "wrong_role")
        return overview.read(request.query, [branch] if branch else list(self.days.facts), not branch, self._today())

    def _today(self) -> dt.date:
        return max(dt.date.fromisoformat(self.days.today(branch)) for branch in self.days.facts)

    async def _look(self, request: web.Request, work: Callable[..., T]) -> T:
        wanted, language = await self._scope(request), request.query.get("lang", "")
        if language not in texts.LANGUAGES:
            language = http.language(request)
        return await self.store.look(work, self.days, self.training, wanted, language)

    async def overview(self, request: web.Request) -> web.Response:
        return http.answer(await self._look(request, overview.overview))

    async def overview_csv(self, request: web.Request) -> web.Response:
        return http.attachment(await self._look(request, overview.overview_csv), "text/csv", "overview.csv")

    async def attempts_csv(self, request: web.Request) -> web.Response:
        return http.attachment(await self._look(request, overview.attempts_csv), "text/csv", "attempts.csv")

    # ---------------------------------------------------------------- courses

    async def _whose(self, request: web.Request) -> tuple[str, str]:
        """Whose are asked for, a staff id or EVERYBODY, and in which branch (empty: anywhere)."""
        staff = await self.visitors.staff_needed(request)
        of = request.query.get("staff", staff.id)
        if of == staff.id or "trainer" in staff.roles:
            return of, ""
        if "manager" not in staff.roles:
            raise Problem(403, "wrong_role")
        return of, "" if staff.anywhere else staff.branch

    async def assign(self, request: web.Request) -> web.Response:
        staff, (body, _) = await self.visitors.staff_needed(request), await http.read_body(request)
        wanted = courses.read(body)
        if wanted.staff != [staff.id]:
            await self.visitors.staff_needed(request, "trainer", "manager")
        if wanted.branch and wanted.branch not in self.days.facts:
            raise Problem(404, "unknown_branch", subject=wanted.branch[:64])
        assigned = await self._change(courses.assign, self.days, self.training, wanted, staff, self._today())
        return http.answer(assigned, 201)

    async def assignments(self, request: web.Request) -> web.Response:
        found = await self.store.run(courses.assignments, self.store, *await self._whose(request))
        return http.answer({"assignments": found})

    async def withdraw(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        await self._change(courses.withdraw, self.days, self.training, request.match_info["id"], staff)
        return web.Response(status=204)

    async def complete(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        if (await http.read_body(request))[0]:
            raise malformed("must be {}")
        id = request.match_info["id"]
        return http.answer(await self._change(courses.complete, self.days, self.training, id, staff), 201)

    async def courses(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        about = (self.days, self.training, staff.id, staff.branch, self.clock.now())
        return http.answer(await self.store.look(progress.mine, *about))

    async def certificates(self, request: web.Request) -> web.Response:
        found = await self.store.run(courses.certificates, self.store, *await self._whose(request))
        return http.answer({"certificates": found})

    # ---------------------------------------------------------------- the learning record store

    async def settings(self, request: web.Request) -> web.Response:
        await self.visitors.staff_needed(request, "trainer")
        return http.answer(await self.store.run(xapi.settings, self.store))

    async def put_settings(self, request: web.Request) -> web.Response:
        await self.visitors.staff_needed(request, "trainer")
        wanted = xapi.read((await http.read_body(request))[0])
        if wanted is not None and self.demo:
            xapi.must_be_here(wanted["endpoint"])
        return http.answer(await self._change(xapi.put_settings, self.store, wanted))

    async def outbox(self, request: web.Request) -> web.Response:
        await self.visitors.staff_needed(request, "trainer")
        return http.answer(await self.store.run(xapi.outbox, self.store))

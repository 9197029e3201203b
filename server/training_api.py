"""The routes of training: role-plays that are being played, those that were, and what trainers say of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web

from server import http, reviews, sessions, training
from server.api import Api
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
        self.clock = api.days.clock
        self.store = api.store
        self.training = api.training
        self.visitors = api.visitors

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
        return http.answer(await self._change(sessions.put, running, staff, self.clock.now()))

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
        return http.answer(await self._change(training.keep, staff, scored, self.clock.now()), 201)

    async def attempts(self, request: web.Request) -> web.Response:
        staff = await self.visitors.staff_needed(request)
        of = request.query.get("staff", staff.id)
        if of != staff.id and "trainer" not in staff.roles:
            raise Problem(403, "wrong_role")
        return http.answer({"attempts": await self.store.run(training.attempts_of, self.store, of)})

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

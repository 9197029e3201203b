"""The routes of staff and kiosks."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from server import accounts, http, visits
from server.api import Api
from server.commands import DATE, Staff, text_of
from server.problems import Problem

KIOSK_SECONDS = 400 * 86_400  # the longest a browser keeps a cookie


def _staff_value(staff: Staff) -> dict[str, Any]:
    return {"id": staff.id, "name": staff.name, "roles": staff.roles, "branch": staff.branch}


class StaffApi:
    def __init__(self, api: Api) -> None:
        self.api = api
        self.store = api.store
        self.visitors = api.visitors
        self.limits = api.limits

    # ---------------------------------------------------------------- session

    async def log_in(self, request: web.Request) -> web.Response:
        body, _ = await http.read_body(request)
        user, password = text_of(body, "user"), text_of(body, "password")
        keys = (f"address {self.visitors.address(request)}", f"user {user}")
        for key in keys:
            self.limits.log_in.check(key)
        stored = await self.store.run(accounts.stored_password, self.store.db, user)
        # Checking takes long on purpose: in a thread of its own.
        if not await asyncio.get_running_loop().run_in_executor(None, accounts.password_fits, stored, password):
            for key in keys:
                self.limits.log_in.count(key)
            raise Problem(401, "wrong_password")

        def work() -> tuple[str, Staff | None]:
            with self.store.transaction() as db:
                return accounts.open_session(db, self.store, user), accounts.find_staff(db, user)

        token, staff = await self.store.run(work)
        if staff is None:
            raise Problem(401, "wrong_password")
        response = http.answer(_staff_value(staff))
        self.visitors.set_cookie(request, response, http.SESSION, token, accounts.SESSION_SECONDS)
        return response

    async def session(self, request: web.Request) -> web.Response:
        return http.answer(_staff_value(await self.visitors.staff_needed(request)))

    async def log_out(self, request: web.Request) -> web.Response:
        token = request.cookies.get(http.SESSION, "")

        def work() -> None:
            with self.store.transaction() as db:
                accounts.close_session(db, self.store, token)

        if token:
            await self.store.run(work)
        response = web.Response(status=204)
        response.del_cookie(http.SESSION, path="/")
        return response

    async def people(self, request: web.Request) -> web.Response:
        branch, date = request.match_info["branch"], request.match_info["date"]
        if branch not in self.api.days.facts:
            raise Problem(404, "unknown_branch", subject=branch[:64])
        if not DATE.fullmatch(date):
            raise Problem(404, "unknown_day", subject=date[:64])
        await self.visitors.staff_needed(request, "teller", "lobby", branch=branch)

        def work() -> list[dict[str, Any]]:
            rows = self.store.db.execute(
                "SELECT appointment, ticket, name, phone FROM people WHERE branch = ? AND date = ?", (branch, date)
            )
            return [dict(row) for row in rows]

        return http.answer({"people": await self.store.run(work)})

    # ---------------------------------------------------------------- kiosks

    async def new_kiosk_code(self, request: web.Request) -> web.Response:
        body, _ = await http.read_body(request)
        branch = text_of(body, "branch")
        if branch not in self.api.days.facts:
            raise Problem(404, "unknown_branch", subject=branch[:64])
        await self.visitors.staff_needed(request, "lobby", "manager", branch=branch)

        def work() -> tuple[str, int]:
            with self.store.transaction() as db:
                return accounts.new_kiosk_code(db, self.store, branch)

        code, expires = await self.store.run(work)
        return http.answer({"code": code, "expires": expires}, 201)

    async def enrol(self, request: web.Request) -> web.Response:
        body, _ = await http.read_body(request)
        code = text_of(body, "code")
        key = f"kiosk {self.visitors.address(request)}"
        self.limits.code.check(key)

        def work() -> tuple[str, str]:
            with self.store.transaction() as db:
                return accounts.enrol_kiosk(db, self.store, code)

        try:
            token, branch = await self.store.run(work)
        except Problem:
            self.limits.code.count(key)
            raise
        response = http.answer({"branch": branch}, 201)
        self.visitors.set_cookie(request, response, http.KIOSK, token, KIOSK_SECONDS)
        return response

    async def _kiosk_needed(self, request: web.Request) -> str:
        branch = await self.visitors.kiosk(request)
        if branch not in self.api.days.facts:
            raise Problem(401, "kiosk_needed")
        return branch

    async def kiosk(self, request: web.Request) -> web.Response:
        return http.answer({"branch": await self._kiosk_needed(request)})

    async def code(self, request: web.Request) -> web.Response:
        branch = await self._kiosk_needed(request)
        key = self.visitors.guesser(request)
        self.limits.code.check(key)
        date = self.api.days.today(branch)
        try:
            appointment = await self.store.run(
                visits.find_code, self.store.db, branch, date, request.match_info["code"]
            )
        except Problem:
            self.limits.code.count(key)
            raise
        return http.answer({"branch": branch, "date": date, "appointment": appointment})

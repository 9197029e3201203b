"""The routes of the manager: what the branch has seen, who works there and stands where in the hall."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from server import accounts, history, http
from server.api import Api
from server.commands import DATE, text_of
from server.problems import Problem, malformed

MOST_PEOPLE = 60  # on one day's plan of a hall
LAST_POSITION = 7


def _position_of(body: dict[str, Any]) -> int | None:
    value = body.get("position")
    if value is None and "position" in body:
        return None
    if type(value) is not int or not 0 <= value <= LAST_POSITION:
        raise malformed(f"position: must be a whole number from 0 to {LAST_POSITION}, or null")
    return value


class ManageApi:
    def __init__(self, api: Api) -> None:
        self.days = api.days
        self.store = api.store
        self.visitors = api.visitors

    def _branch_of(self, request: web.Request) -> str:
        branch = request.match_info["branch"]
        if branch not in self.days.facts:
            raise Problem(404, "unknown_branch", subject=branch[:64])
        return branch

    def _day_of(self, request: web.Request) -> tuple[str, str]:
        branch, date = self._branch_of(request), request.match_info["date"]
        if not DATE.fullmatch(date):
            raise Problem(404, "unknown_day", subject=date[:64])
        return branch, date

    async def history(self, request: web.Request) -> web.Response:
        branch = self._branch_of(request)
        await self.visitors.staff_needed(request, "manager", branch=branch)
        response = http.answer_text(await self.store.run(history.of_branch, self.days, branch))
        response.enable_compression()
        return response

    async def staff(self, request: web.Request) -> web.Response:
        branch = self._branch_of(request)
        await self.visitors.staff_needed(request, branch=branch)
        return http.answer(await self.store.run(accounts.of_branch, self.store.db, branch))

    async def positions(self, request: web.Request) -> web.Response:
        branch, date = self._day_of(request)
        await self.visitors.staff_needed(request, branch=branch)
        return http.answer(await self.store.run(history.positions, self.days, branch, date))

    async def stand(self, request: web.Request) -> web.Response:
        branch, date = self._day_of(request)
        await self.visitors.staff_needed(request, "lobby", "manager", branch=branch)
        body, _ = await http.read_body(request)
        person = text_of(body, "person").strip()
        if not 1 <= len(person) <= 40 or not person.isprintable():
            raise malformed("person: must be a name of 1 to 40 characters")
        position, reserve = _position_of(body), text_of(body, "reserve", needed=False) or "none"
        if reserve not in history.RESERVES:
            raise malformed("reserve: must be one of " + ", ".join(history.RESERVES))

        def work() -> dict[str, Any]:
            self.days.open(branch, date)  # such as a date that is no day
            here = history.positions(self.days, branch, date)["positions"]
            if position is not None and len(here) >= MOST_PEOPLE and all(one["person"] != person for one in here):
                raise malformed(f"person: at most {MOST_PEOPLE} can stand on the plan")
            return history.stand(self.days, branch, date, person, position, reserve)

        return http.answer(await self.store.run(work))

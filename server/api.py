"""Every route of docs/api.md but the staff's own (see staff_api)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import segno
from aiohttp import web

from server import calendar_file, demo, http, openapi, texts, version, visits
from server import clock as clocks
from server.commands import DATE, Commands, read
from server.days import Days
from server.demo import Demo
from server.files import Files
from server.hall import Hall
from server.limits import Limit
from server.live import Live
from server.problems import Problem, malformed
from server.training import Training


@dataclass
class Limits:
    """Per address; a whole branch may share one."""

    log_in: Limit
    hold: Limit
    code: Limit

    @classmethod
    def usual(cls) -> Limits:
        # 200 holds at once, then one a second; 10 wrong passwords or codes, then one a minute or half a minute.
        return cls(log_in=Limit(10, 60), hold=Limit(200, 1), code=Limit(10, 30))


class Api:
    def __init__(
        self, days: Days, live: Live, files: Files, training: Training, visitors: http.Visitors, people: Demo | None,
        bank_text: str,
    ) -> None:  # fmt: skip
        self.days = days
        self.store = days.store
        self.live = live
        self.files = files
        self.training = training
        self.visitors = visitors
        self.demo = people
        self.bank_text = bank_text
        self.commands = Commands(days)
        self.hall = Hall(days)
        self.limits = Limits.usual()

    # ---------------------------------------------------------------- everybody

    async def hello(self, request: web.Request) -> web.Response:
        value: dict[str, Any] = {"now": self.days.clock.now(), "demo": self.demo is not None, "version": version()}
        if self.demo is not None:
            value["accounts"] = demo.account_list()
        return http.answer(value)

    async def bank(self, request: web.Request) -> web.Response:
        return http.answer_text(self.bank_text)

    async def now(self, request: web.Request) -> web.Response:
        return http.answer_text(await self.hall.now())

    def _day_of(self, request: web.Request) -> tuple[str, str]:
        branch, date = request.match_info["branch"], request.match_info["date"]
        if branch not in self.days.facts:
            raise Problem(404, "unknown_branch", subject=branch[:64])
        if not DATE.fullmatch(date):
            raise Problem(404, "unknown_day", subject=date[:64])
        return branch, date

    async def snapshot(self, request: web.Request) -> web.Response:
        key = self._day_of(request)

        def work() -> tuple[bytes, int, int]:
            day = self.days.open(*key)
            return day.snapshot(self.days.experience(key[0])[1]), day.number, day.utc_offset_minutes

        body, number, offset = await self.store.run(work)
        response = web.Response(
            body=body,
            content_type="application/vnd.lobby.snapshot",
            headers={"Cache-Control": "no-store", "Lobby-Number": str(number), "Lobby-Utc-Offset": str(offset)},
        )
        response.enable_compression()
        return response

    @staticmethod
    def _after(request: web.Request) -> int:
        text = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise malformed("after: must be a whole number")
        return int(text)

    async def events(self, request: web.Request) -> web.Response:
        key, after = self._day_of(request), self._after(request)

        def work() -> list[tuple[int, str]]:
            self.days.open(*key)
            return self.days.events_after(*key, after)

        return http.answer_text('{"events":[' + ",".join(body for _, body in await self.store.run(work)) + "]}")

    async def offers(self, request: web.Request) -> web.Response:
        key, service = self._day_of(request), request.query.get("service", "")
        if service not in self.days.facts[key[0]]["services"]:
            raise Problem.refusal("unknown_service", service[:64])

        def work() -> list[dict[str, Any]]:
            offers: list[dict[str, Any]] = self.days.open(*key).offers(service, self.days.clock.now())
            return offers

        return http.answer({"offers": await self.store.run(work)})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        return await self.live.stream(request, self.days, self._day_of(request), self._after(request))

    async def command(self, request: web.Request) -> web.Response:
        body, raw = await http.read_body(request)
        wanted = read(body, self.store.digest(raw))
        who = await self.visitors.who(request)
        if wanted.kind in ("slot.hold", "ticket.take") and who.staff is None and not who.kiosk:
            self.limits.hold.take(self.visitors.address(request))
        if wanted.code:
            self.limits.code.check(self.visitors.guesser(request))
        if self.demo is not None:
            await self.demo.ready(wanted.branch)
        try:
            return http.answer(await self.store.run(self.commands.command, wanted, who))
        except Problem as problem:
            if problem.name == "unknown_code":
                self.limits.code.count(self.visitors.guesser(request))
            raise

    async def move(self, request: web.Request) -> web.Response:
        body, raw = await http.read_body(request)
        who = await self.visitors.who(request)
        return http.answer(await self.store.run(self.commands.move, body, self.store.digest(raw), who))

    # ---------------------------------------------------------------- a customer's visit

    def _visit(self, link: str) -> visits.Visit:
        """In the database's thread."""
        visit = visits.find_link(self.store.db, self.store, link, "0001-01-01")
        return visits.find_link(self.store.db, self.store, link, self.days.today(visit.branch))

    async def visit(self, request: web.Request) -> web.Response:
        link = request.match_info["link"]

        def work() -> dict[str, Any]:
            visit = self._visit(link)
            person = visits.find_person(self.store.db, visit.branch, visit.date, visit.appointment, visit.ticket)
            return {
                "branch": visit.branch,
                "date": visit.date,
                "appointment": visit.appointment,
                "ticket": visit.ticket,
                "code": visits.code_of(self.store.db, visit.branch, visit.date, visit.appointment),
                "name": person.name if person else "",
                "phone_masked": visits.mask_phone(person.phone) if person else "",
                "address": f"/v/{link}",
            }

        return http.answer(await self.store.run(work))

    async def visit_qr(self, request: web.Request) -> web.Response:
        link = request.match_info["link"]
        visit = await self.store.run(self._visit, link)
        text = f"{self.visitors.origin(request)}/v/{link}"
        if request.query.get("what") == "code":
            code = await self.store.run(visits.code_of, self.store.db, visit.branch, visit.date, visit.appointment)
            if not code:
                raise Problem(404, "unknown_code")
            text = f"LOBBY:{code}"
        code_matrix = segno.make(text, error="m", micro=False).matrix
        modules = ["".join("1" if module else "0" for module in row) for row in code_matrix]
        return http.answer({"modules": modules, "text": text})

    async def visit_calendar(self, request: web.Request) -> web.Response:
        link = request.match_info["link"]
        language = request.query.get("lang", http.language(request))
        if language not in texts.LANGUAGES:
            language = "en"
        origin = self.visitors.origin(request)

        def work() -> str:
            visit = self._visit(link)
            day = self.days.get(visit.branch, visit.date)
            appointment = day.appointment(visit.appointment)
            if appointment is None:
                raise Problem(404, "no_appointment")
            facts = self.days.facts[visit.branch]
            args = visits.message_args(facts, visit.date, language, appointment["service"], appointment["slot"])
            args["code"] = visits.code_of(self.store.db, visit.branch, visit.date, visit.appointment)
            args["link"] = f"{origin}/v/{link}"
            begin = clocks.moment(dt.date.fromisoformat(visit.date), appointment["slot"], day.utc_offset_minutes)
            return calendar_file.event(
                # Of the link's hash: the same after a move, so that the calendar moves its entry.
                uid=f"{visit.hash.hex()[:32]}@lobby",
                now=self.days.clock.now(),
                begin=begin,
                end=begin + facts["slot_minutes"] * 60_000,
                summary=texts.text("calendar.summary", language, args),
                location=f"{args['branch']}, {args['address']}",
                description=texts.text("calendar.description", language, args),
                url=f"{origin}/v/{link}",
                cancelled=appointment["state"] in ("cancelled", "expired", "no_show"),
            )

        return web.Response(
            body=(await self.store.run(work)).encode(),
            headers={
                "Content-Type": "text/calendar; charset=utf-8",
                "Content-Disposition": 'attachment; filename="appointment.ics"',
                "Cache-Control": "no-store",
            },
        )

    async def forget(self, request: web.Request) -> web.Response:
        link = request.match_info["link"]

        def work() -> None:
            visit = self._visit(link)
            with self.store.transaction() as db:
                visits.forget_person(db, visit)

        await self.store.run(work)
        return web.Response(status=204)

    # ---------------------------------------------------------------- descriptions and files

    async def openapi(self, request: web.Request) -> web.Response:
        return http.answer(openapi.document(version()))

    async def readable(self, request: web.Request) -> web.Response:
        page = openapi.page(openapi.document(version()))
        return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-cache"})

    async def style(self, request: web.Request) -> web.Response:
        return web.Response(text=openapi.STYLE, content_type="text/css", headers={"Cache-Control": "no-cache"})

    async def scenarios(self, request: web.Request) -> web.Response:
        return http.answer({"scenarios": [scenario.card for scenario in self.training.scenarios.values()]})

    async def file(self, request: web.Request) -> web.Response:
        return self.files.answer(request)


def bank_text(source: str) -> str:
    """The bank file without its white space."""
    return json.dumps(json.loads(source), ensure_ascii=False, separators=(",", ":"))

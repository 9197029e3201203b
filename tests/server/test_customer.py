"""A customer's appointment from the first hold to being forgotten."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
import subprocess
from pathlib import Path

import aiohttp
import icalendar
import pytest
from lobby import OFFSET, Lobby, events_of, new_id, today


def test_book_and_see(lobby: Lobby) -> None:
    link, number, code = lobby.book(600, today(1))
    assert len(link) == 22 and len(code) == 6 and code.isdigit()
    visit = lobby.get(f"/api/visits/{link}").json
    assert visit == {
        "branch": "east", "date": today(1), "appointment": number, "ticket": 0, "code": code, "name": "张伟",
        "phone_masked": "138****8000", "address": f"/v/{link}",
    }  # fmt: skip
    types = [event["type"] for event in lobby.events(today(1)) if event["data"].get("appointment") == number]
    assert types == ["slot.held", "appointment.booked"]


def test_no_personal_data_in_events(lobby: Lobby) -> None:
    lobby.book(630, today(1), name="欧阳询", phone="+86 139-1234-5678")
    events = lobby.get(f"/api/days/east/{today(1)}/events").body.decode()
    assert "欧阳询" not in events and "13912345678" not in events


def test_a_command_sent_twice_acts_once(lobby: Lobby) -> None:
    id, date = new_id(), today(2)
    data = {"service": "card", "slot": 540, "segment": "ordinary", "need": "none"}
    first = lobby.do("slot.hold", data, date, id=id)
    again = lobby.do("slot.hold", data, date, id=id)
    assert first.status == again.status == 200 and first.json == again.json
    held = [event for event in lobby.events(date) if event["type"] == "slot.held" and event["data"]["slot"] == 540]
    assert len(held) == 1
    other = lobby.do("slot.hold", {**data, "slot": 570}, date, id=id)
    assert other.status == 409 and other.json["key"] == "problem.id_reused"


def test_reschedule_and_cancel(lobby: Lobby) -> None:
    link, number, _ = lobby.book(690, today(1))
    moved = lobby.do("appointment.reschedule", {"appointment": number, "slot": 720}, today(1), link=link)
    assert moved.status == 200 and events_of(moved, "appointment.rescheduled")["slot"] == 720
    gone = lobby.do("appointment.cancel", {"appointment": number, "reason": "moved"}, today(1), link=link)
    assert events_of(gone, "appointment.cancelled")["reason"] == "customer"  # not the client's to choose
    again = lobby.do("appointment.cancel", {"appointment": number, "reason": ""}, today(1), link=link)
    assert again.status == 409 and again.json["key"] == "refusal.wrong_state"


def test_released_hold_can_be_taken_by_another(lobby: Lobby) -> None:
    held = lobby.hold(780, today(2), service="card")
    assert lobby.hold(780, today(2), service="card").json["key"] == "refusal.slot_full"
    number = events_of(held, "slot.held")["appointment"]
    gone = lobby.do(
        "appointment.cancel", {"appointment": number, "reason": "released"}, today(2), link=held.json["link"]
    )
    assert events_of(gone, "appointment.cancelled")["reason"] == "released"
    assert lobby.hold(780, today(2), service="card").status == 200


def test_move_to_another_date(lobby: Lobby) -> None:
    link, number, code = lobby.book(750, today(1), name="李娜")
    body = {"id": new_id(), "link": link, "date": today(3), "service": "cash", "slot": 840}
    moved = lobby.post("/api/moves", body)
    assert moved.status == 200, moved
    assert moved.json["link"] == link and moved.json["date"] == today(3) and moved.json["code"] != ""
    assert lobby.post("/api/moves", body).json == moved.json  # twice acts once
    visit = lobby.get(f"/api/visits/{link}").json
    assert (visit["date"], visit["appointment"], visit["name"]) == (today(3), moved.json["appointment"], "李娜")
    old = [event for event in lobby.events(today(1)) if event["type"] == "appointment.cancelled"]
    assert {"appointment": number, "reason": "moved"} in [event["data"] for event in old]


def test_move_that_fails_changes_nothing(lobby: Lobby) -> None:
    lobby.hold(870, today(3), service="card")
    link, number, code = lobby.book(900, today(1))
    before = len(lobby.events(today(1))), len(lobby.events(today(3)))
    body = {"id": new_id(), "link": link, "date": today(3), "service": "card", "slot": 870}
    assert lobby.post("/api/moves", body).json["key"] == "refusal.slot_full"
    # The hold there succeeds, the cancelling here is refused: neither may remain.
    lobby.do("appointment.cancel", {"appointment": number, "reason": ""}, today(1), link=link)
    body = {"id": new_id(), "link": link, "date": today(3), "service": "cash", "slot": 900}
    assert lobby.post("/api/moves", body).json["key"] == "refusal.wrong_state"
    assert (len(lobby.events(today(1))) - 1, len(lobby.events(today(3)))) == before
    assert lobby.get(f"/api/visits/{link}").json["date"] == today(1)


def test_links_are_private(lobby: Lobby) -> None:
    link, number, _ = lobby.book(930, today(1))
    other, _, _ = lobby.book(930, today(1))
    cancel = {"appointment": number, "reason": ""}
    assert lobby.do("appointment.cancel", cancel, today(1)).json["key"] == "problem.link_needed"
    assert lobby.do("appointment.cancel", cancel, today(1), link=other).json["key"] == "problem.other_visit"
    assert lobby.do("appointment.cancel", cancel, today(1), link="x" * 22).json["key"] == "problem.unknown_link"
    assert lobby.get("/api/visits/" + "x" * 22).status == 404
    database = sqlite3.connect(lobby.data / "lobby.db")
    stored = b" ".join(bytes(str(row), "utf-8") for row in database.execute("SELECT * FROM links"))
    stored += b" ".join(bytes(str(row), "utf-8") for row in database.execute("SELECT * FROM commands"))
    database.close()
    assert link.encode() not in stored


def test_link_expires_after_seven_days(lobby: Lobby) -> None:
    link, number, _ = lobby.book(960, today(1))
    database = sqlite3.connect(lobby.data / "lobby.db", timeout=10)

    def set_date(days: int) -> None:
        with database:
            database.execute(
                "UPDATE links SET date = ? WHERE branch = 'east' AND date IN (?, ?, ?) AND appointment = ?",
                (today(days), today(1), today(-7), today(-8), number),
            )

    set_date(-7)
    assert lobby.get(f"/api/visits/{link}").status == 200
    set_date(-8)
    reply = lobby.get(f"/api/visits/{link}", Accept_Language="zh-CN")
    assert reply.status == 410 and reply.json["key"] == "problem.link_expired" and "七天" in reply.json["detail"]
    assert lobby.do("appointment.cancel", {"appointment": number, "reason": ""}, link=link).status == 410
    set_date(1)
    database.close()


@pytest.mark.parametrize(
    ("person", "key"),
    [
        (None, "problem.person_needed"),
        ("张伟", "problem.person_needed"),
        ({"name": "张伟", "phone": 13800138000, "consent": True}, "problem.person_needed"),
        ({"name": "  ", "phone": "13800138000", "consent": True}, "problem.bad_name"),
        ({"name": "a\u0000b", "phone": "13800138000", "consent": True}, "problem.bad_name"),
        ({"name": "张" * 61, "phone": "13800138000", "consent": True}, "problem.bad_name"),
        ({"name": "张伟", "phone": "12-34", "consent": True}, "problem.bad_phone"),
        ({"name": "张伟", "phone": "1380013800O", "consent": True}, "problem.bad_phone"),
        ({"name": "张伟", "phone": "13800138000", "consent": False}, "problem.consent_needed"),
    ],
)
def test_person_is_checked(lobby: Lobby, person: object, key: str) -> None:
    held = lobby.hold(1020, today(4), service="card")
    data = {"appointment": events_of(held, "slot.held")["appointment"]}
    more = {} if person is None else {"person": person}
    reply = lobby.do("appointment.book", data, today(4), link=held.json["link"], **more)
    assert reply.status == 422 and reply.json["key"] == key
    lobby.do("appointment.cancel", {**data, "reason": "released"}, today(4), link=held.json["link"])


def test_forget_me(lobby: Lobby) -> None:
    link, number, _ = lobby.book(990, today(1), name="王小明", phone="13700001111")
    assert lobby.call("DELETE", f"/api/visits/{link}/person").status == 204
    visit = lobby.get(f"/api/visits/{link}").json
    assert visit["name"] == "" and visit["phone_masked"] == "" and visit["appointment"] == number
    database = sqlite3.connect(lobby.data / "lobby.db")
    everything = "\n".join(database.iterdump())
    database.close()
    assert "王小明" not in everything and "13700001111" not in everything


def test_calendar_file(lobby: Lobby) -> None:
    link, _, code = lobby.book(1050, today(1))
    for language, summary, address in (
        ("en", "Cash, East Street", "1, People's Road; second floor, south gate"),
        ("zh", "现金（东街支行）", "人民路 1 号；二楼，南门"),
    ):
        reply = lobby.get(f"/api/visits/{link}/calendar.ics?lang={language}")
        assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert all(len(line) <= 75 for line in reply.body.split(b"\r\n"))
        event = icalendar.Calendar.from_ical(reply.body).walk("VEVENT")[0]
        begin = dt.datetime.fromisoformat(today(1)).replace(tzinfo=dt.timezone.utc) + dt.timedelta(
            minutes=1050 - OFFSET
        )
        assert event.decoded("dtstart") == begin and event.decoded("dtend") == begin + dt.timedelta(minutes=30)
        assert str(event["summary"]) == summary and address in str(event["location"])
        assert code in str(event["description"]) and f"/v/{link}" in str(event["description"])
        assert str(event["url"]).endswith(f"/v/{link}")


def _scan(modules: list[str], folder: Path) -> str:
    """Draws the code as a picture and has zbarimg read it."""
    scale, border = 6, 4
    side = (len(modules) + 2 * border) * scale
    rows = ["0" * side] * border * scale
    for row in modules:
        line = "0" * border * scale + "".join(module * scale for module in row) + "0" * border * scale
        rows += [line] * scale
    rows += ["0" * side] * border * scale
    picture = folder / "code.pbm"
    picture.write_text(
        f"P1\n{side} {side}\n" + "\n".join("\n".join(r[i : i + 64] for i in range(0, side, 64)) for r in rows)
    )
    out = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True)
    return out.stdout.strip()


def test_qr_codes(lobby: Lobby, tmp_path: Path) -> None:
    link, _, code = lobby.book(1080, today(1))
    address = lobby.get(f"/api/visits/{link}/qr").json
    assert _scan(address["modules"], tmp_path) == address["text"] == f"http://127.0.0.1:{lobby.port}/v/{link}"
    checked = lobby.get(f"/api/visits/{link}/qr?what=code").json
    assert _scan(checked["modules"], tmp_path) == checked["text"] == f"LOBBY:{code}"


def test_hundred_clients_race_for_the_last_place(own: Lobby) -> None:
    own.start()
    for _ in range(2):  # of three places one is left
        assert own.hold(600, today(1)).status == 200

    async def race() -> list[tuple[int, str]]:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def one() -> tuple[int, str]:
                data = {"service": "cash", "slot": 600, "segment": "ordinary", "need": "none"}
                body = {
                    "id": new_id(),
                    "branch": "east",
                    "date": today(1),
                    "command": {"type": "slot.hold", "data": data},
                }
                async with session.post(f"http://127.0.0.1:{own.port}/api/commands", json=body) as reply:
                    return reply.status, (await reply.json(content_type=None)).get("key", "")

            return await asyncio.gather(*(one() for _ in range(100)))

    results = asyncio.run(race())
    assert results.count((200, "")) == 1
    assert results.count((409, "refusal.slot_full")) == 99
    held = [event for event in own.events(today(1)) if event["type"] == "slot.held"]
    assert len(held) == 3


def test_holds_are_limited_per_address(own: Lobby) -> None:
    own.start()
    replies = [own.hold(600, today(1)) for _ in range(230)]
    limited = [reply for reply in replies if reply.status == 429]
    assert limited and int(limited[0].headers["Retry-After"]) >= 1
    assert all(reply.status in (200, 409, 429) for reply in replies)

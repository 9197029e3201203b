"""Role-plays as the page plays them: with the same core."""

from __future__ import annotations

import json
import sys
from typing import Any

from lobby import NATIVE, ROOT, Lobby, new_id

from server.accounts import hash_password, put_staff
from server.commands import Staff
from server.store import Store

sys.path.insert(0, str(NATIVE))
import lobby_native  # noqa: E402

core = lobby_native

SAID = [
    ("奶奶您好，欢迎光临，请坐。请问您今天办理什么业务？", ["stand", "smile", "offer_seat"], 3),
    ("您别着急，慢慢说。麻烦您出示一下身份证，我帮您看看。", ["two_hands"], 20),
    ("很抱歉，按规定还需要爷爷的身份证和户口本，这是为了保护你们的存款安全。", [], 45),
    ("我把要带的材料写在这张卡上，您也可以请家里人送来，我给您留着号。", ["give_card"], 70),
]
RUDE = [("没身份证办不了，这是规定，您自己想办法。", [], 3), ("你怎么这么啰嗦，后面还有人呢！", [], 20)]


def employ(lobby: Lobby, **people: str) -> None:
    """Accounts in a server's data, before it starts: tina="teller east Tina"; the branch may be `all`, the name missing."""
    store = Store(lobby.data)

    def work() -> None:
        with store.transaction() as db:
            for user, text in people.items():
                roles, branch, *name = text.split(" ", 2)
                home = "east" if branch == "all" else branch
                staff = Staff(user, "".join(name) or user, roles.split(","), home, anywhere=branch == "all")
                put_staff(db, staff, hash_password(f"secret-of-{user}"))

    store.call(work)
    store.close()


def turns(count: int, said: list[Any] | None = None) -> list[dict[str, Any]]:
    return [dict(zip(("text", "actions", "at"), turn)) for turn in (said or SAID)[:count]]


def played(seed: int, scenario: str = "elderly-papers", said: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    """What the page sends when a role-play has ended."""
    text = (ROOT / "scenarios" / f"{scenario}.json").read_text(encoding="utf-8")
    transcript = json.loads(core.Scenario(text, scenario).replay(seed, said or SAID, True))
    return {"id": new_id(), "scenario": scenario, "seed": seed, "transcript": transcript, **more}


def attempt(lobby: Lobby, cookie: str, seed: int = 42, **more: Any) -> dict[str, Any]:
    """Plays and posts; the answer."""
    reply = lobby.post("/api/training/attempts", played(seed, **more), cookie)
    assert reply.status == 201, reply
    answer: dict[str, Any] = reply.json
    return answer


def judge_met(lobby: Lobby, trainer: str, played: dict[str, Any]) -> float:
    """A trainer finds every check met; the total then."""
    for check in played["report"]["checks"]:
        body = {"check": check["id"], "result": "met", "reason": "said it in other words"}
        if check["result"] != "not_applicable":
            reply = lobby.post(f"/api/training/attempts/{played['attempt']}/reviews", body, trainer)
            assert reply.status == 201, reply
    total: float = lobby.get(f"/api/training/attempts/{played['attempt']}", trainer).json["reviewed_total"]
    return total

"""An attempt is answered with how it compares: with one's own last ones and with the branch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lobby import Lobby
from roleplay import RUDE, SAID, attempt, employ, played

from server.commands import Staff
from server.compare import DAYS_MS, compare
from server.reviews import Review, put
from server.sessions import Running
from server.store import Store
from server.training import Scored, keep

NOBODY = {"mean": None, "best_quartile": None}


def test_with_ones_own_and_with_the_branch(own: Lobby) -> None:
    employ(own, tina="teller east", tom="teller east", tim="teller east", wes="teller west", tracy="trainer east")
    own.start()
    tina, tom, tim, wes = (own.log_in(user) for user in ("tina", "tom", "tim", "wes"))
    first = attempt(own, tina)
    assert first["compare"] == {"own": [], "branch": {"n": 0, **NOBODY}}
    attempt(own, tina, scenario="long-wait-complaint")
    attempt(own, wes)
    totals = [first["report"]["total"]]
    for n in range(5):
        answer = attempt(own, tina, said=(RUDE, SAID[:2])[n % 2])
        assert answer["compare"]["own"] == totals, "of this scenario, oldest first, without itself"
        totals.append(answer["report"]["total"])
    assert answer["compare"]["branch"] == {"n": 5, **NOBODY}, "of too few people"
    everybody = totals + [attempt(own, cookie, said=SAID[:3])["report"]["total"] for cookie in (tom, tim)]

    body = played(42)
    last = own.post("/api/training/attempts", body, tina)
    assert last.json["compare"]["own"] == totals[-5:]
    branch = last.json["compare"]["branch"]
    assert branch == {"n": 8, "mean": branch["mean"], "best_quartile": sorted(everybody)[-2]}
    assert abs(branch["mean"] - sum(everybody) / 8) < 0.011, "to a hundredth, whichever way a half is rounded"
    attempt(own, tom)
    assert own.post("/api/training/attempts", body, tina).json == last.json, "as it was then"
    kept = own.get(f"/api/training/attempts/{last.json['attempt']}", own.log_in("tracy")).json
    assert kept["compare"] == last.json["compare"]
    own.stop()


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = Store(tmp_path)
    yield store
    store.close()


def test_ninety_days_and_reviews(store: Store) -> None:
    def work() -> list[dict[str, Any]]:
        with store.transaction() as db:
            for n, (staff, total, at) in enumerate(
                [("a", 10, 0), ("b", 20, 1), ("c", 30, 1), ("d", 40, 1), ("e", 50, 2), ("f", 99, DAYS_MS + 1)]
            ):
                check = {"id": "thanks", "result": "missed", "max": 5, "points": 0}
                report = {
                    "total": total,
                    "passed": True,
                    "grade": "gold",
                    "rubric": "phone",
                    "checks": [check],
                    "faults": [],
                }
                session = Running(f"attempt-{n}", "call", "1", "", [])
                scored = Scored(session, {}, '{"turns":[]}', json.dumps(report))
                keep(db, Staff(staff, staff, ["teller"], "east"), scored, at, "http://lobby")
            before = compare(db, 6)
            put(db, Judge(), 5, Review("thanks", "met", "did so"), Staff("t", "t", ["trainer"], "east"), 3)
        return [before["branch"], compare(db, 6)["branch"], compare(db, 4)["branch"]]

    assert store.call(work) == [
        {"n": 4, "mean": 35.0, "best_quartile": 50},
        {"n": 4, "mean": 42.5, "best_quartile": 80},
        {"n": 3, "mean": 20.0, "best_quartile": 30},
    ]


class Judge:
    """Stands for the core: whatever is reviewed comes to 80."""

    @staticmethod
    def total_with(report: str, judged: list[tuple[str, str]]) -> tuple[float, bool, str]:
        return 80, True, "silver"

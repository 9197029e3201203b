"""What can go wrong, said as RFC 9457 problem details in the reader's language."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from server import texts

# Refusals of the core that are not a conflict with the state of the day.
REFUSAL_STATUS = {
    "unknown_service": 404,
    "unknown_counter": 404,
    "unknown_appointment": 404,
    "unknown_ticket": 404,
    "unknown_slot": 404,
    "bad_rating": 422,
    "reason_needed": 422,
    "shift_outside_hours": 422,
    "shifts_overlap": 422,
    "too_many_shifts": 422,
}


class Problem(Exception):
    """An answer that is not the one hoped for. `name` without a dot is a problem of the server's own."""

    def __init__(self, status: int, name: str, headers: dict[str, str] | None = None, **args: object) -> None:
        super().__init__(name)
        self.status = status
        self.name = name
        self.args_for_text = args
        self.headers = headers or {}
        self.key = f"problem.{name}"

    @classmethod
    def refusal(cls, kind: str, subject: str) -> Problem:
        """A refusal of the core: the key names its text, the subject is what it is about."""
        problem = cls(REFUSAL_STATUS.get(kind, 409), kind, subject=subject)
        problem.key = f"refusal.{kind}"
        return problem

    def body(self, language: str) -> dict[str, Any]:
        detail_key = f"{self.key}.detail"
        title = texts.text(self.key, language, self.args_for_text)
        detail = texts.text(detail_key, language, self.args_for_text)
        return {
            "type": f"/problems/{self.name}",
            "title": title,
            "status": self.status,
            "detail": title if detail == detail_key else detail,
            "key": self.key,
            "args": {name: str(value) for name, value in self.args_for_text.items()},
        }

    def response(self, language: str) -> web.Response:
        return web.Response(
            status=self.status,
            body=json.dumps(self.body(language), ensure_ascii=False).encode(),
            content_type="application/problem+json",
            headers={"Cache-Control": "no-store", "Content-Language": language, **self.headers},
        )


def malformed(reason: str) -> Problem:
    """A body that cannot be read; `reason` is English, for the author of the client."""
    return Problem(400, "malformed", reason=reason)

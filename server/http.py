"""The plumbing of the HTTP interface: reading bodies, problems, headers, cookies, who asks."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from server import accounts, texts
from server.commands import Staff, Who
from server.problems import Problem, malformed
from server.store import Store

log = logging.getLogger("lobby")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BODY = 64 * 1024
TRANSCRIPT = 1024 * 1024
SESSION, KIOSK = "lobby_session", "lobby_kiosk"

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "media-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def language(request: web.Request) -> str:
    return texts.choose_language(request.headers.get("Accept-Language"))


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return answer_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), status, headers)


def answer_text(text: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON that is text already."""
    response = web.Response(
        status=status,
        body=text.encode(),
        content_type="application/json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
    if len(text) > 1400:
        response.enable_compression()
    return response


def attachment(body: bytes, kind: str, name: str) -> web.Response:
    """A file to be saved; its text is UTF-8."""
    headers = {
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    response = web.Response(body=body, headers=headers)
    response.enable_compression()
    return response


# ---------------------------------------------------------------- bodies


async def read_body(request: web.Request, limit: int = BODY) -> tuple[dict[str, Any], bytes]:
    """The JSON object a client sent, and its bytes."""
    if request.content_type != "application/json":
        raise Problem(415, "json_needed")
    if request.content_length is not None and request.content_length > limit:
        raise Problem(413, "too_large", kilobytes=limit // 1024)
    raw = bytearray()
    async for chunk in request.content.iter_chunked(16 * 1024):
        raw += chunk
        if len(raw) > limit:
            raise Problem(413, "too_large", kilobytes=limit // 1024)
    return parse(bytes(raw)), bytes(raw)


def parse(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except RecursionError:
        raise malformed("the body is nested too deeply") from None
    except UnicodeError:
        raise malformed("the body is not UTF-8") from None
    except ValueError as error:
        raise malformed(f"the body is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise malformed("the body must be a JSON object")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


# ---------------------------------------------------------------- who asks


class Visitors:
    """Knows requests: the address they come from, the staff member, the kiosk."""

    def __init__(self, store: Store, behind_proxy: bool, public_url: str) -> None:
        self.store = store
        self.behind_proxy = behind_proxy
        self.public_url = public_url

    def address(self, request: web.Request) -> str:
        if self.behind_proxy:
            forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
            if forwarded:
                return forwarded[:64]
        return request.remote or "?"

    def origin(self, request: web.Request) -> str:
        """The address of the page without a path, for links in messages and QR codes."""
        if self.public_url:
            return self.public_url
        host = request.headers.get("Host", "")
        if not re.fullmatch(r"[A-Za-z0-9.:\[\]-]{1,200}", host):
            raise malformed("Host: cannot be used")
        return f"{'https' if self.secure(request) else 'http'}://{host}"

    def secure(self, request: web.Request) -> bool:
        return request.secure or (self.behind_proxy and request.headers.get("X-Forwarded-Proto") == "https")

    async def staff(self, request: web.Request) -> Staff | None:
        token = request.cookies.get(SESSION, "")
        if not token:
            return None
        return await self.store.run(accounts.staff_of_session, self.store.db, self.store, token)

    async def staff_needed(self, request: web.Request, *roles: str, branch: str | None = None) -> Staff:
        staff = await self.staff(request)
        if staff is None:
            raise Problem(401, "log_in_needed")
        if roles and not any(role in staff.roles for role in roles):
            raise Problem(403, "wrong_role")
        if branch is not None and not staff.may(branch, *(roles or accounts.ROLES)):
            raise Problem(403, "wrong_role")
        return staff

    async def kiosk(self, request: web.Request) -> str:
        token = request.cookies.get(KIOSK, "")
        return await self.store.run(accounts.branch_of_kiosk, self.store.db, self.store, token) if token else ""

    def guesser(self, request: web.Request) -> str:
        """Whose tries at check-in codes are counted together: a kiosk's, else an address's."""
        token = request.cookies.get(KIOSK, "")
        return f"check-in {self.store.hash(token).hex() if token else self.address(request)}"

    async def who(self, request: web.Request) -> Who:
        staff, kiosk = await self.staff(request), await self.kiosk(request)
        return Who(staff, kiosk, language(request), self.origin(request))

    def set_cookie(self, request: web.Request, response: web.Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path="/", httponly=True, samesite="Strict", secure=self.secure(request)
        )


# ---------------------------------------------------------------- around every request


def _check_same_origin(request: web.Request) -> None:
    """What changes something must come from our own page: another site's form or script may not use a cookie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        raise Problem(403, "other_origin")
    origin = request.headers.get("Origin")
    if site is None and origin is not None and origin.split("://")[-1] != request.headers.get("Host"):
        raise Problem(403, "other_origin")


def masked(path: str) -> str:
    """An address for the log: a link is a secret."""
    return re.sub(r"(/v/|/api/visits/|/api/codes/)[^/]+", r"\1…", path)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is told as problem details; what nobody foresaw is logged, never shown."""
    try:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            _check_same_origin(request)
        return await handler(request)
    except Problem as problem:
        return problem.response(language(request))
    except web.HTTPMethodNotAllowed as error:
        allow = {"Allow": ",".join(sorted(error.allowed_methods))}
        return Problem(405, "method_not_allowed", headers=allow).response(language(request))
    except web.HTTPNotFound:
        return Problem(404, "not_found", subject=masked(request.path)[:100]).response(language(request))
    except web.HTTPException as error:
        return Problem(error.status, "bad_request").response(language(request))
    except sqlite3.OperationalError as error:
        log.error("%s %s: the database: %s", request.method, masked(request.path), error)
        return Problem(503, "store_unavailable", headers={"Retry-After": "2"}).response(language(request))
    except (asyncio.CancelledError, ConnectionResetError):
        raise
    except Exception:
        log.exception("%s %s failed", request.method, masked(request.path))
        return Problem(500, "internal").response(language(request))


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == "/train" or request.path.startswith("/train/"):  # answers may be spoken there
        hearing = SECURITY["Permissions-Policy"].replace("microphone=()", "microphone=(self)")
        response.headers.setdefault("Permissions-Policy", hearing)
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "Lobby"

"""The built page and the scenarios as static files: hashed names are kept for ever, compressed copies are preferred."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from aiohttp import web

from server.problems import Problem

HASHED = re.compile(r"[.-][0-9a-f]{8,64}\.[a-z0-9.]+$")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".ogg": "audio/ogg",
    ".mp3": "audio/mpeg",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
# First segments of the addresses, beside "/", at which the page itself answers.
PAGES = {"b", "v", "kiosk", "screen", "desk", "train", "manage"}


class Files:
    """Only what lies in the folder can be asked for: addresses are looked up in a list, never joined to a path."""

    def __init__(self, site: Path, scenarios: Path) -> None:
        self.site = site
        self.scenarios = scenarios
        self._index: dict[str, Path] = {}
        self._read: dict[Path, tuple[int, bytes, str]] = {}
        self._look()

    def _look(self) -> None:
        self._index = {}
        for root, prefix, pattern in ((self.scenarios, "/scenarios/", "*.json"), (self.site, "/", "**/*")):
            for path in root.glob(pattern):
                if path.is_file() and path.suffix in TYPES:
                    self._index[prefix + path.relative_to(root).as_posix()] = path

    def answer(self, request: web.Request) -> web.Response:
        address = request.path
        if address == "/" or address.split("/")[1] in PAGES:
            return self._page(request, 200)
        path = self._find(address)
        if path is not None:
            return self._respond(request, address, path)
        if "text/html" in request.headers.get("Accept", ""):
            return self._page(request, 404)  # somebody mistyped: the page itself says so and leads on
        raise Problem(404, "not_found", subject=address[:100])

    def _find(self, address: str) -> Path | None:
        path = self._index.get(address)
        if path is None or not path.is_file():
            self._look()  # rebuilt since: hashed names change
            path = self._index.get(address)
        return path

    def _page(self, request: web.Request, status: int) -> web.Response:
        path = self._find("/index.html")
        if path is None:
            raise Problem(503, "page_not_built")
        return self._respond(request, "/index.html", path, status)

    def _respond(self, request: web.Request, address: str, path: Path, status: int = 200) -> web.Response:
        encoding, chosen = self._choose(request, path)
        body, etag = self._load(chosen)
        headers = {"Content-Type": TYPES[path.suffix], "Vary": "Accept-Encoding", "ETag": etag}
        if encoding:
            headers["Content-Encoding"] = encoding
        if HASHED.search(address):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        else:
            headers["Cache-Control"] = "no-cache"
            if status == 200 and etag in request.headers.get("If-None-Match", ""):
                return web.Response(status=304, headers=headers)
        return web.Response(status=status, body=body, headers=headers)

    @staticmethod
    def _choose(request: web.Request, path: Path) -> tuple[str, Path]:
        accepted: dict[str, bool] = {}
        for part in request.headers.get("Accept-Encoding", "").split(","):
            name, _, q = part.strip().lower().partition(";")
            accepted[name.strip()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", q)
        for name, suffix in ENCODINGS:
            copy = path.with_name(path.name + suffix)
            if accepted.get(name, accepted.get("*", False)) and copy.is_file():
                return name, copy
        return "", path

    def _load(self, path: Path) -> tuple[bytes, str]:
        changed = path.stat().st_mtime_ns
        known = self._read.get(path)
        if known is None or known[0] != changed:
            body = path.read_bytes()
            known = (changed, body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')
            self._read[path] = known
        return known[1], known[2]

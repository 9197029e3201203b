"""Static files, headers, and the description of the interface."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import jsonschema
import pytest
from lobby import NATIVE, WEB, Lobby, Reply, today
from roleplay import attempt, employ, judge_met, played, turns

from server import openapi, texts
from server.app import Options, Server

HASHED = "/app-0123456789abcdef.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in {
        "index.html": "<!doctype html><title>Lobby</title>" + "x" * 500,
        HASHED[1:]: "console.log('hello');" * 50,
        "sw.js": "self.skipWaiting();",
        "manifest.webmanifest": "{}",
        "notes.md": "not for the web",
    }.items():
        (folder / name).write_text(text)
        (folder / f"{name}.br").write_bytes(brotli.compress(text.encode()))
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    return folder


@pytest.fixture(scope="module")
def web(bank_file: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lobby]:
    server = Lobby(tmp_path_factory.mktemp("pages") / "data", "--bank", str(bank_file), site=site).start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    "address",
    ["/", "/b/east", "/b/east/book?service=cash", "/v/abc", "/kiosk", "/screen", "/screen/east", "/desk", "/desk/line",
     "/train", "/train/elderly-papers/report/3", "/manage", "/index.html"],
)  # fmt: skip
def test_every_place_is_the_page(web: Lobby, address: str) -> None:
    reply = web.get(address)
    assert reply.status == 200 and reply.body.startswith(b"<!doctype html>")
    assert reply.headers["Cache-Control"] == "no-cache"
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"


def test_compressed_copies(web: Lobby, site: Path) -> None:
    plain = (site / HASHED[1:]).read_bytes()
    for accept, encoding, decode in (
        ("br, gzip", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ):
        reply = web.get(HASHED, Accept_Encoding=accept)
        assert reply.headers["Content-Encoding"] == encoding and decode(reply.body) == plain, accept
        assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert reply.headers["Vary"] == "Accept-Encoding"
        assert reply.headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_unhashed_files_are_asked_for_again(web: Lobby, site: Path) -> None:
    for address in ("/sw.js", "/manifest.webmanifest", "/"):
        first = web.get(address)
        assert first.headers["Cache-Control"] == "no-cache"
        assert web.get(address, If_None_Match=first.headers["ETag"]).status == 304
    (site / "sw.js").write_text("// new")
    assert web.get("/sw.js").body == b"// new"
    (site / "late-00112233445566.css").write_text("a{}")  # the page was rebuilt while the server runs
    assert web.get("/late-00112233445566.css").status == 200


def test_what_is_not_the_page_is_not_served(web: Lobby) -> None:
    for address in (
        "/notes.md",
        f"{HASHED}.br",
        "/nothing.js",
        "/serve.py",
        "/..%2f..%2fetc/passwd",
        "/.git/config",
        "//",
    ):
        assert web.get(address).status == 404, address


def test_a_mistyped_address_shows_the_page_to_a_person(web: Lobby) -> None:
    person = web.get("/nowhere/at/all", Accept="text/html,application/xhtml+xml")
    assert person.status == 404
    assert person.body == web.get("/").body
    machine = web.get("/nowhere/at/all", Accept="application/json")
    assert machine.status == 404
    assert machine.json["key"] == "problem.not_found"


def test_security_headers_everywhere(web: Lobby) -> None:
    link, _, _ = web.book(600, today(1))
    for address in ("/", "/kiosk", HASHED, "/api/hello", "/api/", "/api/nothing", "/nothing.js", f"/v/{link}",
                    f"/api/visits/{link}", f"/api/days/east/{today()}"):  # fmt: skip
        headers = web.get(address).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'" and policy["script-src"] == "'self' 'wasm-unsafe-eval'"
        assert (
            policy["style-src"] == "'self'" and policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
        )
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "microphone=()" in headers["Permissions-Policy"]
    for address in ("/train", "/train/elderly-papers/play"):  # answers may be spoken there
        assert "microphone=(self)" in web.get(address).headers["Permissions-Policy"]
    assert web.get(f"/api/visits/{link}").headers["Cache-Control"] == "no-store"


@pytest.mark.skipif(not (WEB / "index.html").exists(), reason=f"the page is not built in {WEB}")
def test_the_built_page_fits_the_policy(own: Lobby) -> None:
    """Everything the real page names is served, kept for ever and compressed; nothing in it is inline."""
    own.site = WEB
    own.start()
    page = own.get("/").body.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    named = set(re.findall(r'(?:src|href)="(/[^"#?]+)"', page))
    static = {address for address in named if address.startswith("/static/")}
    assert static, page
    for address in named:
        assert own.get(address).status == 200, address
    for address in static:
        reply = own.get(address, Accept_Encoding="gzip, deflate, br")
        assert "immutable" in reply.headers["Cache-Control"], address
        assert reply.headers["Content-Encoding"] == "br" or len(reply.body) < 1000, address


# ---------------------------------------------------------------- the description


def test_openapi_names_every_route_and_no_other(bank_file: Path, tmp_path: Path) -> None:
    server = Server(Options(bank=bank_file, data=tmp_path / "data", web=tmp_path, native=NATIVE, demo=False))
    routed = {
        (route.method.lower(), route.resource.canonical)
        for route in server.application().router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    server.store.close()
    described = {(method, path) for path, methods in openapi.document("0")["paths"].items() for method in methods}
    assert len(described) > 20 and described == routed - {("get", "/{rest}")}


def strict(schema: object) -> object:
    """The same, without keys that it does not name."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: strict(value) for key, value in schema.items()}
    if "properties" in out and out.get("type") == "object":
        out["additionalProperties"] = False
    return out


def fits(document: dict[str, Any], value: object, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": strict(document["components"])}
    jsonschema.Draft202012Validator(schema).validate(value)


def test_openapi_describes_what_trainers_are_answered(own: Lobby) -> None:
    employ(own, tina="teller east", tracy="trainer east")
    own.start()
    tina, tracy = own.log_in("tina"), own.log_in("tracy")
    document = own.get("/api/openapi.json").json

    def check(reply: Reply, name: str) -> None:
        assert reply.status < 300, reply
        fits(document, reply.json, name)

    training = "/api/training"
    body = {"scenario": "elderly-papers", "seed": 7, "mode": "exam", "turns": turns(2)}
    check(own.call("PUT", f"{training}/sessions/a-session", body, tina), "RunningKept")
    check(own.get(f"{training}/sessions", tina), "RunningSessions")
    fits(document, body, "Running")
    scored = own.post(f"{training}/attempts", played(7, mode="exam"), tina)
    check(scored, "Scored")
    number = scored.json["attempt"]
    check(
        own.post(f"{training}/attempts/{number}/reviews", {"check": "thanks", "result": "met", "reason": "谢过了"}, tracy),
        "Reviewed",
    )
    lrs = {"lrs": {"endpoint": "http://127.0.0.1:1/", "user": "u", "password": "p"}}
    fits(document, lrs, "Settings")
    course = {"id": "a-course", "course": "exam", "branch": "east", "due": today(1)}
    check(own.post(f"{training}/assignments", course, tracy), "Assignment")
    (mine,) = own.get(f"{training}/courses", tina).json["courses"]
    for step in mine["steps"]:
        judge_met(own, tracy, attempt(own, tina, scenario=step["scenario"], mode="exam"))
    check(own.get(f"{training}/courses", tina), "Courses")
    check(own.post(f"{training}/assignments/a-course/done", {}, tina), "Certificate")
    for path, name in (
        (f"attempts/{number}", "Attempt"), ("attempts", "Attempts"), (f"attempts/{number}/reviews", "Reviews"),
        ("agreement", "Agreement"), ("overview?staff=*", "Overview"), ("assignments?staff=*", "Assignments"),
        ("certificates?staff=*", "Certificates"), ("settings", "Settings"), ("outbox", "StatementsWaiting"),
    ):  # fmt: skip
        check(own.get(f"{training}/{path}", tracy), name)
    own.stop()


def test_openapi_describes_what_is_answered(web: Lobby) -> None:
    """Real answers fit the schemas, and have no keys that the description does not know."""
    document = web.get("/api/openapi.json").json
    jsonschema.Draft202012Validator.check_schema(document["components"]["schemas"]["Now"])

    def check(value: object, name: str) -> None:
        fits(document, value, name)

    link, _, _ = web.book(630, today(1))
    check(web.get("/api/hello").json, "Hello")
    check(web.get("/api/now").json, "Now")
    check(web.get(f"/api/days/east/{today(1)}/events").json, "Events")
    check(web.get(f"/api/days/east/{today(1)}/offers?service=cash").json, "Offers")
    check(web.get(f"/api/visits/{link}").json, "Visit")
    check(web.get(f"/api/visits/{link}/qr").json, "QrCode")
    check(web.take().json, "Done")
    check(web.get("/api/nothing").json, "Problem")
    check(web.get("/api/scenarios").json, "Scenarios")
    move = {"link": link, "id": "a-new-one", "date": today(2), "service": "cash", "slot": 630}
    check(web.post("/api/moves", move).json, "Moved")


def test_offers(web: Lobby) -> None:
    path = f"/api/days/east/{today(3)}/offers?service=card"
    before = {offer["slot"]: offer for offer in web.get(path).json["offers"]}
    assert sorted(before) == list(range(0, 1440, 30)) and before[600] == {
        "slot": 600,
        "capacity": 1,
        "taken": 0,
        "free": True,
    }
    web.hold(600, today(3), service="card")
    after = {offer["slot"]: offer for offer in web.get(path).json["offers"]}
    assert after[600] == {"slot": 600, "capacity": 1, "taken": 1, "free": False} and after[630] == before[630]
    assert web.get(f"/api/days/east/{today(3)}/offers?service=gold").json["key"] == "refusal.unknown_service"


def test_readable_page(web: Lobby) -> None:
    page = web.get("/api/").body.decode()
    assert "/api/days/{branch}/{date}/stream" in page and "<script" not in page and "style=" not in page
    assert web.get("/api/style.css").headers["Content-Type"].startswith("text/css")


def test_now(web: Lobby) -> None:
    value = web.get("/api/now").json
    east = next(branch for branch in value["branches"] if branch["id"] == "east")
    assert east["date"] == today() and east["open"] is True and (east["opens"], east["closes"]) == (0, 1440)
    assert {service["id"] for service in east["services"]} == {"cash", "card"}
    assert all(not service["known"] and service["why"] == "wait.no_counter" for service in east["services"])


def test_bank_and_snapshot(web: Lobby, bank_file: Path) -> None:
    assert web.get("/api/bank").json == json.loads(bank_file.read_text())
    number = web.take().json["number"]
    reply = web.get(f"/api/days/east/{today()}")
    assert reply.headers["Content-Type"] == "application/vnd.lobby.snapshot"
    assert int(reply.headers["Lobby-Number"]) == number and "Lobby-Utc-Offset" in reply.headers
    assert len(reply.body) > 50


def test_every_problem_and_message_has_both_texts() -> None:
    folder = Path(texts.ROOT) / "server"
    source = "\n".join(path.read_text() for path in folder.glob("*.py"))
    used = {f"problem.{name}" for name in re.findall(r'Problem\(\s*[\w.]+, "(\w+)"', source)}
    used |= {f"problem.{name}" for name in re.findall(r'\(40[13], "(\w+)"\)', source)}
    used |= set(re.findall(r'"((?:message|calendar|csv)\.[a-z_]+)"', source)) | {"problem.malformed"}
    used |= {f"message.month.{month}" for month in range(1, 13)}
    assert len(used) > 40
    for language in texts.LANGUAGES:
        own = json.loads((Path(texts.ROOT) / "assets" / "strings" / language / "server.json").read_text())
        assert {key for key in own if not key.endswith(".detail")} == used, language


def test_every_refusal_of_the_core_has_both_texts() -> None:
    source = (Path(texts.ROOT) / "core" / "visit" / "decide.cpp").read_text()
    kinds = re.findall(r"case RefusalKind::(\w+):", source)
    assert len(kinds) > 20
    missing = [
        (kind, language)
        for kind in kinds
        for language in texts.LANGUAGES
        if not texts.known(f"refusal.{kind}", language)
    ]
    assert missing == []

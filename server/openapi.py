"""The HTTP interface described: OpenAPI 3.1 for machines, a page for people. A test compares it with the router."""

from __future__ import annotations

import html
from typing import Any

Json = dict[str, Any]


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(needed: str = "", **properties: Any) -> Json:
    out: Json = {"type": "object", "properties": properties}
    if needed:
        out["required"] = needed.split()
    return out


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _or_null(kind: str) -> Json:
    return {"type": [kind, "null"]}


TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
NUMBER: Json = {"type": "number"}
ID: Json = {"type": "string", "pattern": "^[A-Za-z0-9-]{8,64}$", "description": "made by the client; twice acts once"}
DATE: Json = {"type": "string", "format": "date"}
TIME: Json = {"type": "integer", "description": "milliseconds since 1970 UTC"}
SEED: Json = {"type": ["integer", "string"], "description": "0 to 2^64-1; beyond 2^53 as a text"}
MODE: Json = {"enum": ["practice", "exam"]}
COURSE: Json = {"enum": ["newcomer", "morning", "exam", "follow_up"]}
RESULT: Json = {"enum": ["met", "partly", "missed", "violated"]}
# Of an attempt, with what trainers said; null while nobody has.
REVIEWED: Json = {
    "reviewed_total": _or_null("number"),
    "reviewed_passed": _or_null("boolean"),
    "reviewed_grade": _or_null("string"),
}
AGREED: Json = {"reviewed": WHOLE, "agreed": WHOLE, "share": _or_null("number"), "kappa": _or_null("number")}
SECRET: Json = {"type": "string", "description": "the customer's link: whoever has it is the customer"}

SCHEMAS: dict[str, Json] = {
    "Problem": _object(
        "type title status detail key args",
        type=TEXT, title=TEXT, status=WHOLE, detail=TEXT,
        key={"type": "string", "description": "of the text in assets/strings"},
        args={"type": "object", "additionalProperties": TEXT},
    ),
    "Event": _object("v number at type data", v={"const": 1}, number=WHOLE, at=TIME, type=TEXT, data={"type": "object"}),
    "Command": _object(
        "type data", type=TEXT,
        data={
            "type": "object",
            "description": "by type, as in docs/api.md and core/wire/wire.hpp; of counters.plan"
            ' {"shifts":[{"counter","from","until"}]}, at most 500, minutes of the local day',
        },
    ),
    "Person": _object("name phone consent", name=TEXT, phone=TEXT, consent={"const": True}),
    "Hello": _object(
        "now demo version", now=TIME, demo=FLAG, version=TEXT,
        accounts=_list(_object("user password name roles", user=TEXT, password=TEXT, name=TEXT, roles=_list(TEXT))),
    ),
    "ServiceNow": _object(
        "id waiting known p10 p50 p90 ahead why", id=TEXT, waiting=WHOLE, known=FLAG,
        p10=NUMBER, p50=NUMBER, p90=NUMBER, ahead=WHOLE, why=TEXT,
    ),
    "BranchNow": _object(
        "id date utc_offset_minutes open opens closes waiting counters_open services",
        id=TEXT, date=DATE, utc_offset_minutes=WHOLE, open=FLAG, opens=WHOLE, closes=WHOLE, waiting=WHOLE,
        counters_open=WHOLE, services=_list(_ref("ServiceNow")),
    ),
    "Now": _object("now branches", now=TIME, branches=_list(_ref("BranchNow"))),
    "Events": _object("events", events=_list(_ref("Event"))),
    "Offers": _object(
        "offers",
        offers=_list(_object("slot capacity taken free", slot=WHOLE, capacity=WHOLE, taken=WHOLE, free=FLAG)),
    ),
    "Wanted": _object(
        "id branch date command", id=ID, branch=TEXT, date=DATE, command=_ref("Command"), person=_ref("Person"),
        link=SECRET, code={"type": "string", "description": "booking code, 6 digits"},
    ),
    "Done": _object("events number", events=_list(_ref("Event")), number=WHOLE, link=SECRET, code=TEXT),
    "Move": _object("id link date service slot", id=ID, link=SECRET, date=DATE, service=TEXT, slot=WHOLE),
    "Moved": _object("link code date appointment", link=SECRET, code=TEXT, date=DATE, appointment=WHOLE),
    "Visit": _object(
        "branch date appointment ticket code name phone_masked address", branch=TEXT, date=DATE, appointment=WHOLE,
        ticket=WHOLE, code=TEXT, name=TEXT, phone_masked=TEXT, address=TEXT,
    ),
    "QrCode": _object("modules text", modules=_list({"type": "string", "pattern": "^[01]+$"}), text=TEXT),
    "Code": _object("code", code=TEXT),
    "Branch": _object("branch", branch=TEXT),
    "KioskCode": _object("code expires", code=TEXT, expires=TIME),
    "CodeMeans": _object("branch date appointment", branch=TEXT, date=DATE, appointment=WHOLE),
    "LogIn": _object("user password", user=TEXT, password={"type": "string", "format": "password"}),
    "Staff": _object("id name roles branch", id=TEXT, name=TEXT, roles=_list(TEXT), branch=TEXT),
    "People": _object(
        "people",
        people=_list(_object("appointment ticket name phone", appointment=WHOLE, ticket=WHOLE, name=TEXT, phone=TEXT)),
    ),
    "DayRecord": _object(
        "v date halves services", v={"const": 1}, date=DATE,
        halves={
            "type": "array", "items": _list(WHOLE),
            "description": "by half hour: minute it begins, walk-ins, with appointment, called, of these later than the"
            " target, seconds waited by all called, counters open in thousandths",
        },
        open={
            "type": "array", "items": _list({"type": ["string", "integer"]}),
            "description": "counters as they really were open: counter, from and until in minutes of the day; not in"
            " records of before this was kept",
        },
        services={"type": "object", "additionalProperties": WHOLE},
    ),
    "Footfall": _object(
        "v week days dates services", v={"const": 1}, week=_list(_list(WHOLE)), days=_list(WHOLE),
        dates=_list(_list(WHOLE)), services={"type": "object", "additionalProperties": WHOLE},
    ),
    "History": _object(
        "footfall today days", footfall=_ref("Footfall"), today=_ref("DayRecord"), days=_list(_ref("DayRecord"))
    ),
    "Stand": _object(
        "person position", person=TEXT, position={"type": ["integer", "null"], "minimum": 0, "maximum": 7},
        reserve={"enum": ["none", "branch_head", "flexible_teller"]},
    ),
    "Positions": _object("positions", positions=_list(_ref("Stand"))),
    "Colleagues": _object("staff", staff=_list(_object("id name", id=TEXT, name=TEXT))),
    "Text": _object("zh en", zh=TEXT, en=TEXT),
    "Scenario": _object(
        "id title summary rubric checks position minutes in_english", id=TEXT, title=_ref("Text"), summary=_ref("Text"),
        rubric={"enum": ["counter", "lobby", "vip", "complaint", "phone"]},
        checks={"type": "array", "items": TEXT, "description": "what a drill practises; empty: the whole rubric"},
        position={"type": "integer", "minimum": 1, "maximum": 7}, minutes={"type": "integer", "minimum": 1},
        in_english={"type": "boolean", "description": "false: beyond this card it is Chinese"},
    ),
    "Scenarios": _object("scenarios", scenarios=_list(_ref("Scenario"))),
    "Turn": _object(
        "text actions at", text=TEXT, actions=_list(TEXT), at={"type": "integer", "description": "seconds of the scene"}
    ),
    "Running": _object(
        "scenario seed mode turns", scenario=TEXT, seed=SEED, mode=MODE,
        turns={"type": "array", "items": _ref("Turn"), "maxItems": 200, "description": "what the employee said and did"},
    ),
    "RunningKept": _object("id turns", id=ID, turns={"type": "integer", "description": "how many are kept"}),
    "RunningSessions": _object(
        "sessions",
        sessions=_list(
            _object("id scenario seed mode began at turns", id=ID, scenario=TEXT, seed=TEXT, mode=MODE, began=TIME, at=TIME,
                    turns=_list(_ref("Turn")))
        ),
    ),
    "Played": _object(
        "id scenario seed transcript", id=ID, scenario=TEXT, seed=SEED, mode=MODE, transcript={"type": "object"}
    ),
    "Scored": _object("attempt report compare", attempt=WHOLE, report={"type": "object"}, compare=_ref("Compare")),
    "Compare": _object(
        "own branch",
        own={"type": "array", "items": NUMBER, "description": "one's own last five totals of the scenario, oldest first"},
        branch=_object("n mean best_quartile", n=WHOLE, mean=_or_null("number"), best_quartile=_or_null("number")),
    ),
    "Attempts": _object(
        "attempts",
        attempts=_list(
            _object("attempt scenario mode at total passed grade reviewed_total staff name checks", attempt=WHOLE,
                    scenario=TEXT, mode=MODE, at=TIME, total=NUMBER, passed=FLAG, grade=TEXT,
                    reviewed_total=_or_null("number"), staff=TEXT, name=TEXT,
                    checks={"type": "object", "additionalProperties": RESULT})
        ),
    ),
    "Attempt": _object(
        "attempt scenario seed mode at staff name transcript report reviews reviewed_total reviewed_passed reviewed_grade compare",
        attempt=WHOLE, scenario=TEXT, seed=TEXT, mode=MODE, at=TIME, staff=TEXT, name=TEXT,
        transcript={"type": "object"},
        report={"type": "object"}, reviews=_list(_ref("ReviewGiven")), **REVIEWED, compare=_ref("Compare"),
    ),
    "Review": _object(
        "check result", check=TEXT, result=RESULT,
        reason={"type": "string", "description": "3 to 500 characters where the machine is overruled"},
    ),
    "ReviewGiven": _object(
        "check machine result reason by name at", check=TEXT, machine=RESULT, result=RESULT, reason=TEXT, by=TEXT,
        name=TEXT, at=TIME,
    ),
    "Reviewed": _object(
        "reviews reviewed_total reviewed_passed reviewed_grade", reviews=_list(_ref("ReviewGiven")), **REVIEWED
    ),
    "Reviews": _object("reviews", reviews=_list(_ref("ReviewGiven"))),
    "Assign": _object(
        "id course due", id=ID, course=COURSE, staff=_list(TEXT), due=DATE,
        branch={"type": "string", "description": "instead of staff: everybody of the branch"},
    ),
    "Assignment": _object(
        "id course branch due by by_name at withdrawn staff", id=ID, course=COURSE, branch=TEXT, due=DATE, by=TEXT,
        by_name=TEXT, at=TIME, withdrawn=FLAG,
        staff=_list(
            _object("staff name number total done_at", staff=TEXT, name=TEXT, number=_or_null("integer"),
                    total=_or_null("number"), done_at=_or_null("integer"))
        ),
    ),
    "Assignments": _object("assignments", assignments=_list(_ref("Assignment"))),
    "Completed": {**_object(), "maxProperties": 0},
    "Course": _object(
        "id course due start by by_name at own steps done complete failed total certificate", id=ID, course=COURSE, due=DATE,
        start=DATE, by=TEXT, by_name=TEXT, at=TIME, own=FLAG, done=WHOLE, complete=FLAG, failed=FLAG, total=NUMBER,
        certificate=_or_null("integer"),
        steps=_list(_object("scenario due done best", scenario=TEXT, due=DATE, done=FLAG, best=NUMBER)),
    ),
    "Courses": _object(
        "today courses morning practised missed", today=DATE, practised=FLAG, courses=_list(_ref("Course")),
        morning=_list(_object("scenario best", scenario=TEXT, best=_or_null("number"))),
        missed=_list(_object("check share", check=TEXT, share=NUMBER)),
    ),
    "Certificate": _object(
        "number assignment course staff name total at", number=WHOLE, assignment=ID, course=COURSE, staff=TEXT, name=TEXT,
        total=NUMBER, at=TIME,
    ),
    "Certificates": _object("certificates", certificates=_list(_ref("Certificate"))),
    "Settings": _object(
        "lrs",
        lrs={
            **_object("endpoint user", endpoint=TEXT, user=TEXT, password={
                "type": "string", "format": "password", "description": "never given back; may be missing when nothing"
                " else changes"}),
            "type": ["object", "null"],
        },
    ),
    "StatementsWaiting": _object(
        "waiting parked last_error next_try reasons", waiting=WHOLE, parked=WHOLE, last_error=TEXT,
        next_try=_or_null("integer"), reasons=_list(_object("attempt reason", attempt=WHOLE, reason=TEXT)),
    ),
    "Overview": _object(
        "from to by rows", to=DATE, by={"enum": ["staff", "branch", "position"]}, rows=_list(_ref("OverviewRow")),
        **{"from": DATE},
    ),
    "OverviewRow": _object(
        "key name attempts mean pass_rate last checks faults", key=TEXT, name=TEXT, attempts=WHOLE,
        mean=_or_null("number"), pass_rate=_or_null("number"), last=_or_null("string"),
        checks={"type": "object", "additionalProperties": _object("asked met partly", asked=WHOLE, met=WHOLE, partly=WHOLE)},
        faults={"type": "object", "additionalProperties": WHOLE},
    ),
    "Agreement": _object(
        "checks all", checks=_list(_object("check reviewed agreed share kappa", check=TEXT, **AGREED)),
        all=_object("reviewed agreed share kappa", **AGREED),
    ),
}  # fmt: skip

DAY = "/api/days/{branch}/{date}"
SNAPSHOT, STREAM, CALENDAR = "application/vnd.lobby.snapshot", "text/event-stream", "text/calendar"
CSV = "text/csv"
SESSION, KIOSK = ["staff"], ["kiosk"]
WINDOW = "branch position from to"  # which attempts

# (method, address, what it does, body, status and content of the answer, problems, queries, who)
ROUTES: list[tuple[str, str, str, str, tuple[int, str], str, str, list[str]]] = [
    ("get", "/api/hello", "The server's clock, its version, and in demo mode its accounts.", "", (200, "Hello"), "", "", []),
    ("get", "/api/bank", "The bank file.", "", (200, "application/json"), "", "", []),
    ("get", "/api/now", "Every branch now: open, waiting, expected waits in seconds.", "", (200, "Now"), "", "", []),
    ("get", DAY, "A snapshot for a page that begins to watch.", "", (200, SNAPSHOT), "404", "", []),
    ("get", f"{DAY}/events", "The events after a number.", "", (200, "Events"), "400 404", "after", []),
    ("get", f"{DAY}/stream", "Server-Sent Events from Last-Event-ID or `after` on.", "", (200, STREAM), "400 404 409", "after", []),
    ("get", f"{DAY}/offers", "The slots of the day for a service.", "", (200, "Offers"), "404", "service", []),
    ("get", f"{DAY}/people", "Names and phone numbers of the day.", "", (200, "People"), "401 403 404", "", SESSION),
    ("get", f"{DAY}/positions", "Who of the staff stands where in the hall.", "", (200, "Positions"), "401 403 404", "", SESSION),
    ("post", f"{DAY}/positions", "Puts somebody to a position (0: to none); null takes them off the plan.", "Stand", (200, "Positions"), "400 401 403 404", "", SESSION),
    ("get", "/api/branches/{branch}/staff", "Who works there, or may work anywhere, by id.", "", (200, "Colleagues"), "401 403 404", "", SESSION),
    ("get", "/api/branches/{branch}/history", "What the branch has seen: today so far, 28 days that have ended, who is expected.", "", (200, "History"), "401 403 404", "", SESSION),
    ("post", "/api/commands", "Does one thing to one day.", "Wanted", (200, "Done"), "400 401 403 404 409 410 422 429", "", []),
    ("post", "/api/moves", "Moves an appointment to another date.", "Move", (200, "Moved"), "400 403 404 409 410", "", []),
    ("get", "/api/visits/{link}", "What a customer's link stands for.", "", (200, "Visit"), "404 410", "", []),
    ("get", "/api/visits/{link}/qr", "A QR code of the visit's address or, with what=code, of its code.", "", (200, "QrCode"), "404 410", "what", []),
    ("get", "/api/visits/{link}/calendar.ics", "The appointment as a calendar file.", "", (200, CALENDAR), "404 410", "lang", []),
    ("delete", "/api/visits/{link}/person", "Forgets name and phone.", "", (204, ""), "404 410", "", []),
    ("post", "/api/kiosks", "Enrols this device as a kiosk.", "Code", (201, "Branch"), "401 429", "", []),
    ("get", "/api/kiosk", "The branch of this kiosk.", "", (200, "Branch"), "401", "", KIOSK),
    ("post", "/api/kiosk-codes", "A code that enrols a kiosk, once, for 15 minutes.", "Branch", (201, "KioskCode"), "401 403 404", "", SESSION),
    ("get", "/api/codes/{code}", "What a booking code stands for.", "", (200, "CodeMeans"), "401 404 429", "", KIOSK),
    ("post", "/api/session", "Logs in.", "LogIn", (200, "Staff"), "401 429", "", []),
    ("get", "/api/session", "Who is logged in.", "", (200, "Staff"), "401", "", SESSION),
    ("delete", "/api/session", "Logs out.", "", (204, ""), "", "", SESSION),
    ("get", "/api/scenarios", "The role-plays; each is a file /scenarios/{id}.json.", "", (200, "Scenarios"), "", "", []),
    ("get", "/api/training/sessions", "One's own role-plays that are being played, newest first, with their turns.", "", (200, "RunningSessions"), "401", "", SESSION),
    ("put", "/api/training/sessions/{id}", "Keeps a role-play that is being played; its turns continue those that are kept. No new practice of a scene that waits in an examination of one's own.", "Running", (200, "RunningKept"), "400 401 404 409 413", "", SESSION),
    ("delete", "/api/training/sessions/{id}", "Throws away a role-play that is being played, but for an examination in which something was said.", "", (204, ""), "401 409", "", SESSION),
    ("post", "/api/training/attempts", "Scores a role-play that was played, and keeps it.", "Played", (201, "Scored"), "400 401 404 409 413 422", "", SESSION),
    ("get", "/api/training/attempts", "One's own attempts; trainers and managers: of `staff`.", "", (200, "Attempts"), "401 403", "staff", SESSION),
    ("get", "/api/training/attempts/{number}", "One attempt with transcript and report.", "", (200, "Attempt"), "400 401 404", "", SESSION),
    ("post", "/api/training/attempts/{number}/reviews", "A trainer's own result for one check of an attempt.", "Review", (201, "Reviewed"), "400 401 403 404 422", "", SESSION),
    ("get", "/api/training/attempts/{number}/reviews", "All reviews of an attempt, those that were replaced too.", "", (200, "Reviews"), "400 401 404", "", SESSION),
    ("get", "/api/training/agreement", "How often trainers and the machine agree, per check and over all.", "", (200, "Agreement"), "401 403", "", SESSION),
    ("get", "/api/training/overview", "What was asked for and what was missed, by person, branch or position.", "", (200, "Overview"), "400 401 403 404", WINDOW + " by lang", SESSION),
    ("get", "/api/training/overview.csv", "The same as CSV.", "", (200, CSV), "400 401 403 404", WINDOW + " by lang", SESSION),
    ("get", "/api/training/attempts.csv", "Every attempt of the window as CSV.", "", (200, CSV), "400 401 403 404", WINDOW + " lang", SESSION),
    ("post", "/api/training/assignments", "Assigns a course, to people, to a branch or to oneself.", "Assign", (201, "Assignment"), "400 401 403 404 409 422", "", SESSION),
    ("get", "/api/training/assignments", "Courses assigned to oneself; trainers and managers: to `staff`.", "", (200, "Assignments"), "401 403", "staff", SESSION),
    ("delete", "/api/training/assignments/{id}", "Withdraws an assignment, but for one's own examination that has begun.", "", (204, ""), "401 403 404 409", "", SESSION),
    ("post", "/api/training/assignments/{id}/done", "One's own course is complete, when the core says so: the certificate.", "Completed", (201, "Certificate"), "400 401 404 409", "", SESSION),
    ("get", "/api/training/courses", "How far one is in one's own courses, today's morning drill, and what one misses most.", "", (200, "Courses"), "401", "", SESSION),
    ("get", "/api/training/certificates", "One's own certificates; trainers and managers: of `staff`.", "", (200, "Certificates"), "401 403", "staff", SESSION),
    ("get", "/api/training/settings", "Where finished role-plays are sent.", "", (200, "Settings"), "401 403", "", SESSION),
    ("put", "/api/training/settings", "Names the learning record store (xAPI), or with null none.", "Settings", (200, "Settings"), "400 401 403 422", "", SESSION),
    ("get", "/api/training/outbox", "How many statements wait for the learning record store, and which it refused.", "", (200, "StatementsWaiting"), "401 403", "", SESSION),
    ("get", "/api/openapi.json", "This description.", "", (200, "application/json"), "", "", []),
    ("get", "/api/", "This description to read.", "", (200, "text/html"), "", "", []),
    ("get", "/api/style.css", "How it looks.", "", (200, "text/css"), "", "", []),
]  # fmt: skip

PARAMETERS = {
    "branch": "a branch's id", "date": "a date, 2026-11-21", "link": "the customer's link, a secret",
    "code": "a booking code", "id": "made by the client", "number": "an attempt's number", "after": "events after this number",
    "what": "`code` for the booking code", "lang": "zh or en", "staff": "a staff id, or * for everybody", "service": "a service's id",
    "position": "1 to 7", "from": "the first day, the branch's own (default: 90 days up to `to`)",
    "to": "the last day (default: today)", "by": "staff, branch or position",
}  # fmt: skip


def _content(name: str) -> Json:
    if name in SCHEMAS:
        return {"application/json": {"schema": _ref(name)}}
    return {name: {"schema": TEXT}}


def _operation(route: tuple[str, str, str, str, tuple[int, str], str, str, list[str]]) -> Json:
    _, address, what, body, (status, content), problems, queries, who = route
    places = [part[1:-1] for part in address.split("/") if part.startswith("{")]
    parameters = [{"name": name, "in": "path", "required": True, "description": PARAMETERS[name], "schema": TEXT}
                  for name in places]  # fmt: skip
    parameters += [{"name": name, "in": "query", "description": PARAMETERS[name], "schema": TEXT}
                   for name in queries.split()]  # fmt: skip
    good: Json = {"description": what}
    if content:
        good["content"] = _content(content)
    responses: Json = {str(status): good}
    for code in [*problems.split(), *(["415"] if body else [])]:
        responses[code] = {"$ref": "#/components/responses/Problem"}
    out: Json = {"summary": what, "responses": responses}
    if parameters:
        out["parameters"] = parameters
    if body:
        out["requestBody"] = {"required": True, "content": _content(body)}
    if who:
        out["security"] = [{name: []} for name in who]
    return out


def document(version: str) -> Json:
    paths: dict[str, Json] = {}
    for route in ROUTES:
        paths.setdefault(route[1], {})[route[0]] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lobby",
            "version": version,
            "description": "Appointments, tickets and training of a bank's branches. Commands are sent with an id made "
            "by the client; sent twice they act once. Errors are problem details (RFC 9457).",
        },
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "responses": {
                "Problem": {
                    "description": "What went wrong, in the language of Accept-Language.",
                    "content": {"application/problem+json": {"schema": _ref("Problem")}},
                }
            },
            "securitySchemes": {
                "staff": {"type": "apiKey", "in": "cookie", "name": "lobby_session"},
                "kiosk": {"type": "apiKey", "in": "cookie", "name": "lobby_kiosk"},
            },
        },
    }


# ---------------------------------------------------------------- to read

STYLE = """:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1rem; margin: 2rem 0 .25rem; } h2 code { font-size: 1rem; }
.method { display: inline-block; min-width: 4rem; font-weight: 700; text-transform: uppercase; }
p { margin: .25rem 0; } dt { font-weight: 600; margin-top: .5rem; } dd { margin-left: 1.5rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .15rem 1rem .15rem 0; vertical-align: top; }
"""


def _words(schema: Json) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f'<a href="#{name}">{name}</a>'
    if schema.get("type") == "array":
        return "list of " + _words(schema["items"])
    if "const" in schema:
        return html.escape(str(schema["const"]).lower())
    kind = schema.get("type", "")
    words = " or ".join(kind) if isinstance(kind, list) else kind
    note: str = schema.get("description") or schema.get("format") or ""
    return html.escape(f"{words} ({note})" if note else words)


def _section(method: str, address: str, operation: Json) -> str:
    rows = []
    for parameter in operation.get("parameters", []):
        rows.append((f"{parameter['name']} ({parameter['in']})", html.escape(parameter["description"])))
    for title, content in [("body", operation.get("requestBody", {}).get("content", {}))] + [
        (status, answer.get("content", {})) for status, answer in operation["responses"].items()
    ]:
        for kind, value in content.items():
            rows.append((title, _words(value["schema"]) if "$ref" in value["schema"] else html.escape(kind)))
        if not content and title != "body":
            rows.append((title, "problem details" if title >= "400" else "nothing"))
    table = "".join(f'<tr><th scope="row">{html.escape(name)}</th><td>{words}</td></tr>' for name, words in rows)
    return (
        f'<h2><span class="method">{method}</span> <code>{html.escape(address)}</code></h2>'
        f"<p>{html.escape(operation['summary'])}</p><table>{table}</table>"
    )


def page(document: Json) -> str:
    calls = "".join(
        _section(method, address, operation)
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    shapes = "".join(
        f'<h2 id="{name}">{name}</h2><dl>'
        + "".join(f"<dt>{html.escape(key)}</dt><dd>{_words(value)}</dd>" for key, value in schema["properties"].items())
        + "</dl>"
        for name, schema in document["components"]["schemas"].items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lobby: the HTTP interface</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/style.css"></head><body>'
        f"<main><h1>Lobby {html.escape(document['info']['version'])}: the HTTP interface</h1>"
        f"<p>{html.escape(document['info']['description'])}</p>"
        '<p>For machines: <a href="/api/openapi.json">openapi.json</a></p>'
        f"{calls}{shapes}</main></body></html>"
    )

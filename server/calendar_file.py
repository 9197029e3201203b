"""An appointment as a calendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt


def escape(text: str) -> str:
    """TEXT values: backslash, semicolon, comma and line breaks are escaped (RFC 5545, 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(c for c in text if c >= " " or c == "\t")


def fold(line: str) -> str:
    """No line is longer than 75 octets; a continuation begins with a space; no character is torn apart (3.1)."""
    out, length = [], 0
    for character in line:
        size = len(character.encode())
        if length + size > 75:
            out.append("\r\n ")
            length = 1
        out.append(character)
        length += size
    return "".join(out)


def _utc(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def event(
    uid: str, now: int, begin: int, end: int, summary: str, location: str, description: str, url: str, cancelled: bool
) -> str:
    """Moments in ms since 1970; the times are given in UTC, so no time zone has to be described."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lobby//Lobby//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(begin)}",
        f"DTEND:{_utc(end)}",
        f"SUMMARY:{escape(summary)}",
        f"LOCATION:{escape(location)}",
        f"DESCRIPTION:{escape(description)}",
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        *(
            []
            if cancelled
            else ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", f"DESCRIPTION:{escape(summary)}", "END:VALARM"]
        ),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(fold(line) + "\r\n" for line in lines)

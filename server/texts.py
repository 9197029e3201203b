"""Words in the two languages, from assets/strings, for what the server itself says."""

from __future__ import annotations

import json
from functools import lru_cache

from server import ROOT

LANGUAGES = ("zh", "en")


@lru_cache(maxsize=None)
def _texts(language: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for file in sorted((ROOT / "assets" / "strings" / language).glob("*.json")):
        out.update(json.loads(file.read_text(encoding="utf-8")))
    return out


def text(key: str, language: str, args: dict[str, object] | None = None) -> str:
    """The text of a key with `{name}` replaced; the key itself when there is none."""
    out = _texts(language).get(key) or _texts("en").get(key) or key
    for name, value in (args or {}).items():
        out = out.replace("{" + name + "}", str(value))
    return out


def known(key: str, language: str) -> bool:
    return key in _texts(language)


def choose_language(accept: str | None) -> str:
    """zh or en, whichever an Accept-Language header prefers; English when it says nothing."""
    best, best_q = "en", 0.0
    for part in (accept or "")[:400].split(","):
        name, _, parameters = part.strip().partition(";")
        q = 1.0
        if parameters.strip().startswith("q="):
            try:
                q = float(parameters.strip()[2:])
            except ValueError:
                q = 0.0
        primary = name.strip().split("-")[0].lower()
        if primary in LANGUAGES and q > best_q:
            best, best_q = primary, q
    return best

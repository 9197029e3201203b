"""The server of Lobby: keeps the events, asks the core what they mean, and tells everybody who watches."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def version() -> str:
    """The version stands once, in CMakeLists.txt."""
    import re

    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    found = re.search(r"project\(lobby VERSION ([0-9.]+)", text)
    return found.group(1) if found else "0"

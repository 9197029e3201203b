"""Loads `lobby_native`, the core as a Python module, from the folder it was built in."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from server import ROOT


def load(folder: Path | None = None) -> Any:
    """The module. LOBBY_NATIVE names the folder for developers; otherwise `folder`, otherwise build/native."""
    if "lobby_native" not in sys.modules:
        override = os.environ.get("LOBBY_NATIVE")
        sys.path.insert(0, str(Path(override).resolve() if override else folder or ROOT / "build" / "native"))
        try:
            importlib.import_module("lobby_native")
        finally:
            sys.path.pop(0)
    return sys.modules["lobby_native"]


def command(kind: str, /, **data: Any) -> str:
    """A command as the core reads it; `data` may have any names."""
    return json.dumps({"type": kind, "data": data}, ensure_ascii=False)

"""Cuts the fallback font: Noto Sans CJK (package fonts-noto-cjk), only the characters the product shows, as TrueType
outlines hold them no longer than needed. Loaded by browsers whose canvas cannot be read back, and by nobody else."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from fontTools import subset as cutter
from fontTools.ttLib import TTCollection, TTFont

CANDIDATES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
)
FACE = "Noto Sans CJK SC"


class SubsetError(Exception):
    """The font cannot be cut; the text says why and what to do."""


def _open() -> TTFont:
    for name in CANDIDATES:
        if not Path(name).is_file():
            continue
        for face in TTCollection(name, lazy=True).fonts:
            if face["name"].getDebugName(1) == FACE:
                return face
    raise SubsetError(f"{FACE} was not found: install the package fonts-noto-cjk")


def font(characters: set[str], cache: Path) -> bytes:
    """The cut font; kept in `cache` by the characters in it."""
    text = "".join(sorted(characters))
    kept = cache / f"font-{hashlib.sha256(text.encode()).hexdigest()[:16]}.ttf"
    if kept.is_file():
        return kept.read_bytes()
    options = cutter.Options(layout_features=[], hinting=False, desubroutinize=True, name_IDs=[1, 2], notdef_outline=True)
    options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx"]
    face = _open()
    tool = cutter.Subsetter(options)
    tool.populate(text=text)
    tool.subset(face)
    face.flavor = None
    out = io.BytesIO()
    face.save(out, reorderTables=False)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(out.getvalue())
    return out.getvalue()

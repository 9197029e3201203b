"""Makes the site: one folder that a web server can serve as it stands.

Files get names by their content (kept for ever by browsers), every text is compressed beside itself (.br, .gz), the
texts of a program's areas (assets/strings/programs.json) are merged into one file per language, the fallback font is cut to the characters the product uses, and
the service worker learns what to keep. Standard library, python3-brotli and python3-fonttools.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import brotli

sys.path.insert(0, str(Path(__file__).resolve().parent))
import subset  # noqa: E402  (the folder is no package)

LANGUAGES = ("zh", "en")
TEXT = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".webmanifest", ".wasm", ".ttf"}
PROGRAMS = ("lobby", "branch", "trainer")
# Fetched by those who work with them, and kept from then on.
STAFF = ("branch", "trainer")
FONT = "font.ttf"


class SiteError(Exception):
    """The site cannot be made from what is there; the text says why."""


@dataclass
class Site:
    source: Path
    page: Path
    cache: Path
    out: Path
    names: dict[str, str] = field(default_factory=dict)  # "main.js" -> "/static/main.0123456789.js"
    written: dict[str, bytes] = field(default_factory=dict)  # path below `out` -> content

    def add(self, path: str, content: bytes) -> None:
        self.written[path] = content

    def add_hashed(self, name: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()[:10]
        stem, dot, extension = name.rpartition(".")
        path = f"static/{stem}.{digest}{dot}{extension}"
        self.add(path, content)
        self.names[name] = "/" + path
        return "/" + path


def merge_texts(folder: Path, areas: list[str]) -> dict[str, str]:
    """These areas' texts of one language; a key may stand in one area only."""
    merged: dict[str, str] = {}
    for area in (folder / f"{name}.json" for name in areas):
        try:
            texts = json.loads(area.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise SiteError(f"{area}:{error.lineno}:{error.colno}: {error.msg}") from error
        twice = merged.keys() & texts.keys()
        if twice:
            raise SiteError(f"{area}: {', '.join(sorted(twice))}: already in another area's file")
        merged |= texts
    return merged


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


IMPORT = re.compile(r"""(from\s+|import\(\s*|import\s+)(['"])\./([\w.-]+)\2""")


def without_comments(text: str) -> str:
    """Whole-line comments out: browsers do not read them. Strings are untouched, since only whole lines go."""
    text = re.sub(r"^[ \t]*/\*\*?(?:[^*]|\*(?!/))*\*/[ \t]*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^[ \t]*//[^\n]*\n", "", text, flags=re.MULTILINE)


def add_modules(site: Site, files: dict[str, str]) -> None:
    """The page's modules, each after those it imports, since its name depends on theirs."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted((site.source / "web").glob("*.js"))}
    del sources["sw.js"]
    sources["files.js"] = f"export const files = {json.dumps(files, indent=0)};\n"

    def add(name: str, importing: tuple[str, ...]) -> str:
        if name in site.names:
            return site.names[name]
        if name in importing or name not in sources:
            raise SiteError(f"web/{importing[-1] if importing else name}: cannot import {name}")

        def renamed(match: re.Match[str]) -> str:
            return f"{match[1]}{match[2]}{add(match[3], (*importing, name))}{match[2]}"

        return site.add_hashed(name, IMPORT.sub(renamed, without_comments(sources[name])).encode())

    for name in sources:
        add(name, ())


def add_document(site: Site) -> None:
    """index.html: its own addresses replaced by the names by content, every module announced so that none waits."""
    html = (site.source / "web/index.html").read_text(encoding="utf-8")

    def renamed(match: re.Match[str]) -> str:
        name = match[2].lstrip("/")
        return f'{match[1]}="{site.names.get(name, match[2])}"'

    html = re.sub(r'\b(href|src)="(/[^"]+)"', renamed, html)
    modules = [name for name in site.names if name.endswith(".js") and name != "main.js"]
    links = "".join(f'<link rel="modulepreload" href="{site.names[name]}">\n' for name in sorted(modules))
    site.add("index.html", html.replace('<script type="module"', links + '<script type="module"', 1).encode())


def add_worker(site: Site) -> None:
    """The service worker keeps the page, but neither the staff's programs nor the fallback font: few need them."""
    few = (FONT, *(f"{program}." for program in STAFF))
    kept = ["/", "/manifest.webmanifest", *(path for name, path in site.names.items() if not name.startswith(few))]
    version = hashlib.sha256(b"".join(site.written[key] for key in sorted(site.written))).hexdigest()[:16]
    text = (site.source / "web/sw.js").read_text(encoding="utf-8")
    empty = "{ version: '', precache: [] }"
    if empty not in text:
        raise SiteError("web/sw.js: the place of the list of files is not there")
    filled = json.dumps({"version": version, "precache": sorted(kept)}, indent=0)
    site.add("sw.js", without_comments(text.replace(empty, filled)).encode())


def shown_characters(site: Site, texts: list[dict[str, str]]) -> set[str]:
    """Every character the product can show: its texts, the demo bank, the role-plays, and ASCII."""
    shown = {chr(code) for code in range(0x20, 0x7F)} | set("·…—–“”‘’×•°%￥€£")
    for one in texts:
        shown.update(*one.values())
    for folder in ("assets", "scenarios"):
        for path in (site.source / folder).rglob("*.json"):
            shown.update(path.read_text(encoding="utf-8"))
    return {character for character in shown if character.isprintable()}


def compress(site: Site, path: Path, content: bytes) -> None:
    """Beside the file, at the highest quality; results are kept by content, since brotli 11 is slow."""
    if path.suffix not in TEXT:
        return
    key = hashlib.sha256(content).hexdigest()
    for suffix, make in ((".br", lambda: brotli.compress(content, quality=11)), (".gz", lambda: gzip.compress(content, 9, mtime=0))):
        kept = site.cache / f"{key}{suffix}"
        if not kept.is_file():
            kept.write_bytes(make())
        shutil.copyfile(kept, path.with_name(path.name + suffix))


def write(site: Site) -> None:
    """Into a fresh folder that then takes the old one's place: a server never sees half a site."""
    fresh = site.out.with_name(site.out.name + ".new")
    old = site.out.with_name(site.out.name + ".old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    site.cache.mkdir(parents=True, exist_ok=True)
    for name, content in site.written.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        compress(site, path, content)
    if site.out.exists():
        site.out.rename(old)
    fresh.rename(site.out)
    shutil.rmtree(old, ignore_errors=True)


def make(site: Site) -> None:
    files: dict[str, str] = {}
    strings = site.source / "assets/strings"
    areas: dict[str, list[str]] = json.loads((strings / "programs.json").read_text(encoding="utf-8"))
    texts: list[dict[str, str]] = []
    for program in PROGRAMS:
        for name in (f"{program}.mjs", f"{program}.wasm"):
            files[name] = site.add_hashed(name, (site.page / name).read_bytes())
        for language in LANGUAGES:
            texts.append(merge_texts(strings / language, areas[program]))
            name = f"{program}.{language}.json"
            files[name] = site.add_hashed(name, compact(texts[-1]))
    files[FONT] = site.add_hashed(FONT, subset.font(shown_characters(site, texts), site.cache))
    for icon in sorted((site.source / "assets/icons").iterdir()):
        site.add(f"icons/{icon.name}", icon.read_bytes())
    site.add_hashed("style.css", (site.source / "web/style.css").read_bytes())
    site.add("manifest.webmanifest", (site.source / "web/manifest.webmanifest").read_bytes())
    for scenario in sorted((site.source / "scenarios").glob("*.json")):
        site.add(f"scenarios/{scenario.name}", scenario.read_bytes())
    add_modules(site, files)
    add_document(site)
    add_worker(site)
    write(site)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, text in (
        ("--source", "the project"),
        ("--page", "where lobby.mjs and lobby.wasm are"),
        ("--cache", "where slow results are kept"),
        ("--out", "the folder to make"),
    ):
        parser.add_argument(name, type=Path, required=True, help=text)
    given = parser.parse_args()
    try:
        make(Site(given.source, given.page, given.cache, given.out))
    except (SiteError, subset.SubsetError) as error:
        sys.exit(f"site: {error}")


if __name__ == "__main__":
    main()

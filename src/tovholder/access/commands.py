"""`tovholder log`, `tovholder user` and `tovholder organisation`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Never

import typer
from django.core.exceptions import ValidationError
from django.utils import timezone

from tovholder.access import actions, policies, queries, scopes, tasks
from tovholder.access.models import Category, Municipality, Purpose, Role, User

log_app = typer.Typer(no_args_is_help=True, help="Seal the log of reads and writes; check it.")
user_app = typer.Typer(no_args_is_help=True, help="Colleagues who sign in.")
organisation_app = typer.Typer(no_args_is_help=True, help="Departments and partners.")

MunicipalityCode = Annotated[str, typer.Option("--municipality", help="Three-digit code.")]
EveryMunicipality = Annotated[
    str, typer.Option("--municipality", help="Three-digit code; all when left out.")
]
WaitSeconds = Annotated[
    int, typer.Option(min=0, help="How long to wait for transactions that still run.")
]


@log_app.command("seal")
def seal_log(municipality: EveryMunicipality = "", wait: WaitSeconds = 30) -> None:
    """Seal what was logged up to now. Safe to run twice; a worker does it every hour.

    Keep the digests it prints where the administrator of the database cannot write.
    """
    try:
        until = tasks.settled(wait=wait)
    except tasks.UnsettledError as error:
        typer.secho(str(error), fg="yellow", err=True)
        raise typer.Exit(1) from None
    for code in _codes(municipality):
        scope = _job(code, actor="log seal", purpose=Purpose.PROTECTION)
        sealed, digest = tasks.seal(scope, until=until, at=timezone.now())
        typer.echo(f"{code}: {sealed} entries sealed. {digest}".rstrip())


@log_app.command("verify")
def verify_log(municipality: EveryMunicipality = "") -> None:
    """Compare the log with its seals; name the first entry that was changed."""
    is_whole = True
    for code in _codes(municipality):
        scope = _job(code, actor="log verify", purpose=Purpose.PROTECTION)
        with scopes.entered(scope):
            check = queries.verify_log(scope)
        is_whole = is_whole and check.is_whole
        _print_check(code, check)
    if not is_whole:
        raise typer.Exit(1)


def _print_check(code: str, check: queries.LogCheck) -> None:
    if check.is_whole:
        typer.echo(
            f"{code}: {check.sealed_entries} entries in {check.seals} seals are as they were; "
            f"{check.unsealed_entries} not sealed yet."
        )
        return
    entry = f"entry {check.broken_entry_id}" if check.broken_entry_id else "the seal itself"
    typer.secho(
        f"{code}: broken at seal {check.broken_seal_id}: {entry} was changed, removed or slipped "
        f"in after sealing. {check.sealed_entries} entries before it are as they were. "
        "Keep the database as it is and compare it with a backup.",
        fg="red",
        err=True,
    )


@organisation_app.command("add")
def add_organisation(
    municipality: MunicipalityCode,
    code: Annotated[str, typer.Option(help="Short name for addresses, as `jobs`.")],
    name: Annotated[str, typer.Option(help="As colleagues see it.")],
    municipality_name: Annotated[str, typer.Option(help="Name of a new authority.")] = "",
    categories: Annotated[
        list[str] | None,
        typer.Option("--category", help=f"Repeat for each: {', '.join(Category.values)}."),
    ] = None,
    coordinating: Annotated[bool, typer.Option(help="The department that coordinates.")] = False,
) -> None:
    """Add a department or partner, and its authority when that is new."""
    if municipality_name:
        actions.add_municipality(municipality, name=municipality_name)
    new = actions.NewOrganisation(
        code=code,
        name=name,
        categories=tuple(categories or ()),
        is_coordinating=coordinating,
    )
    with _managing(municipality) as scope:
        made = actions.add_organisation(new, by=scope, at=timezone.now())
    typer.echo(f"Added {made.name} ({made.code}) in {municipality}.")


@user_app.command("add")
def add_user(
    municipality: MunicipalityCode,
    organisation: Annotated[str, typer.Option(help="The organisation's code.")],
    role: Annotated[Role, typer.Option(help="What the colleague does.")],
    email: Annotated[str, typer.Option(help="The address used to sign in.")],
    name: Annotated[str, typer.Option(help="Full name.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Add a colleague with a role; asks for the password."""
    new = actions.NewUser(email=email, full_name=name, role=role)
    with _managing(municipality) as scope:
        place = queries.organisations(scope).filter(code=organisation).first()
        if place is None:
            known = ", ".join(queries.organisations(scope).values_list("code", flat=True))
            _refuse(
                f"No organisation “{organisation}” in {municipality}. Known: {known or 'none'}."
            )
        actions.add_user(new, organisation=place, password=password, by=scope, at=timezone.now())
    typer.echo(f"Added {new.full_name} as {role.value} in {organisation}.")


@user_app.command("password")
def set_password(
    municipality: MunicipalityCode,
    email: Annotated[str, typer.Option(help="The address used to sign in.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Give a colleague a new password; asks for it."""
    with _managing(municipality) as scope:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            _refuse(f"Nobody signs in as {email}. See the spelling, or add the user.")
        actions.set_password(user, password=password, by=scope, at=timezone.now())
    typer.echo(f"{user.full_name} has a new password.")


@contextmanager
def _managing(municipality: str) -> Iterator[scopes.Scope]:
    """Enter the set-up of one authority; a refusal is printed, not traced."""
    _codes(municipality)
    scope = _job(municipality, actor="command line", purpose=Purpose.ADMINISTRATION)
    try:
        with scopes.entered(scope):
            yield scope
    except ValidationError as error:
        _refuse("\n".join(error.messages))
    except policies.NotAllowedError as error:
        _refuse(str(error))


def _job(municipality: str, *, actor: str, purpose: Purpose) -> scopes.Scope:
    scope = scopes.system_scope(municipality, actor=actor, on=timezone.localdate())
    return replace(scope, purpose=purpose)


def _codes(municipality: str) -> list[str]:
    """Return the code asked for, or all; refuse an authority that is not known."""
    known = list(Municipality.objects.order_by("code").values_list("code", flat=True))
    if municipality and municipality not in known:
        _refuse(
            f"No municipality {municipality} here. Known: {', '.join(known) or 'none'}. "
            "Add one with `tovholder organisation add --municipality-name`."
        )
    return [municipality] if municipality else known


def _refuse(reason: str) -> Never:
    typer.secho(reason, fg="red", err=True)
    raise typer.Exit(1)

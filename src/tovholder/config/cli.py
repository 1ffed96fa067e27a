"""The command line: the frame's own commands, then each room's under its own name."""

import functools
import os
import sys
from collections.abc import Callable

import typer

from tovholder.config import environment
from tovholder.config.commands import database, demo, run, work

AS_OWNER = {"migrate"}


def main() -> None:
    """Run one command; every command but `migrate` uses the database as the web role."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    if sys.argv[1:2] and sys.argv[1] in AS_OWNER:
        os.environ["TOVHOLDER_DATABASE_ROLE"] = "owner"
    if sys.argv[1:2] == ["demo"] or (sys.argv[1:2] == ["rules"] and "--demo" in sys.argv):
        demo.become_demo()
    try:
        _application()()
    except (environment.EnvironmentValueError, database.PostgresError) as error:
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(1) from None


def _application() -> typer.Typer:
    import django

    django.setup()
    from tovholder.access.checks import refuse_start
    from tovholder.access.commands import log_app, organisation_app, user_app
    from tovholder.law.commands import diff_rules, find_touched
    from tovholder.people.commands import import_files, standings_app
    from tovholder.rules.commands import rules_app

    refuse_start()
    app = typer.Typer(no_args_is_help=True, add_completion=False, callback=_open_database)
    app.command()(run.migrate)
    app.command()(run.run)
    app.command()(demo.demo)
    app.command()(work.work)
    app.command("import")(import_files)
    app.add_typer(database.app, name="database")
    rooms = {"standings": standings_app, "log": log_app, "user": user_app}
    for name, room in (rooms | {"organisation": organisation_app}).items():
        app.add_typer(room, name=name)
    rules_app.command("diff")(_with_database(diff_rules))
    rules_app.command("touched")(_with_database(find_touched))
    app.add_typer(rules_app, name="rules")
    return app


def _with_database(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command of the rules that asks persons: it starts the database itself."""

    @functools.wraps(command)
    def opened(*arguments: object, **options: object) -> None:
        with database.running():
            command(*arguments, **options)

    return opened


NEEDS_NO_DATABASE = {"database", "rules", "demo", "run"}  # the last two start it themselves


def _open_database(context: typer.Context) -> None:
    """One plan, clear expectations, comparable results."""
    if context.invoked_subcommand not in NEEDS_NO_DATABASE:
        context.with_resource(database.running())

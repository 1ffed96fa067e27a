import pytest
from tests import builders
from typer.testing import CliRunner

from tovholder.access import commands, scopes, seals, tasks
from tovholder.access.models import LogSeal, Organisation, User

runner = CliRunner()
pytestmark = pytest.mark.django_db


def run(app, *words, answers=""):
    return runner.invoke(app, list(words), input=answers)


def log(municipality=builders.OURS):
    with scopes.entered(builders.a_system_scope(municipality)) as scope:
        scope.reads.note([1], ["case"])


def test_sealing_prints_a_digest_for_every_municipality():
    log()
    log(builders.THEIRS)
    told = run(commands.log_app, "seal")
    assert told.exit_code == 0
    with scopes.entered(builders.a_system_scope()):
        assert f"751: 1 entries sealed. {LogSeal.objects.get().digest}" in told.output
    assert "101: 1 entries sealed." in told.output
    assert "751: 0 entries sealed." in run(commands.log_app, "seal").output


def test_sealing_gives_up_when_a_transaction_does_not_end(monkeypatch):
    monkeypatch.setattr(seals, "is_settled", lambda _horizon: False)
    monkeypatch.setattr(tasks, "POLL_SECONDS", 0)
    told = run(commands.log_app, "seal", "--wait", "0")
    assert told.exit_code == 1
    assert "Run the command again later." in told.output


def test_verifying_says_what_was_compared():
    log()
    run(commands.log_app, "seal")
    log()
    told = run(commands.log_app, "verify", "--municipality", builders.OURS)
    assert told.exit_code == 0
    assert "751: 1 entries in 1 seals are as they were; 1 not sealed yet." in told.output


def test_verifying_fails_and_names_the_entry_that_was_changed(monkeypatch):
    log()
    run(commands.log_app, "seal")
    monkeypatch.setattr(seals, "rows_between", lambda *_args, **_bounds: iter(()))
    told = run(commands.log_app, "verify")
    assert told.exit_code == 1
    assert "was changed, removed or slipped in" in told.output


def test_a_municipality_that_is_not_known_is_refused_with_a_way_out():
    builders.a_municipality()
    told = run(commands.log_app, "verify", "--municipality", "999")
    assert told.exit_code == 1
    assert "No municipality 999 here. Known: 751." in told.output


def add_organisation(*more):
    return run(
        commands.organisation_app, "--municipality", "461", "--code", "jobs", "--name", "Job", *more
    )


def test_the_first_organisation_brings_its_municipality():
    assert add_organisation().exit_code == 1
    told = add_organisation(
        "--municipality-name", "Odense", "--category", "case", "--category", "employment"
    )
    assert told.exit_code == 0, told.output
    assert Organisation.objects.get().categories == ["case", "employment"]


def test_an_unknown_category_is_refused():
    told = add_organisation("--municipality-name", "Odense", "--category", "weather")
    assert told.exit_code == 1
    assert "weather" in told.output


USER = ("--role", "specialist", "--email", "bo@example.org", "--name", "Bo Lund")
TWICE = f"{builders.PASSWORD}\n" * 2


def add_user(organisation="jobs", answers=TWICE):
    where = ("--municipality", builders.OURS, "--organisation", organisation)
    return run(commands.user_app, "add", *where, *USER, answers=answers)


def test_a_user_is_added_with_a_password_asked_for():
    builders.an_organisation("jobs")
    told = add_user()
    assert told.exit_code == 0, told.output
    assert builders.PASSWORD not in told.output
    assert User.objects.get().check_password(builders.PASSWORD)


def test_a_weak_password_is_refused_in_words():
    builders.an_organisation("jobs")
    assert add_user(answers="short\n" * 2).exit_code == 1
    assert not User.objects.exists()


def test_an_organisation_that_is_not_there_is_refused_with_those_that_are():
    builders.an_organisation("jobs")
    assert "Known: jobs." in add_user("health").output


def test_a_password_is_replaced():
    builders.an_organisation("jobs")
    add_user()
    where = ("--municipality", builders.OURS, "--email", "BO@example.org")
    told = run(commands.user_app, "password", *where, answers="green-bicycle-in-the-rain\n" * 2)
    assert told.exit_code == 0, told.output
    assert User.objects.get().check_password("green-bicycle-in-the-rain")


def test_a_password_for_nobody_is_refused():
    builders.a_municipality()
    where = ("--municipality", builders.OURS, "--email", "no@example.org")
    assert "Nobody signs in as" in run(commands.user_app, "password", *where, answers=TWICE).output

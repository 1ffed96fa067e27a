import pytest

from tovholder.config import environment


def test_a_flag_understands_yes_and_no_and_refuses_the_rest(monkeypatch):
    for given, meant in {"true": True, "1": True, "no": False, "": False, "OFF": False}.items():
        monkeypatch.setenv("TRIED", given)
        assert environment.flag("TRIED") is meant
    monkeypatch.setenv("TRIED", "perhaps")
    with pytest.raises(environment.EnvironmentValueError, match="TRIED is 'perhaps'"):
        environment.flag("TRIED")


def test_a_whole_number_is_at_least_one(monkeypatch):
    monkeypatch.setenv("TRIED", " 3 ")
    assert environment.whole("TRIED", default=2) == 3
    assert environment.whole("UNTOLD", default=2) == 2
    for refused in ("0", "-1", "two", "1.5"):
        monkeypatch.setenv("TRIED", refused)
        with pytest.raises(environment.EnvironmentValueError, match="whole number"):
            environment.whole("TRIED", default=2)


def test_a_database_address_may_name_a_socket_folder_with_capitals():
    read = environment.database("postgresql://web:p%40ss@%2Frun%2FPg/tov")
    assert read["HOST"] == "/run/Pg"
    assert (read["USER"], read["PASSWORD"], read["NAME"], read["PORT"]) == (
        "web",
        "p@ss",
        "tov",
        "",
    )


def test_a_database_address_with_host_and_port():
    read = environment.database("postgresql://web@db.example.org:6432/tov")
    assert (read["HOST"], read["PORT"]) == ("db.example.org", "6432")


@pytest.mark.parametrize(
    ("url", "says"), [("mysql://a/b", "PostgreSQL only"), ("postgresql://host/", "no database")]
)
def test_an_unusable_database_address_is_refused_with_a_way_out(url, says):
    with pytest.raises(environment.EnvironmentValueError, match=says):
        environment.database(url)


def test_a_secret_is_made_once_and_kept_from_others(monkeypatch, scratch):
    monkeypatch.delenv("TRIED", raising=False)
    first = environment.secret("TRIED", kept_in=scratch / "deep" / "key")
    assert environment.secret("TRIED", kept_in=scratch / "deep" / "key") == first
    assert len(first) > 40
    assert (scratch / "deep" / "key").stat().st_mode & 0o077 == 0
    assert [p.name for p in (scratch / "deep").iterdir()] == ["key"]


def test_a_given_secret_wins_over_the_kept_one(monkeypatch, scratch):
    monkeypatch.setenv("TRIED", "given")
    assert environment.secret("TRIED", kept_in=scratch / "key") == "given"
    assert not (scratch / "key").exists()

"""What the middleware does around a view, on a site of a few invented pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import include, path
from tests import builders

from tovholder.access import context, policies, scopes
from tovholder.access.middleware import CAPACITY_KEY, StreamingRefusedError
from tovholder.access.models import LogEntry, Municipality, Purpose, Role
from tovholder.access.policies import Action
from tovholder.access.routes import public, requires, signed_in
from tovholder.people.models import Person

pytestmark = pytest.mark.django_db


@requires(Purpose.CASEWORK, Purpose.LEADERSHIP)
def list_names(request):
    """Hand a query to the template that nobody has asked the database yet."""
    template = engines["django"].from_string(
        "{% for each in rows %}{{ each.given_name }}{% endfor %}"
    )
    request.scope.reads.note([1], ["identity"])
    return TemplateResponse(request, template, {"rows": request.scope.rows(Person)})


@requires(action=Action.EXPORT)
def export(request):
    request.scope.reads.note([2], ["identity"])
    return HttpResponse("names")


@requires()
def stream(request):
    rows = request.scope.rows(Person)
    return StreamingHttpResponse(each.given_name for each in rows)


@requires()
def fail(request):
    request.scope.reads.note([3], ["health"])
    Municipality.objects.create(code="999", name="half done")
    raise LookupError("the page is broken")


@requires()
def forbid(request):
    raise PermissionDenied


@requires()
def refuse(request):
    policies.check_act(request.scope, Action.MANAGE)


@requires()
def miss(request):
    raise Http404("never shown")


@signed_in
def look_around(request):
    return HttpResponse(str(Person.objects.count()))


@public
def welcome(request):
    return HttpResponse("welcome")


def forgotten(request):
    return HttpResponse("nobody said who may see this")


VIEWS = (list_names, export, stream, fail, forbid, refuse, miss, look_around, welcome, forgotten)


class Site:
    urlpatterns = [
        path("", include("tovholder.access.urls")),
        *(path(f"{view.__name__}/", view, name=view.__name__) for view in VIEWS),
    ]


@pytest.fixture(autouse=True)
def town(settings, monkeypatch):
    settings.ROOT_URLCONF = Site
    monkeypatch.setattr(context, "_navigation", [])  # its pages are not part of this site
    return builders.a_town()


def entries():
    with scopes.entered(builders.a_system_scope()):
        return [
            (each.what, each.action, each.person_ids) for each in LogEntry.objects.order_by("id")
        ]


def test_a_template_is_rendered_inside_the_transaction_of_its_view(town):
    builders.a_person("Amal", held_by=[town.integration])
    builders.a_person("Basir", held_by=[town.jobs])
    assert builders.signed_in(town.ada).get("/list_names/").content == b"Amal"


def test_a_page_that_was_shown_is_logged_under_its_route(town):
    builders.signed_in(town.ada).get("/list_names/")
    assert entries() == [("list_names", "read", [1])]


def test_a_page_with_personal_data_is_not_kept_by_the_browser(town):
    kept = builders.signed_in(town.ada).get("/list_names/").headers["Cache-Control"]
    assert {"no-store", "private"} <= set(kept.split(", "))


def test_an_export_is_logged_as_one(town):
    builders.signed_in(town.ada).get("/export/")
    assert entries() == [("export", "export", [2])]


def test_a_page_that_fails_is_logged_and_leaves_nothing_half_done(town):
    client = Client(raise_request_exception=False)
    client.force_login(town.ada)
    assert client.get("/fail/").status_code == 500
    assert entries() == [("fail", "read", [3])]
    assert not Municipality.objects.filter(code="999").exists()


def test_a_page_is_not_shown_when_it_cannot_be_logged(town, monkeypatch):
    def refuse_to_write(*_args, **_kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(scopes, "append_entry", refuse_to_write)
    with pytest.raises(OSError, match="the log is full"):
        builders.signed_in(town.ada).get("/list_names/")


def test_a_streaming_response_is_refused_for_it_would_read_after_the_transaction(town):
    with pytest.raises(StreamingRefusedError, match="route stream"):
        builders.signed_in(town.ada).get("/stream/")


def body(client, address):
    response = client.get(address)
    assert response.status_code == 404
    return builders.same_for_all(response)


@pytest.mark.parametrize("name", ["forbid", "refuse", "forgotten", "no/such/address"])
def test_forbidden_and_missing_get_the_same_answer(town, name):
    client = builders.signed_in(town.ada)
    assert body(client, f"/{name}/") == body(client, "/miss/")


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("ada", (200, 200)),
        ("bo", (200, 200)),
        ("leader", (200, 200)),
        ("protection_officer", (404, 404)),
        ("administrator", (404, 404)),
    ],
)
def test_a_route_is_open_to_its_purposes_and_actions_only(town, name, statuses):
    client = builders.signed_in(getattr(town, name))
    found = client.get("/list_names/").status_code, client.get("/export/").status_code
    assert found == statuses


def test_a_user_without_a_role_finds_nothing():
    nobody = builders.a_user(None, name="Nis Hald")
    client = builders.signed_in(nobody)
    assert client.get("/list_names/").status_code == 404
    assert client.get("/purpose/").status_code == 200


def test_a_visitor_is_sent_to_sign_in_and_back_without_the_query():
    response = Client().get("/list_names/?search=amal")
    assert (response.status_code, response.url) == (302, "/account/login/?next=/list_names/")


def test_a_page_for_everyone_signed_in_has_no_scope_and_no_rows(town):
    builders.a_person(held_by=[town.integration])
    assert builders.signed_in(town.ada).get("/look_around/").content == b"0"
    assert Client().get("/look_around/").status_code == 302
    assert Client().get("/welcome/").status_code == 200


def test_a_user_chooses_the_purpose_he_works_for(town):
    builders.a_membership(town.bo, Role.LEADER, town.jobs)
    builders.a_person("Amal", held_by=[town.integration])
    client = builders.signed_in(town.bo)
    assert client.get("/list_names/").content == b""
    page = client.get("/purpose/").content.decode()
    assert 'value="751:leadership"' in page
    assert client.post("/purpose/choose/", {"capacity": "751:leadership"}).url == "/"
    assert client.get("/list_names/").content == b"Amal"


@pytest.mark.parametrize("chosen", ["751:leadership", "101:casework", ""])
def test_a_purpose_the_user_does_not_have_is_not_chosen(town, chosen):
    client = builders.signed_in(town.bo)
    assert client.post("/purpose/choose/", {"capacity": chosen}).status_code == 404
    assert CAPACITY_KEY not in client.session


def test_a_purpose_that_has_ended_gives_way_to_one_the_user_has(town):
    client = builders.signed_in(town.bo)
    session = client.session
    session[CAPACITY_KEY] = "751:leadership"
    session.save()
    assert client.get("/list_names/").status_code == 200


def test_pages_speak_the_users_language_until_the_visitor_chooses_another(town):
    town.ada.language = "da"
    town.ada.save(update_fields=["language"])
    client = builders.signed_in(town.ada)
    assert client.get("/purpose/").headers["Content-Language"] == "da"
    client.post("/language/", {"language": "en", "next": "/purpose/"})
    assert client.get("/purpose/").headers["Content-Language"] == "en"


def test_the_frame_says_who_reads_where_and_why(town):
    page = builders.signed_in(town.bo).get("/purpose/").content.decode()
    for told in ("Bo Lund", "Jobs", "Kommune 751", "Casework"):
        assert told in page
    assert "Casework" not in Client().get("/account/login/").content.decode()


def test_what_stands_around_a_page_costs_no_more_than_five_queries(
    town, django_assert_max_num_queries
):
    client = builders.signed_in(town.ada)
    nested_in_the_test = 3  # a savepoint, its release, and the outer municipality given back
    rows = 1
    with django_assert_max_num_queries(5 + nested_in_the_test + rows):
        client.get("/list_names/")

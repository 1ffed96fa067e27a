"""The pages of a colleague's working day."""

from django.urls import path, register_converter

from tovholder.home.converters import Key
from tovholder.home.views import (
    facts,
    history,
    logs,
    movement,
    people,
    person,
    persons,
    setup,
    standings,
    voices,
)

register_converter(Key, "key")

urlpatterns = [
    path("", setup.open_start, name="home_start"),
    path("people/", people.list_people, name="home_people_list"),
    path("people/search/", people.keep_search, name="home_people_search"),
    path("people/print/", people.print_people, name="home_people_print"),
    path("people/export.<str:sort>", people.export_people, name="home_people_export"),
    path("people/new/", persons.create_person, name="home_person_create"),
    path("people/<key:key>/", person.show_person, name="home_person_show"),
    path("people/<key:key>/particulars/", persons.correct_person, name="home_person_correct"),
    path("people/<key:key>/cpr/", person.show_cpr, name="home_cpr_show"),
    path("people/<key:key>/history/", history.show_history, name="home_history_show"),
    path("people/<key:key>/readers/", logs.show_readers, name="home_readers_show"),
    path("people/<key:key>/record/", facts.list_kinds, name="home_kind_list"),
    path("people/<key:key>/record/<slug:kind>/", facts.record_fact, name="home_fact_record"),
    path("people/<key:key>/facts/<uuid:lineage>/", facts.show_fact, name="home_fact_show"),
    path(
        "people/<key:key>/facts/<uuid:lineage>/correct/",
        facts.correct_fact,
        name="home_fact_correct",
    ),
    path(
        "people/<key:key>/facts/<uuid:lineage>/retract/",
        facts.retract_fact,
        name="home_fact_retract",
    ),
    path(
        "people/<key:key>/standings/<int:standing_id>/",
        standings.show_standing,
        name="home_standing_show",
    ),
    path(
        "people/<key:key>/standings/<int:standing_id>/task.ics",
        voices.export_task,
        name="home_task_export",
    ),
    path(
        "people/<key:key>/standings/<int:standing_id>/letter/",
        voices.show_letter,
        name="home_letter_show",
    ),
    path("log/", logs.list_entries, name="home_log_list"),
    path("setup/", setup.show_setup, name="home_setup_show"),
    path("standings/", movement.show_movement, name="home_movement_show"),
    path("setup/departments/", setup.list_organisations, name="home_organisation_list"),
    path("setup/colleagues/", setup.list_colleagues, name="home_colleague_list"),
]

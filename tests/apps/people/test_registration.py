"""What this room tells `access` is what the rules say."""

from django.apps import apps

from tovholder.access import registry
from tovholder.people.registration import ATTRIBUTE_CATEGORIES
from tovholder.rules.packs import national_pack

ABOUT_NO_PERSON = {"ImportBatch", "LocalKind", "LocalValue", "MovementRun"}


def test_attributes_have_the_categories_of_the_rules() -> None:
    wanted = {name: one.category for name, one in national_pack().attributes.items()}
    assert {name: str(category) for name, category in ATTRIBUTE_CATEGORIES.items()} == wanted


def test_every_table_that_leads_to_a_person_is_registered_field_by_field() -> None:
    for model in apps.get_app_config("people").get_models():
        if model.__name__ in ABOUT_NO_PERSON:
            continue
        fields = {field.name for field in model._meta.concrete_fields}
        assert registry.registration_of(model).fields.keys() == fields, model

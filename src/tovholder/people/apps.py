from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tovholder.people"
    label = "people"

    def ready(self) -> None:
        from tovholder.people.registration import register_models

        register_models()

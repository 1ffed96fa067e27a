from django.apps import AppConfig
from django.core import checks


class AccessConfig(AppConfig):
    name = "tovholder.access"
    label = "access"

    def ready(self) -> None:
        from tovholder.access.checks import check_registry, check_routes
        from tovholder.access.registration import register_models

        register_models()
        checks.register(check_registry, "tovholder")
        checks.register(check_routes, "tovholder")

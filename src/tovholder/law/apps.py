from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "tovholder.law"
    label = "law"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from tovholder.access.context import NavigationEntry, add_navigation
        from tovholder.home.approval import approved_by
        from tovholder.law.queries.approvals import is_approved
        from tovholder.law.registration import register_models

        register_models()
        approved_by(is_approved)
        add_navigation(NavigationEntry("law_expectation_list", _("The law")))

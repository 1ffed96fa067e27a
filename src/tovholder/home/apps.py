from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tovholder.home"
    label = "home"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from tovholder.access.context import NavigationEntry, add_navigation

        add_navigation(
            NavigationEntry("home_people_list", _("People")),
            NavigationEntry("home_setup_show", _("Set-up")),
            NavigationEntry("home_log_list", _("Log")),
        )

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "tovholder.rules"
    label = "rules"

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tovholder.ui"
    label = "ui"

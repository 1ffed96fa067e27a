"""Every address of the site; each room keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

from tovholder.access.routes import public
from tovholder.ui import views as ui

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tovholder.home.urls")),
    path("", include("tovholder.access.urls")),
    path("gallery/", public(ui.gallery_show), name="ui_gallery_show"),
    path("accessibility/", public(ui.accessibility_show), name="ui_accessibility_show"),
]

"""Every address of the site; each room keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

from tovholder.access import urls as access
from tovholder.access.routes import public
from tovholder.home import urls as home
from tovholder.law import urls as law
from tovholder.ui import views as ui

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(home)),
    path("law/", include(law)),
    path("", include(access)),
    path("gallery/", public(ui.gallery_show), name="ui_gallery_show"),
    path("accessibility/", public(ui.accessibility_show), name="ui_accessibility_show"),
]

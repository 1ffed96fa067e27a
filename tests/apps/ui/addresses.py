"""The addresses that the frame of a page knows, without the rooms above."""

from django.urls import include, path

from tovholder.ui import views

urlpatterns = [
    path("accessibility/", views.accessibility_show, name="ui_accessibility_show"),
    path("sign-out/", views.gallery_show, name="account_logout"),
    path("i18n/", include("django.conf.urls.i18n")),
]

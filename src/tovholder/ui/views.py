from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tovholder.ui.gallery import gallery_page


def gallery_show(request: HttpRequest) -> HttpResponse:
    """Show every component in every variant."""
    return render(request, "ui/gallery_show.html", {"page": gallery_page(timezone.localdate())})


def accessibility_show(request: HttpRequest) -> HttpResponse:
    """Show how accessible the site is, and whom to tell when it is not."""
    return render(request, "ui/accessibility_show.html")

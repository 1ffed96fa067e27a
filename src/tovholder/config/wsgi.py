"""The web application, for gunicorn and its like; it does not start while access is incomplete."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
application = get_wsgi_application()

from tovholder.access.checks import refuse_start  # noqa: E402 - only now can models be imported

refuse_start()

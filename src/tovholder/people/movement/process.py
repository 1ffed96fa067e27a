"""The beginning of a process that evaluates lots; imports no model before Django is set up."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Mapping

NICENESS = 10


def begin(database: Mapping[str, object]) -> None:
    """Make a process ready: Django, the same database, and pages on this machine come first."""
    import django

    django.setup()
    from django.db import connection

    from tovholder.rules.packs import national_pack

    connection.settings_dict.update(database)
    os.nice(NICENESS)
    national_pack()
    gc.freeze()  # the rules and the code stay; looking for waste among them takes a tenth
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that hands out the lots is gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)

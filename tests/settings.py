"""The one settings file, with the environment that tests run in."""

import os
from pathlib import Path

TEST_VAR = Path(__file__).resolve().parents[1] / "var" / "test"
os.environ.setdefault("TOVHOLDER_VAR", str(TEST_VAR))
os.environ["TOVHOLDER_DEBUG"] = "true"  # static files without a manifest
os.environ["TOVHOLDER_SECRET_KEY"] = "only-for-tests"
os.environ["TOVHOLDER_CPR_KEY"] = "only-for-tests"
os.environ["TOVHOLDER_DATABASE_ROLE"] = "owner"  # makes the test database; conftest changes role

from tovholder.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # else it wants the collected files, which no test needs

"""Get Chromium and fonts for the browser tests, from Debian, where that is allowed.

Exits 0 when they are there. Where they cannot be had: one clear sentence, and exit 1 in CI
(elsewhere 0: the browser tests then skip and say so).
"""

import os
import shutil
import subprocess
import sys

PACKAGES = ["chromium", "fonts-noto-core"]


def main() -> int:
    """Install what is missing and return the exit code."""
    if shutil.which("chromium"):
        return 0
    reason = "apt-get is not here or this is not root"
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"check": False, "capture_output": True, "text": True}
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], env=environment, **quiet)
        got = subprocess.run(
            ["apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES],
            env=environment, **quiet,
        )  # fmt: skip
        if got.returncode == 0:
            return 0
        reason = got.stderr.strip().splitlines()[-1] if got.stderr.strip() else "apt-get failed"
    print(
        f"Could not get {' and '.join(PACKAGES)} for the browser tests: {reason}. "
        f"Install them by hand: sudo apt-get install {' '.join(PACKAGES)}",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Where the browser of the browser tests is, and how it is started."""

import os
import shutil

# The shell is the same browser without its windows: a page costs half the work.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
# No request of its own to anybody, and no sandbox that a container forbids.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # As browsers with windows do: letters stand where their widths say, not on whole pixels.
    "--font-render-hinting=none",
]


def chromium_path() -> str:
    """The browser's program. Raises FileNotFoundError with what to install: no test is skipped."""
    named = os.environ.get("ECABINET_TEST_BROWSER")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FileNotFoundError("No Chromium or Chrome was found; `make test` says how to get it.")
    return found

"""The sample office on the topology: kept to be looked at, or walked through by a browser."""

import os
import signal
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from benchmarks.topology.machines import STORE_NAME
from benchmarks.topology.network import HOSTS
from benchmarks.topology.town import Town, town
from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.demo.office import furnish
from tests.browser.people import WAIT_MS, People, Person
from tests.browser.server import PASSWORD
from tests.browser.walk import Walk
from tests.chromium import ARGUMENTS, chromium_path
from tests.proxy import NAME

STEPS = (
    "prepare", "gather", "show_everybody", "follow_and_leave", "write_on_the_paper",
    "read_the_download_back", "vote", "conclude", "do_the_work", "look_back", "close",
)  # fmt: skip


@dataclass
class Site:
    """What People need of the place they come to."""

    origin: str


class Visitors(People):
    """People whose pages may fetch from the store of the files too."""

    def stranger(self, *args: object, **kwargs: object) -> Person:
        """Somebody with a device who has not signed in."""
        person = super().stranger(*args, **kwargs)  # type: ignore[arg-type]
        person.watch.forgive(rf"^foreign: https://{STORE_NAME}/")
        return person

    def enter(self, *args: object, **kwargs: object) -> Person:
        """Somebody signed in by the form: only the browser knows where the host is."""
        return self.stranger(*args, **kwargs).sign_in()


def up() -> int:
    """Build it and wait for Ctrl+C."""
    with town() as built:
        _move_in(built)
        print(f"https://{NAME}, password {PASSWORD}; from the host `ecab-room`:", flush=True)
        print(
            "  " + " ".join(["ip netns exec ecab-room chromium --no-sandbox", *_resolving()]),
            flush=True,
        )
        over = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: over.set())
        over.wait()
    return 0


def walk(options: list[str]) -> int:
    """Walk the main line against the address of nginx. An option: where pictures go."""
    with ExitStack() as stack:
        built = stack.enter_context(town())
        _move_in(built)
        os.environ["NODE_EXTRA_CA_CERTS"] = built.ca
        playwright = stack.enter_context(sync_playwright())
        expect.set_options(timeout=2 * WAIT_MS)
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*ARGUMENTS, *_resolving()]
        )
        folder = Path(options[0]) if options else built.folder / "pictures"
        people = Visitors(browser, Site(f"https://{NAME}"), folder)  # type: ignore[arg-type]
        try:
            with tempfile.TemporaryDirectory() as files:
                _step_by_step(Walk(people, Path(files)))
        except BaseException:
            people.photograph_all("failed")
            raise
        faults = people.faults()
        print("\n".join(faults) or "no page had a fault")
        people.leave()
        browser.close()
    return 1 if faults else 0


def _step_by_step(walk: Walk) -> None:
    for step in STEPS:
        begun = time.monotonic()
        getattr(walk, step)()
        print(f"{step.replace('_', ' '):<24}{time.monotonic() - begun:6.1f} s", flush=True)


def _move_in(built: Town) -> None:
    assert built.platform is not None
    permissions.register(POLICIES)
    furnish(built.platform.store, PASSWORD)


def _resolving() -> list[str]:
    return [
        "--ignore-certificate-errors",
        f"--host-resolver-rules=MAP *.tinh.example {HOSTS['front']}",
    ]

"""Looks at everything the product needs, and says what to do about each fault."""

import time
from collections.abc import Iterator

from ecabinet.operation import files_kept, machine, services
from ecabinet.operation.findings import Check, Finding, Level
from ecabinet.settings import Settings

CHECKS: tuple[Check, ...] = (
    machine.data_folder,
    machine.disk,
    machine.clock,
    services.database_answers,
    services.redis_answers,
    files_kept.store_answers,
    files_kept.browsers_may_take,
    services.worker_works,
    services.web_answers,
    services.mail_goes_out,
    services.scanner_answers,
    services.webhooks_arrive,
    machine.office,
    machine.fonts,
    machine.alone,
)


STARTING: tuple[Check, ...] = (services.worker_works, services.web_answers)


def await_start(settings: Settings, seconds: int) -> None:
    """Return once worker and web process are there, or when the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = (finding for check in STARTING for finding in check(settings))
        if all(finding.level is not Level.BAD for finding in found):
            return
        time.sleep(0.5)


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what is found, one thing after the other; nothing is changed."""
    for check in CHECKS:
        yield from check(settings)

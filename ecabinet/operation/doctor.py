"""Looks at everything the product needs, and says what to do about each fault."""

from collections.abc import Iterator

from ecabinet.operation import files_kept, machine, services
from ecabinet.operation.findings import Check, Finding
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


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what is found, one thing after the other; nothing is changed."""
    for check in CHECKS:
        yield from check(settings)

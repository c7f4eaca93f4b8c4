"""What the register registers: rights, a power to lend, its entries as places for papers."""

from uuid import UUID

from sqlalchemy.orm import Session

from documents import containers
from documents.policies import MarkPermission, PaperPermission
from documents.register.container import CONTAINER, ENTRY
from documents.register.policies import (
    POLICIES,
    READERS,
    UNITS,
    BookPermission,
    EntryPermission,
)
from documents.register.webhook_kinds import register_webhook_kinds
from ecabinet.core import permissions
from ecabinet.core.actors import Actor
from ecabinet.core.powers import register_power

POWER = "books"
LENT = {
    *BookPermission,
    *EntryPermission,
    PaperPermission.READ,
    PaperPermission.DOWNLOAD,
    PaperPermission.PRINT,
    PaperPermission.UPLOAD,
    MarkPermission.READ,
}


def register_rules() -> None:
    """Register rights, power and container; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    register_power(POWER, LENT, _uses_books)
    containers.register(CONTAINER, ENTRY)
    register_webhook_kinds()


def _uses_books(_session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    held = actor.units_as(*READERS)
    return bool(held) if units is None else units <= held

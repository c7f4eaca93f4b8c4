"""Refusals go into the audit log too, in a transaction of their own: the refused one is undone."""

from pydantic import BaseModel, ConfigDict

from ecabinet.core.permissions import open_to_deputies
from ecabinet.core.unit_of_work import UnitOfWork


class Refusal(BaseModel):
    """Something was refused: `times` when it happened again and again within a minute.

    `action` is "access.refused" or "session.refused"; `place` is the operation or page.
    """

    model_config = ConfigDict(frozen=True)
    action: str
    subject_kind: str
    subject_id: str = ""
    code: str
    place: str = ""
    address: str = ""
    times: int = 1


@open_to_deputies
def record_refusal(uow: UnitOfWork, cmd: Refusal) -> None:
    """Write down that something was refused to the actor. Nothing else changes."""
    detail = cmd.model_dump(exclude={"action", "subject_kind", "subject_id"}, exclude_defaults=True)
    uow.audit(cmd.action, cmd.subject_kind, cmd.subject_id, **detail)

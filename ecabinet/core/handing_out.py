"""What leaves the house goes into the audit log: papers, minutes, evidence, tables."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from ecabinet.core.permissions import open_to_deputies
from ecabinet.core.unit_of_work import UnitOfWork


class HandedOut(BaseModel):
    """A file was given to the actor. `action` is "paper.downloaded" and its like."""

    model_config = ConfigDict(frozen=True)
    action: str
    subject_kind: str
    subject_id: str
    detail: dict[str, Any]


@open_to_deputies
def record_handing_out(uow: UnitOfWork, cmd: HandedOut) -> None:
    """Write down what the actor was given. Nothing else changes."""
    uow.audit(cmd.action, cmd.subject_kind, cmd.subject_id, **cmd.detail)

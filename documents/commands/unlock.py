"""A PDF with a password has been opened: its readable copy is looked into, the original kept."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents import access
from documents.commands.process import Conversion, put_back
from documents.models import PaperVersion
from documents.policies import PaperPermission
from documents.states import VersionState
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork

ENCRYPTED = "pdf.encrypted"


class UnlockVersion(BaseModel):
    """The version, and the address of the copy that was opened. The password is not part of it."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    opened_blob: str


def unlock_version(uow: UnitOfWork, cmd: UnlockVersion) -> None:
    """Let the worker look into the opened copy.

    Raises NotFound, Denied; Conflict when no password is waited for (any more).
    """
    held = access.version(uow.session, uow.actor, cmd.version_id, PaperPermission.UPLOAD)
    check_waits_for_password(held.version)
    held.version.opened_blob = cmd.opened_blob
    uow.audit("paper.unlocked", "paper", held.paper.id, version_id=held.version.id)
    put_back(uow, Conversion(version_id=cmd.version_id))


def check_waits_for_password(version: PaperVersion) -> None:
    """Raise Conflict unless the version failed for want of a password."""
    if version.state != VersionState.FAILED or version.failure != ENCRYPTED:
        raise Conflict("paper.no_password_needed")

"""Somebody asks that a file be looked at once more."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents import access
from documents.commands.process import Conversion, put_back
from documents.policies import PaperPermission
from documents.states import VersionState, may_become
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork


class RetryVersion(BaseModel):
    """The version that could not be used."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID


def retry_version(uow: UnitOfWork, cmd: RetryVersion) -> None:
    """Let the worker look at a failed version again.

    Raises NotFound, Denied; Conflict when it has not failed.
    """
    held = access.version(uow.session, uow.actor, cmd.version_id, PaperPermission.UPLOAD)
    if not may_become(held.version.state, VersionState.RECEIVED):
        raise Conflict("paper.not_failed")
    put_back(uow, Conversion(version_id=cmd.version_id))

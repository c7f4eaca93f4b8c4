"""What began to arrive and never came whole is forgotten."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, select

from documents.commands.resume import KEPT
from documents.models import Upload
from ecabinet.core.unit_of_work import UnitOfWork


class SweepUploads(BaseModel):
    """Nothing to say: all that began longer than a day ago."""

    model_config = ConfigDict(frozen=True)


class Swept(BaseModel):
    """What was swept."""

    upload_ids: list[UUID]


def sweep_uploads(uow: UnitOfWork, _cmd: SweepUploads) -> Swept:
    """Forget what began longer than a day ago, whether it has arrived or not."""
    old = select(Upload.id).where(Upload.created_at < uow.now - KEPT).limit(1000)
    ids = list(uow.session.scalars(old))
    if ids:
        uow.session.execute(delete(Upload).where(Upload.id.in_(ids)))
        uow.audit("upload.swept", "upload", ids[0], count=len(ids))
    return Swept(upload_ids=ids)

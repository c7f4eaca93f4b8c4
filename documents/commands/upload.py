"""Papers arrive. The file itself is stored before the transaction; here it gets its row."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents import access
from documents.media_types import UNREADABLE
from documents.models import Paper, PaperVersion
from documents.policies import PaperPermission
from documents.states import VersionState
from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

PROCESS = "documents.process_version"
TITLE_LIMIT = 300


class StoredFile(BaseModel):
    """A file that is already kept: hash, size in bytes, and what it is by its content."""

    model_config = ConfigDict(frozen=True)
    blob: str
    size: int
    filename: str
    media_type: str


class UploadPaper(BaseModel):
    """A new paper for a container. Without a title the file's name serves."""

    model_config = ConfigDict(frozen=True)
    container_kind: str
    container_id: UUID
    file: StoredFile
    title: str = Field("", max_length=TITLE_LIMIT)
    symbol: str | None = Field(None, max_length=60)
    secrecy: int = Field(0, ge=0, le=3)


class AddVersion(BaseModel):
    """A newer file for a paper; `note` says what changed."""

    model_config = ConfigDict(frozen=True)
    paper_id: UUID
    file: StoredFile
    note: str = Field("", max_length=500)


class UploadReceipt(BaseModel):
    """The paper and the version that the file became; the worker looks into it next."""

    paper_id: UUID
    version_id: UUID
    number: int
    state: VersionState


def upload_paper(uow: UnitOfWork, cmd: UploadPaper) -> UploadReceipt:
    """Put a paper at the end of its container.

    Raises NotFound, Denied; Invalid when the container does not take such files.
    """
    shelf = access.shelf(
        uow.session, uow.actor, cmd.container_kind, cmd.container_id, PaperPermission.UPLOAD
    )
    _check_type(cmd.file, any_file=shelf.container.any_file)
    if cmd.secrecy > uow.actor.clearance:
        # Nobody hands in what they could not read afterwards.
        raise Invalid("paper.above_clearance", field="secrecy")
    paper = Paper(
        container_kind=cmd.container_kind,
        container_id=cmd.container_id,
        title=nfc(cmd.title.strip()) or _title_from(cmd.file.filename),
        symbol=nfc(cmd.symbol.strip()) if cmd.symbol and cmd.symbol.strip() else None,
        position=_next_position(uow, cmd),
        secrecy=cmd.secrecy,
        created_by=uow.actor.person_id,
        created_at=uow.now,
    )
    uow.session.add(paper)
    uow.session.flush()  # The version refers to the paper's id.
    return _keep_version(uow, paper, 1, cmd.file, "")


def add_version(uow: UnitOfWork, cmd: AddVersion) -> UploadReceipt:
    """Add a newer version. The one before stays readable, also its marks.

    Raises NotFound, Denied; Invalid when the container does not take such files.
    """
    held = access.paper(uow.session, uow.actor, cmd.paper_id, PaperPermission.UPLOAD, lock=True)
    _check_type(cmd.file, any_file=held.shelf.container.any_file)
    held.paper.latest_number += 1
    return _keep_version(uow, held.paper, held.paper.latest_number, cmd.file, nfc(cmd.note.strip()))


def _keep_version(
    uow: UnitOfWork, paper: Paper, number: int, file: StoredFile, note: str
) -> UploadReceipt:
    version = PaperVersion(
        paper_id=paper.id,
        number=number,
        state=VersionState.RECEIVED,
        blob=file.blob,
        size=file.size,
        filename=file.filename,
        media_type=file.media_type,
        note=note,
        uploaded_by=uow.actor.person_id,
        uploaded_at=uow.now,
    )
    uow.session.add(version)
    uow.session.flush()  # The id is part of the answer and of the job.
    uow.audit(
        "paper.uploaded", "paper", paper.id,
        version_id=version.id, number=number, sha256=file.blob, size=file.size,
        container=f"{paper.container_kind}:{paper.container_id}",
    )  # fmt: skip
    uow.enqueue(PROCESS, version_id=str(version.id))
    return UploadReceipt(
        paper_id=paper.id, version_id=version.id, number=number, state=VersionState.RECEIVED
    )


def _check_type(file: StoredFile, *, any_file: bool) -> None:
    if not any_file and file.media_type in UNREADABLE:
        raise Invalid("file.type_refused", field="file")


def _title_from(filename: str) -> str:
    return filename.rpartition(".")[0].strip() or filename


def _next_position(uow: UnitOfWork, cmd: UploadPaper) -> int:
    last = uow.session.scalar(
        select(func.max(Paper.position)).where(
            Paper.container_kind == cmd.container_kind, Paper.container_id == cmd.container_id
        )
    )
    return (last or 0) + 1

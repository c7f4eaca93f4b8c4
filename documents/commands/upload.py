"""Papers arrive. The file itself is stored before the transaction; here it gets its row."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents import access
from documents.media_types import UNREADABLE
from documents.models import Paper, PaperVersion, Upload
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


Onto = Annotated[str, Field(pattern="^(meeting|personal)$")]
"""The layer onto which annotations go that the file brings along; None: they stay in the file."""


class UploadPaper(BaseModel):
    """A new paper for a container. Without a title the file's name serves.

    `position`: the place that was taken for it before; otherwise it stands at the end.
    """

    model_config = ConfigDict(frozen=True)
    container_kind: str
    container_id: UUID
    file: StoredFile
    title: str = Field("", max_length=TITLE_LIMIT)
    symbol: str | None = Field(None, max_length=60)
    secrecy: int = Field(0, ge=0, le=3)
    position: int | None = None
    marks_onto: Onto | None = None


class AddVersion(BaseModel):
    """A newer file for a paper; `note` says what changed."""

    model_config = ConfigDict(frozen=True)
    paper_id: UUID
    file: StoredFile
    note: str = Field("", max_length=500)
    marks_onto: Onto | None = None


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
        position=cmd.position or next_position(uow, cmd.container_kind, cmd.container_id),
        secrecy=cmd.secrecy,
        created_by=uow.actor.person_id,
        created_at=uow.now,
    )
    uow.session.add(paper)
    uow.session.flush()  # The version refers to the paper's id.
    return _keep_version(uow, paper, 1, cmd.file, "", cmd.marks_onto)


def add_version(uow: UnitOfWork, cmd: AddVersion) -> UploadReceipt:
    """Add a newer version. The one before stays readable, also its marks.

    Raises NotFound, Denied; Invalid when the container does not take such files.
    """
    held = access.paper(uow.session, uow.actor, cmd.paper_id, PaperPermission.UPLOAD, lock=True)
    _check_type(cmd.file, any_file=held.shelf.container.any_file)
    held.paper.latest_number += 1
    number, note = held.paper.latest_number, nfc(cmd.note.strip())
    return _keep_version(uow, held.paper, number, cmd.file, note, cmd.marks_onto)


def _keep_version(
    uow: UnitOfWork,
    paper: Paper,
    number: int,
    file: StoredFile,
    note: str,
    marks_onto: Onto | None,
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
        marks_onto=marks_onto,
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


def next_position(uow: UnitOfWork, kind: str, container_id: UUID) -> int:
    """Return the place after all papers of a container, and after those still on their way."""
    places = [
        select(func.max(table.position)).where(
            table.container_kind == kind, table.container_id == container_id
        )
        for table in (Paper, Upload)
    ]
    return max(uow.session.scalar(query) or 0 for query in places) + 1

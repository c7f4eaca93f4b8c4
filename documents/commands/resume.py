"""A file is announced, arrives part by part, and becomes a version once it is whole."""

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents import access
from documents.commands.upload import (
    TITLE_LIMIT,
    AddVersion,
    Onto,
    StoredFile,
    UploadPaper,
    UploadReceipt,
    add_version,
    next_position,
    upload_paper,
)
from documents.models import Paper, PaperVersion, Upload
from documents.policies import PaperPermission, cleared_for
from documents.states import VersionState
from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

KEPT = timedelta(days=1)
"""How long a file may take to arrive."""
AT_MOST = 200
"""Files of one person that are on their way at once."""
SHA256 = r"^[0-9a-f]{64}$"


class BeginUpload(BaseModel):
    """A file that is about to come: for a container, or as a newer version of `paper_id`.

    `again`: also when the same file lies there already. `quota`: bytes on their way, per person.
    """

    model_config = ConfigDict(frozen=True)
    container_kind: str
    container_id: UUID
    paper_id: UUID | None = None
    filename: str = Field(min_length=1, max_length=255)
    size: int = Field(ge=1)
    sha256: str | None = Field(None, pattern=SHA256)
    title: str = Field("", max_length=TITLE_LIMIT)
    symbol: str | None = Field(None, max_length=60)
    secrecy: int = Field(0, ge=0, le=3)
    note: str = Field("", max_length=500)
    marks_onto: Onto | None = None
    again: bool = False
    quota: int


class UploadBegun(BaseModel):
    """The file's own id, under which its parts are sent."""

    upload_id: UUID


class FinishUpload(BaseModel):
    """The file is whole and kept; `again` as in BeginUpload."""

    model_config = ConfigDict(frozen=True)
    upload_id: UUID
    file: StoredFile
    again: bool = False


class DropUpload(BaseModel):
    """A file that shall not come after all."""

    model_config = ConfigDict(frozen=True)
    upload_id: UUID


def begin_upload(uow: UnitOfWork, cmd: BeginUpload) -> UploadBegun:
    """Take note of a file. The same file announced again is the same upload, to be gone on with.

    Raises NotFound, Denied; Invalid above the clearance; Conflict when the same file lies there
    already, or when the person has too much on its way.
    """
    if cmd.paper_id is not None:
        access.paper(uow.session, uow.actor, cmd.paper_id, PaperPermission.UPLOAD)
    else:
        access.shelf(
            uow.session, uow.actor, cmd.container_kind, cmd.container_id, PaperPermission.UPLOAD
        )
    if cmd.secrecy > uow.actor.clearance:
        raise Invalid("paper.above_clearance", field="secrecy")
    # Two devices of one person ask one after the other, so that the sum below is true.
    uow.session.get(Person, uow.actor.person_id, with_for_update=True)
    known = _the_same(uow, cmd)
    if known is not None:
        uow.audit("upload.resumed", "upload", known.id)
        return UploadBegun(upload_id=known.id)
    if not cmd.again:
        _refuse_same(uow, cmd.container_kind, cmd.container_id, cmd.sha256, cmd.paper_id)
    _refuse_excess(uow, cmd)
    row = _row(uow, cmd)
    uow.session.add(row)
    uow.session.flush()  # The id is the answer.
    uow.audit("upload.begun", "upload", row.id, size=row.size, sha256=row.sha256)
    return UploadBegun(upload_id=row.id)


def finish_upload(uow: UnitOfWork, cmd: FinishUpload) -> UploadReceipt:
    """Make the file a paper or a version; finished already, answer what became of it.

    Raises NotFound, Denied: the right is asked again; Invalid; Conflict.
    """
    row = access.upload(uow.session, uow.actor, cmd.upload_id, lock=True)
    if row.version_id is not None:
        return _receipt(uow, row.version_id)
    if row.sha256 is not None and row.sha256 != cmd.file.blob:
        raise Invalid("upload.other_content", field="file")
    if not cmd.again and row.sha256 is None:
        _refuse_same(uow, row.container_kind, row.container_id, cmd.file.blob, row.paper_id)
    receipt = _become(uow, row, cmd.file)
    row.version_id = receipt.version_id
    return receipt


def drop_upload(uow: UnitOfWork, cmd: DropUpload) -> None:
    """Forget a file on its way. Raises NotFound, Denied; Conflict when it has arrived."""
    row = access.upload(uow.session, uow.actor, cmd.upload_id, lock=True)
    if row.version_id is not None:
        raise Conflict("upload.finished")
    uow.audit("upload.dropped", "upload", row.id)
    uow.session.delete(row)


def _row(uow: UnitOfWork, cmd: BeginUpload) -> Upload:
    assert uow.actor.person_id is not None, "who may upload is a person"
    return Upload(
        person_id=uow.actor.person_id,
        deputy_id=uow.actor.deputy.person_id if uow.actor.deputy else None,
        container_kind=cmd.container_kind,
        container_id=cmd.container_id,
        paper_id=cmd.paper_id,
        # Its place is taken now: sixty files that arrive side by side stand as they were given.
        position=next_position(uow, cmd.container_kind, cmd.container_id),
        filename=nfc(cmd.filename),
        size=cmd.size,
        sha256=cmd.sha256,
        title=cmd.title,
        symbol=cmd.symbol,
        secrecy=cmd.secrecy,
        note=cmd.note,
        marks_onto=cmd.marks_onto,
        created_at=uow.now,
    )


def _become(uow: UnitOfWork, row: Upload, file: StoredFile) -> UploadReceipt:
    onto = row.marks_onto
    if row.paper_id is not None:
        newer = AddVersion(paper_id=row.paper_id, file=file, note=row.note, marks_onto=onto)
        return add_version(uow, newer)
    command = UploadPaper(
        container_kind=row.container_kind,
        container_id=row.container_id,
        file=file,
        title=row.title,
        symbol=row.symbol,
        secrecy=row.secrecy,
        position=row.position,
        marks_onto=onto,
    )
    return upload_paper(uow, command)


def _receipt(uow: UnitOfWork, version_id: UUID) -> UploadReceipt:
    version = uow.session.get_one(PaperVersion, version_id)
    return UploadReceipt(
        paper_id=version.paper_id,
        version_id=version.id,
        number=version.number,
        state=VersionState(version.state),
    )


def _the_same(uow: UnitOfWork, cmd: BeginUpload) -> Upload | None:
    """The unfinished upload of the very same file for the same place, by the same person."""
    if cmd.sha256 is None:
        return None
    query = select(Upload).where(
        Upload.person_id == uow.actor.person_id,
        Upload.deputy_id == (uow.actor.deputy.person_id if uow.actor.deputy else None),
        Upload.version_id.is_(None),
        Upload.container_kind == cmd.container_kind,
        Upload.container_id == cmd.container_id,
        Upload.paper_id == cmd.paper_id,
        Upload.sha256 == cmd.sha256,
        Upload.size == cmd.size,
        Upload.secrecy == cmd.secrecy,
        Upload.created_at > uow.now - KEPT,
    )
    row = uow.session.scalars(query.order_by(Upload.id)).first()
    if row is not None:
        row.title, row.symbol, row.note = cmd.title, cmd.symbol, cmd.note
        row.marks_onto = cmd.marks_onto
    return row


def _refuse_same(
    uow: UnitOfWork, kind: str, container_id: UUID, sha256: str | None, paper_id: UUID | None
) -> None:
    """Say that the same file lies there already. Of papers above the clearance nothing is said."""
    if sha256 is None:
        return
    query = select(Paper.title).join(PaperVersion, PaperVersion.paper_id == Paper.id)
    query = query.where(
        Paper.container_kind == kind,
        Paper.container_id == container_id,
        PaperVersion.blob == sha256,
        cleared_for(uow.actor),
    )
    if paper_id is not None:
        query = query.where(Paper.id == paper_id, PaperVersion.number == Paper.latest_number)
    title = uow.session.scalars(query.limit(1)).first()
    if title is not None:
        raise Conflict("upload.same_file", title=title)


def _refuse_excess(uow: UnitOfWork, cmd: BeginUpload) -> None:
    count, size = uow.session.execute(
        select(func.count(), func.coalesce(func.sum(Upload.size), 0)).where(
            Upload.person_id == uow.actor.person_id, Upload.version_id.is_(None)
        )
    ).one()
    if count >= AT_MOST or size + cmd.size > cmd.quota:
        raise Conflict("upload.too_much", megabytes=cmd.quota >> 20, files=AT_MOST)

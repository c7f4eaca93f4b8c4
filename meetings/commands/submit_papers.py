"""A unit hands in what it was asked for; the secretariat takes it or sends it back."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints
from sqlalchemy import select

from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    add_version,
    upload_paper,
)
from documents.models import Paper, PaperVersion
from documents.states import VersionState
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.commands.request_steps import (
    OnRequest,
    RequestRef,
    act_on,
    refuse_when_over,
)
from meetings.fields import Remark
from meetings.models import PaperRequest, RequestStep, TakenPaper
from meetings.policies import RequestPermission
from meetings.preparing import RequestAct, RequestState
from meetings.queries.papers import KIND as ITEM
from meetings.request_access import request_to_change
from meetings.request_container import CONTAINER
from meetings.request_telling import tell_secretariat, tell_unit

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=2_000),
    AfterValidator(nfc),
]


class SubmitPapers(OnRequest):
    """Hand in what lies there, with a word to the secretariat."""

    note: Remark = ""


class ReturnPapers(OnRequest):
    """Send back, with what is to be mended."""

    reason: Reason


def submit_papers(uow: UnitOfWork, cmd: SubmitPapers) -> RequestRef:
    """Hand in the newest versions of the files that lie on the request.

    Raises:
        NotFound, Denied, Stale.
        Conflict: it was handed in already (by a colleague), is withdrawn, or the meeting over;
            nothing lies there, nothing new since it came back, or a file cannot be used.
    """
    place = request_to_change(uow, cmd.request_id, RequestPermission.SUBMIT, cmd.revision)
    request = place.request
    if request.state != RequestState.WITHDRAWN:
        refuse_when_over(place)
    files = _files(uow, request)
    versions = [version.id for _, version in files]
    done = act_on(uow, request, RequestAct.SUBMIT, cmd.note, versions)
    _check_files(files)
    if versions == _handed_in(uow, request, skip=1):
        raise Conflict("paper_request.nothing_new")
    if request.submitted_at is None:
        request.was_late = office_day(uow.now) > request.due_on
    request.submitted_at = uow.now
    tell_secretariat(uow, request, place.item, "submitted")
    uow.audit("paper_request.submitted", "paper_request", request.id, versions=len(versions))
    uow.session.flush()  # When it came raises the revision once more.
    return done.model_copy(update={"revision": request.revision})


def accept_papers(uow: UnitOfWork, cmd: OnRequest) -> RequestRef:
    """Take what was handed in: it becomes papers of the item, which participants then see.

    Raises:
        NotFound, Denied, Stale.
        Conflict: nothing waits to be taken (somebody did already), the meeting is over, or a file
            is still being looked into or cannot be used.
    """
    place = request_to_change(uow, cmd.request_id, RequestPermission.DECIDE, cmd.revision)
    refuse_when_over(place)
    request = place.request
    done = act_on(uow, request, RequestAct.ACCEPT)
    handed = set(_handed_in(uow, request))
    files = [(paper, version) for paper, version in _files(uow, request) if version.id in handed]
    for _, version in files:
        if version.state != VersionState.READY:
            failed = version.state == VersionState.FAILED
            raise Conflict("paper_request.failed" if failed else "paper_request.not_looked_into")
    for paper, version in files:
        _take(uow, request, paper, version)
    tell_unit(uow, request, place.item, "accepted")
    uow.audit("paper_request.accepted", "paper_request", request.id, papers=len(files))
    return done


def return_papers(uow: UnitOfWork, cmd: ReturnPapers) -> RequestRef:
    """Send back with a reason; the unit may hand in again, the first one stays in the story.

    Raises:
        NotFound, Denied, Stale; Conflict: nothing was handed in, or the meeting is over.
    """
    place = request_to_change(uow, cmd.request_id, RequestPermission.DECIDE, cmd.revision)
    refuse_when_over(place)
    done = act_on(uow, place.request, RequestAct.RETURN, cmd.reason)
    tell_unit(uow, place.request, place.item, "returned")
    uow.audit("paper_request.returned", "paper_request", place.request.id)
    return done


def _files(uow: UnitOfWork, request: PaperRequest) -> list[tuple[Paper, PaperVersion]]:
    """Return the papers that lie on a request, each with its newest version."""
    rows = uow.session.execute(
        select(Paper, PaperVersion)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.latest_number),
        )
        .where(
            Paper.container_kind == CONTAINER,
            Paper.container_id == request.id,
            Paper.recalled_at.is_(None),
        )
        .order_by(Paper.position, Paper.id)
    )
    return [(paper, version) for paper, version in rows]


def _check_files(files: list[tuple[Paper, PaperVersion]]) -> None:
    if not files:
        raise Conflict("paper_request.nothing")
    for paper, version in files:
        if version.state == VersionState.FAILED:
            raise Conflict("paper_request.bad_file", title=paper.title)


def _handed_in(uow: UnitOfWork, request: PaperRequest, skip: int = 0) -> list[UUID]:
    """Return the versions handed in last; `skip` leaves out so many newer times."""
    uow.session.flush()  # The line just written is one of them.
    told = uow.session.scalars(
        select(RequestStep.versions)
        .where(RequestStep.request_id == request.id, RequestStep.act == RequestAct.SUBMIT)
        .order_by(RequestStep.id.desc())
        .offset(skip)
        .limit(1)
    ).first()
    return [UUID(one) for one in told or ()]


def _take(uow: UnitOfWork, request: PaperRequest, paper: Paper, version: PaperVersion) -> None:
    """Make a file a paper of the item, or the newer version of the one it became before."""
    file = StoredFile(
        # A file that asked for its password was opened once; what it opened to is what is read.
        blob=version.opened_blob or version.blob,
        size=version.size,
        filename=version.filename,
        media_type=version.media_type,
    )
    known = uow.session.get(TakenPaper, paper.id)
    if known is not None:
        standing = uow.session.get(Paper, known.paper_id)
        if standing is not None and standing.recalled_at is None:
            add_version(uow, AddVersion(paper_id=standing.id, file=file, note=version.note))
            return
        uow.session.delete(known)
        uow.session.flush()  # Its place is taken by the new one.
    made = upload_paper(
        uow,
        UploadPaper(
            container_kind=ITEM,
            container_id=request.item_id,
            file=file,
            title=paper.title,
            symbol=paper.symbol,
            secrecy=paper.secrecy,
            marks_onto="meeting" if version.marks_onto == "meeting" else None,
        ),
    )
    row = TakenPaper(source_id=paper.id, paper_id=made.paper_id, request_id=request.id)
    uow.session.add(row)

"""One paper asked of a unit: its files, its story, what the reader may do."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.deputies import deputies
from ecabinet.core.permissions import allows
from meetings import states
from meetings.models import RequestStep
from meetings.policies import RequestPermission
from meetings.preparing import NEXT, RequestAct
from meetings.queries.requests import RequestOut, request_out
from meetings.queries.shapes import Shape
from meetings.request_access import Held, request
from meetings.request_container import CONTAINER


class FileOut(Shape):
    """A file that lies on a request: the newest version."""

    paper_id: UUID
    version_id: UUID
    number: int
    title: str
    filename: str
    secrecy: int
    state: str
    failure: str | None
    pages: int | None


class RequestStepOut(Shape):
    """A line of the story; `by` is empty for the worker, `files` how many were handed in.

    `deputy` did it on behalf of `by`.
    """

    act: RequestAct
    by: str
    deputy: str | None
    at: datetime
    text: str
    files: int | None


class RequestRights(Shape):
    """What the reader may do now."""

    fill: bool
    submit: bool
    accept: bool
    send_back: bool
    change: bool
    open_meeting: bool


class RequestDetail(Shape):
    """A request whole."""

    request: RequestOut
    files: list[FileOut]
    steps: list[RequestStepOut]
    rights: RequestRights


def request_detail(session: Session, actor: Actor, request_id: UUID, today: date) -> RequestDetail:
    """Return a request as the actor may see it. Raises NotFound."""
    held = request(session, actor, request_id, RequestPermission.READ)
    papers = papers_of(session, actor, CONTAINER, [request_id]).get(request_id, [])
    return RequestDetail(
        request=request_out(session, request_id, today),
        files=[_file(paper) for paper in papers],
        steps=_steps(session, request_id),
        rights=_rights(actor, held),
    )


def _file(paper: PaperView) -> FileOut:
    version = paper.newer or paper.version
    return FileOut(
        paper_id=paper.id,
        version_id=version.id,
        number=version.number,
        title=paper.title,
        filename=version.filename,
        secrecy=paper.secrecy,
        state=version.state,
        failure=version.failure,
        pages=version.page_count,
    )


def _steps(session: Session, request_id: UUID) -> list[RequestStepOut]:
    rows = session.execute(
        select(RequestStep, Person.name)
        .outerjoin(Person, Person.id == RequestStep.by_id)
        .where(RequestStep.request_id == request_id)
        .order_by(RequestStep.id)
    )
    acted = deputies(session, [request_id])
    return [
        RequestStepOut(
            act=RequestAct(step.act),
            by=name or "",
            deputy=acted.at(request_id, step.at),
            at=step.at,
            text=step.text,
            files=None if step.versions is None else len(step.versions),
        )
        for step, name in rows
    ]


def _rights(actor: Actor, held: Held) -> RequestRights:
    open_now = held.meeting.state in states.EDITABLE and held.item.removed_at is None

    def may(act: RequestAct, permission: RequestPermission) -> bool:
        goes = open_now and (str(act), held.request.state) in NEXT
        return goes and allows(actor, permission, held)

    return RequestRights(
        fill=allows(actor, RequestPermission.FILL, held),
        submit=may(RequestAct.SUBMIT, RequestPermission.SUBMIT),
        accept=may(RequestAct.ACCEPT, RequestPermission.DECIDE),
        send_back=may(RequestAct.RETURN, RequestPermission.DECIDE),
        change=may(RequestAct.CHANGE, RequestPermission.CHANGE),
        open_meeting=allows(actor, RequestPermission.DECIDE, held),
    )

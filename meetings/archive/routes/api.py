"""Archives by the API: asked for, waited for, taken."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from flask import Response
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from documents.routes.schemas import FailureOut
from documents.routes.sending import Outgoing, send
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import NotFound
from ecabinet.web.api import Problem, answer, api_blueprint
from ecabinet.web.errors import MESSAGES
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform
from meetings.archive import asking
from meetings.archive.names import clean
from meetings.archive.queries.archives import ArchiveView
from meetings.archive.states import ArchiveState, Wish
from meetings.routes.doors import MeetingPath

TIMES, MINUTES = 20, 10
ZIP = "application/zip"
FILE: dict[str, Any] = {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}
ONE = "/meetings/<uuid:meeting_id>/archive"

api = api_blueprint("archive", "meetings")


class ArchiveIn(BaseModel):
    """What the archive shall hold beside the record: marks of which layers, files as they came."""

    model_config = ConfigDict(extra="forbid")
    layers: list[Literal["personal", "unit", "meeting"]] = Field([], max_length=3)
    originals: bool = False


class ArchiveOut(BaseModel):
    """One's own archive. `changed`: what is in it is not what one may have now; ask again.

    `files`, `size` (bytes) and `sha256` are of the ZIP once it is `ready`.
    """

    meeting_id: UUID
    state: ArchiveState
    layers: list[str]
    originals: bool
    asked_at: datetime
    kept_until: datetime
    changed: bool
    files: int
    size: int
    sha256: str
    failure: FailureOut | None


@api.post(
    ONE,
    operation_id="createMeetingArchive",
    summary="Lập hồ sơ phiên họp để tải về",
    responses={202: ArchiveOut, 429: Problem},
)
def create(path: MeetingPath, body: ArchiveIn) -> Response:
    """Let the worker make one's own archive of a meeting that is over, anew if there is one.

    It holds what one may take along at that moment; nobody else gets it.
    """
    return answer(
        asked(path.meeting_id, Wish(layers=tuple(body.layers), originals=body.originals)), 202
    )


@api.get(
    ONE,
    operation_id="getMeetingArchive",
    summary="Hồ sơ phiên họp đã lập đến đâu",
    responses={200: ArchiveOut},
)
def show(path: MeetingPath) -> Response:
    """Tell how far one's own archive is; ask again after a second until it is ready or failed."""
    return answer(_own(path.meeting_id))


@api.get(
    ONE + "/file",
    operation_id="getMeetingArchiveFile",
    summary="Tệp hồ sơ phiên họp",
    responses={200: FILE},
)
def take(path: MeetingPath) -> Response:
    """Send the ZIP to whom it was made for, while it is what they may have."""
    view, file = asking.taken(platform(), current_actor(), path.meeting_id)
    name = f"{clean(_('Hồ sơ phiên họp %(day)s', day=f'{view.asked_at:%d-%m-%Y}'))}.zip"
    response = send(Outgoing(file, ZIP, view.sha256, name, attachment=True))
    told = {"sha256": view.sha256, "size": view.size}
    return noted(response, "archive.downloaded", "meeting", path.meeting_id, **told)


def asked(meeting_id: UUID, wish: Wish) -> ArchiveOut:
    """Ask for an archive; return how far it is. Raises as `asking.ask`, TooMany."""
    actor = current_actor()
    throttle().check("archive", str(actor.real_id), times=TIMES, minutes=MINUTES)
    asking.ask(platform(), actor, meeting_id, wish)
    return _own(meeting_id)


def _own(meeting_id: UUID) -> ArchiveOut:
    view, changed = asking.how_far(platform(), current_actor(), meeting_id)
    if view is None:
        raise NotFound("not_found", kind="archive")
    return ArchiveOut(
        meeting_id=meeting_id, state=view.state, layers=list(view.wish.layers),
        originals=view.wish.originals, asked_at=view.asked_at, kept_until=view.kept_until,
        changed=changed, files=view.files, size=view.size, sha256=view.sha256,
        failure=failure_of(view),
    )  # fmt: skip


def failure_of(view: ArchiveView) -> FailureOut | None:
    """Return why there is no archive, in the reader's words."""
    if view.failure is None:
        return None
    limit = platform().settings.archive_limit >> 20
    return FailureOut(code=view.failure, message=str(MESSAGES[view.failure]) % {"megabytes": limit})

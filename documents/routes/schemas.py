"""Papers as the API shows them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from documents.containers import Place
from documents.messages import MESSAGES
from documents.queries.papers import PaperDetail, PaperRow, PaperView, VersionView, is_late
from documents.states import LightState, VersionState

MarksInFile = Annotated[
    Literal["meeting", "personal", "none"],
    Field(
        description="the layer onto which annotations in the PDF go; `none` leaves them there",
        examples=["personal"],
    ),
]


def onto(marks: MarksInFile) -> str | None:
    """Return the layer as commands take it."""
    return None if marks == "none" else marks


class FailureOut(BaseModel):
    """Why a file cannot be used: a stable code, and the sentence in the reader's language."""

    code: str
    message: str


class VersionOut(BaseModel):
    """A version; `pages` holds width and height in points of each page, as displayed.

    `light_state` and `light_size` (bytes) tell of the lighter copy that a heavy scan is read as.
    """

    version_id: UUID
    number: int
    state: VersionState
    failure: FailureOut | None
    filename: str
    media_type: str
    size: int
    page_count: int | None
    pages: list[tuple[float, float]]
    note: str
    uploaded_at: datetime
    uploaded_by: str | None
    deputy: str | None = None
    light_state: LightState | None = None
    light_size: int | None = None


class PlaceOut(BaseModel):
    """Where the paper lies: its meeting and item, or its task."""

    title: str
    url: str
    at: datetime | None


class PaperSummary(BaseModel):
    """A paper in a list, with the version people read and a newer one that is not ready.

    `late`: its first version came after the meeting had been called.
    """

    paper_id: UUID
    container_kind: str
    container_id: UUID
    title: str
    symbol: str | None
    secrecy: int
    late: bool
    version: VersionOut
    newer: VersionOut | None
    place: PlaceOut | None


class PaperOut(PaperSummary):
    """A paper, in the version asked for, and whether the reader may write on the meeting layer."""

    may_mark_meeting: bool
    stream: str


class PaperPage(BaseModel):
    """Some papers, newest first; `next` is the `after` of the following request."""

    papers: list[PaperSummary]
    next: str | None


def version_out(view: VersionView) -> VersionOut:
    """Return a version for the API."""
    failure = None
    if view.failure:
        failure = FailureOut(code=view.failure, message=str(MESSAGES[view.failure]))
    return VersionOut(
        version_id=view.id,
        number=view.number,
        state=view.state,
        failure=failure,
        filename=view.filename,
        media_type=view.media_type,
        size=view.size,
        page_count=view.page_count,
        pages=list(view.pages),
        note=view.note,
        uploaded_at=view.uploaded_at,
        uploaded_by=view.uploaded_by,
        deputy=view.deputy,
        light_state=LightState(view.light_state) if view.light_state else None,
        light_size=view.light_size,
    )


def summary_out(row: PaperRow) -> PaperSummary:
    """Return a row of a list for the API."""
    return PaperSummary.model_validate(_fields(row.paper, row.paper.version, row.place))


def paper_out(detail: PaperDetail, stream: str) -> PaperOut:
    """Return a paper for the API."""
    fields = _fields(detail.paper, detail.version, detail.place)
    rights = {"may_mark_meeting": detail.may_mark_meeting, "stream": stream}
    return PaperOut.model_validate(fields | rights)


def _fields(paper: PaperView, version: VersionView, place: Place | None) -> dict[str, object]:
    return {
        "paper_id": paper.id,
        "container_kind": paper.container_kind,
        "container_id": paper.container_id,
        "title": paper.title,
        "symbol": paper.symbol,
        "secrecy": paper.secrecy,
        "late": is_late(paper, place),
        "version": version_out(version),
        "newer": version_out(paper.newer) if paper.newer else None,
        "place": PlaceOut(title=place.title, url=place.url, at=place.at) if place else None,
    }

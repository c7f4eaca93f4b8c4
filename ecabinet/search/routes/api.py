"""The operation: find what one may know of."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.search.words import LONGEST_QUERY, Piece
from ecabinet.search.queries import PAGE_SIZE, Asked, Hit, search
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("search", "search")

EXAMPLE: dict[str, Any] = {
    "hits": [
        {
            "kind": "paper",
            "id": "01a222c5-4d99-73c2-b9be-f26f0662485b",
            "title": [{"text": "118-TTr/VPTU · Đề án số hóa tài liệu", "hit": False}],
            "snippet": [
                {"text": "…lấy ", "hit": False},
                {"text": "chuyển đổi số", "hit": True},
                {"text": " làm khâu đột phá…", "hit": False},
            ],
            "page": 4,
            "url": "/papers/01a222c5-4d9e-74da-b6de-4dd172f5baec?page=4&find=chuyen+doi+so",
            "note": "Phiên họp Ban Thường vụ Tỉnh ủy tháng 11/2026 · 1. Công tác chuyển đổi số",
            "at": "2026-11-28T07:00:00Z",
            "more": 2,
        }
    ],
    "counts": {"paper": 1},
    "total": 1,
    "capped": False,
    "next_after": None,
}


class SearchQuery(BaseModel):
    """What is looked for. Words with or without diacritics; "words in quotes" stand together."""

    q: str = Field(description="Từ cần tìm", max_length=LONGEST_QUERY)
    kind: str | None = Field(None, max_length=40)
    since: date | None = None
    until: date | None = None
    after: int = Field(0, ge=0, le=1000)
    limit: int = Field(PAGE_SIZE, ge=1, le=50)


class PieceOut(BaseModel):
    """A run of text; `hit` when it was looked for."""

    text: str
    hit: bool


class SearchHitOut(BaseModel):
    """One thing found. `page`: where in a paper; 0 when the title matches."""

    kind: str
    id: UUID
    title: list[PieceOut]
    snippet: list[PieceOut]
    page: int
    url: str
    note: str
    at: datetime | None
    more: int


class FoundOut(BaseModel):
    """One page of hits, best first; `capped` when there are more than were counted."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE})
    hits: list[SearchHitOut]
    counts: dict[str, int]
    total: int
    capped: bool
    next_after: int | None


@api.get("/search", operation_id="search", summary="Tìm kiếm", responses={200: FoundOut})
def find(query: SearchQuery) -> Response:
    """Find meetings, papers, marks, directives, tasks, conclusions and people one may know of."""
    asked = Asked(
        words=query.q,
        kind=query.kind,
        since=_begins(query.since) if query.since else None,
        until=_begins(query.until + timedelta(days=1)) if query.until else None,
        after=query.after,
    )
    actor = current_actor()
    with platform().store.reading() as session:
        found = search(session, actor, asked, query.limit)
    return answer(
        FoundOut(
            hits=[_hit(hit) for hit in found.hits],
            counts=found.counts,
            total=found.total,
            capped=found.capped,
            next_after=found.next_after,
        )
    )


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, OFFICE_ZONE)


def _hit(hit: Hit) -> SearchHitOut:
    return SearchHitOut(
        kind=hit.kind,
        id=hit.id,
        title=_pieces(hit.title),
        snippet=_pieces(hit.snippet),
        page=hit.page,
        url=hit.url,
        note=hit.note,
        at=hit.at,
        more=hit.more,
    )


def _pieces(pieces: tuple[Piece, ...]) -> list[PieceOut]:
    return [PieceOut(text=piece.text, hit=piece.hit) for piece in pieces]

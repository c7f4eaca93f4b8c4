"""What helps one reader: where they stopped, their bookmarks, the outline, words in the paper."""

from pathlib import Path

from flask import Response
from pydantic import BaseModel, Field

from documents import access, outlines
from documents.commands.read import (
    NAME_AT_MOST,
    AddBookmark,
    KeepPlace,
    RemoveBookmark,
    add_bookmark,
    keep_place,
    remove_bookmark,
)
from documents.finding import compiled, words_pattern
from documents.pdf.errors import PdfRejected
from documents.pdf.questions import pictures_on, places_of
from documents.policies import PaperPermission
from documents.queries.reading import own_reading, search_paper
from documents.routes.api import Answers, PagePath, VersionPath, api, cache
from documents.states import VersionState
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform

DONE: Answers = {204: None}
Quad = tuple[float, float, float, float]


class ChapterOut(BaseModel):
    """An entry of the file's own outline; `depth` counts from 0."""

    depth: int
    title: str
    page: int


class BookmarkOut(BaseModel):
    """A page of one's own to find again; `name` may be empty."""

    page: int
    name: str


class ReadingOut(BaseModel):
    """The page last read (null: never opened), one's own bookmarks, and the outline."""

    page: int | None
    bookmarks: list[BookmarkOut]
    outline: list[ChapterOut]


class PlaceBody(BaseModel):
    """The page (1-based) on which one reads now."""

    page: int = Field(ge=1, examples=[5])


class BookmarkBody(BaseModel):
    """What to call the page; empty for its number only."""

    name: str = Field("", max_length=NAME_AT_MOST, examples=["Kết quả năm 2026"])


class WordsQuery(BaseModel):
    """The words to look for; plain letters also find those with marks."""

    text: str = Field(min_length=1, max_length=200)


class HitOut(BaseModel):
    """A place in the text: the words as written there, and what stands around them."""

    page: int
    nth: int
    before: str
    words: str
    after: str


class HitsOut(BaseModel):
    """The first 500 places, how many there are, and how many pages have no text (scans)."""

    hits: list[HitOut]
    total: int
    pages_without_text: int


class PlacesOut(BaseModel):
    """For each place on the page its quads [x0, y0, x1, y1] in points from the top left."""

    page: int
    places: list[list[Quad]]


class PhotographsOut(BaseModel):
    """The pictures on the page, [x0, y0, x1, y1] in points; none for a scanned page."""

    page: int
    quads: list[Quad]


@api.get(
    "/papers/<uuid:version_id>/reading",
    operation_id="getReading",
    summary="Trang đọc dở, dấu trang và mục lục",
    responses={200: ReadingOut},
)
def get_reading(path: VersionPath) -> Response:
    """Tell where the person stopped, which pages they marked, and what the outline of the file is.

    Nobody learns of another's place and bookmarks, also not who acts on their behalf.
    """
    with platform().store.reading() as session:
        own = own_reading(session, current_actor(), path.version_id)
    pdf, blob = _file(path)
    try:
        chapters = outlines.outline(cache(), pdf, blob)
    except PdfRejected as error:
        raise Invalid(error.code) from error
    return answer(
        ReadingOut(
            page=own.page,
            bookmarks=[BookmarkOut(page=b.page, name=b.name) for b in own.bookmarks],
            outline=[ChapterOut(depth=c.depth, title=c.title, page=c.page) for c in chapters],
        )
    )


@api.put(
    "/papers/<uuid:version_id>/reading-place",
    operation_id="keepReadingPlace",
    summary="Nhớ trang đang đọc",
    responses=DONE,
)
def put_reading_place(path: VersionPath, body: PlaceBody, header: WriteHeaders) -> Response:
    """Remember where the person reads, for their next visit on any device."""
    execute(keep_place, KeepPlace(version_id=path.version_id, page=body.page))
    return Response(status=204)


@api.put(
    "/papers/<uuid:version_id>/bookmarks/<int:page>",
    operation_id="addBookmark",
    summary="Đánh dấu một trang",
    responses=DONE,
)
def put_bookmark(path: PagePath, body: BookmarkBody, header: WriteHeaders) -> Response:
    """Mark a page for oneself; marked already, it gets the new name."""
    _must_be_a_page(path)
    command = AddBookmark(version_id=path.version_id, page=path.page, name=body.name)
    execute(add_bookmark, command)
    return Response(status=204)


@api.delete(
    "/papers/<uuid:version_id>/bookmarks/<int:page>",
    operation_id="removeBookmark",
    summary="Bỏ dấu trang",
    responses=DONE,
)
def delete_bookmark(path: PagePath, header: WriteHeaders) -> Response:
    """Take one's own mark off a page; twice is the same as once."""
    _must_be_a_page(path)
    execute(remove_bookmark, RemoveBookmark(version_id=path.version_id, page=path.page))
    return Response(status=204)


@api.get(
    "/papers/<uuid:version_id>/search",
    operation_id="searchPaper",
    summary="Tìm chữ trong tài liệu",
    responses={200: HitsOut},
)
def get_search(path: VersionPath, query: WordsQuery) -> Response:
    """List where the words stand in the paper, in order of pages."""
    pattern = compiled(query.text)
    with platform().store.reading() as session:
        found = search_paper(session, current_actor(), path.version_id, pattern)
    return answer(HitsOut.model_validate(found, from_attributes=True))


@api.get(
    "/papers/<uuid:version_id>/pages/<int:page>/places",
    operation_id="getPagePlaces",
    summary="Vị trí của chữ tìm được trên trang",
    responses={200: PlacesOut},
)
def get_page_places(path: PagePath, query: WordsQuery) -> Response:
    """Tell where on the page the words stand, to mark them there."""
    pattern = words_pattern(query.text)
    pdf, _blob = _file(path)
    try:
        places = places_of(pdf, path.page, pattern)
    except PdfRejected as error:
        raise _told(error) from error
    return answer(PlacesOut(page=path.page, places=places))


@api.get(
    "/papers/<uuid:version_id>/pages/<int:page>/photographs",
    operation_id="getPagePhotographs",
    summary="Vị trí của ảnh trên trang",
    responses={200: PhotographsOut},
)
def get_page_photographs(path: PagePath) -> Response:
    """Tell where photographs stand on the page, to leave them as they are in night reading."""
    pdf, _blob = _file(path)
    try:
        quads = pictures_on(pdf, path.page)
    except PdfRejected as error:
        raise _told(error) from error
    return answer(PhotographsOut(page=path.page, quads=quads))


def _told(error: PdfRejected) -> NotFound | Invalid:
    if error.reason == "no_such_page":
        return NotFound("paper.no_such_page")
    return Invalid(error.code)


def _must_be_a_page(path: PagePath) -> None:
    if path.page < 1:
        raise NotFound("paper.no_such_page")


def _file(path: VersionPath | PagePath) -> tuple[Path, str]:
    with platform().store.reading() as session:
        held = access.version(session, current_actor(), path.version_id, PaperPermission.READ)
    version = held.version
    if version.state != VersionState.READY or version.pages is None:
        raise Conflict("paper.not_ready")
    return platform().blobs.path(version.blob_to_read), version.blob_to_read

"""A book as a file: a workbook, or the printed book. The page and the operations give the same."""

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue

from documents.register.book_file import printed, workbook
from documents.register.queries.lists import Wanted, all_entries, counts
from documents.register.routes.doors import api, books_of, pages, today
from documents.register.routes.pages import asked, here
from documents.register.routes.schemas import BookQuery
from documents.routes.files import BYTES, PDF_FILE
from ecabinet.concurrency import run_blocking
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.web.errors import sentence
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, XLSX, made_file
from ecabinet.web.requests import current_actor, platform

MOST = {"xlsx": 5_000, "pdf": 1_500}
MEDIA = {"xlsx": XLSX, "pdf": PDF}
WORKBOOK = {200: {"description": "The workbook", "content": {MEDIA["xlsx"]: BYTES}}}


@pages.get("/register/file.xlsx", defaults={"kind": "xlsx"})
@pages.get("/register/file.pdf", defaults={"kind": "pdf"})
def file(kind: str) -> ResponseReturnValue:
    """Give what the list shows as a file: xlsx, or pdf as the printed book."""
    with platform().store.reading() as session:
        books = books_of(session, current_actor())
    if not books:
        raise NotFound("not_found", kind="book")
    wanted = asked(books[0].id)
    try:
        return book_file(wanted, kind)
    except Conflict as error:
        flash(sentence(error), "warning")
        return redirect(here(wanted), 303)


@api.get(
    "/register-entries/book.xlsx",
    operation_id="getRegisterWorkbook",
    summary="Sổ văn bản, tệp Excel",
    responses=WORKBOOK,  # type: ignore[arg-type]
)
def get_workbook(query: BookQuery) -> Response:
    """Send a unit's book as a workbook, narrowed as listRegisterEntries narrows it."""
    return book_file(_wanted(query), "xlsx")


@api.get(
    "/register-entries/book.pdf",
    operation_id="getPrintedRegister",
    summary="Sổ văn bản, bản in",
    responses=PDF_FILE,
)
def get_printed(query: BookQuery) -> Response:
    """Send a unit's book as it is printed and kept on paper."""
    return book_file(_wanted(query), "pdf")


def _wanted(query: BookQuery) -> Wanted:
    return Wanted.model_validate(query.model_dump())


def book_file(wanted: Wanted, kind: str) -> Response:
    """Return the book as a file.

    Raises:
        NotFound: a book the person may not read.
        Conflict: it is too long for one file.
    """
    actor = current_actor()
    with platform().store.reading() as session:
        books = {unit.id: unit for unit in books_of(session, actor)}
        if wanted.unit_id not in books:
            raise NotFound("not_found", kind="book")
        if counts(session, actor, wanted, today())["all"] > MOST[kind]:
            raise Conflict("register.file_too_long", most=MOST[kind])
        rows = list(all_entries(session, actor, wanted, today()))
    unit = books[wanted.unit_id]
    if kind == "xlsx":
        data = run_blocking(workbook, wanted.direction, rows)
    else:
        data = run_blocking(printed, wanted.direction, unit.name, _period(wanted), rows, today())
    name = f"so-van-ban-{wanted.direction}-{wanted.year or 'tat-ca'}.{kind}"
    sent = made_file(data, MEDIA[kind], name, saved=True)
    return noted(sent, "book.exported", "book", wanted.unit_id, kind=kind, rows=len(rows))


def _period(wanted: Wanted) -> str:
    if wanted.year is None:
        return ""
    return f"Tháng {wanted.month}/{wanted.year}" if wanted.month else f"Năm {wanted.year}"

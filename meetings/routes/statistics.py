"""Statistics of speaking: the page with its filters, the file, the API."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from ecabinet import concurrency
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_out import to_xlsx
from ecabinet.web.api import answer
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import XLSX, made_file
from ecabinet.web.requests import current_actor, platform
from ecabinet.web.typed import typed_day
from meetings.kinds import MEETING_KINDS
from meetings.queries.statistics import PersonSpoken, SpeakingStatistics, Wanted, statistics
from meetings.routes.doors import api


@api.get(
    "/speaking-statistics",
    operation_id="getSpeakingStatistics",
    summary="Thống kê phát biểu",
    responses={200: SpeakingStatistics},
)
def get_statistics(query: Wanted) -> Response:
    """Show who spoke how often and how long, who never, in meetings the caller leads."""
    return answer(_statistics(query))


def show() -> ResponseReturnValue:
    """Show the figures of the meetings asked for."""
    wanted = _wanted()
    today, language = office_day(utc_now()), current_actor().language
    with platform().store.reading() as session:
        told = statistics(session, current_actor(), wanted, today)
        kinds = book(session, MEETING_KINDS).offered(today, wanted.kind)
        units = [(unit.id, unit.name) for unit in directory.units(session, today)]
    return render_template(
        "meetings/speaking.html",
        told=told,
        wanted=wanted,
        kinds=[(kind.code, kind.shown(language)) for kind in kinds],
        units=units,
        args=request.args.to_dict(),
    )


def export() -> ResponseReturnValue:
    """Give the figures of people as a workbook."""
    told = _statistics(_wanted())
    heading = [
        _("Họ và tên"),
        _("Chức vụ"),
        _("Đơn vị"),
        _("Số phiên được mời"),
        _("Số phiên có mặt"),
        _("Lượt phát biểu"),
        _("Lượt chất vấn"),
        _("Thời gian (phút)"),
    ]
    rows = [_line(person) for person in told.people]
    data = concurrency.run_blocking(to_xlsx, _("Thống kê phát biểu"), heading, rows)
    sent = made_file(data, XLSX, "thong-ke-phat-bieu.xlsx", saved=True)
    sent.headers["Cache-Control"] = "private, no-store"
    return noted(sent, "table.exported", "table", "speaking", kind="xlsx", rows=len(rows))


def add_statistics(pages: Blueprint) -> None:
    """Put page and file on the blueprint of the meetings' pages."""
    pages.get("/meetings/speaking", endpoint="speaking")(show)
    pages.get("/meetings/speaking.xlsx", endpoint="speaking_file")(export)


def _statistics(wanted: Wanted) -> SpeakingStatistics:
    with platform().store.reading() as session:
        return statistics(session, current_actor(), wanted, office_day(utc_now()))


def _line(person: PersonSpoken) -> list[Any]:
    minutes = round(person.seconds / 60, 1)
    return [
        person.name,
        person.title,
        person.unit,
        person.seated,
        person.attended,
        person.turns,
        person.questions,
        minutes,
    ]


def _wanted() -> Wanted:
    """Read the filters of the address; days as people type them. Raises Invalid."""
    given: dict[str, Any] = {name: value for name, value in request.args.items() if value}
    for name in ("from_on", "until_on"):
        if name in given:
            given[name] = typed_day(given[name])
    try:
        return Wanted.model_validate(given)
    except ValidationError as error:
        raise Invalid("speaking.bad_filter", field=str(error.errors()[0]["loc"][0])) from error

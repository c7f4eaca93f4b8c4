"""The story of the sample office, from six weeks ago until this minute."""

from datetime import datetime, time, timedelta
from uuid import UUID

from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from ecabinet.core.store import Store
from ecabinet.demo import (
    concluding,
    deputies,
    directives,
    invitations,
    minutes,
    notes,
    opinions,
    planning,
    preparing,
    sessions,
    speakers,
)
from ecabinet.demo.books import keep_books
from ecabinet.demo.catalogues import fill_catalogues
from ecabinet.demo.circulation import send_round
from ecabinet.demo.closed_meeting import hold_closed_meeting
from ecabinet.demo.days import month, morning
from ecabinet.demo.divisions import set_up_divisions
from ecabinet.demo.following_up import follow_up
from ecabinet.demo.outside import connect
from ecabinet.demo.proposals import propose, put_on_agenda
from ecabinet.demo.reports import report as report_on_tasks
from ecabinet.demo.slips import send_documents_on
from ecabinet.demo.teller import Teller
from ecabinet.demo.tracking import keep_tracking_sheets
from ecabinet.demo.weekly import plan_weeks
from ecabinet.demo.weeks import keep_calendar
from ecabinet.platform import Platform


def tell(platform: Platform, password: str) -> None:
    """Furnish the office and let six weeks happen."""
    now = utc_now()
    teller = Teller(platform, password, morning(now, 44))
    set_up_divisions(teller)
    fill_catalogues(teller)
    sessions.furnish_rooms(teller)
    symbols = directives.register(teller)
    tasks = hold_closed_meeting(teller, now, password)
    connect(teller)
    follow_up(teller, now, tasks, symbols)
    approved = propose(teller)
    in_two_days = datetime.combine(office_day(now) + timedelta(days=2), time(17), OFFICE_ZONE)
    minutes.hold(teller, morning(now, 4), in_two_days)
    _coming_meetings(teller, now, approved)
    report_on_tasks(teller)
    keep_calendar(teller)
    plan_weeks(teller)
    keep_books(teller)
    send_documents_on(teller)
    send_round(teller)
    _meeting_in_session(teller, now)
    keep_tracking_sheets(teller)
    _present_time(platform.store)


def _coming_meetings(teller: Teller, now: datetime, approved: UUID) -> None:
    """One called for tomorrow that comes again each week, one still in draft, with sub-items."""
    teller.go_to(morning(now, 3))
    tomorrow = datetime.combine(office_day(now) + timedelta(days=1), time(14), OFFICE_ZONE)
    called = sessions.plan(
        teller, "Giao ban khối Đảng", tomorrow, sessions.standing_agenda(teller, 130)[:2]
    )
    planning.weekly(teller, called)
    sessions.call(teller, called)
    invitations.answered(teller, called)
    later = tomorrow + timedelta(days=13)
    drafted = sessions.plan(
        teller,
        f"Hội nghị chuyên đề chuyển đổi số, tháng {month(later)}",
        later,
        sessions.standing_agenda(teller, 140)[1:],
    )
    planning.divide(teller, drafted, 0)
    planning.keep(teller, drafted, "Hội nghị chuyên đề")
    put_on_agenda(teller, approved, drafted.meeting_id)
    preparing.ask(teller, drafted, office_day(now))


def _meeting_in_session(teller: Teller, now: datetime) -> None:
    """The meeting that is going on: item 1 is done, item 2 is open at its first page."""
    teller.go_to(morning(now, 2))
    starts = now - timedelta(minutes=45)
    title = f"Phiên họp Ban Thường vụ Tỉnh ủy tháng {month(now)}"
    planned = sessions.plan(teller, title, starts, sessions.standing_agenda(teller, 118))
    sessions.call(teller, planned)
    opinions.before(teller, planned)
    teller.go_to(starts - timedelta(minutes=12))
    sessions.gather(teller, planned, {"daibieu01", "daibieu02", "daibieu11", "daibieu12"})
    sessions.move_on(teller, planned, 0)
    teller.wait(minutes=20)
    concluding.leave_drafts(teller, planned, 0)
    given = deputies.delegate(teller)
    teller.go_to(now - timedelta(minutes=16))
    deputies.move_on(teller, planned, 1, given)
    notes.discuss(teller, planned.item_ids[1])
    opinions.during(teller, planned)
    speakers.discussion(teller, planned, 1, {"daibieu03": 3.4, "daibieu08": 2.2})
    teller.go_to(now - timedelta(minutes=3))
    speakers.queue(teller, planned, 1)
    sessions.mixed(teller, planned)
    sessions.prepare_candidates(teller, planned, 2)


def _present_time(store: Store) -> None:
    store.clock = utc_now

"""The page on which a meeting is repeated: the rule, the days it gives, then the drafts."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from meetings import access
from meetings.commands.series import RepeatMeeting, days_of, repeat_meeting
from meetings.policies import MeetingPermission
from meetings.queries import detail as details
from meetings.recurrence import DaysOff, Every, Occurrence, Rule
from meetings.routes.forms import Refusal, attempt
from meetings.routes.pages import pages

PATH = "/meetings/<uuid:meeting_id>/series"


def _rule(typed: dict[str, Any]) -> Rule:
    names = ("every", "interval", "days_off")
    rule = {name: typed[name] for name in names if typed.get(name)}
    by_day = typed.get("ends") == "until"
    rule["until"] = typed_day(typed.get("until", "")) if by_day else None
    rule["times"] = None if by_day else typed.get("times") or None
    return Rule.model_validate(rule)


@pages.get(PATH)
def series(meeting_id: UUID) -> ResponseReturnValue:
    """Show the form; with a rule in the address the days it gives."""
    typed = request.args.to_dict()
    if "every" not in typed:
        return _show(meeting_id, {"every": "week", "interval": 1, "times": 4}, Refusal(), None)
    rule, refusal = attempt(lambda: _rule(typed))
    return _show(meeting_id, typed, refusal, rule), refusal.status if rule is None else 200


@pages.post(PATH)
def repeat(meeting_id: UUID) -> ResponseReturnValue:
    """Make the drafts."""
    typed = request.form.to_dict()

    def work() -> Any:
        return execute(repeat_meeting, RepeatMeeting(meeting_id=meeting_id, rule=_rule(typed)))

    made, refusal = attempt(work)
    if made is None:
        return _show(meeting_id, typed, refusal, None), refusal.status
    count = len(made.meeting_ids)
    flash(ngettext("Đã lập thêm %(num)s bản chuẩn bị.", "Đã lập thêm %(num)s bản chuẩn bị.", count))
    if made.dropped:
        names = ", ".join(made.dropped)
        flash(_("Không mời lại người đã thôi giữ chức vụ: %(names)s.", names=names), "warning")
    return redirect(url_for("meetings.index"), 303)


def _show(meeting_id: UUID, typed: dict[str, Any], refusal: Refusal, rule: Rule | None) -> str:
    actor = current_actor()
    days: list[Occurrence] = []
    with platform().store.reading() as session:
        found = access.meeting(session, actor, meeting_id, MeetingPermission.PLAN)
        meeting = details.meeting(session, actor, meeting_id)
        if rule is not None:
            days = days_of(session, found, rule, office_day(utc_now()))
    return render_template(
        "meetings/series.html",
        meeting=meeting,
        typed=typed,
        refusal=refusal,
        rule=rule,
        days=days,
        everies=[
            (Every.WEEK, _("Theo tuần, cùng thứ")),
            (Every.MONTH_DATE, _("Theo tháng, cùng ngày")),
            (Every.MONTH_WEEKDAY, _("Theo tháng, cùng thứ của tuần đó")),
        ],
        offs=[
            (DaysOff.SKIP, _("Bỏ qua ngày nghỉ")),
            (DaysOff.MOVE, _("Dời sang ngày làm việc sau")),
        ],
    )

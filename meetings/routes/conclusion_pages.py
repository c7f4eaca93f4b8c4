"""The page on which conclusions are reviewed before they are issued, and the form of one."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from ecabinet.accounts.queries import directory
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup.queries.lists import tasks_by_id
from meetings import access
from meetings.commands.conclusion import ConclusionText, EditConclusion, edit_conclusion
from meetings.commands.confirm import (
    AskConfirmation,
    ConfirmConclusion,
    ReturnConclusion,
    ask_confirmation,
    confirm_conclusion,
    return_conclusion,
)
from meetings.commands.discard_conclusion import DiscardConclusion, discard_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.supersede import CorrectConclusion, correct_conclusion
from meetings.conclusion_words import FINDINGS, HAPPENED
from meetings.policies import MeetingPermission
from meetings.queries import detail as details
from meetings.queries.conclusions import conclusions_out
from meetings.queries.review import review
from meetings.queries.shapes import ConclusionOut
from meetings.routes.pages import pages
from meetings.states import ConclusionState

MEETING = "/meetings/<uuid:meeting_id>/conclusions"
ONE = "/conclusions/<uuid:conclusion_id>"
LISTS = ("coordinating_unit_ids", "informed_unit_ids")


@pages.get(MEETING)
def conclusions(meeting_id: UUID) -> ResponseReturnValue:
    """Review the conclusions: what is missing first, then what the notice will say."""
    return _review(meeting_id, Refusal())


def _review(meeting_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        shown = review(session, actor, meeting_id, utc_now())
        meeting = details.meeting(session, actor, meeting_id)
        issued = {row.conclusion.task_id for row in shown.conclusions if row.conclusion.task_id}
        tasks = tasks_by_id(session, actor, issued, office_day(utc_now()))
    page = render_template(
        "meetings/conclusions.html",
        meeting=meeting, review=shown, tasks=tasks, findings=FINDINGS, happened=HAPPENED,
        refusal=refusal,
    )  # fmt: skip
    return page, refusal.status


@pages.post(MEETING)
def issue_reviewed(meeting_id: UUID) -> ResponseReturnValue:
    """Issue all drafts, in one step."""
    command = IssueTasks(meeting_id=meeting_id)
    done, refusal = attempt(lambda: execute(issue_tasks, command))
    if done is None:
        return _review(meeting_id, refusal)
    flash(_issued(len(done.issued), len(done.stated)), "success")
    return redirect(url_for("meetings.conclusions", meeting_id=meeting_id), 303)


def _issued(tasks: int, stated: int) -> str:
    if not stated:
        return ngettext("Đã giao %(num)s nhiệm vụ.", "Đã giao %(num)s nhiệm vụ.", tasks)
    if not tasks:
        return ngettext("Đã ban hành %(num)s kết luận.", "Đã ban hành %(num)s kết luận.", stated)
    return _(
        "Đã ban hành %(count)s kết luận, giao %(tasks)s nhiệm vụ.",
        count=tasks + stated,
        tasks=tasks,
    )


@pages.post(MEETING + "/confirmation-request")
def ask_chair(meeting_id: UUID) -> ResponseReturnValue:
    """Ask the chair to confirm what is not confirmed yet."""
    command = AskConfirmation(meeting_id=meeting_id)
    _done, refusal = attempt(lambda: execute(ask_confirmation, command))
    if refusal.text:
        return _review(meeting_id, refusal)
    flash(_("Đã báo người chủ trì."), "success")
    return redirect(url_for("meetings.conclusions", meeting_id=meeting_id), 303)


@pages.post(ONE + "/confirmation")
def confirm_one(conclusion_id: UUID) -> ResponseReturnValue:
    """Confirm a conclusion as the chair."""
    command = ConfirmConclusion(conclusion_id=conclusion_id, revision=_revision())
    return _step(conclusion_id, lambda: execute(confirm_conclusion, command))


@pages.post(ONE + "/return")
def return_one(conclusion_id: UUID) -> ResponseReturnValue:
    """Say what is to be mended."""
    remark = request.form.get("remark", "")
    return _step(
        conclusion_id,
        lambda: execute(
            return_conclusion,
            ReturnConclusion(conclusion_id=conclusion_id, revision=_revision(), remark=remark),
        ),
    )


def _revision() -> int:
    return request.form.get("revision", 0, type=int)


def _step(conclusion_id: UUID, work: Any) -> ResponseReturnValue:
    meeting_id = _seen(conclusion_id, MeetingPermission.READ_DRAFTS)[1]
    _done, refusal = attempt(work)
    if refusal.text:
        return _review(meeting_id, refusal)
    here = url_for("meetings.conclusions", meeting_id=meeting_id, _anchor=f"k-{conclusion_id}")
    return redirect(here, 303)


def _seen(conclusion_id: UUID, permission: MeetingPermission) -> tuple[ConclusionOut, UUID]:
    with platform().store.reading() as session:
        found, _meeting = access.conclusion(session, current_actor(), conclusion_id, permission)
        return conclusions_out(session, [found])[0], found.meeting_id


@pages.get(ONE)
def conclusion_form(conclusion_id: UUID) -> ResponseReturnValue:
    """Show the form of one: a draft is changed, an issued one is corrected by another."""
    shown, meeting_id = _seen(conclusion_id, MeetingPermission.CONCLUDE)
    return _form(shown, meeting_id, _typed_of(shown), Refusal())


@pages.post(ONE)
def write_conclusion(conclusion_id: UUID) -> ResponseReturnValue:
    """Keep what the form says."""
    shown, meeting_id = _seen(conclusion_id, MeetingPermission.CONCLUDE)
    typed = _typed()
    done, refusal = attempt(lambda: _write(shown, typed))
    if done is None:
        return _form(shown, meeting_id, typed, refusal)
    here = url_for("meetings.conclusions", meeting_id=meeting_id, _anchor=f"k-{done.id}")
    return redirect(here, 303)


@pages.post(ONE + "/discarding")
def discard_one(conclusion_id: UUID) -> ResponseReturnValue:
    """Throw a draft away."""
    shown, meeting_id = _seen(conclusion_id, MeetingPermission.CONCLUDE)
    wish = DiscardConclusion(conclusion_id=conclusion_id, revision=_revision())
    _done, refusal = attempt(lambda: execute(discard_conclusion, wish))
    if refusal.text:
        return _form(shown, meeting_id, _typed_of(shown), refusal)
    flash(_("Đã bỏ kết luận %(number)s.", number=shown.number), "success")
    return redirect(url_for("meetings.conclusions", meeting_id=meeting_id), 303)


def _write(shown: ConclusionOut, typed: dict[str, Any]) -> Any:
    content = _content(typed)
    if shown.state is ConclusionState.DRAFT:
        edit = EditConclusion(conclusion_id=shown.id, revision=_revision(), content=content)
        return execute(edit_conclusion, edit)
    correction = CorrectConclusion(conclusion_id=shown.id, reason=typed["reason"], content=content)
    return execute(correct_conclusion, correction)


def _typed() -> dict[str, Any]:
    names = ("text", "statement", "lead_unit_id", "supervisor_id", "often", "due_on", "reason")
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in names}
    return typed | {name: request.form.getlist(name) for name in LISTS}


def _typed_of(c: ConclusionOut) -> dict[str, Any]:
    often = c.period or ("standing" if c.deadline_kind == "standing" else "")
    return {
        "text": c.text,
        "statement": "" if c.gives_task else "1",
        "lead_unit_id": c.lead.id if c.lead else "",
        "supervisor_id": c.supervisor.id if c.supervisor else "",
        "often": often,
        "due_on": c.due_on.isoformat() if c.due_on else "",
        "reason": "",
        "coordinating_unit_ids": [unit.id for unit in c.coordinating],
        "informed_unit_ids": [unit.id for unit in c.informed],
    }


def _content(typed: dict[str, Any]) -> ConclusionText:
    if typed["statement"]:
        told = typed["informed_unit_ids"]
        return ConclusionText(text=typed["text"], gives_task=False, informed_unit_ids=told)
    often, due = typed["often"], typed["due_on"]
    given: dict[str, Any] = {"text": typed["text"], **{name: typed[name] for name in LISTS}}
    given |= {name: typed[name] or None for name in ("lead_unit_id", "supervisor_id")}
    if often:
        kind = "standing" if often == "standing" else "periodic"
        given |= {"deadline_kind": kind, "period": often if kind == "periodic" else None}
    elif due:
        given["due_on"] = typed_day(due)
    return ConclusionText.model_validate(given)


def _form(
    shown: ConclusionOut, meeting_id: UUID, typed: dict[str, Any], refusal: Refusal
) -> ResponseReturnValue:
    with platform().store.reading() as session:
        today = office_day(utc_now())
        units = [(unit.id, unit.name) for unit in directory.units(session, today)]
        people = directory.chosen(session, typed_id(str(typed["supervisor_id"])))
    page = render_template(
        "meetings/conclusion_form.html",
        conclusion=shown, meeting_id=meeting_id, units=units, people=people, typed=typed,
        refusal=refusal,
    )  # fmt: skip
    return page, refusal.status

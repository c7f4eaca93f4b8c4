"""Pages of what follows the call: one's own answer, everybody's, and changes to tell."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from ecabinet.accounts.queries import directory
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.outbox import last_seq
from ecabinet.web.requests import current_actor, execute, platform
from meetings import events
from meetings.answer_sheet import answer_words, approval_words
from meetings.answers import About
from meetings.change_words import sentence
from meetings.commands.announce import AnnounceChanges, announce_changes
from meetings.commands.answer import (
    AnswerInvitation,
    WithdrawAnswer,
    answer_invitation,
    withdraw_answer,
)
from meetings.commands.call import SetAnswerDeadline, set_answer_deadline
from meetings.commands.remind import RemindParticipants, remind_participants
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.queries import answers as answering
from meetings.queries import changes as telling
from meetings.queries import detail as details
from meetings.queries.standing_in import proposed
from meetings.routes.forms import Refusal, attempt, typed_deadline
from meetings.routes.pages import pages
from meetings.words import functions

AT = "/meetings/<uuid:meeting_id>"
SEAT = f"{AT}/participants/<uuid:participant_id>"


@pages.get(f"{AT}/answer")
def answer(meeting_id: UUID) -> ResponseReturnValue:
    """Show one's invitation with the answers to choose from; who has no seat sees the meeting."""
    with platform().store.reading() as session:
        meeting = details.meeting(session, current_actor(), meeting_id)
    if meeting.me is None or not meeting.rights.answer:
        return redirect(url_for("meetings.detail", meeting_id=meeting_id))
    return _answer_page(meeting_id, {}, Refusal())


@pages.post(f"{AT}/answer")
def give_answer(meeting_id: UUID) -> ResponseReturnValue:
    """Answer for oneself; what was typed stays when something is wrong."""
    return _given(meeting_id, None, lambda refusal: _answer_page(meeting_id, _typed(), refusal))


@pages.post(f"{AT}/answer/withdrawal")
def take_back(meeting_id: UUID) -> ResponseReturnValue:
    """Take one's answer back."""
    command = WithdrawAnswer(meeting_id=meeting_id)
    made, refusal = attempt(lambda: execute(withdraw_answer, command))
    if made is None:
        return _answer_page(meeting_id, {}, refusal), refusal.status
    flash(_("Đã rút trả lời."), "success")
    return redirect(url_for("meetings.answer", meeting_id=meeting_id), 303)


@pages.get(f"{AT}/answers")
def answers(meeting_id: UUID) -> ResponseReturnValue:
    """Show who answered what, who has not, and who has opened which papers."""
    return _answers_page(meeting_id, Refusal())


@pages.post(f"{SEAT}/answer")
def record_answer(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Record what somebody told the secretariat."""
    return _given(meeting_id, participant_id, lambda refusal: _answers_page(meeting_id, refusal))


@pages.post(f"{SEAT}/substitution")
def decide(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Approve or refuse a substitute."""
    seat = {"meeting_id": meeting_id, "participant_id": participant_id}
    form = {"decision": request.form.get("decision"), "reason": request.form.get("reason", "")}

    def work() -> Any:
        return execute(decide_substitute, DecideSubstitute.model_validate({**seat, **form}))

    return _on_answers(meeting_id, work, _("Đã ghi quyết định."))


@pages.post(f"{AT}/answer-deadline")
def deadline(meeting_id: UUID) -> ResponseReturnValue:
    """Say until when people may answer."""

    def work() -> Any:
        command = {"meeting_id": meeting_id, "answer_by": typed_deadline(request.form)}
        return execute(set_answer_deadline, SetAnswerDeadline.model_validate(command))

    return _on_answers(meeting_id, work, _("Đã đặt hạn trả lời."))


@pages.post(f"{AT}/reminders")
def remind(meeting_id: UUID) -> ResponseReturnValue:
    """Remind those who have not answered, or not opened the papers."""
    about = About.PAPERS if request.form.get("about") == About.PAPERS else About.ANSWER
    command = RemindParticipants(meeting_id=meeting_id, about=about)
    made, refusal = attempt(lambda: execute(remind_participants, command))
    if made is None:
        return _answers_page(meeting_id, refusal), refusal.status
    if made.reminded:
        said = ngettext("Đã nhắc %(num)s người.", "Đã nhắc %(num)s người.", made.reminded)
    elif made.already:
        said = _("Hôm nay đã nhắc rồi; mỗi người chỉ được nhắc một lần mỗi ngày.")
    else:
        said = _("Không có ai cần nhắc.")
    flash(said, "success")
    return redirect(url_for("meetings.answers", meeting_id=meeting_id), 303)


@pages.get(f"{AT}/changes")
def changes(meeting_id: UUID) -> ResponseReturnValue:
    """Show what was told after the call; for the secretariat what is still to be told."""
    return _changes_page(meeting_id, "", Refusal())


@pages.post(f"{AT}/changes")
def announce(meeting_id: UUID) -> ResponseReturnValue:
    """Tell the changes that were read."""
    line = request.form.get("line", "")
    seen = request.form.get("digest", "")

    def work() -> Any:
        command = AnnounceChanges(meeting_id=meeting_id, line=line, digest=seen)
        return execute(announce_changes, command)

    made, refusal = attempt(work)
    if made is None:
        return _changes_page(meeting_id, line, refusal), refusal.status
    flash(_("Đã báo thay đổi đến người dự."), "success")
    return redirect(url_for("meetings.changes", meeting_id=meeting_id), 303)


def _typed() -> dict[str, str]:
    names = ("answer", "reason", "substitute_id")
    return {name: request.form[name] for name in names if request.form.get(name)}


def _given(
    meeting_id: UUID, participant_id: UUID | None, again: Callable[[Refusal], str]
) -> ResponseReturnValue:
    seat = {"meeting_id": meeting_id, "participant_id": participant_id}
    made, refusal = attempt(
        lambda: execute(answer_invitation, AnswerInvitation.model_validate({**seat, **_typed()}))
    )
    if made is None:
        return again(refusal), refusal.status
    if participant_id is not None:
        flash(_("Đã ghi trả lời."), "success")
        return redirect(url_for("meetings.answers", meeting_id=meeting_id), 303)
    flash(_("Đã gửi trả lời. Đồng chí đổi lại được đến khi khai mạc."), "success")
    if request.form.get("back") == "home":
        return redirect(url_for("home.index"), 303)
    return redirect(url_for("meetings.answer", meeting_id=meeting_id), 303)


def _on_answers(meeting_id: UUID, work: Callable[[], Any], said: str) -> ResponseReturnValue:
    made, refusal = attempt(work)
    if made is None:
        return _answers_page(meeting_id, refusal), refusal.status
    flash(said, "success")
    return redirect(url_for("meetings.answers", meeting_id=meeting_id), 303)


def _free(session: Any, meeting_id: UUID, taken: set[UUID]) -> list[tuple[UUID, str]]:
    """People who may still be chosen, with their office, and for whom they are to sit already."""
    people = directory.people(session, office_day(utc_now()))
    asked = proposed(session, meeting_id)

    def shown(one: Any) -> str:
        for_whom = (
            _("đã được cử dự thay đ/c %(name)s", name=asked[one.id]) if one.id in asked else ""
        )
        return " · ".join(part for part in (one.name, one.title, for_whom) if part)

    return [(one.id, shown(one)) for one in people if one.id not in taken]


def _answer_page(meeting_id: UUID, typed: dict[str, str], refusal: Refusal) -> str:
    actor = current_actor()
    with platform().store.reading() as session:
        meeting = details.meeting(session, actor, meeting_id)
        own = answering.own_answer(session, actor, meeting_id, utc_now())
        taken = {seat.person_id for seat in meeting.participants}
        free = _free(session, meeting_id, taken) if own.may_substitute else []
    return render_template(
        "meetings/answer.html",
        meeting=meeting,
        own=own,
        free=free,
        typed=typed,
        refusal=refusal,
        answer_words=answer_words(),
        approval_words=approval_words(),
    )


def _answers_page(meeting_id: UUID, refusal: Refusal) -> str:
    actor = current_actor()
    stream = events.desk(meeting_id)
    with platform().store.reading() as session:
        told = answering.answers(session, actor, meeting_id)
        read = answering.read_receipts(session, actor, meeting_id)
        meeting = details.meeting(session, actor, meeting_id)
        seq = last_seq(session, stream)
    return render_template(
        "meetings/answers.html",
        meeting=meeting,
        told=told,
        read=read,
        refusal=refusal,
        stream=stream,
        seq=seq,
        answer_words=answer_words(),
        approval_words=approval_words(),
        functions=functions(),
    )


def _changes_page(meeting_id: UUID, line: str, refusal: Refusal) -> str:
    actor = current_actor()
    with platform().store.reading() as session:
        meeting = details.meeting(session, actor, meeting_id)
        told = telling.announcements(session, actor, meeting_id)
        plans = meeting.rights.plan
        waiting = telling.unannounced(session, actor, meeting_id) if plans else None
    return render_template(
        "meetings/changes.html",
        meeting=meeting,
        told=told.announcements,
        waiting=waiting,
        line=line,
        refusal=refusal,
        sentence=sentence,
    )

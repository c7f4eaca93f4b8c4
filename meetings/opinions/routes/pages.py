"""Pages that show: a meeting's items with their opinions, one item, the form of a reply."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from documents.messages import MESSAGES as PAPER_MESSAGES
from ecabinet.accounts.queries import directory
from ecabinet.core.clock import office_day, office_time, utc_now
from ecabinet.core.outbox import last_seq
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform
from meetings import access as meetings
from meetings.opinions import access
from meetings.opinions.policies import OpinionsPermission
from meetings.opinions.queries.item import item_opinions, own_story
from meetings.opinions.queries.shapes import CallOut
from meetings.opinions.routes.doors import load_item, load_meeting, pages
from meetings.opinions.states import Audience, Naming
from meetings.opinions.telling import stream_of
from meetings.opinions.words import ACTS, AUDIENCE, NAMING, REPLIES
from meetings.policies import MeetingPermission


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the tables."""
    return {
        "naming_words": NAMING, "audience_words": AUDIENCE, "reply_words": REPLIES,
        "opinion_acts": ACTS, "Naming": Naming, "Audience": Audience,
    }  # fmt: skip


@pages.get("/meetings/<uuid:meeting_id>/opinions")
def of_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Show the items with how far their opinions are."""
    return show_meeting(meeting_id, Refusal(), {})


@pages.get("/meetings/<uuid:meeting_id>/opinions/now")
def now(meeting_id: UUID) -> ResponseReturnValue:
    """Go to the opinions on the item that is current, when they are asked for; else to the list."""
    actor = current_actor()
    with platform().store.reading() as session:
        at = meetings.place(session, actor, meeting_id, MeetingPermission.READ)
        current = at.row.current_item_id
    lines = load_meeting(meeting_id).items
    if any(line.item_id == current and line.call for line in lines):
        return redirect(url_for("opinions.of_item", item_id=current), 303)
    return redirect(url_for("opinions.of_meeting", meeting_id=meeting_id), 303)


def show_meeting(meeting_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the page of a meeting, with what was typed and why it was refused."""
    found = load_meeting(meeting_id)
    page = render_template(
        "meetings/opinions/meeting.html",
        found=found, refusal=refusal, typed=typed or {"naming": found.naming},
        may_open=[line for line in found.items if line.may_open],
    )  # fmt: skip
    return page, refusal.status


@pages.get("/agenda-items/<uuid:item_id>/opinions")
def of_item(item_id: UUID) -> ResponseReturnValue:
    """Show how opinions are taken on an item, one's own, and those one may read."""
    return show_item(item_id, Refusal(), {})


def show_item(item_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the page of an item, with what was typed and why it was refused."""
    actor, stream = current_actor(), stream_of(item_id)
    with platform().store.reading() as session:
        found = item_opinions(session, actor, item_id, utc_now())
        story = own_story(session, [one.id for one in found.own])
        units = []
        if found.rights.open or found.rights.change:
            units = [(u.id, u.name) for u in directory.units(session, office_day(utc_now()))]
        seq = last_seq(session, stream)
    page = render_template(
        "meetings/opinions/item.html",
        found=found, refusal=refusal, typed=typed,
        terms=typed or terms_of(found.call, found.naming),
        story=story, units=units, stream=stream, seq=seq, paper_messages=PAPER_MESSAGES,
    )  # fmt: skip
    return page, refusal.status


def terms_of(call: CallOut | None, usual: Naming) -> dict[str, Any]:
    """Return what the form of the terms shows before anything is typed."""
    if call is None:
        return {"naming": usual, "audience": Audience.DESK}
    until = office_time(call.due_at) if call.due_at else None
    return {
        "naming": call.naming, "audience": call.audience, "note": call.note,
        "unit_id": call.unit.id if call.unit else "",
        "due_on": until.date().isoformat() if until else "",
        "due_time": f"{until:%H:%M}" if until else "",
    }  # fmt: skip


@pages.get("/opinions/<uuid:opinion_id>/reply")
def reply_form(opinion_id: UUID) -> ResponseReturnValue:
    """Show an opinion with the form of its answer."""
    return show_reply(opinion_id, Refusal(), {})


def show_reply(opinion_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the page of a reply. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        one = access.opinion(session, current_actor(), opinion_id, OpinionsPermission.REPLY)
    found = load_item(one.opinion.item_id)
    opinion = next(row for row in found.opinions if row.id == opinion_id)
    given = {"kind": opinion.reply.kind, "text": opinion.reply.text} if opinion.reply else {}
    page = render_template(
        "meetings/opinions/reply.html",
        found=found, opinion=opinion, refusal=refusal, typed=typed or given,
    )  # fmt: skip
    return page, refusal.status

"""The pages of the running session: room, desk. Their scripts take over from here."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.core.clock import utc_now
from ecabinet.web.requests import current_actor, platform
from meetings import events
from meetings.queries import room as live
from meetings.queries.answers import answer_figures
from meetings.queries.vote_roll import sets_roll
from meetings.routes.kind_words import majorities


def room(meeting_id: UUID) -> ResponseReturnValue:
    """Show the room: agenda, paper, presence, vote."""
    with platform().store.reading() as session:
        state = live.room(session, current_actor(), meeting_id, utc_now())
    return render_template(
        "meetings/room.html", state=state, state_json=state.model_dump_json(), now=utc_now()
    )


def desk(meeting_id: UUID) -> ResponseReturnValue:
    """Show the secretary's desk."""
    with platform().store.reading() as session:
        state = live.desk(session, current_actor(), meeting_id, utc_now())
        figures = answer_figures(session, current_actor(), meeting_id)
        roll = sets_roll(session, state.room.meeting.kind)
    return render_template(
        "meetings/desk.html",
        state=state,
        state_json=state.model_dump_json(),
        now=utc_now(),
        majorities=majorities(state.room.meeting),
        figures=figures,
        stream=events.desk(meeting_id),
        roll=roll,
    )


def add_live_pages(pages: Blueprint) -> None:
    """Put the live pages on the blueprint of the meetings' pages."""
    for view in (room, desk):
        pages.get(f"/meetings/<uuid:meeting_id>/{view.__name__}")(view)

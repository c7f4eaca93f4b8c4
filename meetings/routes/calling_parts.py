"""What the page of a meeting shows of answers and changes after the call."""

from typing import Any

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.outbox import last_seq
from meetings import events
from meetings.answer_sheet import answer_words, approval_words
from meetings.queries import answers, changes
from meetings.queries.shapes import MeetingOut
from meetings.states import MeetingState


def calling_parts(session: Session, actor: Actor, meeting: MeetingOut) -> dict[str, Any]:
    """Return own answer, figures for who leads, and how many changes nobody was told of."""
    leads, called = meeting.rights.read_answers, meeting.state is not MeetingState.DRAFT
    asked = meeting.rights.answer and meeting.me is not None
    stream = events.desk(meeting.id)
    return {
        "own": answers.own_answer(session, actor, meeting.id, utc_now()) if asked else None,
        "figures": answers.answer_figures(session, actor, meeting.id) if leads else None,
        "untold": len(changes.unannounced(session, actor, meeting.id).changes)
        if meeting.rights.plan and called
        else 0,
        "told": bool(changes.announcements(session, actor, meeting.id).announcements)
        if called
        else False,
        "answers_stream": stream,
        "answers_seq": last_seq(session, stream) if leads else 0,
        "answer_words": answer_words(),
        "approval_words": approval_words(),
    }

"""Reminders of a call: once a day, and of papers not opened."""

from datetime import datetime

import pytest

from ecabinet.core.errors import Denied
from meetings.answers import About
from meetings.commands.remind import Reminded, RemindParticipants, remind_participants
from tests.commands.notifications.called import answer
from tests.commands.notifications.conftest import Post
from tests.commands.notifications.test_meeting_events import SEATED, call, told
from tests.gatherings import Gathering


def remind(meeting: Gathering, about: About = About.ANSWER, by: str = "thuky") -> Reminded:
    command = RemindParticipants(meeting_id=meeting.id, about=about)
    made: Reminded = meeting.run(by, remind_participants, command)
    return made


def test_a_reminder_reaches_each_once_a_day(post: Post, meeting: Gathering) -> None:
    post.at(datetime.fromisoformat("2030-03-04T08:00:00+07:00"))
    call(meeting)
    answer(meeting, "daibieu01", "attend")
    assert remind(meeting) == Reminded(reminded=5, already=0)
    assert told(post, "meeting.remind_answer") == SEATED - {"daibieu01"}
    # Pressed again, by whomever.
    assert remind(meeting) == Reminded(reminded=0, already=5)
    post.later(days=1)
    answer(meeting, "daibieu02", "absent", reason="Ốm")
    assert remind(meeting) == Reminded(reminded=4, already=0)
    with pytest.raises(Denied):
        remind(meeting, by="daibieu03")


def test_who_has_not_opened_the_papers_is_reminded(post: Post, meeting: Gathering) -> None:
    from documents.commands.read import KeepPlace, keep_place

    version = meeting.paper(1)
    call(meeting)
    assert remind(meeting, About.PAPERS).reminded == 6
    post.later(days=1)
    meeting.run("daibieu01", keep_place, KeepPlace(version_id=version, page=1))
    answer(meeting, "daibieu02", "absent", reason="Ốm")
    assert remind(meeting, About.PAPERS).reminded == 4
    assert told(post, "meeting.remind_papers") == SEATED

"""What follows the call, as people are told of it: reminders, changes, substitutes."""

from typing import Any

import icalendar
import pytest

from documents.commands.recall import RecallPaper, recall_paper
from ecabinet.core.errors import Conflict, Denied, NotFound, Stale
from meetings.catalogue import Function
from meetings.commands.agenda import (
    AddAgendaItem,
    UpdateAgendaItem,
    add_agenda_item,
    update_agenda_item,
)
from meetings.commands.agenda_order import ReorderAgenda, reorder_agenda
from meetings.commands.announce import AnnounceChanges, announce_changes
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.queries.changes import Announcements, Unannounced, announcements, unannounced
from tests.commands.notifications.called import answer
from tests.commands.notifications.conftest import Post
from tests.commands.notifications.test_meeting_events import SEATED, call, told
from tests.gatherings import Gathering


def body(post: Post, username: str) -> str:
    """The newest mail as text, on one line."""
    part = post.to(username)[-1].message.get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def entry(post: Post, username: str) -> tuple[str, Any]:
    """The method and the event of the newest mail's calendar."""
    message = post.to(username)[-1].message
    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_content())
    return str(calendar["method"]), next(iter(calendar.walk("VEVENT")))


def waiting(meeting: Gathering) -> Unannounced:
    with meeting.store.reading() as session:
        return unannounced(session, meeting.as_actor("thuky"), meeting.id)


def read(meeting: Gathering, username: str) -> Announcements:
    with meeting.store.reading() as session:
        return announcements(session, meeting.as_actor(username), meeting.id)


def announce(meeting: Gathering, by: str = "thuky", **fields: Any) -> None:
    meeting.run(by, announce_changes, AnnounceChanges(meeting_id=meeting.id, **fields))


def change(meeting: Gathering, **fields: Any) -> None:
    meeting.run("thuky", update_meeting, UpdateMeeting(meeting_id=meeting.id, **fields))


def test_the_invitation_leads_to_the_answer_and_says_until_when(
    post: Post, meeting: Gathering
) -> None:
    until = meeting.before_it()
    command = CallMeeting(meeting_id=meeting.id, answer_by=until)
    meeting.run("thuky", call_meeting, command)
    post.change("daibieu02", language="en")
    post.deliver()
    assert f"https://hop.tinh.example/meetings/{meeting.id}/answer" in body(post, "daibieu01")
    assert "Mời trả lời trước" in body(post, "daibieu01")
    assert "Please answer before" in body(post, "daibieu02")
    method, event = entry(post, "daibieu01")
    assert method == "REQUEST"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_a_change_is_told_once_from_what_to_what(post: Post, meeting: Gathering) -> None:
    call(meeting)
    post.deliver()
    first = int(entry(post, "daibieu01")[1]["sequence"])
    answer(meeting, "daibieu01", "online")
    change(meeting, place="Hội trường lớn")
    assert [c.what for c in waiting(meeting).changes] == ["place"]
    announce(meeting, line="Mời đến sớm 15 phút.", digest=waiting(meeting).digest)
    post.deliver()
    text = body(post, "daibieu01")
    assert "Mời đến sớm 15 phút. Địa điểm: Phòng họp số 1 → Hội trường lớn." in text
    method, event = entry(post, "daibieu01")
    assert method == "REQUEST"
    assert int(event["sequence"]) > first
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert waiting(meeting).changes == []
    with pytest.raises(Conflict) as caught:
        announce(meeting)
    assert caught.value.code == "announcement.nothing"
    assert len([n for n in post.notices("daibieu01") if n.kind == "meeting.changed"]) == 1


def test_a_change_and_back_is_no_change(post: Post, meeting: Gathering) -> None:
    call(meeting)
    change(meeting, place="Hội trường lớn")
    change(meeting, place="Phòng họp số 1")
    with pytest.raises(Conflict):
        announce(meeting)
    assert told(post, "meeting.changed") == set()


def test_what_changed_since_it_was_read_is_not_sent_unread(post: Post, meeting: Gathering) -> None:
    call(meeting)
    change(meeting, place="Hội trường lớn")
    seen = waiting(meeting).digest
    change(meeting, place="Hội trường nhỏ")
    with pytest.raises(Stale):
        announce(meeting, digest=seen)
    assert told(post, "meeting.changed") == set()
    announce(meeting, digest=waiting(meeting).digest)
    assert told(post, "meeting.changed") == SEATED


def test_each_is_told_what_each_may_see(post: Post, meeting: Gathering) -> None:
    call(meeting)
    cmd = UpdateAgendaItem(item_id=meeting.items[0], title="Nhân sự Ban Tổ chức", minutes=45)
    meeting.run("thuky", update_agenda_item, cmd)
    meeting.paper(1, title="Tờ trình về kinh phí")
    announce(meeting)
    post.deliver()
    member, guest = read(meeting, "daibieu01"), read(meeting, "khach01")
    assert [c.what for c in member.announcements[0].changes] == [
        "item_title", "item_minutes", "paper_added",
    ]  # fmt: skip
    assert [c.what for c in guest.announcements[0].changes] == ["paper_added"]
    assert guest.announcements[0].changes[0].guests == ()
    # Nothing of items and papers leaves the house but their numbers.
    for username in ("daibieu01", "khach01"):
        assert "Nội dung 2: có tài liệu mới." in body(post, username)
        assert "kinh phí" not in body(post, username)
        assert "Nhân sự" not in body(post, username)
    assert "Nội dung 1, số phút: 15 → 45." in body(post, "daibieu01")
    assert "Nội dung 1" not in body(post, "khach01")


def test_who_is_concerned_by_nothing_is_not_told(post: Post, meeting: Gathering) -> None:
    call(meeting)
    meeting.run("thuky", add_agenda_item, AddAgendaItem(meeting_id=meeting.id, title="Việc khác"))
    order = tuple(reversed(meeting.items[:2]))
    items = [item.id for item in meeting.seen_by("thuky").agenda]
    rest = (*order, *items[2:])
    meeting.run("thuky", reorder_agenda, ReorderAgenda(meeting_id=meeting.id, item_ids=rest))
    announce(meeting)
    assert [c.what for c in read(meeting, "daibieu01").announcements[0].changes] == [
        "item_moved", "item_moved", "item_added",
    ]  # fmt: skip
    # The guest's own item moved.
    assert [c.what for c in read(meeting, "khach01").announcements[0].changes] == ["item_moved"]
    meeting.run("thuky", update_agenda_item, UpdateAgendaItem(item_id=meeting.items[2], minutes=5))
    before = len(post.notices("khach01"))
    announce(meeting)
    assert len(post.notices("khach01")) == before
    with pytest.raises(NotFound):
        read(meeting, "cuong")


def test_a_secret_paper_is_told_to_the_cleared_only(post: Post, meeting: Gathering) -> None:
    call(meeting)
    post.change("thuky", clearance=1)
    post.change("daibieu01", clearance=1)
    meeting.paper(0, title="Tài liệu mật", secrecy=1)
    announce(meeting)
    assert told(post, "meeting.changed") == {"daibieu01"}
    assert read(meeting, "daibieu02").announcements == []


def test_a_recalled_paper_has_no_name_any_more(post: Post, meeting: Gathering) -> None:
    call(meeting)
    meeting.paper(0, title="Bản gửi nhầm")
    announce(meeting)
    assert read(meeting, "daibieu01").announcements[0].changes[0].name == "Bản gửi nhầm"
    paper_id = meeting.seen_by("thuky").agenda[0].papers[0].id
    meeting.run("thuky", recall_paper, RecallPaper(paper_id=paper_id, reason="Gửi nhầm"))
    announce(meeting)
    names = [c.name for a in read(meeting, "daibieu01").announcements for c in a.changes]
    assert names == ["", ""]


def test_people_who_came_and_went_are_told_to_members(post: Post, meeting: Gathering) -> None:
    call(meeting)
    one = Invitation(person_id=post.office.people["canbo"], function=Function.MEMBER)
    command = InviteParticipants(meeting_id=meeting.id, participants=(one,))
    meeting.run("thuky", invite_participants, command)
    announce(meeting)
    assert told(post, "meeting.changed") == (SEATED | {"canbo"}) - {"khach01"}
    post.deliver()
    assert "Cán Bộ" not in body(post, "daibieu01")
    assert "Có thêm người dự." in body(post, "daibieu01")


def test_only_the_secretariat_announces_and_only_a_called_meeting(
    post: Post, meeting: Gathering
) -> None:
    with pytest.raises(Conflict):
        announce(meeting)
    call(meeting)
    change(meeting, place="Hội trường lớn")
    for other in ("daibieu01", "chutri", "khach01"):
        with pytest.raises(Denied):
            announce(meeting, by=other)
    with pytest.raises(NotFound):
        announce(meeting, by="cuong")
    meeting.run("thuky", cancel_meeting, CancelMeeting(meeting_id=meeting.id))
    with pytest.raises(Conflict):
        announce(meeting)
    post.deliver()
    assert entry(post, "daibieu01")[0] == "CANCEL"


def test_a_substitute_is_proposed_approved_and_refused(post: Post, meeting: Gathering) -> None:
    call(meeting)
    answer(meeting, "daibieu01", "substitute", substitute_id=post.office.people["canbo"])
    assert told(post, "meeting.substitute_proposed") == {"thuky"}
    assert post.notices("canbo") == []
    seat = {"meeting_id": meeting.id, "participant_id": meeting.seat("daibieu01")}
    approve = DecideSubstitute.model_validate({**seat, "decision": "approve"})
    meeting.run("thuky", decide_substitute, approve)
    assert told(post, "meeting.substitute_approved") == {"daibieu01"}
    assert told(post, "meeting.called") == SEATED | {"canbo"}
    post.deliver()
    assert entry(post, "canbo")[0] == "REQUEST"
    refuse = {**seat, "decision": "refuse", "reason": "Đồng chí An tự dự"}
    meeting.run("thuky", decide_substitute, DecideSubstitute.model_validate(refuse))
    assert told(post, "meeting.substitute_refused") == {"daibieu01"}
    assert told(post, "meeting.uninvited") == {"canbo"}
    post.deliver()
    assert entry(post, "canbo")[0] == "CANCEL"
    assert "tự dự" not in body(post, "daibieu01")

"""Who is told of what happens to a meeting and its papers."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest

from documents.commands.process import Findings, Refusal, finish_version, refuse_version
from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    add_version,
    upload_paper,
)
from documents.notices import KINDS as PAPER_KINDS
from ecabinet.core.actors import SYSTEM
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.announce import AnnounceChanges, announce_changes
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.participants import (
    Invitation,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from meetings.commands.session import SessionStep, close_session
from meetings.notices import KINDS
from tests.commands.notifications.conftest import Post
from tests.gatherings import MEMBERS, Gathering

SEATED = {"chutri", *MEMBERS, "khach01"}


def told(post: Post, kind: str) -> set[str]:
    """Who has a notice of this kind (unread ones of one thing are one)."""
    return {who for who in post.office.people if any(n.kind == kind for n in post.notices(who))}


def call(meeting: Gathering) -> None:
    meeting.run("thuky", call_meeting, CallMeeting(meeting_id=meeting.id))


def move(meeting: Gathering, **duration: float) -> None:
    """Let the meeting begin so much later from now on."""
    starts_at = datetime.now(UTC) + timedelta(**duration)
    ends_at = starts_at + timedelta(hours=2)
    cmd = UpdateMeeting(meeting_id=meeting.id, starts_at=starts_at, ends_at=ends_at)
    meeting.run("thuky", update_meeting, cmd)


def a_file(meeting: Gathering) -> StoredFile:
    """A file that came in; what is in it does not matter here."""
    blob = meeting.store.blobs.put(BytesIO(b"%PDF-1.7 thu"))
    return StoredFile(
        blob=blob.sha256, size=blob.size, filename="To trinh.pdf", media_type="application/pdf"
    )


def upload(meeting: Gathering, index: int) -> UUID:
    """Put a paper on an item; the worker has not looked at it yet."""
    cmd = UploadPaper(
        container_kind="agenda_item", container_id=meeting.items[index], file=a_file(meeting)
    )
    made: UUID = meeting.run("thuky", upload_paper, cmd).version_id
    return made


def finish(meeting: Gathering, version_id: UUID) -> None:
    """The worker has read it."""
    findings = Findings(
        version_id=version_id, served_blob="a" * 64, served_size=9, pages=[(595.0, 842.0)]
    )
    meeting.store.execute(SYSTEM, finish_version, findings)


def test_every_kind_of_meeting_and_paper_is_looked_at_here() -> None:
    assert {kind.name.partition(".")[2] for kind in KINDS} == {
        "called", "changed", "cancelled", "uninvited", "closed", "concluded",
        # These have their stories in test_calling_events.py.
        "remind_answer", "remind_papers",
        "substitute_proposed", "substitute_approved", "substitute_refused",
    }  # fmt: skip
    assert {kind.name for kind in PAPER_KINDS} == {
        "paper.added", "paper.revised", "paper.late", "paper.failed"
    }  # fmt: skip


def test_a_draft_is_nobodys_business(post: Post, meeting: Gathering) -> None:
    move(meeting, hours=5)
    meeting.run("thuky", cancel_meeting, CancelMeeting(meeting_id=meeting.id))
    assert not any(post.notices(who) for who in post.office.people)


def test_the_call_the_change_and_the_end_of_it(post: Post, meeting: Gathering) -> None:
    call(meeting)
    assert told(post, "meeting.called") == SEATED
    move(meeting, hours=5)
    assert told(post, "meeting.changed") == set()  # The secretary says when.
    meeting.run("thuky", announce_changes, AnnounceChanges(meeting_id=meeting.id))
    assert told(post, "meeting.changed") == SEATED
    assert [c["what"] for c in post.notices("khach01")[-1].params["changes"]] == ["time"]
    meeting.run("thuky", cancel_meeting, CancelMeeting(meeting_id=meeting.id))
    assert told(post, "meeting.cancelled") == SEATED


def test_who_joins_later_is_called_and_who_is_taken_off_is_told(
    post: Post, meeting: Gathering
) -> None:
    call(meeting)
    late = Invitation(person_id=post.office.people["canbo"])
    invitations = InviteParticipants(meeting_id=meeting.id, participants=(late,))
    meeting.run("thuky", invite_participants, invitations)
    assert told(post, "meeting.called") == SEATED | {"canbo"}
    assert len(post.notices("chutri")) == 1
    off = RemoveParticipant(meeting_id=meeting.id, participant_id=meeting.seat("canbo"))
    meeting.run("thuky", remove_participant, off)
    assert told(post, "meeting.uninvited") == {"canbo"}


def test_minutes_and_conclusions_are_told_to_members_not_to_guests(
    post: Post, gathering: Gathering
) -> None:
    gathering.running()
    for index, text in enumerate(("Giao Văn phòng tham mưu.", "Giao Văn phòng báo cáo.")):
        content = ConclusionText(text=text, lead_unit_id=post.office.units["VPTU"])
        record = RecordConclusion(item_id=gathering.items[index], content=content)
        gathering.run("thuky", record_conclusion, record)
    issue = IssueTasks(meeting_id=gathering.id, item_id=gathering.items[0])
    gathering.run("thuky", issue_tasks, issue)
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    assert told(post, "meeting.concluded") == {"chutri", *MEMBERS}
    concluded = [n for n in post.notices("daibieu01") if n.kind == "meeting.concluded"]
    assert [n.times for n in concluded] == [2]
    assert told(post, "task.issued") == {"vanthu", "chutri"}
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    assert told(post, "meeting.closed") == {"chutri", *MEMBERS}


def test_papers_are_told_once_they_can_be_read_to_those_who_may(
    post: Post, meeting: Gathering
) -> None:
    move(meeting, days=3)
    early = upload(meeting, 0)
    finish(meeting, early)
    assert told(post, "paper.added") == set()  # Not called yet.
    call(meeting)
    first, second = upload(meeting, 1), upload(meeting, 1)
    assert told(post, "paper.added") == set()  # Nobody can read them yet.
    finish(meeting, first)
    finish(meeting, second)
    assert told(post, "paper.added") == SEATED
    assert [n.times for n in post.notices("khach01") if n.kind == "paper.added"] == [2]
    closed = UpdateAgendaItem.model_validate({"item_id": meeting.items[2], "members_only": True})
    meeting.run("thuky", update_agenda_item, closed)
    finish(meeting, upload(meeting, 2))
    assert len([n for n in post.notices("khach01") if n.kind == "paper.added"]) == 1
    assert len([n for n in post.notices("daibieu01") if n.kind == "paper.added"]) == 2


@pytest.mark.parametrize(("hours", "kind"), [(23, "paper.late"), (25, "paper.added")])
def test_a_paper_shortly_before_the_meeting_is_late(
    post: Post, meeting: Gathering, hours: int, kind: str
) -> None:
    move(meeting, hours=hours)
    call(meeting)
    finish(meeting, upload(meeting, 0))
    assert told(post, kind) == SEATED - {"khach01"}
    post.deliver()
    mailed = any("Tài liệu gửi sát giờ họp" in subject for subject in post.subjects("daibieu01"))
    assert mailed is (kind == "paper.late")


def test_a_new_version_is_told_as_such(post: Post, meeting: Gathering) -> None:
    move(meeting, days=3)
    call(meeting)
    first = upload(meeting, 0)
    finish(meeting, first)
    paper_id = meeting.seen_by("thuky").agenda[0].papers[0].id
    again = AddVersion(paper_id=paper_id, file=a_file(meeting))
    finish(meeting, meeting.run("thuky", add_version, again).version_id)
    assert told(post, "paper.revised") == SEATED - {"khach01"}


def test_a_file_that_cannot_be_used_is_told_to_who_put_it_there_only(
    post: Post, meeting: Gathering
) -> None:
    refusal = Refusal(version_id=upload(meeting, 0), code="pdf.encrypted")
    meeting.store.execute(SYSTEM, refuse_version, refusal)
    assert told(post, "paper.failed") == {"thuky"}
    (notice,) = post.notices("thuky")
    assert "To trinh" not in str(notice.params)
    post.deliver()
    (taken,) = post.to("thuky")
    assert "Công tác chuyển đổi số" in str(taken.message["Subject"])

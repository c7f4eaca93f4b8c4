"""A deed becomes a mail: words, languages, the calendar entry, and what must not be in it."""

from datetime import UTC, datetime, timedelta
from email.header import decode_header

import pytest
from icalendar import Calendar, Event

from documents.commands.process import Findings, finish_version
from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_time
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.announce import AnnounceChanges, announce_changes
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.participants import RemoveParticipant, remove_participant
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from tests.commands.notifications.conftest import Post
from tests.gatherings import Gathering
from tests.mailhouse import Taken

LONG = "Phiên họp Ban Thường vụ Tỉnh ủy lần thứ 23 về công tác chuyển đổi số, quy hoạch cán bộ và kết quả thực hiện Chỉ thị 23-CT/TU"  # noqa: E501


def called(meeting: Gathering, **changes: object) -> None:
    """Call the meeting, perhaps under another title."""
    if changes:
        change(meeting, **changes)
    meeting.run("thuky", call_meeting, CallMeeting(meeting_id=meeting.id))


def change(meeting: Gathering, **changes: object) -> None:
    """Change the plan."""
    cmd = UpdateMeeting.model_validate({"meeting_id": meeting.id, **changes})
    meeting.run("thuky", update_meeting, cmd)


def parts(taken: Taken) -> dict[str, str]:
    """The parts of a mail by their type; of two alike the first."""
    found: dict[str, str] = {}
    for part in taken.message.walk():
        if not part.is_multipart():
            found.setdefault(part.get_content_type(), part.get_content())
    return found


def entry(taken: Taken) -> tuple[str, Event]:
    """The method and the event of the calendar entry in a mail."""
    calendar = Calendar.from_ical(parts(taken)["text/calendar"])
    assert isinstance(calendar, Calendar)
    return str(calendar["METHOD"]), calendar.events[0]


def test_a_call_reaches_each_one_once_with_both_parts(post: Post, meeting: Gathering) -> None:
    called(meeting)
    post.deliver()
    assert {t.recipient.partition("@")[0] for t in post.house.taken} == {
        "chutri", "daibieu01", "daibieu02", "daibieu03", "lanhdao", "khach01"
    }  # fmt: skip
    (taken,) = post.to("daibieu01")
    said = parts(taken)
    url = f"https://hop.tinh.example/meetings/{meeting.id}"
    for body in (said["text/plain"], said["text/html"]):
        assert "Kính gửi đồng chí Trần Văn An" in body
        assert "Phiên họp Ban Thường vụ" in body
        assert url in body
    assert taken.message["Auto-Submitted"] == "auto-generated"
    assert taken.message["Content-Language"] == "vi"
    post.deliver()
    assert len(post.to("daibieu01")) == 1


@pytest.mark.parametrize("title", ["Phiên họp thường kỳ", LONG, "Hội nghị — “Đẩy mạnh” 100 % 🇻🇳"])
def test_subject_and_names_are_encoded_for_every_mail_program(
    post: Post, meeting: Gathering, title: str
) -> None:
    called(meeting, title=title)
    post.deliver()
    (taken,) = post.to("daibieu01")
    assert taken.message["Subject"] == f"Mời dự họp: {title}"
    assert taken.message["To"].addresses[0].display_name == "Trần Văn An"
    head = taken.raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
    words = [
        word for word, _ in decode_header(head.decode().split("Subject: ")[1].split("\r\nD")[0])
    ]
    # Each encoded word is whole characters: older programs decode them one by one.
    assert b"".join(w if isinstance(w, bytes) else w.encode() for w in words).decode("utf-8")


def test_mail_speaks_the_language_of_its_reader(post: Post, meeting: Gathering) -> None:
    post.change("daibieu02", language="en")
    called(meeting)
    post.deliver()
    (taken,) = post.to("daibieu02")
    assert taken.message["Content-Language"] == "en"
    assert str(taken.message["Subject"]).startswith("Invitation to a meeting: ")
    assert "Open in E-cabinet" in parts(taken)["text/html"]
    assert "Kính gửi" not in parts(taken)["text/plain"]


def test_the_calendar_follows_the_meeting(post: Post, meeting: Gathering) -> None:
    called(meeting)
    post.deliver()
    starts_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    change(
        meeting, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), place="Hội trường B"
    )
    meeting.run("thuky", announce_changes, AnnounceChanges(meeting_id=meeting.id))
    post.deliver()
    meeting.run("thuky", cancel_meeting, CancelMeeting(meeting_id=meeting.id, reason="Hoãn."))
    post.deliver()
    entries = [entry(taken) for taken in post.to("daibieu01")]
    assert [method for method, _ in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for _, event in entries}) == 1
    sequences = [int(event["SEQUENCE"]) for _, event in entries]
    assert sequences == sorted(set(sequences))
    moved = entries[1][1]
    assert moved["DTSTART"].dt == starts_at
    assert str(moved["DTSTART"].params["TZID"]) == "Asia/Ho_Chi_Minh"
    assert str(moved["LOCATION"]) == "Hội trường B"
    assert str(moved["ORGANIZER"]) == "mailto:hop@tinh.example"
    assert str(moved["ATTENDEE"]) == "mailto:daibieu01@tinh.example"
    assert str(entries[2][1]["STATUS"]) == "CANCELLED"
    assert post.subjects("daibieu01") == [
        "Mời dự họp: Phiên họp Ban Thường vụ",
        "Phiên họp thay đổi: Phiên họp Ban Thường vụ",
        "Phiên họp bị hủy: Phiên họp Ban Thường vụ",
    ]


def test_the_entry_is_there_for_calendars_and_as_a_file(post: Post, meeting: Gathering) -> None:
    called(meeting)
    post.deliver()
    (taken,) = post.to("daibieu01")
    found = [p for p in taken.message.walk() if p.get_content_type() == "text/calendar"]
    assert [(p.get_filename(), p.get_param("method")) for p in found] == [
        (None, "REQUEST"), ("moi-hop.ics", "REQUEST")
    ]  # fmt: skip
    assert found[0].get_content() == found[1].get_content()


def test_who_is_taken_off_the_list_gets_the_entry_cancelled_without_its_words(
    post: Post, meeting: Gathering
) -> None:
    called(meeting)
    post.deliver()
    change(meeting, title="Chuyện chỉ người họp được biết")
    cmd = RemoveParticipant(meeting_id=meeting.id, participant_id=meeting.seat("daibieu03"))
    meeting.run("thuky", remove_participant, cmd)
    post.deliver()
    last = post.to("daibieu03")[-1]
    method, event = entry(last)
    assert (method, "SUMMARY" in event) == ("CANCEL", False)
    assert "Chuyện chỉ" not in last.message.as_string() + "".join(parts(last).values())
    # The change before it had not gone out yet: by now it is nothing to this person any more.
    assert "Chuyện chỉ" not in "".join("".join(parts(t).values()) for t in post.to("daibieu03"))


def paper(post: Post, meeting: Gathering, index: int, title: str, secrecy: int = 0) -> None:
    """Put a paper on an item, as if it had been looked into."""
    file = StoredFile(blob="a" * 64, size=9, filename=f"{title}.pdf", media_type="application/pdf")
    upload = UploadPaper(
        container_kind="agenda_item",
        container_id=meeting.items[index],
        file=file,
        title=title,
        secrecy=secrecy,
    )
    version_id = meeting.run("thuky", upload_paper, upload).version_id
    findings = Findings(
        version_id=version_id, served_blob="a" * 64, served_size=9, pages=[(595.0, 842.0)]
    )
    post.store.execute(SYSTEM, finish_version, findings)


def test_papers_are_told_in_the_digest_and_never_by_name(post: Post, meeting: Gathering) -> None:
    in_three_days = datetime.now(UTC) + timedelta(days=3)
    called(meeting, starts_at=in_three_days, ends_at=in_three_days + timedelta(hours=2))
    post.deliver()
    cmd = UpdateAgendaItem.model_validate({"item_id": meeting.items[2], "members_only": True})
    meeting.run("thuky", update_agenda_item, cmd)
    paper(post, meeting, 2, "Phương án nhân sự tối mật")
    paper(post, meeting, 1, "Tờ trình về chuyển đổi số")
    tomorrow = office_time(datetime.now(UTC)) + timedelta(days=1)
    post.at(tomorrow.replace(hour=7, minute=1))
    post.deliver()
    everything = "".join(
        "".join(parts(t).values()) + str(t.message["Subject"]) for t in post.house.taken
    )
    assert "nhân sự" not in everything
    assert "Tờ trình" not in everything
    guest = [n.kind for n in post.notices("khach01")]
    assert (
        guest.count("paper.added") == 1
    )  # of item 2, to which the guest is invited; not of item 3
    assert any("Tin trong ngày" in subject for subject in post.subjects("khach01"))


def test_a_secret_paper_is_told_to_the_cleared_only_and_not_by_name(
    post: Post, meeting: Gathering
) -> None:
    post.change("thuky", clearance=2)
    post.change("chutri", clearance=2)
    post.change("daibieu01", clearance=1)
    called(meeting)
    post.deliver()
    before = len(post.house.taken)
    paper(post, meeting, 0, "Phương án tối mật", secrecy=2)  # Within 24 hours: mailed at once.
    post.deliver()
    (taken,) = post.house.taken[before:]
    assert taken.recipient == "chutri@tinh.example"
    assert "Phương án" not in str(taken.message["Subject"]) + "".join(parts(taken).values())
    others = [who for who in post.office.people if who != "chutri"]
    assert not any(n.kind.startswith("paper.") for who in others for n in post.notices(who))


def test_a_title_cannot_smuggle_headers_or_markup(post: Post, meeting: Gathering) -> None:
    called(meeting, title="Họp <script>alert(1)</script> & “A”")
    post.deliver()
    (taken,) = post.to("daibieu01")
    assert "<script>" not in parts(taken)["text/html"]
    assert "&lt;script&gt;" in parts(taken)["text/html"]
    assert taken.message["Bcc"] is None

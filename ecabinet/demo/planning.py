"""What the secretary plans ahead: sub-items, a weekly series, an agenda kept as a template."""

from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.series import RepeatMeeting, repeat_meeting
from meetings.commands.templates import SaveTemplate, save_template
from meetings.recurrence import DaysOff, Rule

WEEKS = 4
PARTS = (
    ("Giai đoạn 1: thành phố Vĩnh Yên và Phúc Yên", 20, "Văn phòng Tỉnh ủy"),
    ("Giai đoạn 2: các huyện còn lại", 25, "Văn phòng Tỉnh ủy"),
    ("Kinh phí và máy tính bảng", 15, "Sở Tài chính"),
)


def divide(teller: Teller, planned: Planned, index: int) -> None:
    """Three sub-items for an item, which then only holds them."""
    for title, minutes, unit in PARTS:
        part = AddAgendaItem(
            meeting_id=planned.meeting_id,
            parent_id=planned.item_ids[index],
            title=title,
            minutes=minutes,
            presenter_unit=unit,
        )
        teller.do("thuky", add_agenda_item, part)


def weekly(teller: Teller, planned: Planned) -> None:
    """The meeting comes again each week, as drafts; a day off is moved to the next day of work."""
    rule = Rule(times=WEEKS, days_off=DaysOff.MOVE)
    teller.do("thuky", repeat_meeting, RepeatMeeting(meeting_id=planned.meeting_id, rule=rule))


def keep(teller: Teller, planned: Planned, name: str) -> None:
    """The agenda is kept for later."""
    teller.do("thuky", save_template, SaveTemplate(meeting_id=planned.meeting_id, name=name))

"""The list of attendance of a meeting, with room to sign, in the layout of the rule-set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.platypus import Flowable

from documents.official import beginning, parts
from documents.official.dates import clock, short_date
from documents.official.layout import build
from documents.official.markup import bound, plain
from documents.official.rules import RuleSet, rule_set

HEADS = ("STT", "Họ và tên", "Chức vụ", "Giờ đến", "Giờ về", "Ký tên")
WIDTHS = (1.6, 4.5, 4.8, 1.8, 1.8, 2.6)  # The narrowest holds its head in one line.
_LETTERS = 12
_LINE_TO_SIGN = 16.0


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on the list. `group` is the heading under which the name stands.

    Times are aware and in the zone of the office; `arrived_at` None: not there.
    """

    name: str
    office: str
    group: str
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """All that stands in the list. `blank`: printed beforehand, nobody has come yet.

    `members` and `present` count those who are entitled, `required` how many make the quorum.
    """

    rule_set: str
    issuer: str
    superior: str | None
    symbol: str
    place: str
    venue: str
    meeting_title: str
    starts_at: datetime
    made_at: datetime
    members: int
    present: int
    required: int
    people: tuple[Attendee, ...]
    secretary: str
    chair: str
    blank: bool = False


def build_attendance(facts: AttendanceFacts) -> bytes:
    """Return the PDF of the list: the same facts always give the same bytes."""
    rules = rule_set(facts.rule_set)
    day = facts.starts_at.date()
    head = beginning.Head(facts.superior, facts.issuer, facts.symbol, facts.place, day)
    when = f"Thời gian: {clock(facts.starts_at)} ngày {short_date(day)}."
    story: list[Flowable] = [
        *beginning.head(head, rules),
        *beginning.title("Danh sách điểm danh", (facts.meeting_title,), rules),
        parts.paragraph(bound(when), rules),
    ]
    if facts.venue:
        story.append(parts.paragraph(bound(f"Địa điểm: {facts.venue}."), rules))
    small = replace(rules, body=replace(rules.body, size=_LETTERS, leading=_LINE_TO_SIGN))
    for label, people in _groups(facts.people):
        story.append(parts.heading(f"{label} ({len(people)})", rules))
        rows = [_row(place, who, facts.blank) for place, who in enumerate(people, 1)]
        story += parts.grid(HEADS, rows, small, WIDTHS)
    story += _ending(facts, rules)
    title = f"Danh sách điểm danh {facts.meeting_title}"
    return build(story, rules, title=title, author=facts.issuer, made=facts.made_at)


def _groups(people: Sequence[Attendee]) -> list[tuple[str, list[Attendee]]]:
    """In the order in which the groups first come."""
    found: dict[str, list[Attendee]] = {}
    for who in people:
        found.setdefault(who.group, []).append(who)
    return list(found.items())


def _row(place: int, who: Attendee, blank: bool) -> tuple[str, ...]:
    if who.arrived_at is None:
        return (str(place), who.name, who.office, "" if blank else "Vắng", "", "")
    left = f"{who.left_at:%H:%M}" if who.left_at else ""
    signed = "Trực tuyến" if who.online else ""
    return (str(place), who.name, who.office, f"{who.arrived_at:%H:%M}", left, signed)


def _ending(facts: AttendanceFacts, rules: RuleSet) -> list[Flowable]:
    counted = (
        f"Có mặt {facts.present}/{facts.members} thành viên được biểu quyết"
        f" (cần ít nhất {facts.required})."
    )
    if facts.blank:
        counted = f"Danh sách có {len(facts.people)} người."
    left = parts.signature(parts.Signer(facts.secretary, "Người lập danh sách"), rules)
    right = parts.signature(parts.Signer(facts.chair, rules.minutes.chair), rules, 2)
    last = parts.paragraph(plain(counted), rules)
    return parts.ending([last], parts.two_columns(left, right, rules))

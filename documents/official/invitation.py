"""The letter of invitation (giấy mời): to one person, or to all with their list.

Parts and order: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.6, and party practice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer

from documents.official import beginning, parts
from documents.official.dates import begin_of, clock, long_date
from documents.official.layout import build
from documents.official.markup import bound, clean, joined, lower_first, plain, strong, whole
from documents.official.rules import RuleSet, Style, rule_set
from documents.official.styles import style

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited; `part` is as what ("Thành viên")."""

    name: str
    office: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An item of the agenda: number, title, who presents it, its papers."""

    number: str
    title: str
    presenter: str = ""
    minutes: int = 0
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """All that stands in a letter. `guest` None: to everybody in `people`, listed on a sheet."""

    rule_set: str
    issuer: str
    symbol: str
    place: str
    day: date
    body: str
    meeting_title: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    chair: Guest
    points: tuple[Point, ...]
    signer: parts.Signer
    superior: str | None = None
    guest: Guest | None = None
    people: tuple[Guest, ...] = ()
    answer_by: datetime | None = None
    recipients: tuple[str, ...] = ()


def when_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Return "từ 08 giờ 00 phút đến 11 giờ 00 phút, thứ Tư, ngày 25 tháng 11 năm 2026"."""
    first, last = starts_at.date(), ends_at.date()
    day = f"{_WEEKDAYS[first.weekday()]}, {long_date(first)}"
    if first == last:
        return f"từ {clock(starts_at)} đến {clock(ends_at)}, {day}"
    end = f"{_WEEKDAYS[last.weekday()]}, {long_date(last)}"
    return f"từ {clock(starts_at)}, {day} đến {clock(ends_at)}, {end}"


def build_invitation(facts: InvitationFacts) -> bytes:
    """Return the PDF of the letter: the same facts always give the same bytes."""
    rules = rule_set(facts.rule_set)
    abstract = (f"dự {lower_first(clean(facts.meeting_title))}",)
    last = [parts.paragraph(bound(parts.ended(_closing(facts), rules)), rules)]
    sent = parts.recipients(facts.recipients, rules) if facts.recipients else []
    signed = parts.two_columns(sent, parts.signature(facts.signer, rules), rules)
    story = [
        *beginning.head(facts, rules),
        *beginning.title("Giấy mời", abstract, rules),
        *_addressee(facts, rules),
        *_body(facts, rules),
        *parts.ending(last, signed),
        *(_list(facts, rules) if facts.guest is None else ()),
    ]
    return build(
        story,
        rules,
        title=f"Giấy mời {abstract[0]}",
        author=facts.issuer,
        made=begin_of(facts.day),
    )


def _addressee(facts: InvitationFacts, rules: RuleSet) -> list[Flowable]:
    to = "Các đồng chí có tên trong danh sách kèm theo"
    if not rules.minutes.person:
        to = "Các ông, bà có tên trong danh sách kèm theo"
    if facts.guest is not None:
        to = _called(facts.guest, rules)
    return [Paragraph(plain(f"Kính gửi: {to}"), style(rules.addressee)), Spacer(0, 6)]


def _called(guest: Guest, rules: RuleSet) -> str:
    """As the rule-set addresses people: "đồng chí Lê Văn An, Ủy viên"; "ông/bà" by the State."""
    called = f"{rules.minutes.person or 'Ông/Bà'} {whole(guest.name)}"
    words = f"{called}, {clean(guest.office)}" if guest.office else called
    return words[:1].upper() + words[1:]


def _body(facts: InvitationFacts, rules: RuleSet) -> list[Flowable]:
    opening = f"{facts.body} trân trọng kính mời dự {lower_first(clean(facts.meeting_title))}:"
    found: list[Flowable] = [
        parts.paragraph(bound(opening), rules),
        *_labelled("Thời gian", when_in_words(facts.starts_at, facts.ends_at), rules),
        *_labelled("Địa điểm", facts.venue, rules),
    ]
    if facts.chair.name:
        office = f", {clean(facts.chair.office)}" if facts.chair.office else ""
        person = f"{rules.minutes.person} {whole(facts.chair.name)}".strip()
        found += _labelled("Chủ trì", person + office, rules)
    return [*found, *_points(facts.points, rules), *_papers(facts.points, rules)]


def _points(points: Sequence[Point], rules: RuleSet) -> list[Flowable]:
    if not points:
        return []
    found: list[Flowable] = [parts.paragraph(strong("Nội dung:"), rules)]
    for place, point in enumerate(points, start=1):
        end = ";" if place < len(points) else "."
        by = f" ({clean(point.presenter)} trình bày)" if point.presenter else ""
        title = clean(point.title).rstrip(".;")
        found.append(parts.paragraph(bound(f"{point.number}. {title}{by}{end}"), rules))
    return found


def _papers(points: Sequence[Point], rules: RuleSet) -> list[Flowable]:
    papers = [(point.number, paper) for point in points for paper in point.papers]
    if not papers:
        return _labelled("Tài liệu", "gửi trên hệ thống phòng họp không giấy", rules)
    texts = []
    for place, (number, paper) in enumerate(papers, start=1):
        end = ";" if place < len(papers) else "."
        texts.append(bound(f"{clean(paper).rstrip('.;')} (nội dung {number}){end}"))
    head = parts.paragraph(joined(strong("Tài liệu"), ", gửi trên hệ thống:"), rules)
    return [head, *parts.listed(texts, rules)]


def _labelled(label: str, text: str, rules: RuleSet) -> list[Flowable]:
    if not text:
        return []
    words = joined(strong(f"{label}:"), " ", bound(clean(text).rstrip(".")), ".")
    return [parts.paragraph(words, rules)]


def _closing(facts: InvitationFacts) -> str:
    if facts.answer_by is None:
        return "Kính mời dự họp đầy đủ, đúng thời gian"
    until = f"{clock(facts.answer_by)}, {long_date(facts.answer_by.date())}"
    return "Kính mời dự họp đầy đủ, đúng thời gian và trả lời giấy mời trên hệ thống trước " + until


def _list(facts: InvitationFacts, rules: RuleSet) -> list[Flowable]:
    """The list of who is invited, on a sheet of its own."""
    rows = [
        (str(place), guest.name, guest.office, guest.part)
        for place, guest in enumerate(facts.people, start=1)
    ]
    width_of = (1.4, 5, 6, 3)
    heads = ("STT", "Họ và tên", "Chức vụ", "Tư cách dự")
    title = Style(size=rules.abstract.size, bold=True)
    return [
        PageBreak(),
        Paragraph(plain("DANH SÁCH MỜI HỌP"), style(title)),
        Paragraph(
            plain(f"(Kèm theo Giấy mời dự {lower_first(clean(facts.meeting_title))})"),
            style(Style(size=rules.abstract.size, italic=True)),
        ),
        Spacer(0, 10),
        *parts.grid(heads, rows, rules, width_of),
    ]

"""The weekly work calendar as a PDF: one page of A4 across when it can be read so, else more.

Layout: the head of the office's rule-set; columns as weekly calendars of offices have them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportlab.platypus import Flowable, Paragraph

from documents.official import beginning, parts
from documents.official.dates import short_date
from documents.official.layout import across, build
from documents.official.markup import Markup, plain, strong
from documents.official.rules import RuleSet, rule_set
from documents.official.styles import styles_of
from documents.official.tables import table
from meetings.calendar.queries.shapes import LineOut
from meetings.calendar.states import Half

# Words of an official text are Vietnamese by law, so not translated.
DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
HALVES = {Half.MORNING: "Sáng", Half.AFTERNOON: "Chiều"}
# Head → share of the width; a column in which nothing stands is left out.
COLUMNS = {
    "Thứ, ngày": 2.0, "Buổi, giờ": 2.4, "Nội dung": 6.4, "Lãnh đạo (in đậm: chủ trì)": 4.4,
    "Thành phần": 4.0, "Địa điểm": 4.0, "Chuẩn bị": 3.2, "Ghi chú": 2.4,
}  # fmt: skip
# Sizes of letters tried so that the week is one page; below the last nobody reads a wall sheet.
SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)
LONG = 11.0
_PAGE = re.compile(rb"/Type /Page\b")


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """All that stands on the sheet. `number` is the edition; 0: a draft."""

    rule_set: str
    issuer: str
    superior: str | None
    symbol: str
    place: str
    monday: date
    sunday: date
    number: int
    lines: tuple[LineOut, ...]
    signer: str
    position: str
    made_at: datetime


def build_week(facts: WeekFacts) -> bytes:
    """Return the PDF: the same facts give the same bytes."""
    for size in SIZES:
        made = _build(facts, size)
        if pages_of(made) == 1:
            return made
    return _build(facts, LONG)


def pages_of(made: bytes) -> int:
    """Return how many pages a file of reportlab has."""
    return len(_PAGE.findall(made))


def _build(facts: WeekFacts, size: float) -> bytes:
    rules = _scaled(rule_set(facts.rule_set), size)
    head = beginning.Head(
        facts.superior, facts.issuer, facts.symbol, facts.place, facts.made_at.date()
    )
    texts = list(_rows(facts))
    kept = [n for n in range(len(COLUMNS)) if n < 3 or any(row[n] for row in texts)]
    heads = [list(COLUMNS)[n] for n in kept]
    cell = styles_of(rules).cell
    rows = [[Paragraph(row[n], cell) for n in kept] for row in texts]
    story: list[Flowable] = [
        *beginning.head(head, rules),
        *beginning.title("Lịch công tác tuần", _abstract(facts), rules),
        *table(heads, rows, rules, [COLUMNS[head] for head in heads]),
        *_ending(facts, rules),
    ]
    title = f"Lịch công tác tuần từ {facts.monday:%d/%m/%Y}"
    return build(story, rules, title=title, author=facts.issuer, made=facts.made_at)


def _scaled(rules: RuleSet, size: float) -> RuleSet:
    """A sheet across whose head and end shrink as its lines do, down to seven tenths."""
    wide = across(rules, size)
    share = max(0.7, min(1.0, size / 13))
    page = replace(wide.page, top=10.0, bottom=10.0, left=15.0, left_head=110.0)
    named = {
        name: replace(getattr(wide, name), size=getattr(wide, name).size * share)
        for name in ("superior", "issuer", "number", "place_date", "kind", "abstract")
    }
    motto = tuple(replace(line, size=line.size * share) for line in wide.motto)
    signature = replace(
        wide.signature, size=wide.signature.size * share, space_for_name=14.0 * share
    )
    recipients = replace(
        wide.recipients,
        size=wide.recipients.size * share,
        list_size=wide.recipients.list_size * share,
    )
    return replace(
        wide, page=page, motto=motto, signature=signature, recipients=recipients, **named
    )


def _abstract(facts: WeekFacts) -> tuple[str, ...]:
    span = f"từ {short_date(facts.monday)} đến {short_date(facts.sunday)}"
    if facts.number == 0:
        return (f"{span} (dự thảo)",)
    if facts.number == 1:
        return (span,)
    return (f"{span} (điều chỉnh, bổ sung lần {facts.number - 1})",)


def _rows(facts: WeekFacts) -> Iterable[Sequence[Markup]]:
    shown: date | None = None
    for line in facts.lines:
        first, shown = line.day != shown, line.day
        when = Markup(f"{strong(DAYS[line.day.weekday()])}<br/>{line.day:%d/%m}")
        leaders = [
            strong(one.name) if place == 0 and len(line.leaders) > 1 else plain(one.name)
            for place, one in enumerate(line.leaders)
        ]
        yield (
            when if first else Markup(""),
            Markup(f"{strong(HALVES[line.half])}{_clock(line)}"),
            plain(line.content),
            Markup(", ".join(leaders)),
            plain(line.participants),
            plain(line.place),
            plain(line.preparing),
            plain(line.note),
        )


def _clock(line: LineOut) -> str:
    if line.starts is None:
        return ""
    return f"<br/>{line.starts:%H:%M}" + (f"–{line.ends:%H:%M}" if line.ends else "")


def _ending(facts: WeekFacts, rules: RuleSet) -> list[Flowable]:
    left = parts.recipients(["Các đồng chí lãnh đạo", "Các đơn vị liên quan", "Lưu"], rules)
    if facts.number == 0:
        return []
    right = parts.signature(parts.Signer(facts.signer, facts.position), rules)
    return parts.ending([], parts.two_columns(left, right, rules))

"""The minutes of a meeting in the office's order: head, attendance, proceedings, votes, end.

Order and signatures: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9, and party practice. Between the
sections stands what the secretary wrote (`documents.official.rich`).
"""

from reportlab.platypus import Flowable, PageBreak

from documents.official import beginning, parts
from documents.official import minutes_sections as sections
from documents.official.dates import clock, short_date
from documents.official.layout import build
from documents.official.markup import bound
from documents.official.minutes_facts import MinutesFacts
from documents.official.rich import set_lines
from documents.official.rules import RuleSet, rule_set
from documents.official.word import write_word


def _proceedings(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    found = sections.proceedings(rules)
    for place, item in enumerate(facts.items, start=1):
        found += sections.item(item, f"2.{item.number or place}", rules)
        found += set_lines(item.discussion, rules)
    return found


def _ending(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    closed = facts.closed_at
    same_day = closed.date() == facts.opened_at.date()
    day = "cùng ngày" if same_day else f"ngày {short_date(closed.date())}"
    last = bound(parts.ended(f"Phiên họp kết thúc hồi {clock(closed)} {day}.", rules))
    left = parts.signature(parts.Signer(facts.secretary.name, rules.minutes.secretary), rules)
    right = parts.signature(parts.Signer(facts.chair.name, rules.minutes.chair), rules, 2)
    tables = [parts.two_columns(left, right, rules)]
    if facts.recipients:
        tables.append(parts.two_columns(parts.recipients(facts.recipients, rules), [], rules))
    return parts.ending([parts.paragraph(last, rules)], *tables)


def _annex(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    if len(facts.present) <= sections.LISTED_AT_MOST:
        return []
    rows = [(str(n), person.name, person.office) for n, person in enumerate(facts.present, 1)]
    title = beginning.title("Danh sách có mặt", (facts.meeting_title,), rules)
    table = parts.grid(("STT", "Họ và tên", "Chức vụ"), rows, rules, (1, 4, 7))
    return [PageBreak(), *title, *table]


def build_minutes(facts: MinutesFacts) -> bytes:
    """Return the PDF of the minutes: the same facts always give the same bytes."""
    rules, title = rule_set(facts.rule_set), f"Biên bản {facts.meeting_title}"
    story = _story(facts, rules)
    return build(story, rules, title=title, author=facts.issuer, made=facts.closed_at)


def write_minutes(facts: MinutesFacts) -> bytes:
    """Return the minutes as DOCX."""
    rules, title = rule_set(facts.rule_set), f"Biên bản {facts.meeting_title}"
    return write_word(_story(facts, rules), rules, title=title, author=facts.issuer)


def _story(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    day = facts.day or facts.closed_at.date()
    head = beginning.Head(facts.superior, facts.issuer, facts.symbol, facts.place, day)
    return [
        *beginning.head(head, rules, dated=rules.minutes.dated_head),
        *beginning.title("Biên bản", (facts.meeting_title,), rules),
        *sections.opening(facts, rules),
        *sections.attendance(facts, rules),
        *set_lines(facts.opening, rules),
        *_proceedings(facts, rules),
        *sections.votes(facts, rules),
        *sections.conclusions(facts, rules),
        *sections.acted(facts, rules),
        *set_lines(facts.closing, rules),
        *_ending(facts, rules),
        *_annex(facts, rules),
    ]

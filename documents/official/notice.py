"""The notice of conclusions (thông báo kết luận), made from the same data as the tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from documents.official import parts
from documents.official.conclusions import Conclusion, conclusion_sentence
from documents.official.layout import build
from documents.official.markup import bound
from documents.official.rules import rule_set

_OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """All that stands in a notice; `opening` tells who met under whom, and who attended."""

    rule_set: str
    issuer: str
    symbol: str
    place: str
    day: date
    abstract: tuple[str, ...]
    opening: str
    conclusions: tuple[Conclusion, ...]
    signer: parts.Signer
    superior: str | None = None
    closing: str = "Thông báo để các cơ quan, đơn vị biết và thực hiện."
    recipients: tuple[str, ...] = ()


def recipients_of(conclusions: Sequence[Conclusion], *others: str) -> tuple[str, ...]:
    """Return lead, coordinating and informed units once each, in order, then `others`."""
    names = [name for c in conclusions for name in (c.lead, *c.coordinate, *c.inform) if name]
    return tuple(dict.fromkeys([*names, *others]))


def build_notice(facts: NoticeFacts) -> bytes:
    """Return the PDF of the notice: the same facts always give the same bytes."""
    rules = rule_set(facts.rule_set)
    head = parts.Head(facts.superior, facts.issuer, facts.symbol, facts.place, facts.day)
    sentences = (
        conclusion_sentence(fact, fact.number or str(place))
        for place, fact in enumerate(facts.conclusions, start=1)
    )
    last = parts.paragraph(bound(parts.ended(facts.closing, rules)), rules)
    sent = parts.recipients(facts.recipients, rules) if facts.recipients else []
    story = [
        *parts.head(head, rules),
        *parts.title("Thông báo", facts.abstract, rules),
        parts.paragraph(bound(facts.opening), rules),
        *(parts.paragraph(sentence, rules) for sentence in sentences),
        *parts.ending([last], parts.two_columns(sent, parts.signature(facts.signer, rules), rules)),
    ]
    return build(
        story,
        rules,
        title=f"Thông báo {' '.join(facts.abstract)}",
        author=facts.issuer,
        made=datetime.combine(facts.day, time(), _OFFICE_ZONE),
    )

"""The notice of conclusions (thông báo kết luận), made from the same data as the tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from documents.official import beginning, parts
from documents.official.conclusions import Conclusion, conclusion_sentence
from documents.official.dates import begin_of
from documents.official.layout import build
from documents.official.markup import bound
from documents.official.rules import RuleSet, rule_set
from documents.official.word import write_word


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
    made = begin_of(facts.day)
    title = _title(facts)
    return build(_story(facts, rules), rules, title=title, author=facts.issuer, made=made)


def write_notice(facts: NoticeFacts) -> bytes:
    """Return the notice as DOCX."""
    rules = rule_set(facts.rule_set)
    return write_word(_story(facts, rules), rules, title=_title(facts), author=facts.issuer)


def _title(facts: NoticeFacts) -> str:
    return f"Thông báo {' '.join(facts.abstract)}"


def _story(facts: NoticeFacts, rules: RuleSet) -> list[Flowable]:
    sentences = (
        conclusion_sentence(fact, fact.number or str(place))
        for place, fact in enumerate(facts.conclusions, start=1)
    )
    last = parts.paragraph(bound(parts.ended(facts.closing, rules)), rules)
    sent = parts.recipients(facts.recipients, rules) if facts.recipients else []
    return [
        *beginning.head(facts, rules),
        *beginning.title("Thông báo", facts.abstract, rules),
        parts.paragraph(bound(facts.opening), rules),
        *(parts.paragraph(sentence, rules) for sentence in sentences),
        *parts.ending([last], parts.two_columns(sent, parts.signature(facts.signer, rules), rules)),
    ]

"""The record of votes (biên bản kiểm phiếu) of a meeting: figures and verdict of each question.

Head, order and signatures: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9, and party practice.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from documents.official import beginning, parts
from documents.official.counted import counted
from documents.official.dates import clock, short_date
from documents.official.layout import build
from documents.official.markup import bound, clean, plain
from documents.official.rules import RuleSet, rule_set


@dataclass(frozen=True, slots=True)
class CountedVote:
    """A question that was voted on, and what came of it; `figures` are label and votes, none of a
    vote that was voided.

    `item` is the number of its agenda item, `how` the kind of vote in words ("bỏ phiếu kín").
    """

    item: str
    question: str
    how: str
    entitled: int
    cast: int
    figures: tuple[tuple[str, int], ...]
    verdict: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class VoteResultFacts:
    """All that stands in the record. Times are aware and in the zone of the office."""

    rule_set: str
    issuer: str
    superior: str | None
    symbol: str
    place: str
    day: date
    body: str
    venue: str
    meeting_title: str
    opened_at: datetime
    closed_at: datetime
    members: int
    present: int
    votes: tuple[CountedVote, ...]
    secretary: str
    chair: str


def build_vote_result(facts: VoteResultFacts) -> bytes:
    """Return the PDF of the record: the same facts always give the same bytes."""
    rules = rule_set(facts.rule_set)
    opening = (
        f"Trong {clean(facts.meeting_title)} tại {clean(facts.venue)}, từ {clock(facts.opened_at)}"
        f" ngày {short_date(facts.opened_at.date())}, {facts.body} biểu quyết"
        f" {len(facts.votes)} nội dung; có mặt {facts.present}/{facts.members} thành viên"
        " được biểu quyết. Kết quả như sau:"
    )
    story: list[Flowable] = [
        *beginning.head(facts, rules, dated=rules.minutes.dated_head),
        *beginning.title("Biên bản", ("kiểm phiếu", facts.meeting_title), rules),
        parts.paragraph(bound(opening), rules),
    ]
    for place, vote in enumerate(facts.votes, start=1):
        story += _vote(place, vote, rules)
    story += _ending(facts, rules)
    title = f"Biên bản kiểm phiếu {facts.meeting_title}"
    return build(story, rules, title=title, author=facts.issuer, made=facts.closed_at)


def _vote(place: int, vote: CountedVote, rules: RuleSet) -> list[Flowable]:
    question = clean(vote.question).rstrip(".:?")
    told = (
        f"Hình thức: {vote.how}. Số phiếu phát ra {vote.entitled}, thu về {vote.cast};"
        f" kết thúc lúc {clock(vote.closed_at)}."
    )
    return [
        parts.heading(f"{place}. {question} (nội dung {vote.item})", rules),
        parts.paragraph(bound(told), rules),
        *counted(vote.figures, (vote.verdict,), rules),
    ]


def _ending(facts: VoteResultFacts, rules: RuleSet) -> list[Flowable]:
    last = parts.ended("Biên bản được lập ngay khi kết thúc kiểm phiếu", rules)
    left = parts.signature(parts.Signer(facts.secretary, rules.minutes.secretary), rules)
    right = parts.signature(parts.Signer(facts.chair, rules.minutes.chair), rules, 2)
    return parts.ending(
        [parts.paragraph(plain(last), rules)], parts.two_columns(left, right, rules)
    )

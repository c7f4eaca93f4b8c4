"""The sections of minutes: what is said of attendance, each item, votes, conclusions.

Order and words: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9, and party practice. They are set on
paper (`documents.official.minutes`) and told on the screen (`documents.official.told`): one source.
"""

import re
from collections.abc import Sequence

from reportlab.platypus import Flowable

from documents.official import parts
from documents.official.conclusions import conclusion_sentence
from documents.official.counted import counted
from documents.official.dates import clock, short_date
from documents.official.markup import (
    NO_BREAK,
    Markup,
    bound,
    clean,
    joined,
    lower_first,
    plain,
    strong,
    upper_first,
    whole,
)
from documents.official.minutes_facts import MinutesFacts, MinutesItem, Opinion, Person, VoteResult
from documents.official.rules import RuleSet

LISTED_AT_MOST = 20  # More people than these stand in a table on a sheet of their own.
_FIGURES_IN_A_SENTENCE = 4
_COMRADE = re.compile(r"^(?:đ/c|đồng chí)\s+", re.IGNORECASE)


def _called(person: Person, rules: RuleSet) -> str:
    """A person as minutes call them: "đồng chí Đỗ Khắc Hiển, Phó Bí thư"."""
    if not person.name:
        return ""
    # Typed names of presenters often begin so already.
    name = _COMRADE.sub("", person.name)
    called = f"{rules.minutes.person} {whole(name)}".strip()
    office = f", {person.office}" if person.office else ""
    reason = f" ({person.reason})" if person.reason else ""
    there = f" (có mặt {person.there})" if person.there else ""
    return clean(called + office + reason + there)


def _papers(papers: Sequence[str]) -> str:
    return "; ".join(clean(paper).rstrip(".;") for paper in papers)


def _labelled(label: str, text: str, rules: RuleSet) -> list[Flowable]:
    words = joined(strong(f"{label}:"), " ", bound(text), ".")
    return [parts.paragraph(words, rules)] if text else []


def opening(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    """When, where, who met, who chaired and wrote, which papers."""
    purpose = lower_first(clean(facts.purpose or facts.meeting_title)).rstrip(".")
    met = purpose if purpose.startswith("họp") else f"tiến hành {purpose}"
    day = short_date(facts.opened_at.date())
    when = f"Vào hồi {clock(facts.opened_at)} ngày {day}, tại {facts.venue}, {facts.body} {met}."
    found: list[Flowable] = [
        parts.paragraph(bound(when), rules),
        *_labelled(rules.minutes.chair, _called(facts.chair, rules), rules),
        *_labelled(rules.minutes.secretary, _called(facts.secretary, rules), rules),
        *_labelled("Tài liệu", _papers(facts.papers), rules),
    ]
    return found


def _people(label: str, people: Sequence[Person], rules: RuleSet) -> list[Flowable]:
    """One paragraph while it is easily read, else a line for each person."""
    called = [_called(person, rules) for person in people]
    if not called:
        return []
    if not any(person.office or person.reason for person in people):
        names = ", ".join(person.name for person in people)
        return [parts.paragraph(bound(f"{label}: {names}."), rules)]
    if len(called) <= 3:
        return [parts.paragraph(bound(f"{label}: {'; '.join(called)}."), rules)]
    ends = [";"] * (len(called) - 1) + ["."]
    lines = [bound(text + end) for text, end in zip(called, ends, strict=True)]
    return [parts.paragraph(plain(f"{label}:"), rules), *parts.listed(lines, rules)]


def attendance(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    """Who was there, and who was not; with times who was not there throughout."""
    who = rules.minutes.person or "đại biểu"
    label = f"Có mặt {len(facts.present)}/{facts.members} {who}"
    found: list[Flowable] = [parts.heading("1. Thành phần tham dự", rules)]
    if len(facts.present) > LISTED_AT_MOST:
        found.append(parts.paragraph(plain(f"{label} (có danh sách kèm theo)."), rules))
    else:
        found += _people(label, facts.present, rules)
    # A reason is claimed only for those who gave one.
    found += _people("Vắng có lý do", [p for p in facts.absent if p.reason], rules)
    found += _people("Vắng", [p for p in facts.absent if not p.reason], rules)
    return found + _people("Khách mời", facts.invited, rules)


def _presented(item: MinutesItem, rules: RuleSet) -> list[str]:
    papers = _papers(item.papers)
    if item.presenter is None:
        return [f"Tài liệu: {papers}."] if papers else []
    what = f" {lower_first(papers)}" if papers else ""
    return [upper_first(f"{_called(item.presenter, rules)} trình bày{what}.")]


def _opinion(opinion: Opinion, rules: RuleSet) -> Markup:
    who = upper_first(_called(opinion.speaker, rules))
    return bound(f"{who}: {opinion.text}" if opinion.text else f"{who}.")


def _written(item: MinutesItem, rules: RuleSet) -> list[Flowable]:
    """Opinions given in writing: those that all readers may know, of the others their number."""
    written = item.written
    if not written.count:
        return []
    if not written.told:
        text = f"Có {written.count} ý kiến bằng văn bản gửi chủ trì và thư ký."
        return [parts.paragraph(plain(text), rules)]
    lines = []
    for opinion in written.told:
        who = upper_first(_called(opinion.speaker, rules)) if opinion.speaker else "Không ghi tên"
        said = [f"{who}: {clean(opinion.text).rstrip('.')}.", clean(opinion.reply)]
        lines.append(bound(" ".join(said).strip()))
    found: list[Flowable] = [
        parts.paragraph(plain(f"Có {written.count} ý kiến bằng văn bản:"), rules)
    ]
    return found + parts.listed(lines, rules)


def proceedings(rules: RuleSet) -> list[Flowable]:
    """What stands above the items."""
    return [parts.heading("2. Diễn biến", rules)]


def item(one: MinutesItem, number: str, rules: RuleSet) -> list[Flowable]:
    """When it was opened, who presented, who spoke, what came in writing."""
    title = joined(strong(f"{number}."), " ", bound(one.title))
    found: list[Flowable] = [parts.paragraph(title, rules)]
    if one.opened:
        found.append(parts.paragraph(plain(f"Bắt đầu hồi {clock(one.opened)}."), rules))
    found += [parts.paragraph(bound(text), rules) for text in _presented(one, rules)]
    if one.opinions:
        found.append(parts.paragraph(plain(f"Có {len(one.opinions)} lượt ý kiến:"), rules))
        found += parts.listed([_opinion(opinion, rules) for opinion in one.opinions], rules)
    return found + _written(one, rules)


def _vote(vote: VoteResult, rules: RuleSet) -> list[Flowable]:
    how = " (bỏ phiếu kín)" if vote.secret else ""
    asked = f"Về {lower_first(clean(vote.question)).rstrip('.:')}{how}"
    if len(vote.figures) <= _FIGURES_IN_A_SENTENCE:
        figures = ", ".join(
            f"{lower_first(label)}{NO_BREAK}{count}" for label, count in vote.figures
        )
        told = ". ".join(part for part in (figures, vote.verdict) if part)
        return [parts.paragraph(bound(f"{asked}: {told}"), rules)]
    return [
        parts.paragraph(bound(f"{asked}:"), rules),
        *counted(vote.figures, (vote.verdict,), rules),
    ]


def votes(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    """The figures and the verdict of each question."""
    held = [vote for one in facts.items for vote in one.votes]
    found: list[Flowable] = [parts.heading("3. Biểu quyết", rules)]
    if not held:
        return [*found, parts.paragraph(plain("Phiên họp không tiến hành biểu quyết."), rules)]
    return found + [part for vote in held for part in _vote(vote, rules)]


def conclusions(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    """The conclusions, as the notice words them."""
    if not facts.conclusions:
        return []
    work = any(fact.lead for fact in facts.conclusions)
    title = "Kết luận, giao nhiệm vụ và hạn hoàn thành" if work else "Kết luận"
    found: list[Flowable] = [parts.heading(f"4. {title}", rules)]
    sentences = (
        conclusion_sentence(fact, f"4.{fact.number or place}")
        for place, fact in enumerate(facts.conclusions, start=1)
    )
    return found + [parts.paragraph(sentence, rules) for sentence in sentences]


def acted(facts: MinutesFacts, rules: RuleSet) -> list[Flowable]:
    """What was done by delegation, in one sentence for each pair of people."""
    done: dict[tuple[str, str], list[str]] = {}
    for deed in facts.acted:
        words = f"{deed.what} lúc {clock(deed.at)}"
        done.setdefault((deed.deputy, deed.giver), []).append(words)
    if not done:
        return []
    number = 5 if facts.conclusions else 4
    return [
        parts.heading(f"{number}. Việc thực hiện theo ủy quyền", rules),
        *(
            parts.paragraph(
                bound(f"Đồng chí {deputy} làm thay đồng chí {giver}: {'; '.join(deeds)}."), rules
            )
            for (deputy, giver), deeds in done.items()
        ),
    ]

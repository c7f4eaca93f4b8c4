"""The minutes put together: facts in the words of the paper, and between them what was written."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from documents.official import minutes_sections as sections
from documents.official.minutes_facts import MinutesFacts
from documents.official.rules import rule_set
from documents.official.told import told
from meetings.minutes.queries.detail import Found
from meetings.minutes.queries.shapes import FactLine, MinutesBlockOut, MinutesOut, MinutesPartOut
from meetings.minutes.states import TextPlace


def put_together(found: Found, facts: MinutesFacts) -> MinutesOut:
    """Return the minutes with their parts in the order of the paper; `facts` are in words."""
    rules, texts = rule_set(facts.rule_set), found.texts
    parts = [
        _part("opening", sections.opening(facts, rules)),
        _part("attendance", sections.attendance(facts, rules), texts.get(TextPlace.OPENING)),
    ]
    parts.append(_part("proceedings", sections.proceedings(rules)))
    pairs = zip(facts.items, found.item_ids, strict=True)
    for place, (item, item_id) in enumerate(pairs, start=1):
        section = sections.item(item, f"2.{item.number or place}", rules)
        parts.append(_part("item", section, texts.get(str(item_id))))
    parts += [
        _part("votes", sections.votes(facts, rules)),
        _part("conclusions", sections.conclusions(facts, rules)),
        _part("acted", sections.acted(facts, rules), texts.get(TextPlace.CLOSING)),
    ]
    kept = [part for part in parts if part.lines or part.text]
    return found.shown.model_copy(update={"parts": kept})


def _part(
    name: str, section: Sequence[Flowable], text: MinutesBlockOut | None = None
) -> MinutesPartOut:
    lines = [FactLine(kind=line.kind.value, cells=list(line.cells)) for line in told(section)]
    return MinutesPartOut(name=name, lines=lines, text=text)

"""An entry of the audit log in words: its sentence, its thing, its details."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecabinet.core.clock import office_time
from ecabinet.core.deed_words import deed_words, deeds, subject_words, subjects
from ecabinet.oversight.deed_words import DETAILS, VALUES

SEVERAL = ", "


@dataclass(frozen=True)
class Line:
    """One detail: what it is called, and what it is; `before` when it changed."""

    name: str
    value: str
    before: str | None = None


def sentence(action: str) -> str:
    """Return what was done, in the reader's language."""
    return str(deed_words(action))


def thing(kind: str) -> str:
    """Return what kind of thing it was done to, in the reader's language."""
    return str(subject_words(kind))


def action_choices() -> list[tuple[str, str]]:
    """Return all actions with their sentences, in the order of their features."""
    return [(action, str(words)) for action, words in deeds().items()]


def kind_choices() -> list[tuple[str, str]]:
    """Return all kinds of things that deeds are done to."""
    named = [(kind, str(subject.words)) for kind, subject in subjects().items() if kind]
    return sorted(named, key=lambda pair: pair[1])


def lines(detail: Mapping[str, Any], names: Mapping[str, str]) -> list[Line]:
    """Return the details in words; `names` are those of the people and units they mention."""
    found = list(_changes(detail, names))
    before = detail.get("before")
    shown = {"before", "after", *(before if isinstance(before, Mapping) else ())}
    for name, value in detail.items():
        if name not in shown:
            found.append(Line(_called(name), _value(value, names)))
    return found


def one_line(detail: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the details as one text, for a cell of a table."""
    return "; ".join(
        f"{line.name}: {line.before} → {line.value}"
        if line.before is not None
        else f"{line.name}: {line.value}"
        for line in lines(detail, names)
    )


def _changes(detail: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    """Each field of `before` beside the same of `after`."""
    before, after = detail.get("before"), detail.get("after")
    if not isinstance(before, Mapping) and not isinstance(after, Mapping):
        if "before" in detail or "after" in detail:
            yield Line(_called("after"), _value(after, names), _value(before, names))
        return
    old = before if isinstance(before, Mapping) else {}
    new = after if isinstance(after, Mapping) else detail
    for name in dict.fromkeys((*old, *(new if isinstance(after, Mapping) else ()))):
        yield Line(_called(name), _value(new.get(name), names), _value(old.get(name), names))


def _called(name: str) -> str:
    return str(DETAILS.get(name, name))


def _value(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return SEVERAL.join(_value(part, names) for part in value) or str(VALUES["None"])
    if isinstance(value, Mapping):
        return SEVERAL.join(f"{_called(name)}: {_value(v, names)}" for name, v in value.items())
    text = str(value)
    if text in names:
        return names[text]
    return str(VALUES[text]) if text in VALUES else _moment(text)


def _moment(text: str) -> str:
    """Return a moment as people read it; other text as it is."""
    if len(text) < 10 or text[4:5] != "-" or text[7:8] != "-":
        return text
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == 10:
        return f"{when:%d/%m/%Y}"
    return f"{office_time(when):%d/%m/%Y, %H:%M}" if when.tzinfo else text

"""How a conclusion is worded: the same in the minutes and in the notice of conclusions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.official.dates import short_date
from documents.official.markup import Markup, bound, clean, joined, lower_first, plain, strong


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion; with a `lead` unit it is an assignment, without one a statement.

    `number` is its place among the conclusions of the meeting ("1" or "2.1"), `supervise` is a
    person, `inform` are units that need only know. Without a date `often` says how it goes on
    ("thực hiện thường xuyên", "định kỳ hằng tháng").
    """

    text: str
    number: str = ""
    lead: str = ""
    coordinate: tuple[str, ...] = ()
    supervise: str = ""
    inform: tuple[str, ...] = ()
    due: date | None = None
    often: str = ""


def listing(names: Sequence[str]) -> str:
    """Return names as "A, B và C"."""
    kept = [clean(name) for name in names]
    return " và ".join([", ".join(kept[:-1]), kept[-1]]) if len(kept) > 1 else "".join(kept)


def _assignment(fact: Conclusion) -> list[Markup]:
    words = ["chủ trì,"]
    if fact.coordinate:
        words.append(f"phối hợp với {listing(fact.coordinate)}")
    words.append(lower_first(clean(fact.text).rstrip(".;")))
    return [plain("Giao"), Markup(" "), strong(fact.lead), Markup(" "), bound(" ".join(words))]


def conclusion_sentence(fact: Conclusion, number: str = "") -> Markup:
    """Return "Giao A chủ trì, phối hợp với B làm việc; hoàn thành trước ngày 16/9/2022." as markup.

    `number`, when given, is shown before it.
    """
    made = _assignment(fact) if fact.lead else [bound(clean(fact.text).rstrip(".;"))]
    if fact.due:
        made += [bound("; hoàn thành trước ngày"), Markup(" "), strong(short_date(fact.due))]
    elif fact.often:
        made.append(bound(f"; {fact.often}"))
    if fact.supervise:
        made.append(bound(f"; {fact.supervise} chỉ đạo"))
    if fact.inform:
        made.append(bound(f"; gửi {listing(fact.inform)} để biết"))
    shown = [strong(number.rstrip(".") + "."), Markup(" ")] if number else []
    return joined(*shown, *made, ".")

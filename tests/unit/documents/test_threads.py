"""Notes with their replies: order, what is settled, what says something."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from documents.marks import Author, Mark
from documents.summaries.threads import chosen, threads

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
LAN, MAI = Author(id=uuid4(), name="Lan"), Author(id=uuid4(), name="Mai")


def made(kind: str = "note", after: int = 0, **fields: Any) -> Mark:
    given: dict[str, Any] = {
        "id": uuid4(), "version_id": UUID(int=1), "layer": "meeting", "page": 1, "author": LAN,
        "point": (10, 50), "text": "Hỏi lại",
    }  # fmt: skip
    at = NOW + timedelta(minutes=after)
    return Mark(kind=kind, created_at=at, modified_at=at, revision=1, **(given | fields))


def reply(to: Mark, state: str | None = None, **fields: Any) -> Mark:
    return made("reply", parent=to.id, state=state, point=None, **fields)


def test_page_by_page_from_the_top_down_whatever_came_first() -> None:
    late, top = made(page=2), made(point=(10, 20))
    below = made("highlight", quads=[(10, 70, 90, 80)], point=None)
    boxed = made("text", box=(10, 30, 90, 60), point=None)
    line = made("line", ends=((10, 25), (90, 10)), point=None)
    ink = made("ink", strokes=[[(5, 60), (9, 1)]], point=None)
    found = [each.mark for each in threads([late, below, ink, boxed, line, top])]
    assert found == [top, line, boxed, ink, below, late]


def test_replies_stand_under_what_they_answer_in_the_order_made() -> None:
    first, second = made(), made(page=3)
    after, before = reply(first, after=5), reply(first, after=2)
    one, two = threads([after, second, before, first])
    assert (one.mark, one.replies) == (first, (before, after))
    assert (two.mark, two.replies) == (second, ())


def test_the_last_word_on_it_counts() -> None:
    note = made()
    settled = reply(note, "resolved", after=1)
    again = reply(note, "reopened", after=2)
    word = reply(note, after=3)
    assert not threads([note, word])[0].resolved
    assert threads([note, settled, word])[0].resolved
    assert not threads([word, again, settled, note])[0].resolved


def test_strokes_without_words_say_nothing_until_somebody_answers() -> None:
    ink = made("ink", strokes=[[(5, 60)]], point=None, text="")
    assert not threads([ink])[0].says_something
    assert threads([ink, reply(ink)])[0].says_something
    quoted = made("underline", quads=[(1, 1, 2, 2)], point=None, text="", quote="quý III")
    assert threads([quoted])[0].says_something


def test_those_of_one_author_and_of_one_state() -> None:
    lans, mais = made(), made(page=2, author=MAI)
    answered = reply(lans, "resolved", author=MAI)
    found = threads([lans, mais, answered])
    assert [each.mark for each in chosen(found, "resolved")] == [lans]
    assert [each.mark for each in chosen(found, "open")] == [mais]
    assert [each.mark for each in chosen(found, "", MAI.id)] == [lans, mais]
    assert [each.mark for each in chosen(found, "", LAN.id)] == [lans]
    assert [each.mark for each in chosen(found)] == [lans, mais]

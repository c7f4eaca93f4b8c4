"""Books as they are read: of which units, searched, page after page."""

import pytest
from sqlalchemy import select

from documents.register.commands.saved import (
    ForgetSearch,
    SaveSearch,
    forget_search,
    save_search,
)
from documents.register.models import Entry
from documents.register.policies import EntryPermission, may_read, visible_to
from documents.register.queries.detail import entry_detail, saved_searches
from documents.register.queries.lists import Wanted, entries
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from tests.bookkeeping import Books
from tests.commands.documents.register.books import listed
from tests.days import today
from tests.people import PEOPLE


@pytest.mark.parametrize("username", PEOPLE)
def test_books_are_their_units(books: Books, store: Store, username: str) -> None:
    entry = books.came()
    actor = books.as_actor(username)
    keeps, reads = username == "vanthu", username == "vanthu"
    with store.reading() as session:
        row = session.get_one(Entry, entry.id)
        assert may_read(actor, row) is reads
        assert allows(actor, EntryPermission.CHANGE, row) is keeps
        seen = session.scalars(select(Entry.id).where(visible_to(actor))).all()
        assert (entry.id in seen) is reads
        if not reads:
            with pytest.raises(NotFound):
                entry_detail(session, actor, entry.id, today())
            with pytest.raises(NotFound):
                entries(session, actor, Wanted(unit_id=books.unit), today())
    if not keeps:
        with pytest.raises(NotFound):
            books.came("7-BC/HU", username, abstract="Khác")


def test_searches_are_ones_own(books: Books, store: Store) -> None:
    kept = books.run("vanthu", save_search, SaveSearch(name="Khẩn", query="urgency=urgent"))
    again = books.run("vanthu", save_search, SaveSearch(name="Khẩn", query="urgency=express"))
    assert kept == again
    with store.reading() as session:
        mine = saved_searches(session, books.as_actor("vanthu"))
        assert [(s.name, s.query) for s in mine] == [("Khẩn", "urgency=express")]
        assert saved_searches(session, books.as_actor("canbo")) == []
    with pytest.raises(NotFound):
        books.run("canbo", forget_search, ForgetSearch(id=kept.id))
    books.run("vanthu", forget_search, ForgetSearch(id=kept.id))


def test_pages_follow_each_other(books: Books, store: Store) -> None:
    for number in range(1, 8):
        books.came(f"{number}-BC/HU", abstract=f"Báo cáo số {number}", sure=True)
    seen: list[int] = []
    after, clerk = "", books.as_actor("vanthu")
    while after is not None:
        with store.reading() as session:
            page = entries(session, clerk, Wanted(unit_id=books.unit), today(), after, limit=3)
        seen += [row.book_number for row in page.rows]
        after = page.next_after  # type: ignore[assignment]
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert listed(books, month=9, year=2026, q="bao cao so 3") == ["03-BC/HU"]
    assert listed(books, month=8, year=2026) == []

"""Documents are entered, numbered, found again, corrected and cancelled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest

from documents.register.commands.entries import (
    CancelEntry,
    ChangeEntry,
    cancel_entry,
    change_entry,
)
from documents.register.commands.links import LinkEntries, link_entries
from documents.register.commands.numbers import (
    CancelNumber,
    ReserveNumbers,
    cancel_number,
    reserve_numbers,
)
from documents.register.models import Direction, Entry, LinkKind, Urgency
from documents.register.queries.detail import entry_detail, numbers
from documents.register.queries.lists import Answer, Wanted, counts
from documents.symbols import SymbolStyle
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, Stale
from ecabinet.core.store import Store
from tests.bookkeeping import DAY, Books
from tests.commands.documents.register.books import listed
from tests.days import today


def stored(store: Store, entry_id: UUID) -> Entry:
    with store.reading() as session:
        return session.get_one(Entry, entry_id)


def test_what_came_is_numbered_through_the_year(books: Books, store: Store) -> None:
    first, second = books.came(), books.came("156-TTr/BTGTU", issuing_body="Ban Tuyên giáo")
    assert (first.book_number, second.book_number) == (1, 2)
    older = books.came("31-BC/TU", received_on=date(2025, 12, 30), issued_on=date(2025, 12, 29))
    assert older.book_number == 1
    entry = stored(store, second.id)
    assert (entry.type_code, entry.type_name, entry.book_year) == ("TTr", "Tờ trình", 2026)
    assert listed(books) == ["156-TTr/BTGTU", "119-CV/HU", "31-BC/TU"]


def test_the_body_follows_from_the_symbol(books: Books, store: Store) -> None:
    assert stored(store, books.came("52-NQ/TW", issuing_body="").id).issuing_body
    with pytest.raises(Invalid, match=r"register.body_unknown"):
        books.came("52-NQ/KHONG", issuing_body="")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"symbol": "khong phai so"}, "register.symbol_wrong"),
        ({"symbol": "12-XX/TU"}, "register.type_unknown"),
        ({"issued_on": today(30)}, "register.issued_in_future"),
        ({"received_on": DAY - timedelta(days=1)}, "register.received_wrong"),
        ({"received_on": today(30)}, "register.received_wrong"),
        ({"answer_due_on": DAY - timedelta(days=1)}, "register.due_before"),
        ({"secrecy": 1}, "register.secret_refused"),
        ({"secrecy": 1, "secret_allowed": True}, "paper.above_clearance"),
    ],
)
def test_what_cannot_be_is_refused_and_takes_no_number(
    books: Books, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        books.came(**{"symbol": "119-CV/HU", **fields})  # type: ignore[arg-type]
    assert books.came().book_number == 1


def test_duplicates_are_told_of_and_entered_only_by_who_is_sure(books: Books) -> None:
    books.came(abstract="Báo cáo kết quả thực hiện Quyết định số 27-QĐ/TW năm 2026")
    with pytest.raises(Conflict, match=r"register.known"):
        books.came(abstract="Khác hẳn")
    with pytest.raises(Conflict, match=r"register.likely_known"):
        books.came(issued_on=DAY - timedelta(days=3), abstract="Khác hẳn")
    with pytest.raises(Conflict, match=r"register.likely_known"):
        books.came("7-BC/HU", abstract="Bao cao ket qua thuc hien quyet dinh so 27-QD/TW nam 2026")
    other = books.came("8-BC/HU", abstract="Báo cáo công tác dân vận quý III")
    assert other.book_number == 2
    assert books.came(sure=True).book_number == 3


def test_symbols_count_through_the_term_or_the_year(books: Books) -> None:
    assert books.went("Kết luận phiên họp một").symbol == "01-TB/TU"
    assert books.went("Về công tác cán bộ quý bốn").symbol == "02-TB/TU"
    assert books.went("Chuẩn bị đại hội", issued_on=date(2025, 11, 3)).symbol == "03-TB/TU"
    assert books.went("Tổng kết nhiệm kỳ", issued_on=date(2025, 3, 3)).symbol == "01-TB/TU"
    state = {"style": SymbolStyle.STATE, "type_code": "QĐ", "body_code": "UBND"}
    assert books.went("Phê duyệt kế hoạch", **state).symbol == "01/QĐ-UBND"
    earlier = {**state, "issued_on": date(2025, 12, 31)}
    assert books.went("Phân bổ dự toán", **earlier).symbol == "01/QĐ-UBND"
    with pytest.raises(Invalid, match=r"register.no_term"):
        books.went("Quá xưa", issued_on=date(2001, 1, 1))


def test_numbers_have_no_gap_when_many_write_at_once(books: Books) -> None:
    words = "một hai ba bốn năm sáu bảy tám chín mười".split()  # noqa: SIM905

    def enter(number: int) -> str:
        try:
            if number % 4 == 3:  # Refused after it could have taken a number.
                books.went("Sai", reserved=9999, sure=True)
            return books.went(f"Thông báo {words[number % 10]} {number}", sure=True).symbol
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(8) as threads:
        symbols = list(threads.map(enter, range(32)))
    good = sorted(symbol for symbol in symbols if symbol.endswith("-TB/TU"))
    assert good == [f"{number:02d}-TB/TU" for number in range(1, len(good) + 1)]
    assert len(good) == 24
    assert listed(books, direction=Direction.OUTGOING)[0] in good


def test_a_number_kept_free_is_used_once_or_cancelled(books: Books, store: Store) -> None:
    asked = ReserveNumbers(
        unit_id=books.unit, body_code="TU", style=SymbolStyle.PARTY, type_code="TB", count=2,
        reason="Chờ Thường trực ký", day=DAY,
    )  # fmt: skip
    kept = books.run("vanthu", reserve_numbers, asked)
    assert kept.numbers == [1, 2]
    assert books.went("Kết luận tháng chín").symbol == "03-TB/TU"
    assert books.went("Kết luận đột xuất", reserved=1).symbol == "01-TB/TU"
    for number in (1, 3, 7):
        with pytest.raises(Conflict, match=r"register.not_reserved"):
            books.went("Kết luận khác nữa", reserved=number)
    cancel = CancelNumber(unit_id=books.unit, key=kept.key, number=2, reason="Không ban hành")
    books.run("vanthu", cancel_number, cancel)
    with pytest.raises(Conflict):
        books.run("vanthu", cancel_number, cancel)
    with store.reading() as session:
        rows = numbers(session, books.as_actor("vanthu"), books.unit)
    assert [(row.number, row.state, row.reason) for row in rows] == [
        (2, "cancelled", "Không ban hành")
    ]


def test_corrections_know_what_was_seen(books: Books, store: Store) -> None:
    entry = books.came(urgency=Urgency.URGENT)
    change = ChangeEntry(entry_id=entry.id, revision=1, abstract="Trích yếu đúng")
    assert books.run("vanthu", change_entry, change).revision == 2
    with pytest.raises(Stale):
        books.run("vanthu", change_entry, change)
    assert listed(books, q="trich yeu dung") == ["119-CV/HU"]
    assert stored(store, entry.id).urgency == Urgency.URGENT
    wrong = ChangeEntry(entry_id=entry.id, revision=2, answered_on=today(1))
    with pytest.raises(Invalid, match=r"register.answered_wrong"):
        books.run("vanthu", change_entry, wrong)


def test_a_day_can_be_taken_away_and_words_cannot(books: Books, store: Store) -> None:
    entry = books.came(answer_due_on=DAY + timedelta(days=3))
    emptied = ChangeEntry(
        entry_id=entry.id, revision=1, abstract=None, urgency=None, note=None, answer_due_on=None
    )
    books.run("vanthu", change_entry, emptied)
    now = stored(store, entry.id)
    assert (now.answer_due_on, now.urgency, now.note) == (None, Urgency.NORMAL, "")
    assert now.abstract


def test_a_cancelled_entry_stays_with_its_numbers(books: Books, store: Store) -> None:
    entry = books.went("Kết luận nhầm")
    books.run("vanthu", cancel_entry, CancelEntry(entry_id=entry.id, reason="Nhập nhầm"))
    assert books.went("Kết luận đúng").symbol == "02-TB/TU"
    assert listed(books, direction=Direction.OUTGOING) == ["02-TB/TU", "01-TB/TU"]
    with pytest.raises(Denied):
        books.run("vanthu", change_entry, ChangeEntry(entry_id=entry.id, revision=2, note="x"))
    with store.reading() as session:
        assert numbers(session, books.as_actor("vanthu"), books.unit)[0].reason == "Nhập nhầm"


def test_an_answer_ends_the_waiting(books: Books, store: Store) -> None:
    asked = books.came(answer_due_on=DAY + timedelta(days=3))
    assert listed(books, answer=Answer.WAITING) == ["119-CV/HU"]
    assert listed(books, answer=Answer.OVERDUE) == ["119-CV/HU"]
    answer = books.went("Trả lời Huyện ủy Tam Đảo", issued_on=DAY + timedelta(days=2))
    tie = LinkEntries(entry_id=answer.id, other_id=asked.id, kind=LinkKind.ANSWERS)
    books.run("vanthu", link_entries, tie)
    assert stored(store, asked.id).answered_on == DAY + timedelta(days=2)
    assert listed(books, answer=Answer.WAITING) == []
    with store.reading() as session:
        seen = entry_detail(session, books.as_actor("vanthu"), asked.id, today())
        figures = counts(session, books.as_actor("vanthu"), Wanted(unit_id=books.unit), today())
    assert [(t.entry.symbol, t.kind, t.back) for t in seen.ties] == [("01-TB/TU", "answers", True)]
    assert figures == {"all": 1, "urgent": 0, "waiting": 0, "overdue": 0}
    with pytest.raises(Invalid, match=r"register.link_itself"):
        books.run("vanthu", link_entries, tie.model_copy(update={"other_id": answer.id}))

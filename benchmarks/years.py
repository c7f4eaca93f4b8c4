"""Ten years of meetings, papers, events, notices and audit entries over the benchmark's office.

`live(engine, made, Years())` adds them to what `benchmarks.office.fill` wrote, through the tables
of the product. The audit log is chained as the product chains it; papers have words but no files.
"""

import random
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, insert, select, text
from sqlalchemy.orm import Session

from benchmarks import audit_log
from benchmarks.office import BATCH, Filled, Rows, at_noon
from documents.models import Paper, PaperVersion
from ecabinet.accounts.models import Office, Person
from ecabinet.core.notices import NoticeRow
from ecabinet.core.outbox import OutboxEntry, Stream
from ecabinet.core.search.matching import keep
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.text import fold
from meetings.catalogue import Function
from meetings.models import AgendaItem, Meeting, Participant
from meetings.states import ItemState, MeetingState

SEATS, ITEMS, NOTICES_EACH = 15, 5, 200
WORDS = (
    "tiến độ", "kinh phí", "giải ngân", "quy hoạch", "cán bộ", "chuyển đổi số", "đất đai", "đầu tư",
    "xã", "huyện", "kết luận", "nghị quyết", "báo cáo", "tờ trình", "kiểm tra",
)  # fmt: skip


@dataclass(frozen=True)
class Years:
    """How much was lived through; all of it ends yesterday."""

    years: int = 10
    meetings: int = 5_000
    papers: int = 100_000
    entries: int = 5_000_000
    events: int = 500_000


def live(engine: Engine, made: Filled, years: Years) -> None:
    """Write all of it; about ten minutes for the usual size."""
    dice = random.Random(7)
    with Session(engine.execution_options(ecabinet_writing=True)) as session:
        items = _meetings(session, made, years, dice)
        for first in range(0, years.papers, BATCH):
            _papers(session, made, items, range(first, min(first + BATCH, years.papers)), dice)
        _events(session, made, years)
        _notices(session, made, dice)
        session.commit()
    audit_log.PEOPLE[:] = _people(engine)
    audit_log.fill(engine, years.entries)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))


def _people(engine: Engine) -> list[UUID]:
    with Session(engine) as session:
        return list(session.scalars(select(Person.id).limit(2_000)))


def _meetings(session: Session, made: Filled, years: Years, dice: random.Random) -> list[UUID]:
    """Each with items and people of the bodies; answers the items."""
    members = [*made.leaders, *made.heads.values()]
    rows, found = Rows(session, Meeting, Participant, AgendaItem), []
    step = timedelta(days=365 * years.years) / years.meetings
    secretary = session.scalars(select(Office.person_id).where(Office.role == "secretary")).first()
    for number in range(years.meetings):
        at = at_noon(made.today) - step * (years.meetings - number)
        key, unit = made.key(at), made.units[0 if number % 2 else number % len(made.units)]
        rows.add(
            Meeting, id=key, unit_id=unit, title=f"Phiên họp thứ {number + 1}", kind="standing",
            starts_at=at, ends_at=at + timedelta(hours=2), place="Phòng họp số 1",
            state=MeetingState.CLOSED, created_by=made.leaders[0], created_at=at,
        )  # fmt: skip
        people = dict.fromkeys([made.leaders[0], secretary, *dice.sample(members, SEATS)])
        for rank, person in enumerate(people):
            function = (Function.CHAIR, Function.SECRETARY)[rank] if rank < 2 else Function.MEMBER
            rows.add(
                Participant, id=made.key(at), meeting_id=key, person_id=person, name="Đại biểu",
                title="", function=function, entitled=rank != 1, rank=rank,
            )  # fmt: skip
        for position in range(1, ITEMS + 1):
            item = made.key(at)
            rows.add(
                AgendaItem, id=item, meeting_id=key, position=position, number=str(position),
                title=f"Nội dung {position} của phiên {number + 1}", minutes=20,
                state=ItemState.DONE,
            )  # fmt: skip
            found.append(item)
        if number % 500 == 499:
            rows.write()
    rows.write()
    return found


def _papers(
    session: Session, made: Filled, items: list[UUID], numbers: range, dice: random.Random,
) -> None:  # fmt: skip
    papers, versions, entries = [], [], []
    for number in numbers:
        at = at_noon(made.today) - timedelta(days=1 + number % 3_650)
        key = made.key(at)
        item, position = items[number % len(items)], 1 + number // len(items)
        papers.append({
            "id": key, "container_kind": "agenda_item", "container_id": item,
            "title": f"Tờ trình số {number}", "position": position, "created_at": at,
        })  # fmt: skip
        versions.append({
            "id": made.key(at), "paper_id": key, "number": 1, "state": "ready", "blob": "0" * 64,
            "size": 1 << 20, "filename": "to-trinh.pdf", "media_type": "application/pdf",
            "page_count": 12, "uploaded_at": at,
        })  # fmt: skip
        words = " ".join(dice.choices(WORDS, k=40)) + f" số {number}"
        entries.append(SearchEntry(kind="paper", thing_id=key, page=1, text=fold(words), at=at))
    session.execute(insert(Paper), papers)
    session.execute(insert(PaperVersion), versions)
    session.add_all(entries)
    session.flush()
    keep(session, entries)
    session.expunge_all()


def _events(session: Session, made: Filled, years: Years) -> None:
    """What of the last half year is kept: the streams of meetings are long, those of tasks many."""
    at, each = at_noon(made.today) - timedelta(days=90), 5_000
    for number in range(years.events // each):
        name = f"meeting:{made.key(at)}"
        session.execute(insert(Stream), [{"name": name, "seq": each}])
        session.execute(insert(OutboxEntry), [
            {"stream": name, "seq": seq, "type": "item_pushed", "payload": {"page": seq},
             "actor_id": None, "at": at + timedelta(minutes=number)}
            for seq in range(1, each + 1)
        ])  # fmt: skip


def _notices(session: Session, made: Filled, dice: random.Random) -> None:
    staff = [person for people in made.staff.values() for person in people]
    rows = []
    for person in [*made.leaders, *made.heads.values(), *staff]:
        for number in range(NOTICES_EACH):
            at = at_noon(made.today) - timedelta(days=3 * number + 1)
            unread = number < 5 and dice.random() < 0.5
            rows.append({
                "id": made.key(at), "person_id": person, "kind": "account.token_created",
                "url": "/tasks", "params": {"title": f"Việc {number}"}, "at": at,
                "read_at": None if unread else at, "channel": "off",
            })  # fmt: skip
    for first in range(0, len(rows), BATCH):
        session.execute(insert(NoticeRow), rows[first : first + BATCH])

"""Search over many papers: how long the operation's query takes, of 200 queries of four sorts.

python -m benchmarks.search [--papers 100000] [--kinds sqlite,postgres] [--queries 200]

Papers of 100 words in 500 meetings; words follow Zipf's law, so that some stand on most pages. The
secretary may find all of them, a member those of the meetings with a seat (a tenth). Everything is
written past the product, the question is the product's own.
"""

import argparse
import random
import time
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from uuid import UUID

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from benchmarks.places import circumstances, place
from documents.models import Paper, PaperVersion
from ecabinet.core.ids import new_id
from ecabinet.core.memory import keep_for_good
from ecabinet.core.search.matching import keep
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.text import fold
from ecabinet.search.queries import Asked, search
from meetings.models import AgendaItem, Meeting, Participant
from tests.live.hall import SECRETARY, Hall
from tests.searching import register_all

ONSETS = (
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
)
RHYMES = (
    *("a", "á", "ạ", "ai", "ải", "ao", "an", "ang", "anh", "ăn", "ắt", "âm", "ấp", "e", "em", "ên"),
    *("ế", "i", "ích", "iến", "iệm", "in", "inh", "o", "oạt", "on", "ong", "ông", "ồng", "ơ", "ới"),
    *("ợp", "u", "uân", "ung", "ược", "ương", "ưởng", "uyên", "uyết", "y"),
)
WORDS = sorted({onset + rhyme for onset in ONSETS for rhyme in RHYMES})
WEIGHTS = [1 / (rank + 3) for rank in range(len(WORDS))]
MEETINGS, LENGTH, BATCH = 500, 100, 2000
START = datetime(2020, 1, 1, 8, tzinfo=UTC)


def fill(hall: Hall, papers: int, dice: random.Random) -> list[str]:
    """Write meetings, papers and their words; answers some of the texts, to ask for."""
    texts: list[str] = []
    with Session(hall.store.engine.execution_options(ecabinet_writing=True)) as session:
        items = _meetings(session, hall)
        for first in range(0, papers, BATCH):
            texts += _papers(session, items, range(first, min(first + BATCH, papers)), dice)[:20]
        session.commit()
    return texts


def _meetings(session: Session, hall: Hall) -> list[UUID]:
    known = session.get_one(Meeting, hall.meeting_id)
    member = hall.actor(hall.voters[0]).person_id
    assert member is not None
    meetings, items, seats = [], [], []
    for number in range(MEETINGS):
        at = START + timedelta(days=number)
        meeting, item = new_id(), new_id()
        meetings.append(
            Meeting(
                id=meeting, unit_id=known.unit_id, title=f"Phiên họp {number}", starts_at=at,
                kind=known.kind, ends_at=at, state="closed", created_by=known.created_by,
                created_at=at,
                place="",
            )
        )  # fmt: skip
        items.append(
            AgendaItem(
                id=item,
                meeting_id=meeting,
                position=1,
                number="1",
                title=f"Nội dung {number}",
                minutes=9,
            )
        )
        if number % 10 == 0:
            seats.append(
                Participant(
                    meeting_id=meeting,
                    person_id=member,
                    function="member",
                    name="A",
                    title="",
                    entitled=True,
                )
            )
    session.add_all(meetings)
    session.flush()
    session.add_all([*items, *seats])
    session.flush()
    return [item.id for item in items]


def _papers(session: Session, items: list[UUID], numbers: range, dice: random.Random) -> list[str]:
    papers, versions, entries = [], [], []
    for number in numbers:
        key = new_id()
        papers.append(
            {
                "id": key, "container_kind": "agenda_item", "title": f"Tờ trình {number}",
                "container_id": items[number % len(items)], "position": 1, "created_at": START,
            }
        )  # fmt: skip
        versions.append(
            {
                "id": new_id(), "paper_id": key, "number": 1, "state": "ready", "blob": "",
                "size": 0, "filename": "x.pdf", "media_type": "application/pdf",
                "uploaded_at": START,
            }
        )  # fmt: skip
        words = " ".join(dice.choices(WORDS, WEIGHTS, k=LENGTH))
        entries.append(SearchEntry(kind="paper", thing_id=key, page=1, text=words, at=START))
    session.execute(insert(Paper), papers)
    session.execute(insert(PaperVersion), versions)
    session.add_all(entries)
    session.flush()
    keep(session, entries)
    texts = [entry.text for entry in entries]
    session.expunge_all()
    return texts


def queries(texts: list[str], number: int, dice: random.Random) -> dict[str, list[str]]:
    """Queries of four sorts, each in its words as written and without diacritics."""

    def run(length: int) -> str:
        words = dice.choice(texts).split()
        at = dice.randrange(len(words) - length)
        return " ".join(words[at : at + length])

    exact = [run(dice.randint(2, 3)) for _ in range(number // 4)]
    return {
        "words as written": exact,
        "without diacritics": [fold(words) for words in exact],
        "in quotes": [f'"{run(2)}"' for _ in range(number // 4)],
        "one begun word": [dice.choices(WORDS, WEIGHTS)[0] for _ in range(number // 4)],
    }


def measure(hall: Hall, username: str, asked: list[str]) -> tuple[float, float, float]:
    """Median, p95 and longest, in milliseconds."""
    spent, actor = [], hall.actor(username)
    for words in asked:
        began = time.perf_counter()
        with hall.store.reading() as session:
            search(session, actor, Asked(words))
        spent.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(spent, n=20)
    return cuts[9], cuts[18], max(spent)


def main() -> None:
    """Fill each database and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--kinds", default="sqlite,postgres")
    parser.add_argument("--queries", type=int, default=200)
    wanted = parser.parse_args()
    register_all()
    print(circumstances())
    print(f"{'database':9} {'who':9} {'query':20} {'p50 ms':>7} {'p95 ms':>7} {'max ms':>7}")
    for kind in wanted.kinds.split(","):
        with place(kind, 3) as there:
            _table(kind, there.hall, wanted.papers, wanted.queries)


def _table(kind: str, hall: Hall, papers: int, number: int) -> None:
    dice, began = random.Random(20261128), time.perf_counter()
    texts = fill(hall, papers, dice)
    _analyse(hall.store.engine)
    keep_for_good()  # As the product does when it starts.
    print(f"{kind}: {papers} papers in {time.perf_counter() - began:.0f} s", flush=True)
    sorts = queries(texts, number, dice)
    for who, username in (("secretary", SECRETARY), ("member", hall.voters[0])):
        for name, asked in sorts.items():
            row = " ".join(f"{figure:7.1f}" for figure in measure(hall, username, asked))
            print(f"{kind:9} {who:9} {name:20} {row}", flush=True)


def _analyse(engine: Engine) -> None:
    """PostgreSQL does it by itself within minutes (autovacuum); here nobody waits for that."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))


if __name__ == "__main__":
    main()

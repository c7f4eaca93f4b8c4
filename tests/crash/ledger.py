"""What was acknowledged, held against what the database holds."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import NullPool, create_engine, text

from tests.crash.clients import Intention
from tests.live.hall import Hall

Rows = list[tuple[Any, ...]]


class Ledger:
    """Reads a database of the product, without the product."""

    def __init__(self, url: str) -> None:
        url = url.replace("postgresql://", "postgresql+psycopg2://", 1)
        self._engine = create_engine(url, poolclass=NullPool)

    def rows(self, query: str, **values: Any) -> Rows:
        """Return what a query finds."""
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def payloads(self, kind: str, **where: Any) -> list[dict[str, Any]]:
        """What the events of a kind say, in order."""
        condition = "".join(f" AND {name} = :{name}" for name in where)
        query = f"SELECT payload FROM outbox WHERE type = :kind{condition} ORDER BY stream, seq"
        found = self.rows(query, kind=kind, **where)
        return [json.loads(said) if isinstance(said, str) else said for (said,) in found]

    def sound(self) -> None:
        """A file of SQLite is in order."""
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("PRAGMA foreign_key_check") == []

    def no_gaps(self) -> None:
        """No stream has a gap or a number above its newest."""
        streams: dict[str, list[int]] = defaultdict(list)
        for stream, seq in self.rows("SELECT stream, seq FROM outbox ORDER BY stream, seq"):
            streams[stream].append(seq)
        newest: dict[str, int] = dict(self.rows("SELECT name, seq FROM stream"))
        assert {name: list(range(1, seq + 1)) for name, seq in newest.items()} == streams

    def holds(self, hall: Hall, intentions: Iterable[Intention]) -> None:
        """Everything acknowledged is there, as it was sent and as it was answered."""
        ballots = {
            (_id(vote), _id(seat)): (choice, at)
            for vote, seat, choice, at in self.rows(
                "SELECT vote_id, participant_id, choice, cast_at FROM ballot"
            )
        }
        marks = {
            _id(mark): (_id(version), _id(author), layer, kind)
            for mark, version, author, layer, kind in self.rows(
                "SELECT id, version_id, author_id, layer, kind FROM annotation"
            )
        }
        in_box = self._marked()
        reports = self._reports()
        for intention in intentions:
            if not intention.acknowledged:
                continue
            if "ballot_code" in intention.body:
                marked = UUID(intention.path.split("/")[2]), hall.seats[intention.username]
                assert marked in in_box, intention
            elif "percent" in intention.body:
                assert reports[_report(hall, intention)] == 1, intention
            elif "choice" in intention.body:
                vote = UUID(intention.path.split("/")[2])
                choice, _at = ballots.get((vote, hall.seats[intention.username]), (None, None))
                assert choice == intention.body["choice"], intention
            for mark in intention.body.get("annotations", ()):
                author = hall.people[intention.username]
                expected = (hall.version_id, author, mark["layer"], mark["kind"])
                assert marks.get(UUID(mark["id"])) == expected, intention

    def boxes(self, intentions: list[Intention]) -> None:
        """After the closes: what secret ballots said, their codes, each once; nothing sealed."""
        sent = [i for i in intentions if "ballot_code" in i.body]
        said = Counter((i.path.split("/")[2], i.body["choice"]) for i in sent)
        kept = self.rows("SELECT vote_id, choice FROM secret_ballot")
        assert Counter((str(_id(vote)), choice) for vote, choice in kept) == said
        codes = [code for (code,) in self.rows("SELECT code FROM ballot_code")]
        assert sorted(codes) == sorted(i.body["ballot_code"] for i in sent)
        assert self.rows("SELECT count(*) FROM sealed_ballot") == [(0,)]

    def _reports(self) -> Counter[tuple[UUID, UUID, str, int]]:
        query = "SELECT task_id, author_id, text, percent FROM progress_report"
        return Counter(
            (_id(task), _id(author), said, percent)
            for task, author, said, percent in self.rows(query)
        )

    def _marked(self) -> set[tuple[UUID, UUID]]:
        """Who has a ballot in which box; there are as many ballots, sealed or plain, as marks."""
        marks = self.rows(
            "SELECT vote_id, participant_id, (SELECT count(*) FROM sealed_ballot) "
            "+ (SELECT count(*) FROM secret_ballot) FROM turnout_mark"
        )
        assert all(in_box == len(marks) for _vote, _seat, in_box in marks)
        return {(_id(vote), _id(seat)) for vote, seat, _in_box in marks}

    def counts(self, hall: Hall, votes: list[str], intentions: list[Intention]) -> None:
        """Nothing is there twice, and nothing that nobody sent."""
        voters = len(hall.voters)
        cast = "SELECT vote_id FROM ballot UNION ALL SELECT vote_id FROM secret_ballot"
        per_vote = Counter(_id(vote) for (vote,) in self.rows(cast))
        assert per_vote == {_id(vote): voters for vote in votes}
        counted = {_id(vote): cast for vote, cast in self.rows('SELECT id, "cast" FROM vote')}
        assert counted == per_vote
        sent = {UUID(m["id"]) for i in intentions for m in i.body.get("annotations", ())}
        stored = [_id(mark) for (mark,) in self.rows("SELECT id FROM annotation")]
        assert sorted(stored) == sorted(sent)
        filed = Counter(_report(hall, i) for i in intentions if "percent" in i.body)
        assert self._reports() == filed
        keys = [key for (key,) in self.rows("SELECT request_id FROM receipt")]
        assert Counter(i.key for i in intentions) <= Counter(keys)
        assert len(keys) == len(set(keys))
        deeds = Counter(action for (action,) in self.rows("SELECT action FROM audit_entry"))
        assert deeds["ballot.cast"] == voters * len(votes)
        # What somebody writes for himself alone is nothing for the log.
        shown = [
            m["layer"] == "meeting" for i in intentions for m in i.body.get("annotations", ())[:1]
        ]
        assert deeds["paper.marked"] == sum(shown)

    def announced(
        self, hall: Hall, voters: int, votes: list[str], intentions: list[Intention]
    ) -> None:
        """Each ballot and each shared mark was announced once; the turnout counted up to all."""
        turnout: dict[str, list[int]] = defaultdict(list)
        for said in self.payloads("vote.turnout", stream=f"meeting:{hall.meeting_id}:members"):
            turnout[said["vote_id"]].append(said["cast"])
        assert turnout == {vote: list(range(1, voters + 1)) for vote in votes}
        shared = [
            mark["id"]
            for intention in intentions
            for mark in intention.body.get("annotations", ())
            if mark["layer"] == "meeting"
        ]
        assert sorted(said["id"] for said in self.payloads("annotation.added")) == sorted(shared)


def _report(hall: Hall, intention: Intention) -> tuple[UUID, UUID, str, int]:
    """What a report is to be found by: on which task, whose, what it says."""
    task_id = UUID(intention.path.split("/")[2])
    said = intention.body
    return task_id, hall.people[intention.username], said["text"], said["percent"]


def _id(kept: Any) -> UUID:
    """An id as either database keeps it."""
    return kept if isinstance(kept, UUID) else UUID(kept)

"""What was acknowledged, held against what the database holds."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.crash.clients import Intention
from tests.live.hall import Hall

Rows = list[tuple[Any, ...]]


class Ledger:
    """Reads a SQLite file of the product, without the product."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self, query: str, *values: Any) -> Rows:
        """Return what a query finds."""
        with closing(sqlite3.connect(self._path)) as connection:
            return connection.execute(query, values).fetchall()

    def whole(self) -> None:
        """The file is sound, and no stream has a gap or a number above its newest."""
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("PRAGMA foreign_key_check") == []
        streams: dict[str, list[int]] = defaultdict(list)
        for stream, seq in self.rows("SELECT stream, seq FROM outbox ORDER BY stream, seq"):
            streams[stream].append(seq)
        newest: dict[str, int] = dict(self.rows("SELECT name, seq FROM stream"))
        assert {name: list(range(1, seq + 1)) for name, seq in newest.items()} == streams

    def holds(self, hall: Hall, intentions: Iterable[Intention]) -> None:
        """Everything acknowledged is there, as it was sent and as it was answered."""
        ballots = {
            (UUID(vote), UUID(seat)): (choice, at)
            for vote, seat, choice, at in self.rows(
                "SELECT vote_id, participant_id, choice, cast_at FROM ballot"
            )
        }
        marks = {
            UUID(mark): (UUID(version), UUID(author), layer, kind)
            for mark, version, author, layer, kind in self.rows(
                "SELECT id, version_id, author_id, layer, kind FROM annotation"
            )
        }
        in_box = self._marked()
        for intention in intentions:
            if not intention.acknowledged:
                continue
            if "ballot_code" in intention.body:
                marked = UUID(intention.path.split("/")[2]), hall.seats[intention.username]
                assert marked in in_box, intention
            elif "choice" in intention.body:
                vote = UUID(intention.path.split("/")[2])
                kept = ballots[vote, hall.seats[intention.username]]
                assert kept[0] == intention.body["choice"], intention
            for mark in intention.body.get("annotations", ()):
                author = hall.people[intention.username]
                expected = (hall.version_id, author, mark["layer"], mark["kind"])
                assert marks[UUID(mark["id"])] == expected, intention

    def boxes(self, intentions: list[Intention]) -> None:
        """After the closes: what secret ballots said, their codes, each once; nothing sealed."""
        sent = [i for i in intentions if "ballot_code" in i.body]
        said = Counter((i.path.split("/")[2], i.body["choice"]) for i in sent)
        kept = self.rows("SELECT vote_id, choice FROM secret_ballot")
        assert Counter((str(UUID(vote)), choice) for vote, choice in kept) == said
        codes = [code for (code,) in self.rows("SELECT code FROM ballot_code")]
        assert sorted(codes) == sorted(i.body["ballot_code"] for i in sent)
        assert self.rows("SELECT count(*) FROM sealed_ballot") == [(0,)]

    def _marked(self) -> set[tuple[UUID, UUID]]:
        """Who has a ballot in which box; there are as many ballots, sealed or plain, as marks."""
        in_box = self.rows(
            "SELECT (SELECT count(*) FROM sealed_ballot) + (SELECT count(*) FROM secret_ballot)"
        )
        marks = self.rows("SELECT vote_id, participant_id FROM turnout_mark")
        assert in_box == [(len(marks),)]
        return {(UUID(vote), UUID(seat)) for vote, seat in marks}

    def counts(self, voters: int, votes: list[str], intentions: list[Intention]) -> None:
        """Nothing is there twice, and nothing that nobody sent."""
        cast = "SELECT vote_id FROM ballot UNION ALL SELECT vote_id FROM secret_ballot"
        per_vote = Counter(UUID(vote) for (vote,) in self.rows(cast))
        assert per_vote == {UUID(vote): voters for vote in votes}
        counted = {UUID(vote): cast for vote, cast in self.rows('SELECT id, "cast" FROM vote')}
        assert counted == per_vote
        sent = {UUID(m["id"]) for i in intentions for m in i.body.get("annotations", ())}
        stored = [UUID(mark) for (mark,) in self.rows("SELECT id FROM annotation")]
        assert sorted(stored) == sorted(sent)
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
        for vote, cast in self.rows(
            "SELECT json_extract(payload, '$.vote_id'), json_extract(payload, '$.cast') "
            "FROM outbox WHERE type = 'vote.turnout' AND stream = ? ORDER BY seq",
            f"meeting:{hall.meeting_id}:members",
        ):
            turnout[vote].append(cast)
        assert turnout == {vote: list(range(1, voters + 1)) for vote in votes}
        shown = [
            mark
            for (mark,) in self.rows(
                "SELECT json_extract(payload, '$.id') FROM outbox WHERE type = 'annotation.added'"
            )
        ]
        shared = [
            mark["id"]
            for intention in intentions
            for mark in intention.body.get("annotations", ())
            if mark["layer"] == "meeting"
        ]
        assert sorted(shown) == sorted(shared)

"""The result file counts again on its own, and no byte of it can be changed unseen."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import Conflict, Denied, Invalid
from meetings.ballot_forms import Form, Kind, Tie
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.paper_count import EnterPaperCount, enter_paper_count
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.secret_ballot import cast_secret_ballot
from meetings.commands.vote import CloseVote, close_vote
from meetings.queries.records import result_file
from meetings.recount import recount
from meetings.terms import Choice
from tests.commands.meetings.secret_voting import slip
from tests.gatherings import VOTERS, Gathering

LIST = ("Đ/c Nguyễn Văn A", "Đ/c Trần Thị B", "Đ/c Lê C")
FORMS: dict[str, dict[str, Any]] = {
    "question": {},
    "tie": {"tie": Tie.CHAIR},
    "candidates": {"form": Form.CANDIDATES, "options": LIST, "seats": 2},
    "choose": {"form": Form.CHOOSE, "options": LIST, "most": 2},
}


def made(gathering: Gathering, kind: Kind, form: str) -> bytes:
    """The file of a vote of a kind and a form in which four of five have cast."""
    asked = {**FORMS[form], "kind": kind}
    if kind is Kind.SECRET:
        asked.pop("tie", None)
    vote_id = gathering.open_vote(**asked)
    by_list = "options" in asked
    for number, username in enumerate(VOTERS[:4]):
        choice = Choice.NO if number % 2 else Choice.YES
        said: dict[str, Any] = {"chosen": (1 + number % 2,)} if by_list else {"choice": choice}
        cast(gathering, kind, vote_id, username, number, said)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    with gathering.store.reading() as session:
        return result_file(session, vote_id)


def cast(
    gathering: Gathering, kind: Kind, vote_id: UUID, username: str, number: int, said: Any
) -> None:
    """Somebody's ballot, in the way of the kind."""
    if kind is Kind.SECRET:
        gathering.run(username, cast_secret_ballot, slip(vote_id, number, **said))
    else:
        gathering.run(username, cast_ballot, CastBallot(vote_id=vote_id, **said))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.SECRET, Kind.STRAW])
def test_a_result_counts_again(gathering: Gathering, kind: Kind, form: str) -> None:
    """Of every kind and form."""
    gathering.running()
    found = recount(made(gathering, kind, form))
    assert (found.faults, found.remarks) == ((), ())
    assert found.file is not None
    record = found.file.record
    assert (len(record.voters), len(record.ballots)) == (5, 4)
    assert len(record.codes) == (4 if kind is Kind.SECRET else 0)
    assert [ballot.voter is None for ballot in record.ballots] == [kind is Kind.SECRET] * 4


@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.SECRET])
def test_any_byte_changed_is_found(gathering: Gathering, kind: Kind) -> None:
    """Two hundred times one byte, to any other value."""
    gathering.running()
    whole = made(gathering, kind, "candidates")
    rng = random.Random(2_026)
    for _ in range(200):
        harmed = bytearray(whole)
        place = rng.randrange(len(harmed))
        harmed[place] = (harmed[place] + rng.randrange(1, 256)) % 256
        assert recount(bytes(harmed)).faults, (place, whole[place], harmed[place])
    assert not recount(whole).faults


def test_a_byte_more_or_less_is_found(gathering: Gathering) -> None:
    """And a file cut short, an empty one, another file altogether."""
    gathering.running()
    whole = made(gathering, Kind.OPEN, "question")
    for harmed in (whole + b" ", whole[:-1], b"", b"[]", b"{}", b"\xff", whole[: len(whole) // 2]):
        assert recount(harmed).faults


def test_who_rewrites_the_hashes_too_must_still_count_right(gathering: Gathering) -> None:
    """A forger who seals a changed record anew is found by the count, or by the log elsewhere."""
    from ecabinet.core.audit import digest
    from meetings.result_file import file_bytes, fingerprint, record_text

    gathering.running()
    file = recount(made(gathering, Kind.OPEN, "question")).file
    assert file is not None
    outcome = file.record.outcome.model_copy(update={"carried": True, "yes": 5, "no": 0})
    record = file.record.model_copy(update={"outcome": outcome})
    text = record_text(record)
    entry = file.entry.model_copy(
        update={"detail": {**file.entry.detail, "record": fingerprint(text)}}
    )
    forged = entry.model_copy(update={"hash": digest(entry)})  # type: ignore[arg-type]
    faults = recount(file_bytes(text, forged)).faults
    assert any(fault.startswith("yes:") for fault in faults), faults


def test_the_command_line_needs_no_settings(gathering: Gathering, tmp_path: Path) -> None:
    """No database, no environment; exit 1 for a changed file."""
    gathering.running()
    file = tmp_path / "ket-qua.json"
    file.write_bytes(made(gathering, Kind.SECRET, "question"))
    program = [sys.executable, "-m", "ecabinet", "verify-vote", str(file)]
    run = {"env": {"PATH": "/usr/bin", "LC_ALL": "C.UTF-8"}, "capture_output": True, "text": True}
    done = subprocess.run(program, timeout=60, check=False, **run)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the result is right" in done.stdout
    file.write_bytes(file.read_bytes().replace(b'"no"', b'"on"', 1))
    done = subprocess.run(program, timeout=60, check=False, **run)  # type: ignore[call-overload]
    assert done.returncode == 1


FIGURES: dict[str, Any] = {
    "issued": 5, "returned": 5, "invalid": 1, "counters": ("Nguyễn Văn A", "Trần Thị B"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.SECRET])
def test_figures_counted_on_paper_count_again(gathering: Gathering, kind: Kind) -> None:
    """With who counted; changed figures are found, and no ballot of a tablet is among them."""
    gathering.running()
    vote_id = gathering.open_vote(kind=kind, on_paper=True)
    tablet: Any = slip(vote_id, 0, choice=Choice.YES)
    deed: Any = cast_secret_ballot
    if kind is Kind.OPEN:
        deed, tablet = cast_ballot, CastBallot(vote_id=vote_id, choice=Choice.YES)
    with pytest.raises(Conflict, match=r"vote\.on_paper"):
        gathering.run("daibieu01", deed, tablet)
    with pytest.raises(Conflict, match=r"paper\.uncounted"):
        gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    typed = EnterPaperCount(vote_id=vote_id, yes=3, no=1, **FIGURES)
    with pytest.raises(Denied):
        gathering.run("daibieu01", enter_paper_count, typed)
    one = EnterPaperCount(vote_id=vote_id, yes=4, no=1, **FIGURES)
    with pytest.raises(Invalid, match=r"paper\.sum"):
        gathering.run("thuky", enter_paper_count, one)
    gathering.run("thuky", enter_paper_count, typed)
    shown = gathering.vote_seen_by("daibieu02", vote_id)
    assert shown.outcome is not None
    assert (shown.outcome.yes, shown.outcome.cast, shown.outcome.carried) == (3, 4, True)
    assert shown.paper is not None
    assert (shown.paper.counters, shown.paper.entered_by) == (FIGURES["counters"], "Phạm Thu Ký")
    assert shown.ballots == []
    with gathering.store.reading() as session:
        whole = result_file(session, vote_id)
    assert recount(whole).faults == ()
    assert recount(whole.replace(b'"yes": 3', b'"yes": 2')).faults


def test_paper_and_tablets_are_not_mixed(gathering: Gathering) -> None:
    """Nobody could tell who has voted twice: the vote is voided and held again on paper."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id)
    typed = EnterPaperCount(vote_id=vote_id, yes=3, no=1, **FIGURES)
    with pytest.raises(Conflict, match=r"paper\.tablets_have_cast"):
        gathering.run("thuky", enter_paper_count, typed)
    gathering.run("thuky", void_vote, VoidVote(vote_id=vote_id, reason="Mất mạng"))
    again = gathering.open_vote(repeats_id=vote_id)
    hands = EnterPaperCount(
        vote_id=again, how="hands", yes=3, no=2, counters=("Nguyễn Văn A", "Trần Thị B")
    )
    gathering.run("thuky", enter_paper_count, hands)
    shown = next(v for v in gathering.seen_by("daibieu02").votes if v.id == again)
    assert shown.paper is not None
    assert (shown.paper.issued, shown.paper.returned, shown.cast) == (5, 5, 5)
    with pytest.raises(Conflict):
        gathering.run("thuky", enter_paper_count, hands)

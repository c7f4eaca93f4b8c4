"""A secret vote of the sample office."""

from random import SystemRandom
from uuid import UUID

from ecabinet.demo.sessions import MEMBERS
from ecabinet.demo.teller import Teller
from meetings.ballot_forms import Choice, Kind
from meetings.commands.question import Question
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
QUESTION = "Giới thiệu đồng chí Đỗ Khắc Hiển làm Trưởng Tiểu ban Chuyển đổi số"


def secret_vote(teller: Teller, meeting_id: UUID, against: set[str], absent: set[str]) -> None:
    """Everybody present votes secretly, yes but for `against`; codes as tablets make them up."""
    asked = Question(question=QUESTION, kind=Kind.SECRET)
    opened = teller.do("thuky", open_vote, OpenVote(meeting_id=meeting_id, question=asked))
    signs = SystemRandom()
    for username in ("chutri", "lanhdao", *MEMBERS):
        if username in absent:
            continue
        code = "-".join("".join(signs.choices(ALPHABET, k=4)) for _ in range(3))
        choice = Choice.NO if username in against else Choice.YES
        ballot = CastSecretBallot(vote_id=opened.id, choice=choice, ballot_code=code)
        teller.do(username, cast_secret_ballot, ballot)
    teller.do("thuky", close_vote, CloseVote(vote_id=opened.id))

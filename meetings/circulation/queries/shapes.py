"""A circulation ballot as pages and the API show it."""

from datetime import datetime
from uuid import UUID

from meetings.ballot_forms import Choice, Form
from meetings.circulation.fields import AskedPeople, ShareOf
from meetings.circulation.states import CirculationAct, CirculationState
from meetings.fields import Command
from meetings.queries.vote_shapes import OptionOut
from meetings.terms import Outcome, Sentence


class CirculationRow(Command):
    """One line of a list; `asked_me` without `answered` waits for the reader."""

    id: UUID
    title: str
    unit_id: UUID
    unit_name: str
    state: CirculationState
    due_at: datetime
    over: bool
    asked: int
    answers: int
    asked_me: bool
    answered_at: datetime | None


class CirculationsOut(Command):
    """A page of them, the newest first; `waiting` counts those that wait for the reader."""

    circulations: list[CirculationRow]
    waiting: int
    next_after: str | None


class PartAnswer(Command):
    """Somebody asked. What they said only for those who may read it; `id` holds their files."""

    id: UUID
    person_id: UUID
    name: str
    title: str
    answered_at: datetime | None
    changes: int
    choice: Choice | None = None
    text: str = ""
    chosen: tuple[int, ...] | None = None


class CirculationStepOut(Command):
    """A line of the history; `by` is empty for what happened by itself."""

    act: CirculationAct
    by: str
    at: datetime
    text: str
    due_at: datetime | None


class JoinedVote(Command):
    """The vote in a meeting with which the answers are counted; its sentence once published."""

    vote_id: UUID
    meeting_id: UUID
    meeting: str
    sentence: Sentence | None


class CirculationOut(CirculationRow):
    """One whole. `parts` tell who was asked; what others said only officers, or once published.

    `wish` and `names` (of the wish) are for officers while it is a draft. `mine` is the reader's
    own answer; `acts` what the reader may do now.
    """

    question: str
    form: Form
    options: list[OptionOut]
    least: int
    most: int
    seats: int
    share_of: ShareOf
    numerator: int
    denominator: int
    strict: bool
    threshold: Sentence
    rule_set: str
    early_close: bool
    tracker_id: UUID
    tracker: str
    sent_at: datetime | None
    closed_at: datetime | None
    published_at: datetime | None
    reason: str
    revision: int
    wish: AskedPeople | None
    names: dict[str, str]
    parts: list[PartAnswer]
    mine: PartAnswer | None
    outcome: Outcome | None
    joined: JoinedVote | None
    steps: list[CirculationStepOut]
    acts: list[CirculationAct]
    runs: bool

"""What a circulation ballot is written with: the question, who is asked, what carries it."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from ecabinet.core.actors import Role
from meetings.ballot_forms import Form, Kind
from meetings.catalogue import RuleSet
from meetings.fields import Command, LongText, Part, Title

MOST_OPTIONS = 200
MOST_ASKED = 500
Number = Annotated[int, Field(ge=0, le=MOST_OPTIONS)]


class ShareOf(StrEnum):
    """Of whom the share is taken: all who were asked, or those who answered."""

    ASKED = "asked"
    ANSWERS = "answers"


class OfficeHolders(Command):
    """Whoever holds an office in a unit on the day of the sending; `role` None: any office."""

    unit_id: UUID
    role: Role | None = None


class AskedPeople(Command):
    """Who is asked: people, and holders of offices. Somebody named twice is asked once."""

    people: Annotated[tuple[UUID, ...], Field(max_length=MOST_ASKED)] = ()
    offices: Annotated[tuple[OfficeHolders, ...], Field(max_length=50)] = ()


class Content(Command):
    """What is asked, of whom, until when, and what share carries it.

    A list (`form` choose or candidates) has `options`, of which an answer ticks `least` to `most`
    (0: as many as there are `seats`, or options). `seats` 0: whoever reaches the share. Answers
    are by name: another `kind` is refused.
    """

    kind: Kind = Kind.CIRCULATION
    title: Title
    question: LongText
    form: Form = Form.YES_NO_OTHER
    options: Annotated[tuple[Title, ...], Field(max_length=MOST_OPTIONS)] = ()
    least: Number = 0
    most: Number = 0
    seats: Number = 0
    share_of: ShareOf = ShareOf.ASKED
    numerator: Part = 1
    denominator: Part = 2
    strict: bool = True
    due_at: AwareDatetime
    asked: AskedPeople = AskedPeople()
    early_close: bool = True
    tracker_id: UUID | None = None
    rule_set: RuleSet = RuleSet.PARTY

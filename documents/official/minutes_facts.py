"""The facts that minutes are written from, frozen when they are approved."""

from dataclasses import dataclass
from datetime import date, datetime

from documents.official.conclusions import Conclusion
from documents.official.rich import RichLine


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the meeting; `reason` says why a member was absent.

    `there`: from when to when ("14:20–15:05, 15:30–16:00"), of who was not there throughout.
    """

    name: str
    office: str = ""
    reason: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person said; without a text only that the person spoke."""

    speaker: Person
    text: str = ""


@dataclass(frozen=True, slots=True)
class WrittenOpinion:
    """What somebody gave in writing (no speaker: without a name), and what became of it."""

    speaker: Person | None
    text: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class WrittenOpinions:
    """How many were given on an item, and those of them that readers of the minutes may know."""

    count: int = 0
    told: tuple[WrittenOpinion, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A question, its figures (what was chosen, how often), and the verdict as a sentence."""

    question: str
    figures: tuple[tuple[str, int], ...]
    verdict: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the agenda as it went; `discussion` is what the secretary wrote of it."""

    title: str
    presenter: Person | None = None
    papers: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    votes: tuple[VoteResult, ...] = ()
    number: str = ""
    written: WrittenOpinions = WrittenOpinions()
    opened: datetime | None = None
    discussion: tuple[RichLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ActedFor:
    """What somebody did on another's behalf; `what` begins in lower case ("mở biểu quyết")."""

    deputy: str
    giver: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """All that stands in the minutes. Times are aware and in the zone of the office.

    `body` is who met ("Ban Thường vụ Tỉnh ủy"), `purpose` what for ("cho ý kiến về ..."),
    `place` the locality in the head, `venue` where the meeting was, `members` how many were
    entitled to attend. `opening` and `closing` are what the secretary wrote after the attendance
    and before the end.
    """

    rule_set: str
    issuer: str
    symbol: str
    meeting_title: str
    body: str
    place: str
    venue: str
    opened_at: datetime
    closed_at: datetime
    chair: Person
    secretary: Person
    members: int
    present: tuple[Person, ...]
    absent: tuple[Person, ...] = ()
    invited: tuple[Person, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    superior: str | None = None
    purpose: str = ""
    papers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    day: date | None = None
    acted: tuple[ActedFor, ...] = ()
    opening: tuple[RichLine, ...] = ()
    closing: tuple[RichLine, ...] = ()

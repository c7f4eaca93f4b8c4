"""Catalogues of meetings: their types, each with its defaults, and the rooms they are held in."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ecabinet.catalogues import registry
from ecabinet.catalogues.registry import Catalogue, Seed
from ecabinet.catalogues.values import EntryData, Share, Words
from ecabinet.core.errors import Invalid
from meetings.catalogue import RuleSet, SpeakingKind
from meetings.fields import Minutes, Title
from meetings.models import Meeting
from meetings.opinions.states import Naming
from meetings.sentences import SENTENCES
from meetings.terms import Base

UNIT = "{unit}"
LONGEST_SESSION = 1_440


SpeakingMinutes = Annotated[int, Field(ge=1, le=120)] | None


class AgendaLine(EntryData):
    """An item of the agenda that a new meeting of the type begins with."""

    title: Title
    minutes: Minutes = 15


def _names_unit(text: str) -> str:
    if UNIT not in text or "{" in text.replace(UNIT, ""):
        raise ValueError("meeting_kind.body_without_unit")
    return text


class MeetingKind(EntryData):
    """Defaults of a type of meetings (domain.md, section 4).

    `body` is who meets, with {unit} where the unit's name stands: minutes say it. `rule_set` None
    leaves the layout to whoever plans. `minutes` is the usual length. `speaking_minutes` and
    `question_minutes` limit one turn in the queue, None: no limit.
    With `substitute_votes` an approved substitute takes over the vote of the seat; with
    `proxy_votes` a member who is absent may let another cast in one vote; with `weighted_votes`
    somebody may have more than one vote, as of shares or capital; with `ballot_changes` an open
    ballot may be changed until the close. With `member_history` members see how another member
    has voted openly over time, not only oneself.
    `opinion_naming` is how written opinions bear names, unless the secretariat says otherwise.
    """

    body: Annotated[Words, AfterValidator(_names_unit)] = UNIT
    quorum: Share = Share()
    vote_base: Base = Base.MEMBERS
    vote_share: Share = Share()
    rule_set: RuleSet | None = None
    minutes: Annotated[int, Field(ge=15, le=LONGEST_SESSION)] = 120
    speaking_minutes: SpeakingMinutes = 5
    question_minutes: SpeakingMinutes = 3
    agenda: Annotated[tuple[AgendaLine, ...], Field(max_length=30)] = ()
    substitute_votes: bool = False
    proxy_votes: bool = False
    weighted_votes: bool = False
    ballot_changes: bool = False
    member_history: bool = False
    opinion_naming: Naming = Naming.NAMED

    def body_of(self, unit: str) -> str:
        """Return who meets, for the unit named; a unit that is the body is not named twice."""
        before = self.body.partition(UNIT)[0]
        named_already = unit.casefold().startswith(before.casefold())
        return self.body[len(before) if named_already else 0 :].replace(UNIT, unit)

    def speaking_limit(self, kind: SpeakingKind) -> int | None:
        """Return how long one turn may last, in seconds; None: no limit."""
        by_kind = {
            SpeakingKind.SPEAK: self.speaking_minutes,
            SpeakingKind.QUESTION: self.question_minutes,
        }
        minutes = by_kind[kind]
        return minutes * 60 if minutes else None

    @property
    def rules(self) -> dict[str, str | int | bool]:
        """What a meeting of the type takes over: its quorum, and what its votes need."""
        quorum = self.quorum.model_dump()
        share = self.vote_share.model_dump()
        return {
            **{f"quorum_{name}": value for name, value in quorum.items()},
            **{f"vote_{name}": value for name, value in share.items()},
            "vote_base": self.vote_base,
        }


class Room(EntryData):
    """A room: where it is, how many it holds, what stands in it; seats in rows of equal length."""

    place: Words = ""
    capacity: Annotated[int, Field(ge=1, le=5_000)]
    rows: Annotated[int, Field(ge=1, le=100)] | None = None
    seats_per_row: Annotated[int, Field(ge=1, le=100)] | None = None
    equipment: Annotated[
        tuple[Annotated[Words, Field(min_length=1)], ...], Field(max_length=30)
    ] = ()

    def address(self, name: str) -> str:
        """Return the room as the place of a meeting."""
        return ", ".join(part for part in (name, self.place) if part)[:200]

    @property
    def seats(self) -> int:
        """How many seats are drawn; 0 without rows."""
        return (self.rows or 0) * (self.seats_per_row or 0)


_LEADING = (
    AgendaLine(title="Thông qua biên bản phiên họp trước", minutes=10),
    AgendaLine(title="Báo cáo kết quả thực hiện kết luận phiên họp trước", minutes=20),
    AgendaLine(title="Kết luận phiên họp", minutes=15),
)
_CONFERENCE = (
    AgendaLine(title="Khai mạc, thông qua chương trình hội nghị", minutes=15),
    AgendaLine(title="Thảo luận", minutes=120),
    AgendaLine(title="Biểu quyết các nội dung", minutes=30),
    AgendaLine(title="Bế mạc", minutes=15),
)
_TWO_THIRDS = Share(numerator=2, denominator=3, strict=False)

MEETING_KINDS = Catalogue(
    "meeting-types",
    MeetingKind,
    seed=(
        Seed(
            "BTV",
            "Phiên họp Ban Thường vụ",
            "Meeting of the Standing Committee",
            MeetingKind(
                body="Ban Thường vụ {unit}", rule_set=RuleSet.PARTY, minutes=180, agenda=_LEADING
            ),
        ),
        Seed(
            "TT",
            "Phiên họp Thường trực",
            "Meeting of the Permanent Committee",
            MeetingKind(body="Thường trực {unit}", rule_set=RuleSet.PARTY, agenda=_LEADING),
        ),
        Seed(
            "BCH",
            "Hội nghị Ban Chấp hành",
            "Conference of the Executive Committee",
            MeetingKind(
                body="Ban Chấp hành {unit}",
                quorum=_TWO_THIRDS,
                rule_set=RuleSet.PARTY,
                minutes=240,
                agenda=_CONFERENCE,
            ),
        ),
        Seed("DV", "Họp đơn vị", "Meeting of a unit", MeetingKind(vote_base=Base.PRESENT)),
        Seed(
            "CD",
            "Hội nghị chuyên đề",
            "Thematic conference",
            MeetingKind(vote_base=Base.PRESENT, minutes=180),
        ),
    ),
)


def _rows_whole(others: Mapping[str, Room], code: str, room: Room) -> None:
    if (room.rows is None) != (room.seats_per_row is None):
        missing = "rows" if room.rows is None else "seats_per_row"
        raise Invalid("room.rows_half", field=missing)


ROOMS = Catalogue("rooms", Room, check=_rows_whole)


def register_catalogues() -> None:
    """Register the catalogues and what meetings take from them; twice is the same as once."""
    for catalogue, uses in ((MEETING_KINDS, _kinds_used), (ROOMS, _rooms_used)):
        registry.register(catalogue)
        registry.register_uses(catalogue, uses)
    registry.register(SENTENCES)


def _by(column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> registry.Uses:
    def count(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
        query = select(column, func.count()).where(column.is_not(None)).group_by(column)
        if codes is not None:
            query = query.where(column.in_(codes))
        return {str(code): number for code, number in session.execute(query)}

    return count


_kinds_used: Callable[..., Mapping[str, int]] = _by(Meeting.kind)
_rooms_used: Callable[..., Mapping[str, int]] = _by(Meeting.room)

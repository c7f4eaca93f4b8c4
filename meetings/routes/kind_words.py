"""What the form of a meeting says of kinds and rooms."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from ecabinet.catalogues.queries import Entry
from ecabinet.catalogues.share_words import share_words
from ecabinet.catalogues.values import Share
from meetings.kinds import MeetingKind, Room
from meetings.queries.shapes import MeetingOut
from meetings.terms import Base


@dataclass(frozen=True)
class KindChoice:
    """A kind to choose: its words, what it fills in, and its rules as a sentence."""

    code: str
    name: str
    rule_set: str
    minutes: int
    rules: str
    items: str
    agenda: tuple[str, ...]

    @classmethod
    def of(cls, entry: Entry[MeetingKind], language: str) -> "KindChoice":
        """Return the choice for an entry."""
        kind = entry.data
        count = len(kind.agenda)
        items = ngettext("Đưa sẵn %(num)s nội dung mẫu", "Đưa sẵn %(num)s nội dung mẫu", count)
        return cls(
            code=entry.code,
            name=entry.shown(language),
            rule_set=kind.rule_set or "",
            minutes=kind.minutes,
            rules=_rules(kind),
            items=items if count else "",
            agenda=tuple(line.title for line in kind.agenda),
        )


def _rules(kind: MeetingKind) -> str:
    return _(
        "Họp khi có %(quorum)s số thành viên; thông qua khi %(share)s %(base)s tán thành.",
        quorum=share_words(kind.quorum),
        share=share_words(kind.vote_share),
        base=base_words()[kind.vote_base],
    )


def base_words() -> dict[Base, str]:
    """Of whom the share of a vote is taken."""
    return {
        Base.MEMBERS: _("tổng số thành viên"),
        Base.ENTITLED: _("số thành viên có quyền biểu quyết"),
        Base.PRESENT: _("số thành viên có mặt"),
        Base.VALID: _("số phiếu đã gửi"),
    }


@dataclass(frozen=True)
class Majority:
    """What carries a vote, as the desk offers it; `value` is what its script reads."""

    value: str
    words: str
    chosen: bool


USUAL = (
    (Base.MEMBERS, Share()),
    (Base.MEMBERS, Share(numerator=2, denominator=3, strict=False)),
    (Base.PRESENT, Share()),
    (Base.PRESENT, Share(numerator=2, denominator=3, strict=False)),
)


def majorities(meeting: MeetingOut) -> list[Majority]:
    """Return the usual majorities and the meeting's own, which is chosen."""
    own = (
        meeting.vote_base,
        Share(
            numerator=meeting.vote_numerator,
            denominator=meeting.vote_denominator,
            strict=meeting.vote_strict,
        ),
    )
    offered = USUAL if own in USUAL else (own, *USUAL)
    return [_majority(base, share, (base, share) == own) for base, share in offered]


def _majority(base: Base, share: Share, chosen: bool) -> Majority:
    rule = "strict" if share.strict else "least"
    words = _("%(share)s %(base)s tán thành", share=share_words(share), base=base_words()[base])
    value = f"{base.value}:{share.numerator}:{share.denominator}:{rule}"
    return Majority(value, words[:1].upper() + words[1:], chosen)


@dataclass(frozen=True)
class RoomChoice:
    """A room to choose, with how many it holds, and its address as the place of a meeting."""

    code: str
    name: str
    place: str

    @classmethod
    def of(cls, entry: Entry[Room], language: str) -> "RoomChoice":
        """Return the choice for an entry."""
        shown = entry.shown(language)
        words = _("%(room)s (%(count)s chỗ)", room=shown, count=entry.data.capacity)
        return cls(entry.code, words, entry.data.address(entry.name))

"""Kinds of meetings with their defaults. A constant for now; the words stand in messages.py."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """Types of meetings (domain.md, section 4)."""

    STANDING_COMMITTEE = "standing_committee"
    PERMANENT = "permanent"
    EXECUTIVE_COMMITTEE = "executive_committee"
    UNIT = "unit"
    THEMATIC = "thematic"


class RuleSet(StrEnum):
    """Which official layout the meeting's documents follow (domain.md, section 8)."""

    PARTY = "party"
    STATE = "state"


class Function(StrEnum):
    """As what a person takes part."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"


class UnitRole(StrEnum):
    """What a further unit has to do with a conclusion."""

    COORDINATE = "coordinate"
    INFORM = "inform"

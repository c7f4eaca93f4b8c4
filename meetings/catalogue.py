"""Words of code that do not change with the office. Types and rooms stand in kinds.py."""

from enum import StrEnum


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


class Means(StrEnum):
    """How an arrival was noted."""

    SELF = "self"
    DESK = "desk"
    SEAT = "seat"
    DOOR = "door"


class UnitRole(StrEnum):
    """What a further unit has to do with a conclusion."""

    COORDINATE = "coordinate"
    INFORM = "inform"


class SpeakingKind(StrEnum):
    """In which of the two queues: to speak, or to question (chất vấn)."""

    SPEAK = "speak"
    QUESTION = "question"

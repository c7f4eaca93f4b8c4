"""Signed codes that open a check-in, as addresses in QR codes. What they open, commands decide."""

from datetime import timedelta
from uuid import UUID

from flask import current_app, url_for
from itsdangerous import BadSignature, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer

from ecabinet.core.errors import Conflict, NotFound
from meetings.commands.check_in_by_code import CodeRead

RENEWED = timedelta(seconds=30)
"""How often the screen at the door shows a new code."""
DOOR_LASTS = timedelta(seconds=90)
HELD_LASTS = timedelta(minutes=10)
"""Who has come with a fresh code may sign in and look at the page for so long."""

LONGEST = 400


def door_code(meeting_id: UUID) -> str:
    """Return a code of a meeting's door that is good for a minute and a half."""
    return "d." + _door().dumps(str(meeting_id))


def held_code(meeting_id: UUID, person_id: UUID) -> str:
    """Return a code for one person who has read a fresh one at the door."""
    return "h." + _held().dumps([str(meeting_id), str(person_id)])


def seat_code(room: str, seat: str) -> str:
    """Return the code that is printed for a seat; it does not grow old."""
    return "s." + _seat().dumps([room, seat])


def address(code: str) -> str:
    """Return what a QR code holds: an address of this office."""
    return url_for("check_in.show", code=code, _external=True)


def read_code(code: str, person_id: UUID | None) -> CodeRead:
    """Return what a code says.

    Raises:
        NotFound: its signature is not ours, or it was given to another person.
        Conflict: it has grown old.
    """
    kind, _, signed = code[:LONGEST].partition(".")
    try:
        if kind == "d":
            return CodeRead(meeting_id=UUID(_door().loads(signed, int(DOOR_LASTS.total_seconds()))))
        if kind == "h":
            meeting_id, whose = _held().loads(signed, int(HELD_LASTS.total_seconds()))
            if whose == str(person_id):
                return CodeRead(meeting_id=UUID(meeting_id))
        if kind == "s":
            room, seat = _seat().loads(signed)
            return CodeRead(room=room, seat=seat)
    except SignatureExpired as error:
        raise Conflict("code.expired") from error
    except BadSignature as error:
        raise NotFound("code.unknown", kind="code") from error
    raise NotFound("code.unknown", kind="code")


def _door() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="meetings.door")


def _held() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="meetings.held")


def _seat() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="meetings.seat")

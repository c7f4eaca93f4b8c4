"""Files that were sent with a form that had a mistake: kept, and named in the form by a seal.

The seal binds the files to the person and the task, so that a hash alone gives nobody a file.
"""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from documents.commands.upload import StoredFile
from ecabinet.web.requests import current_actor

HOURS = 24


def seal(task_id: UUID, files: list[StoredFile]) -> str:
    """Return text that stands for `files` in the form of this person and task."""
    return str(_serializer().dumps([_owner(task_id), [file.model_dump() for file in files]]))


def unseal(task_id: UUID, text: str) -> list[StoredFile]:
    """Return the files of a seal; none when it is empty, old, forged, or another's."""
    try:
        owner, files = _serializer().loads(text, max_age=HOURS * 3600)
    except BadSignature:
        return []
    return [StoredFile(**file) for file in files] if owner == _owner(task_id) else []


def _owner(task_id: UUID) -> str:
    return f"{current_actor().person_id}:{task_id}"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="followup.evidence")

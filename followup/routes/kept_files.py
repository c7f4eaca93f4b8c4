"""Files that were sent with a form that had a mistake: kept, and named in the form by a seal.

The seal binds the files to the person and the task, so that a hash alone gives nobody a file.
"""

from collections.abc import Callable
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from documents.commands.upload import StoredFile
from ecabinet.core.errors import Conflict, Invalid, TooLarge
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor

HOURS = 24
Keep = Callable[[UUID, list[FileStorage]], list[StoredFile]]


def sent_files(task_id: UUID, keep: Keep) -> tuple[list[StoredFile], dict[str, str]]:
    """Return the files sent now and before, and what is wrong with those that are not taken.

    One that is refused takes none of the others with it.
    """
    names = request.form.getlist("kept_name")
    files = [f for f in unseal(task_id, request.form.get("kept", "")) if f.filename in names]
    wrong: list[str] = []
    for file in request.files.getlist("files"):
        try:
            files += keep(task_id, [file])
        except (Invalid, Conflict, TooLarge) as error:
            wrong.append(f"{file.filename}: {sentence(error)}")
    return files, {"files": " ".join(wrong)} if wrong else {}


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

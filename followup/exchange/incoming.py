"""Files on their way into a message."""

from collections.abc import Iterable
from uuid import UUID

from werkzeug.datastructures import FileStorage

from documents.commands.upload import StoredFile
from ecabinet.core.errors import Invalid
from followup.exchange.commands import MOST_FILES
from followup.policies import TaskPermission
from followup.routes.doors import chosen, keep_for_task


def keep_files(task_id: UUID, files: Iterable[FileStorage]) -> list[StoredFile]:
    """Store files for a message about to be said. Raises as `keep_for_task`.

    Also Invalid: there are too many.
    """
    sent = chosen(files)
    if len(sent) > MOST_FILES:
        raise Invalid("message.too_many_files", field="files", most=MOST_FILES)
    return keep_for_task(task_id, sent, TaskPermission.DISCUSS)

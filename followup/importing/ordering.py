"""The order to import: what the person saw is read anew, then the command is given."""

from uuid import UUID

from ecabinet.web.requests import current_actor, execute, platform
from followup.importing.commands import CarryOutImport, TaskImportRef, carry_out_import
from followup.importing.looking import look


def order_import(import_id: UUID, *, skip_bad: bool) -> TaskImportRef:
    """Count the rows and give the order. Raises as `look` and `carry_out_import`."""
    looked = look(platform().store, current_actor(), import_id)
    wish = CarryOutImport(
        import_id=import_id, good=len(looked.good), bad=len(looked.wrong), skip_bad=skip_bad
    )
    return execute(carry_out_import, wish)

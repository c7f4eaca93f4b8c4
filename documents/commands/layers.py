"""Onto which layers marks may be written, and which marks may be answered."""

from collections.abc import Sequence
from uuid import UUID

from documents import access
from documents.marks import NewMark
from documents.models import Annotation, PaperVersion
from documents.policies import MarkPermission, PaperPermission, own_units
from documents.states import VersionState
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.unit_of_work import UnitOfWork

Place = tuple[UUID, str, UUID | None, int, bool]
"""Version, layer, unit, page, and whether it is a reply itself."""

RIGHT = {"personal": PaperPermission.MARK_OWN, "meeting": PaperPermission.MARK_MEETING}


def unit_of(actor: Actor, mark: NewMark) -> UUID | None:
    """Return whose layer a mark lies on; the author's first unit when the tablet named none.

    Raises:
        Invalid: the author holds no office in any unit.
    """
    if mark.layer != "unit":
        return None
    mine = own_units(actor)
    first = next((o.unit_id for o in actor.offices if o.unit_id in mine), None)
    unit_id = mark.unit_id or first
    if unit_id is None:
        raise Invalid("mark.no_unit", field="unit_id")
    return unit_id


def writable(uow: UnitOfWork, version_id: UUID, marks: Sequence[NewMark]) -> PaperVersion:
    """Return the version, when all the layers of `marks` may be written on.

    Raises:
        NotFound, Denied: the paper, or the layer; another unit's layer is not found.
        Conflict: the paper is not ready.
    """
    rights = sorted({RIGHT[mark.layer] for mark in marks if mark.layer != "unit"})
    units = {unit for mark in marks if (unit := unit_of(uow.actor, mark))}
    found = [access.version(uow.session, uow.actor, version_id, right).version for right in rights]
    found += [
        access.unit_layer(
            uow.session, uow.actor, version_id, unit, PaperPermission.MARK_UNIT
        ).version
        for unit in sorted(units)
    ]
    version = found[0]
    if version.state != VersionState.READY or version.pages is None:
        raise Conflict("paper.not_ready")
    return version


def check_replies(
    uow: UnitOfWork, version: PaperVersion, marks: Sequence[NewMark], batch: Sequence[NewMark]
) -> None:
    """Let replies pass that answer a standing mark of the same layer and page.

    It may be stored already, or come in the same `batch`.

    Raises:
        NotFound: what is answered is not there, or not for this person.
        Conflict: it was removed. Invalid: it lies elsewhere, or is a reply itself.
    """
    together = {mark.id: mark for mark in batch}
    for reply in (mark for mark in marks if mark.parent is not None):
        if reply.kind != "reply":
            raise Invalid("mark.not_a_reply", field="parent")
        new = together.get(reply.parent) if reply.parent else None
        answered = _place(uow, version, new) if new else _stored_place(_answered(uow, reply))
        if answered != (*_place(uow, version, reply)[:-1], False):
            raise Invalid("mark.reply_elsewhere", field="parent")


def _place(uow: UnitOfWork, version: PaperVersion, mark: NewMark) -> Place:
    unit_id = unit_of(uow.actor, mark)
    return version.id, mark.layer, unit_id, mark.page, mark.kind == "reply"


def _stored_place(row: Annotation) -> Place:
    return row.version_id, row.layer, row.unit_id, row.page, row.kind == "reply"


def _answered(uow: UnitOfWork, reply: NewMark) -> Annotation:
    if reply.parent is None:
        raise NotFound("not_found", kind="mark")
    row = access.mark(uow.session, uow.actor, reply.parent, MarkPermission.READ).mark
    if row.removed_at is not None:
        raise Conflict("mark.answered_gone")
    return row

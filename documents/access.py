"""Load and authorise: the only way from an id somebody gave to a paper or a mark."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import containers
from documents.containers import Container
from documents.grants import grants_of
from documents.held import HeldCopy, HeldLayer, HeldMark, HeldPaper, HeldVersion, Shelf
from documents.models import Annotation, CarriedMark, Paper, PaperCopy, PaperVersion, Upload
from documents.policies import MarkPermission, PaperPermission
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.permissions import require


def shelf(
    session: Session, actor: Actor, kind: str, container_id: UUID, permission: PaperPermission
) -> Shelf:
    """Return the container of `kind`. Raises NotFound, Denied."""
    found = _shelf(session, actor, kind, container_id)
    return require(actor, permission, PaperPermission.READ, found, "container")


def paper(
    session: Session,
    actor: Actor,
    paper_id: UUID,
    permission: PaperPermission,
    *,
    lock: bool = False,
) -> HeldPaper:
    """Return a paper; with `lock` no other transaction changes it meanwhile.

    Raises NotFound, Denied.
    """
    query = select(Paper).where(Paper.id == paper_id)
    row = session.scalar(query.with_for_update() if lock else query)
    held = _held_paper(session, actor, row) if row else None
    return require(actor, permission, PaperPermission.READ, held, "paper")


def recalled(session: Session, actor: Actor, paper_id: UUID, *, lock: bool = False) -> HeldPaper:
    """Return a recalled paper to whoever may restore it; nobody else knows that it is there.

    Raises NotFound.
    """
    query = select(Paper).where(Paper.id == paper_id)
    row = session.scalar(query.with_for_update() if lock else query)
    held = _held_paper(session, actor, row) if row else None
    return require(actor, PaperPermission.RESTORE, PaperPermission.RESTORE, held, "paper")


def version(
    session: Session, actor: Actor, version_id: UUID, permission: PaperPermission
) -> HeldVersion:
    """Return a version with its paper. Raises NotFound, Denied."""
    held = _held_version(session, actor, version_id)
    return require(actor, permission, PaperPermission.READ, held, "paper")


def unit_layer(
    session: Session,
    actor: Actor,
    version_id: UUID,
    unit_id: UUID,
    permission: PaperPermission,
) -> HeldLayer:
    """Return one unit's layer on a version. Raises NotFound, also for those outside it."""
    on = _held_version(session, actor, version_id)
    held = HeldLayer(unit_id, on.version, on.paper, on.shelf, on.grants) if on else None
    return require(actor, permission, PaperPermission.READ_UNIT, held, "paper")


def mark(
    session: Session, actor: Actor, mark_id: UUID, permission: MarkPermission, *, lock: bool = False
) -> HeldMark:
    """Return a mark, also a removed one. Raises NotFound, Denied."""
    query = select(Annotation).where(Annotation.id == mark_id)
    row = session.scalar(query.with_for_update() if lock else query)
    on = _held_version(session, actor, row.version_id) if row else None
    held = HeldMark(row, on.version, on.paper, on.shelf, on.grants) if row and on else None
    return require(actor, permission, MarkPermission.READ, held, "mark")


def carried_mark(
    session: Session,
    actor: Actor,
    carried_id: UUID,
    permission: MarkPermission,
    *,
    lock: bool = False,
) -> tuple[CarriedMark, HeldMark]:
    """Return what became of a mark in a newer version, and the mark of the version before there.

    Raises NotFound, also for replies, which follow; Denied.
    """
    query = select(CarriedMark).where(CarriedMark.id == carried_id)
    row = session.scalar(query.with_for_update() if lock else query)
    origin = session.get(Annotation, row.origin_id) if row else None
    on = _held_version(session, actor, row.version_id) if row else None
    held = None
    if origin is not None and on is not None and origin.kind != "reply":
        held = HeldMark(origin, on.version, on.paper, on.shelf, on.grants)
    require(actor, permission, MarkPermission.READ, held, "mark")
    assert row is not None
    assert held is not None
    return row, held


def upload(session: Session, actor: Actor, upload_id: UUID, *, lock: bool = False) -> Upload:
    """Return a file on its way, to whom it belongs and who may still upload there.

    Raises NotFound, also for the uploads of others; Denied.
    """
    query = select(Upload).where(
        Upload.id == upload_id,
        Upload.person_id == actor.person_id,
        Upload.deputy_id == (actor.deputy.person_id if actor.deputy else None),
    )
    row = session.scalar(query.with_for_update() if lock else query)
    on = _shelf(session, actor, row.container_kind, row.container_id) if row else None
    require(actor, PaperPermission.UPLOAD, PaperPermission.READ, on, "upload")
    if row is not None and row.paper_id is not None:
        paper(session, actor, row.paper_id, PaperPermission.UPLOAD)
    assert row is not None
    return row


def copy(session: Session, actor: Actor, copy_id: UUID, *, lock: bool = False) -> HeldCopy:
    """Return a copy of a paper to whom it was made for, while they may read the paper.

    Raises NotFound, also for the copies of others.
    """
    query = select(PaperCopy).where(
        PaperCopy.id == copy_id,
        PaperCopy.person_id == actor.person_id,
        PaperCopy.deputy_id == (actor.deputy.person_id if actor.deputy else None),
    )
    row = session.scalar(query.with_for_update() if lock else query)
    on = _held_version(session, actor, row.version_id) if row else None
    require(actor, PaperPermission.READ, PaperPermission.READ, on, "copy")
    assert row is not None
    assert on is not None
    return HeldCopy(row, on.version, on.paper, on.shelf, on.grants)


def container_of(session: Session, actor: Actor, row: Upload) -> Container:
    """Return the rules of the place that an upload, given by `upload`, is for."""
    return shelf(
        session, actor, row.container_kind, row.container_id, PaperPermission.UPLOAD
    ).container


def unchecked_shelf(session: Session, kind: str, container_id: UUID) -> Shelf | None:
    """Return a container in which nobody is judged: for what is told of it, not to anybody."""
    container = containers.kinds().get(kind)
    if container is None:
        return None
    whole = container.whole
    thing = whole(session, container_id) if whole else container.load(session, SYSTEM, container_id)
    return Shelf(kind, container_id, container, thing) if thing else None


def _shelf(session: Session, actor: Actor, kind: str, container_id: UUID) -> Shelf | None:
    container = containers.kinds().get(kind)
    thing = container.load(session, actor, container_id) if container else None
    return Shelf(kind, container_id, container, thing) if container and thing else None


def _held_paper(session: Session, actor: Actor, row: Paper) -> HeldPaper | None:
    on = _shelf(session, actor, row.container_kind, row.container_id)
    return HeldPaper(row, on, grants_of(session, row)) if on else None


def _held_version(session: Session, actor: Actor, version_id: UUID) -> HeldVersion | None:
    row = session.execute(
        select(PaperVersion, Paper).join(PaperVersion.paper).where(PaperVersion.id == version_id)
    ).one_or_none()
    held = _held_paper(session, actor, row[1]) if row else None
    return HeldVersion(row[0], held.paper, held.shelf, held.grants) if row and held else None

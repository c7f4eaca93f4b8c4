"""Marks of the version before are carried over to a newer one, some at a time, each once."""

from collections.abc import Collection, Iterable
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, update

from documents.carrying.copies import copy_of
from documents.carrying.fates import Fate
from documents.carrying.spots import Spot
from documents.events import AnnotationAdded, layer_stream
from documents.models import Annotation, CarriedMark, PaperVersion
from documents.queries.carrying import newer_version, older_version, standing_copies, to_carry
from documents.queries.marks import author_of, to_mark
from documents.states import CarryState
from ecabinet.accounts.models import Person
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork

CARRY = "documents.carry_marks"


class Judged(BaseModel):
    """What was found of one mark; a reply is not judged, it follows what it answers."""

    model_config = ConfigDict(frozen=True)
    origin_id: UUID
    root_id: UUID
    fate: Fate = Fate.KEPT
    spot: Spot | None = None
    others: tuple[Spot, ...] = ()
    quote: str = ""


class CarryMarks(BaseModel):
    """Some marks to carry over; what a reply answers comes before it."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    marks: list[Judged]


class CarryingDone(BaseModel):
    """All that was found has been carried; `some` tells whether there was any."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    some: bool


def want_carrying(uow: UnitOfWork, version: PaperVersion) -> None:
    """Let the worker carry the marks over to a version that has just become ready."""
    if version.pages and older_version(uow.session, version) is not None:
        _want(uow, version.id)


def carry_late(uow: UnitOfWork, version: PaperVersion) -> None:
    """Let marks follow that were just made on a version which has a newer one.

    A tablet without network may send them long after: what was written is not left behind.
    """
    if version.number >= version.paper.shown_number:
        return
    newer = newer_version(uow.session, version)
    if newer is not None:
        _want(uow, newer.id)


def carry_marks(uow: UnitOfWork, cmd: CarryMarks) -> None:
    """Copy marks to their places in the newer version, and tell those whose layers they are.

    What is there already, or was removed meanwhile, is passed over.
    """
    version = _locked(uow, cmd.version_id)
    known = _known(uow, version.id, [judged.root_id for judged in cmd.marks])
    wanted = [judged for judged in cmd.marks if judged.root_id not in known]
    origins = _rows(uow, [judged.origin_id for judged in wanted])
    fresh: list[Annotation] = []
    for judged in wanted:
        origin = origins.get(judged.origin_id)
        if origin is None or origin.removed_at is not None or origin.kind == "reply":
            continue
        made = _carried(uow, version, judged)
        if judged.spot is not None:
            sizes = version.pages or []
            fresh.append(copy_of(origin, version.id, judged.spot, sizes[judged.spot.page - 1]))
            made.mark_id = fresh[-1].id
        uow.session.add(made)
    uow.session.add_all(fresh)
    uow.session.flush()  # Replies in the same call look for what they answer.
    fresh += _carry_replies(uow, version, wanted, origins)
    announce(uow, fresh)


def finish_carrying(uow: UnitOfWork, cmd: CarryingDone) -> None:
    """Say that the marks are here, unless more have come; then the next version has its turn."""
    version = _locked(uow, cmd.version_id)
    if version.carry_state != CarryState.WANTED:
        return
    if to_carry(uow.session, version, at_most=1):
        uow.enqueue(CARRY, version_id=str(version.id))
        return
    version.carry_state = CarryState.DONE
    newer = newer_version(uow.session, version)
    if newer is not None and cmd.some:
        _want(uow, newer.id)
    # Only of the layer that all readers see; of others nobody learns how much there is.
    shared = standing_copies(uow.session, version.id, "meeting")
    told = {"version_id": version.id, "number": version.number, "marks": shared}
    uow.audit("paper.marks_carried", "paper", version.paper_id, **told)


def announce(uow: UnitOfWork, fresh: Collection[Annotation]) -> None:
    """Tell of marks that have just been put on shared layers, to those whose layers they are."""
    shared = [row for row in fresh if row.layer != "personal"]
    names = author_names(uow, {row.author_id for row in shared})
    for row in shared:
        mark = to_mark(row, author_of(row, names[row.author_id]))
        stream = layer_stream(row.version_id, row.unit_id)
        uow.record(AnnotationAdded(stream=stream, mark=mark))


def author_names(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of people by their ids."""
    rows = uow.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _carry_replies(
    uow: UnitOfWork,
    version: PaperVersion,
    wanted: Iterable[Judged],
    origins: dict[UUID, Annotation],
) -> list[Annotation]:
    replies = [
        (judged, origin)
        for judged in wanted
        if (origin := origins.get(judged.origin_id)) is not None
        and origin.kind == "reply"
        and origin.removed_at is None
    ]
    answered = _answered(uow, version.id, [origin for _judged, origin in replies])
    fresh = []
    for judged, origin in replies:
        parent = answered.get(origin.parent_id) if origin.parent_id else None
        made = _carried(uow, version, judged)
        if parent is None:
            made.fate = Fate.ORPHANED
        else:
            fresh.append(copy_of(origin, version.id, Spot(page=parent.page), None, parent.id))
            made.mark_id = fresh[-1].id
        uow.session.add(made)
    uow.session.add_all(fresh)
    return fresh


def _answered(
    uow: UnitOfWork, version_id: UUID, replies: Collection[Annotation]
) -> dict[UUID, Annotation]:
    """Return the standing copies of what is answered, by the id of what is answered."""
    parents = {reply.parent_id for reply in replies if reply.parent_id}
    roots = uow.session.execute(
        select(CarriedMark.mark_id, CarriedMark.root_id).where(CarriedMark.mark_id.in_(parents))
    )
    first = {parent: parent for parent in parents} | {mark: root for mark, root in roots if mark}
    copies = uow.session.execute(
        select(CarriedMark.root_id, Annotation)
        .join(Annotation, Annotation.id == CarriedMark.mark_id)
        .where(
            CarriedMark.version_id == version_id,
            CarriedMark.root_id.in_(first.values()),
            Annotation.removed_at.is_(None),
        )
    )
    by_root = {root: copy for root, copy in copies}  # noqa: C416 - rows are not pairs to mypy
    return {parent: by_root[root] for parent, root in first.items() if root in by_root}


def _carried(uow: UnitOfWork, version: PaperVersion, judged: Judged) -> CarriedMark:
    return CarriedMark(
        version_id=version.id,
        origin_id=judged.origin_id,
        root_id=judged.root_id,
        fate=judged.fate,
        spot=judged.spot.model_dump(mode="json") if judged.spot else None,
        others=[spot.model_dump(mode="json") for spot in judged.others],
        quote=judged.quote,
        created_at=uow.now,
    )


def _known(uow: UnitOfWork, version_id: UUID, roots: Collection[UUID]) -> set[UUID]:
    return set(
        uow.session.scalars(
            select(CarriedMark.root_id).where(
                CarriedMark.version_id == version_id, CarriedMark.root_id.in_(roots)
            )
        )
    )


def _rows(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Annotation]:
    rows = uow.session.scalars(select(Annotation).where(Annotation.id.in_(ids)))
    return {row.id: row for row in rows}


def _locked(uow: UnitOfWork, version_id: UUID) -> PaperVersion:
    query = select(PaperVersion).where(PaperVersion.id == version_id).with_for_update()
    version = uow.session.scalar(query)
    if version is None:
        raise NotFound("not_found", kind="paper")
    return version


def _want(uow: UnitOfWork, version_id: UUID) -> None:
    # Written even when it says so already: whoever finishes meanwhile then waits and looks again.
    uow.session.execute(
        update(PaperVersion)
        .where(PaperVersion.id == version_id)
        .values(carry_state=CarryState.WANTED)
    )
    uow.enqueue(CARRY, version_id=str(version_id))

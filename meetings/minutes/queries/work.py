"""What happened to the minutes: versions of the texts, what members want amended."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings.minutes import access
from meetings.minutes.access import Held
from meetings.minutes.merging import differences, merge, settled
from meetings.minutes.models import MinutesAmendment, MinutesBlock, MinutesVersion
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.queries.detail import block_rows, names_of, readable_items
from meetings.minutes.queries.shapes import (
    AmendmentOut,
    AmendmentsOut,
    MinutesComparisonOut,
    MinutesLineChange,
    MinutesVersionOut,
    MinutesVersionsOut,
)
from meetings.minutes.states import ONE_SITTING, AmendmentState, MinutesState, Origin, TextPlace
from meetings.minutes.text import TextLine, read

MOST = 200


def versions(session: Session, actor: Actor, meeting_id: UUID) -> MinutesVersionsOut:
    """Return the versions, of each sitting the last. Raises NotFound, Denied."""
    at = access.minutes(session, actor, meeting_id, MinutesPermission.READ_WORK)
    blocks = _readable(session, actor, at)
    rows = session.scalars(
        select(MinutesVersion)
        .where(MinutesVersion.block_id.in_(list(blocks)), MinutesVersion.origin != Origin.OPENED)
        .order_by(MinutesVersion.at.desc(), MinutesVersion.version.desc())
        .limit(MOST * 10)
    ).all()
    kept = _sittings(rows)[:MOST]
    names, titles = names_of(session, {row.by_id for row in kept}), item_titles(at)
    return MinutesVersionsOut(
        meeting_id=meeting_id,
        meeting_title=at.meeting.row.title,
        versions=[_version(row, blocks[row.block_id], names, titles) for row in kept],
    )


def _sittings(rows: Sequence[MinutesVersion]) -> list[MinutesVersion]:
    """Of versions, newest first, leave out those after which the same person went on writing."""
    kept: list[MinutesVersion] = []
    later: dict[UUID, MinutesVersion] = {}
    for row in rows:
        after = later.get(row.block_id)
        went_on = after is not None and after.by_id == row.by_id and after.origin == row.origin
        if not (after and went_on and after.at - row.at < ONE_SITTING):
            kept.append(row)
        later[row.block_id] = row
    return kept


def _readable(session: Session, actor: Actor, at: Held) -> dict[UUID, MinutesBlock]:
    items = set(readable_items(actor, at))
    rows = block_rows(session, at.meeting.id)
    return {row.id: row for row in rows if row.item_id is None or row.item_id in items}


def item_titles(at: Held) -> dict[UUID | None, str]:
    """Return the items as lists call them, of all: show none that the reader may not read."""
    return {None: "", **{i.id: f"{i.number}. {i.title}" for i in at.meeting.row.items}}


def _place(block: MinutesBlock) -> TextPlace:
    return TextPlace.ITEM if block.item_id else TextPlace(block.slot)


def _version(
    row: MinutesVersion, block: MinutesBlock, names: dict[UUID | None, str],
    titles: dict[UUID | None, str],
) -> MinutesVersionOut:  # fmt: skip
    return MinutesVersionOut(
        id=row.id, block_id=block.id, place=_place(block), item=titles.get(block.item_id, ""),
        version=row.version, origin=Origin(row.origin), at=row.at, by=names.get(row.by_id, ""),
        now=row.version == block.version,
    )  # fmt: skip


def compare(session: Session, actor: Actor, version_id: UUID) -> MinutesComparisonOut:
    """Return a version beside the present. Raises NotFound, Denied."""
    place, row = access.version(session, actor, version_id, MinutesPermission.READ_WORK)
    names = names_of(session, {row.by_id})
    return MinutesComparisonOut(
        meeting_id=place.at.meeting.id,
        meeting_title=place.at.meeting.row.title,
        version=_version(row, place.block, names, item_titles(place.at)),
        changes=_changes(read(row.body), read(place.block.body)),
    )


def _changes(before: Sequence[TextLine], after: Sequence[TextLine]) -> list[MinutesLineChange]:
    return [MinutesLineChange(fate=fate, line=line) for fate, line in differences(before, after)]


def amendments(session: Session, actor: Actor, meeting_id: UUID) -> AmendmentsOut:
    """Return the amendments, all or one's own; those that wait first. Raises NotFound."""
    at = access.minutes(session, actor, meeting_id, MinutesPermission.READ)
    blocks = _readable(session, actor, at)
    query = select(MinutesAmendment).where(MinutesAmendment.block_id.in_(list(blocks)))
    if not allows(actor, MinutesPermission.READ_WORK, at):
        query = query.where(MinutesAmendment.person_id == actor.person_id)
    rows = sorted(session.scalars(query), key=_order)
    bases = _bases(session, rows)
    names, titles = names_of(session, {row.answered_by for row in rows}), item_titles(at)
    unlocked = at.minutes is not None and at.minutes.state != MinutesState.APPROVED
    return AmendmentsOut(
        meeting_id=meeting_id,
        meeting_title=at.meeting.row.title,
        answering=unlocked and allows(actor, MinutesPermission.EDIT, at),
        amendments=[
            _amendment(actor, row, blocks[row.block_id], bases, names, titles) for row in rows
        ],
    )  # fmt: skip


def _order(row: MinutesAmendment) -> tuple[bool, datetime, UUID]:
    return (row.state != AmendmentState.PENDING, row.made_at, row.id)


def _bases(
    session: Session, rows: Sequence[MinutesAmendment]
) -> dict[tuple[UUID, int], tuple[TextLine, ...]]:
    """Return the texts from which amendments were made; one query."""
    wanted: dict[UUID, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.block_id].add(row.base)
    found = session.execute(
        select(MinutesVersion.block_id, MinutesVersion.version, MinutesVersion.body).where(
            MinutesVersion.block_id.in_(list(wanted)),
            MinutesVersion.version.in_({base for some in wanted.values() for base in some}),
        )
    )
    return {(block_id, version): read(body) for block_id, version, body in found}


def _amendment(
    actor: Actor, row: MinutesAmendment, block: MinutesBlock,
    bases: dict[tuple[UUID, int], tuple[TextLine, ...]],
    names: dict[UUID | None, str], titles: dict[UUID | None, str],
) -> AmendmentOut:  # fmt: skip
    base, wanted = bases[row.block_id, row.base], read(row.body)
    pending = row.state == AmendmentState.PENDING
    return AmendmentOut(
        id=row.id, block_id=block.id, place=_place(block), item=titles.get(block.item_id, ""),
        name=row.name, title=row.title, made_at=row.made_at, reason=row.reason,
        changes=_changes(base, wanted), state=AmendmentState(row.state),
        clashes=pending and settled(merge(base, wanted, read(block.body))) is None,
        answer=row.answer, answered_at=row.answered_at, answered_by=names.get(row.answered_by, ""),
        own=row.person_id == actor.person_id, revision=row.revision,
    )  # fmt: skip

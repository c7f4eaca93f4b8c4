"""The copy of a mark in a newer version: same author, layer, dates and words, another place."""

import hashlib
from uuid import UUID

from documents.carrying.spots import Size, Spot, put
from documents.models import Annotation
from ecabinet.core.ids import new_id


def copy_of(
    origin: Annotation,
    version_id: UUID,
    spot: Spot,
    size: Size | None,
    parent_id: UUID | None = None,
) -> Annotation:
    """Return a new row at `spot` on a page of `size` (None: nothing is drawn, a reply).

    Its fingerprint is that of no tablet: nobody can have sent it, so nothing is its replay.
    """
    mark_id = new_id()
    body = dict(origin.body) if size is None else put(origin.kind, origin.body, spot, size)
    return Annotation(
        id=mark_id,
        version_id=version_id,
        layer=origin.layer,
        unit_id=origin.unit_id,
        author_id=origin.author_id,
        deputy_id=origin.deputy_id,
        deputy_name=origin.deputy_name,
        written_by=origin.written_by,
        kind=origin.kind,
        parent_id=parent_id,
        page=spot.page,
        body=body,
        text=origin.text,
        fingerprint=hashlib.sha256(f"carried {mark_id}".encode()).hexdigest(),
        revision=1,
        created_at=origin.created_at,
        changed_at=origin.changed_at,
    )

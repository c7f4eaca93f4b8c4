"""A container of papers for tests: a unit as the shelf, An its owner, Bình a member, Cường nothing.

Import `shelf` into a conftest. It stands in for agenda items, which are the meetings' own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents import containers
from documents.commands.process import Findings, finish_version
from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    UploadReceipt,
    add_version,
    upload_paper,
)
from documents.containers import Container, Place
from documents.models import PaperVersion
from documents.policies import POLICIES
from documents.tasks import Worker
from ecabinet.accounts.models import Unit
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.platform import Platform
from tests.fixtures import Office
from tests.samples import plain_pdf

AN, BINH, CUONG = "daibieu01", "daibieu02", "cuong"
KIND = "agenda_item"
A4 = (595.28, 841.89)


@dataclass
class Shelf:
    """One shelf: who owns it, who belongs to it, and whether its meeting layer is open."""

    platform: Platform
    id: UUID
    owner_id: UUID
    member_ids: set[UUID]
    is_open: bool = True
    any_file: bool = False
    described: list[set[UUID]] = field(default_factory=list)

    def may_read(self, actor: Actor, unit: Unit) -> bool:
        """The owner and the members."""
        return unit.id == self.id and actor.person_id in {self.owner_id, *self.member_ids}

    def may_annotate(self, actor: Actor, unit: Unit) -> bool:
        """The same, while it is open."""
        return self.is_open and self.may_read(actor, unit)

    def may_point(self, actor: Actor, unit: Unit) -> bool:
        """The owner, who presents."""
        return self.may_upload(actor, unit)

    def may_manage(self, actor: Actor, unit: Unit) -> bool:
        """The owner, also when it is closed."""
        return self.may_upload(actor, unit)

    def managed_ids(self, actor: Actor) -> Select[UUID]:
        """The SQL twin of may_manage."""
        ids = [self.id] if actor.person_id == self.owner_id else []
        return select(Unit.id).where(Unit.id.in_(ids))

    def may_upload(self, actor: Actor, unit: Unit) -> bool:
        """The owner."""
        return unit.id == self.id and actor.person_id == self.owner_id

    def visible_ids(self, actor: Actor) -> Select[UUID]:
        """The SQL twin of may_read."""
        readers = {self.owner_id, *self.member_ids}
        ids = [self.id] if actor.person_id in readers else []
        return select(Unit.id).where(Unit.id.in_(ids))

    def describe(self, session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
        """All shelves at once, in one query."""
        self.described.append(set(ids))
        rows = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)))
        return {unit_id: Place(name, f"/units/{unit_id}", utc_now()) for unit_id, name in rows}

    def container(self) -> Container:
        """The rules, as documents ask for them."""
        return Container(
            load=lambda session, _actor, unit_id: session.get(Unit, unit_id),
            may_read=self.may_read,
            may_annotate=self.may_annotate,
            may_upload=self.may_upload,
            visible_ids=self.visible_ids,
            describe=self.describe,
            stream=lambda unit: f"shelf:{unit.id}",
            any_file=self.any_file,
            may_point=self.may_point,
            may_manage=self.may_manage,
            managed_ids=self.managed_ids,
            concerned=lambda _session, _unit_id: sorted({self.owner_id, *self.member_ids}),
        )

    def register(self) -> None:
        """Take the place of agenda items; again after a change of `any_file`."""
        containers.register(KIND, self.container())

    def upload(self, actor: Actor, content: bytes | None = None, **fields: Any) -> UploadReceipt:
        """Put a file on the shelf as its own command does, without looking into it."""
        blob = self.platform.blobs.put(BytesIO(plain_pdf() if content is None else content))
        file = StoredFile(
            blob=blob.sha256,
            size=blob.size,
            filename=fields.pop("filename", "Tờ trình.pdf"),
            media_type=fields.pop("media_type", "application/pdf"),
        )
        command = UploadPaper(container_kind=KIND, container_id=self.id, file=file, **fields)
        return self.platform.store.execute(actor, upload_paper, command)

    def revise(self, actor: Actor, version_id: UUID, content: bytes, **fields: Any) -> UUID:
        """Put a newer file of the same paper on the shelf; its version, not looked into."""
        with self.platform.store.reading() as session:
            paper_id = session.get_one(PaperVersion, version_id).paper_id
        blob = self.platform.blobs.put(BytesIO(content))
        file = StoredFile(
            blob=blob.sha256, size=blob.size, filename="Mới.pdf", media_type="application/pdf"
        )
        command = AddVersion(paper_id=paper_id, file=file, **fields)
        return self.platform.store.execute(actor, add_version, command).version_id

    def process(self, version_id: UUID) -> None:
        """Do what the worker does for a version."""
        Worker(self.platform.settings).process_version(self.platform.store, str(version_id))

    def ready(self, actor: Actor, content: bytes | None = None, **fields: Any) -> UUID:
        """Put a file of three A4 pages on the shelf as if it had been looked into; its version."""
        receipt = self.upload(actor, content, **fields)
        self.finish(receipt.version_id)
        return receipt.version_id

    def finish(self, version_id: UUID) -> None:
        """Say that a version is three A4 pages and can be read, without opening it."""
        with self.platform.store.reading() as session:
            row = session.get_one(PaperVersion, version_id)
        findings = Findings(
            version_id=version_id, served_blob=row.blob, served_size=row.size, pages=[A4] * 3
        )
        self.platform.store.execute(SYSTEM, finish_version, findings)


@pytest.fixture
def shelf(platform: Platform, office: Office) -> Iterator[Shelf]:
    """A registered shelf; what stood under its kind before comes back afterwards."""
    before = dict(containers.kinds())
    made = Shelf(platform, office.units["TU"], office.people[AN], {office.people[BINH]})
    permissions.register(POLICIES)
    made.register()
    yield made
    containers._KINDS.clear()
    containers._KINDS.update(before)


@pytest.fixture
def an(as_actor: Callable[[str], Actor]) -> Actor:
    """The owner."""
    return as_actor(AN)


@pytest.fixture
def binh(as_actor: Callable[[str], Actor]) -> Actor:
    """The member."""
    return as_actor(BINH)


@pytest.fixture
def cuong(as_actor: Callable[[str], Actor]) -> Actor:
    """The person who has nothing."""
    return as_actor(CUONG)

"""What a fresh office finds in its catalogues."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.catalogues.models import CatalogueEntry, CatalogueSeed
from ecabinet.catalogues.registry import Catalogue, registered
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class SeedCatalogues(BaseModel):
    """Bring in what this version of the product knows and the office was not given yet."""

    model_config = ConfigDict(frozen=True)


def seed_catalogues(uow: UnitOfWork, _cmd: SeedCatalogues) -> None:
    """Add missing seeds, each only once in the life of the office: deleted ones stay deleted.

    Only the product itself runs this, when the database is brought up to date.
    """
    for catalogue in registered():
        _seed(uow, catalogue)


def _seed(uow: UnitOfWork, catalogue: Catalogue[Any]) -> None:
    given = set(
        uow.session.scalars(
            select(CatalogueSeed.code).where(CatalogueSeed.catalogue == catalogue.key)
        )
    )
    fresh = [seed for seed in catalogue.seed if seed.code not in given]
    if not fresh:
        return
    rows = uow.session.execute(
        select(CatalogueEntry.code, CatalogueEntry.rank).where(
            CatalogueEntry.catalogue == catalogue.key
        )
    )
    ranks: dict[str, int] = dict(rows.all())
    last = max(ranks.values(), default=0)
    for rank, seed in enumerate(fresh, start=last + 1):
        uow.session.add(CatalogueSeed(catalogue=catalogue.key, code=seed.code))
        if seed.code not in ranks:
            uow.session.add(
                CatalogueEntry(
                    id=new_id(),
                    catalogue=catalogue.key,
                    code=seed.code,
                    name=seed.name,
                    english=seed.english,
                    data=seed.data.model_dump(mode="json"),
                    rank=rank,
                    retired_on=None,
                )
            )
    uow.audit("catalogue.seeded", "catalogue", catalogue.key, codes=[s.code for s in fresh])

"""What pages and operations of the register share: its blueprints, its day, the person's books."""

from datetime import date
from uuid import UUID

from flask import Blueprint
from sqlalchemy.orm import Session

from documents.register.policies import BookPermission
from documents.secrecy import REFUSE
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.directory import UnitChoice
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.web.api import api_blueprint
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("register", __name__)
api = api_blueprint("register", "register")


def today() -> date:
    """Return the day of the office."""
    return office_day(utc_now())


def secret_allowed() -> bool:
    """Whether this installation takes secret documents."""
    return platform().settings.secret_papers != REFUSE


def books_of(session: Session, actor: Actor) -> list[UnitChoice]:
    """Return the units whose books the person may read, those they keep first."""
    units = [u for u in directory.units(session) if allows(actor, BookPermission.READ, u.id)]
    return sorted(units, key=lambda unit: not allows(actor, BookPermission.ENTER, unit.id))


def keeps(unit_id: UUID) -> bool:
    """Whether the person keeps the unit's books."""
    return allows(current_actor(), BookPermission.ENTER, unit_id)

"""The directory for everybody signed in: who works where, and how to reach them."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.people import Wanted, people_page
from ecabinet.accounts.queries.person import person_card
from ecabinet.accounts.routes.people import may_manage, unit_choices
from ecabinet.accounts.routes.people_asked import ListArgs
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("colleagues", __name__, url_prefix="/people")


@pages.get("", strict_slashes=False)
def index() -> ResponseReturnValue:
    """Browse and search the people of the office; those who have left are not there."""
    actor, args, today = current_actor(), ListArgs.asked(), office_day(utc_now())
    if not allows(actor, AccountPermission.READ, None):
        raise Denied("denied", kind="person")
    wanted = Wanted(q=args.q, unit_id=args.unit_id, after=args.after, before=args.before)
    with platform().store.reading() as session:
        page = people_page(session, wanted, today)
        units = unit_choices(directory.units(session, today))
    return render_template("people/index.html", page=page, args=args, units=units)


@pages.get("/<uuid:person_id>")
def show(person_id: UUID) -> ResponseReturnValue:
    """Show what every colleague may know of a person."""
    actor = current_actor()
    with platform().store.reading() as session:
        person = person_card(session, actor, person_id, office_day(utc_now()))
    return render_template("people/person.html", person=person, manages=may_manage(actor))

"""People the administrator knows."""

import pytest

from ecabinet.accounts.commands.leaving import (
    DeactivatePerson,
    deactivate_person,
)
from ecabinet.accounts.models import Person
from tests.days import today


@pytest.fixture
def admin(as_actor):
    return as_actor("quantri")


def person(store, person_id):
    with store.reading() as session:
        return session.get_one(Person, person_id)


def leaving(person_id, on=None, **more):
    return DeactivatePerson(person_id=person_id, on=on or today(), reason="Nghỉ hưu", **more)


def leave(store, admin, person_id, on=None, **more):
    store.execute(admin, deactivate_person, leaving(person_id, on, **more))

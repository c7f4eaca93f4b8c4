"""API tokens: only from a browser that has just signed in; they end at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from ecabinet.accounts.commands.tokens import (
    AT_ONCE,
    COARSE,
    CreateToken,
    NoteTokenUse,
    RevokeToken,
    create_token,
    is_worth_noting,
    note_token_use,
    revoke_token,
)
from ecabinet.accounts.models import ApiToken, Person, SignIn
from ecabinet.accounts.queries.tokens import all_tokens, own_tokens, token_use
from ecabinet.accounts.token_policies import POLICIES
from ecabinet.accounts.token_secrets import hash_token, hint_of, new_token
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, TokenGrant
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from ecabinet.core.ids import new_id


@pytest.fixture(autouse=True)
def _rights():
    permissions.register(POLICIES)


@pytest.fixture
def browser(store, office):
    """Return the id of a sign-in of a person in a browser, begun some minutes ago."""

    def begin(username, minutes=1, kind="browser"):
        def command(uow, _cmd):
            row = SignIn(
                person_id=office.people[username], secret_hash=str(new_id()), kind=kind, device="",
                created_at=uow.now - timedelta(minutes=minutes),
                expires_at=uow.now + timedelta(hours=1),
            )  # fmt: skip
            uow.session.add(row)
            uow.session.flush()
            begin.id = row.id

        store.execute(SYSTEM, command, NoteTokenUse(token_id=new_id(), address=""))
        return begin.id

    return begin


def wish(sign_in_id, name="Đồng bộ", scopes=("meetings:read",), **more):
    token = new_token()
    made = CreateToken(
        name=name, scopes=list(scopes), sign_in_id=sign_in_id,
        secret_hash=hash_token(token), hint=hint_of(token), **more,
    )  # fmt: skip
    return token, made


@pytest.fixture
def make(store, as_actor, browser):
    def build(username, **kwargs):
        token, command = wish(browser(username), **kwargs)
        return token, store.execute(as_actor(username), create_token, command).id

    return build


def whose(store, token, now=None):
    with store.reading() as session:
        used = token_use(session, hash_token(token), now or utc_now())
    return used.who.actor if used else None


def test_a_token_stands_for_its_owner_with_its_scopes(store, office, make):
    token, token_id = make("thuky", scopes=["documents:read", "meetings:write"])
    actor = whose(store, token)
    assert actor.person_id == office.people["thuky"]
    assert actor.token == TokenGrant(token_id, frozenset({"documents:read", "meetings:write"}))


def test_only_the_hash_is_kept(store, make):
    token, _ = make("thuky")
    with store.reading() as session:
        row = session.scalars(select(ApiToken)).one()
        receipts = session.connection().exec_driver_sql("SELECT result FROM receipt").all()
        audit = session.scalars(select(AuditEntry)).all()
    kept = str(vars(row)) + str(receipts) + str([vars(entry) for entry in audit])
    assert token not in kept
    assert token[5:20] not in kept


@pytest.mark.parametrize(
    ("kind", "minutes", "code"),
    [("api", 1, "token.needs_browser"), ("browser", 16, "token.sign_in_again")],
)
def test_only_a_browser_that_has_just_signed_in(store, as_actor, browser, kind, minutes, code):
    _, command = wish(browser("thuky", minutes, kind))
    with pytest.raises(Denied) as refused:
        store.execute(as_actor("thuky"), create_token, command)
    assert refused.value.code == code


def test_not_with_the_sign_in_of_another_nor_with_none(store, as_actor, browser):
    for sign_in_id in (browser("chutri"), new_id(), None):
        with pytest.raises(Denied):
            store.execute(as_actor("thuky"), create_token, wish(sign_in_id)[1])


def test_a_token_makes_and_ends_no_tokens(store, as_actor, browser, make):
    _, token_id = make("thuky")
    program = replace(as_actor("thuky"), token=TokenGrant(token_id, frozenset({"admin:write"})))
    with pytest.raises(Denied):
        store.execute(program, create_token, wish(browser("thuky"), "Khác")[1])
    with pytest.raises(Denied):
        store.execute(program, revoke_token, RevokeToken(token_id=token_id))


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"scopes": []}, {"scopes": ["root:write"]}, {"days": 0}, {"days": 366}],
)
def test_a_wish_that_cannot_be(browser, wrong):
    with pytest.raises(ValidationError):
        wish(browser("thuky"), **wrong)


def test_two_living_tokens_of_one_name_and_too_many(store, as_actor, browser, make):
    make("thuky", name="Lịch")
    with pytest.raises(Conflict, match="name_taken"):
        make("thuky", name="Lịch ")
    make("chutri", name="Lịch")
    for number in range(AT_ONCE - 1):
        make("thuky", name=f"Mã {number}")
    with pytest.raises(Conflict, match="too_many"):
        make("thuky", name="Thừa")


def test_expired_revoked_and_disabled_open_nothing(store, as_actor, make, office):
    token, token_id = make("thuky", days=7)
    later = utc_now() + timedelta(days=7, seconds=1)
    assert whose(store, token)
    assert whose(store, token, later) is None
    other, _ = make("chutri")

    def disable(uow, _cmd):
        uow.session.get(Person, office.people["chutri"]).active = False

    store.execute(SYSTEM, disable, RevokeToken(token_id=token_id))
    assert whose(store, other) is None
    for _ in range(2):
        store.execute(as_actor("thuky"), revoke_token, RevokeToken(token_id=token_id))
    assert whose(store, token) is None
    with store.reading() as session:
        deeds = session.scalar(
            select(func.count()).where(AuditEntry.action == "token.revoked").select_from(AuditEntry)
        )
    assert deeds == 1


def test_administrators_end_anybodys_others_do_not_know_of_it(store, as_actor, make):
    token, token_id = make("thuky")
    with pytest.raises(NotFound):
        store.execute(as_actor("cuong"), revoke_token, RevokeToken(token_id=token_id))
    store.execute(as_actor("quantri"), revoke_token, RevokeToken(token_id=token_id))
    assert whose(store, token) is None


def test_use_is_noted_coarsely_and_a_new_address_is_audited(store, as_actor, make):
    _, token_id = make("thuky")
    now = utc_now()

    def noted(address):
        use = NoteTokenUse(token_id=token_id, address=address)
        store.execute(as_actor("thuky"), note_token_use, use)
        with store.reading() as session:
            actions = select(AuditEntry.detail).where(AuditEntry.action == "token.used")
            return session.get(ApiToken, token_id), session.scalars(actions).all()

    row, told = noted("10.0.0.1")
    assert (row.used_from, [d["address"] for d in told]) == ("10.0.0.1", ["10.0.0.1"])
    last = row.used_at, row.used_from
    assert not is_worth_noting(*last, "10.0.0.1", now)
    assert is_worth_noting(*last, "10.0.0.2", now)
    assert is_worth_noting(*last, "10.0.0.1", now + COARSE + timedelta(minutes=1))
    assert len(noted("10.0.0.1")[1]) == 1


def test_lists_show_ones_own_and_all_by_pages(store, office, make, monkeypatch):
    monkeypatch.setattr("ecabinet.accounts.queries.tokens.PAGE_SIZE", 4)
    for number in range(6):
        make("thuky" if number % 2 else "chutri", name=f"Mã {number}")
    with store.reading() as session:
        mine = own_tokens(session, office.people["thuky"], utc_now())
        first = all_tokens(session, utc_now())
        rest = all_tokens(session, utc_now(), after=first.rows[-1].id)
    assert [row.name for row in mine] == ["Mã 5", "Mã 3", "Mã 1"]
    assert [r.name for r in first.rows + rest.rows] == [f"Mã {n}" for n in range(5, -1, -1)]
    assert first.next_after == str(first.rows[-1].id)
    assert rest.next_after is None

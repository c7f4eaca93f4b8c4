"""Pages beside votes: who casts for whom and with how many votes; how a member voted over time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.proxies import (
    DropProxy,
    RecordProxy,
    SetWeights,
    drop_proxy,
    record_proxy,
    set_weights,
)
from meetings.queries.vote_history import members_seen, vote_history
from meetings.queries.vote_roll import roll_page
from meetings.routes.forms import Refusal, attempt
from meetings.routes.pages import pages

PATH = "/votes/<uuid:vote_id>/roll"


@pages.get("/vote-history")
@pages.get("/vote-history/<uuid:person_id>")
def vote_history_of(person_id: UUID | None = None) -> ResponseReturnValue:
    """Show what was cast openly by oneself, or by a member whose history one may see."""
    actor = current_actor()
    of = person_id or actor.person_id
    assert of is not None  # The door is for people who have signed in.
    with platform().store.reading() as session:
        found = vote_history(session, actor, of, request.args.get("after", ""))
        others = members_seen(session, actor)
    mine = of == actor.person_id
    return render_template("meetings/vote_history.html", found=found, others=others, mine=mine)


@pages.get(PATH)
def vote_roll(vote_id: UUID) -> ResponseReturnValue:
    """Show who votes with how many votes, and for whom."""
    return _show(vote_id, Refusal(), {})


@pages.post(PATH + "/proxies")
def record_vote_proxy(vote_id: UUID) -> ResponseReturnValue:
    """Record a delegation, or take one back."""
    typed = request.form.to_dict()

    def work() -> Any:
        if "drop" in typed:
            drop = {"vote_id": vote_id, "participant_id": typed["drop"]}
            return execute(drop_proxy, DropProxy.model_validate(drop))
        names = ("participant_id", "proxy_id", "reason")
        given = {name: typed.get(name, "") for name in names}
        whole = {**given, "vote_id": vote_id, "everywhere": "everywhere" in typed}
        return execute(record_proxy, RecordProxy.model_validate(whole))

    return _done(vote_id, work, typed)


@pages.post(PATH + "/weights")
def set_vote_weights(vote_id: UUID) -> ResponseReturnValue:
    """Set how many votes each has."""
    typed = request.form.to_dict()

    def work() -> Any:
        weights = [
            {"participant_id": name.removeprefix("weight-"), "weight": value}
            for name, value in typed.items()
            if name.startswith("weight-") and value.strip()
        ]
        command = SetWeights.model_validate({"vote_id": vote_id, "weights": weights})
        return execute(set_weights, command)

    return _done(vote_id, work, typed)


def _done(vote_id: UUID, work: Callable[[], Any], typed: dict[str, str]) -> ResponseReturnValue:
    _made, refusal = attempt(work)
    if refusal.text:
        return _show(vote_id, refusal, typed), refusal.status
    flash(_("Đã lưu."), "success")
    return redirect(url_for("meetings.vote_roll", vote_id=vote_id), 303)


def _show(vote_id: UUID, refusal: Refusal, typed: dict[str, str]) -> str:
    with platform().store.reading() as session:
        page = roll_page(session, current_actor(), vote_id)
    return render_template("meetings/vote_roll.html", page=page, refusal=refusal, typed=typed)

"""How long things are kept: a page for administrators, and `getRetention`. Nothing changes here."""

from datetime import datetime

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field

from ecabinet.core.clock import utc_now
from ecabinet.retention.plan import Line, plan
from ecabinet.retention.policies import require_reader
from ecabinet.retention.rules import chosen_days
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("retention", __name__, url_prefix="/admin/retention")
api = api_blueprint("retention", "retention")


class KeptOut(BaseModel):
    """One rule: `days` 0 keeps for ever; `stale` rows would be wiped tonight."""

    key: str = Field(examples=["mails"])
    what: str
    why: str
    days: int
    rows: int
    stale: int
    oldest: datetime | None


class RetentionOut(BaseModel):
    """All rules. What is not named is never wiped."""

    rules: list[KeptOut]


@pages.get("")
def index() -> ResponseReturnValue:
    """Show what is kept how long and what goes tonight."""
    return render_template("admin/retention/index.html", lines=_lines())


@api.get(
    "/retention",
    operation_id="getRetention",
    summary="Thời hạn lưu giữ",
    responses={200: RetentionOut},
)
def get_retention() -> Response:
    """Return how long what is only needed for a while is kept, and what would be wiped tonight."""
    rules = [
        KeptOut(
            key=line.rule.key, what=str(line.rule.words), why=str(line.rule.why), days=line.days,
            rows=line.rows, stale=line.stale, oldest=line.oldest,
        )
        for line in _lines()
    ]  # fmt: skip
    return answer(RetentionOut(rules=rules))


def _lines() -> tuple[Line, ...]:
    require_reader(current_actor())
    with platform().store.reading() as session:
        return plan(session, chosen_days(platform().settings.retention), utc_now())

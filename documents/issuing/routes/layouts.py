"""Which rules of its rule-set a document breaks, as a page and an operation."""

from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from documents.issuing.layout_checks import faults_of_draft, faults_of_file
from documents.issuing.routes import schemas
from documents.issuing.routes.doors import api, load_document, pages
from documents.issuing.states import OfficialState
from documents.issuing.words import RULE_WORDS
from documents.official.checking import Fault
from documents.official.rules import rule_set
from ecabinet.web.api import answer
from ecabinet.web.requests import current_actor, platform


@pages.get("/official/<uuid:official_id>/layout")
def layout(official_id: UUID) -> ResponseReturnValue:
    """Show what the document breaks, or that it keeps to all rules."""
    found = load_document(official_id)
    return render_template(
        "documents/issuing/layout.html",
        document=found, row=found.row, faults=_faults(official_id, found.row.state),
        rules=rule_set(found.rule_set), rule_words=RULE_WORDS,
    )  # fmt: skip


@api.get(
    "/official-documents/<uuid:official_id>/layout",
    operation_id="checkOfficialLayout",
    summary="Kiểm tra thể thức văn bản",
    responses={200: schemas.FaultsOut},
)
def check_layout(path: schemas.DocumentPath) -> Response:
    """Tell which rules of its rule-set a draft, or an issued document, breaks."""
    found = load_document(path.official_id)
    faults = _faults(path.official_id, found.row.state)
    return answer(
        schemas.FaultsOut(
            rule_set=found.rule_set,
            faults=[schemas.FaultOut.model_validate(fault) for fault in faults],
        )
    )


def _faults(official_id: UUID, state: OfficialState) -> list[Fault]:
    look = faults_of_draft if state is OfficialState.DRAFT else faults_of_file
    return look(platform(), current_actor(), official_id)

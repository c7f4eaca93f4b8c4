"""listDirectives and registerDirective."""

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.directives import (
    RegisterDirective,
    RegisteredDirective,
    register_directive,
)
from followup.queries.directive_filters import DirectiveFilter, Missing
from followup.queries.directives import PAGE_SIZE, list_directives
from followup.routes.doors import api, today
from followup.routes.figures import DirectiveOut, DirectivePageOut


class DirectivesQuery(BaseModel):
    """Words to find (also of articles), what narrows the list, and where it goes on."""

    q: str = Field("", max_length=200)
    body: str = Field("", max_length=200, description="cơ quan ban hành, đúng như trong sổ")
    year: int | None = Field(None, ge=1900, le=2200)
    missing: Missing | None = Field(None, description="điều, đơn vị hoặc cả văn bản chưa có việc")
    after: str | None = Field(None, max_length=60)
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


@api.get(
    "/directives",
    operation_id="listDirectives",
    summary="Sổ văn bản chỉ đạo",
    responses={200: DirectivePageOut},
)
def get_directives(query: DirectivesQuery) -> Response:
    """List registered directives, newest first, with how far they are carried out."""
    actor = current_actor()
    with platform().store.reading() as session:
        wanted = DirectiveFilter(query.q, query.body, query.year, query.missing)
        page = list_directives(session, actor, today(), wanted, query.after, query.limit)
    return answer(
        DirectivePageOut(
            directives=[DirectiveOut.model_validate(row) for row in page.rows],
            total=page.total,
            next=page.next_after,
        )
    )


@api.post(
    "/directives",
    operation_id="registerDirective",
    summary="Vào sổ một văn bản chỉ đạo",
    responses={201: RegisteredDirective},
)
def post_directive(body: RegisterDirective, header: WriteHeaders) -> Response:
    """Enter a directive into the register."""
    return answer(execute(register_directive, body), 201)

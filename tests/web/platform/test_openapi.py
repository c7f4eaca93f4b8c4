"""The API document is generated from the code and names the operations others rely on."""

import re

import pytest

from ecabinet.web.api import Schemas
from ecabinet.web.operations import operations as declared

OPERATIONS = """
signIn whoAmI createMeeting listMeetings getMeeting addAgendaItem uploadPaper inviteParticipants
callMeeting openSession checkIn pushAgendaItem turnPage listChanges addAnnotations listAnnotations
exportAnnotatedPaper openVote castBallot closeVote getVote recordConclusion issueTasks listTasks
getTask receiveTask assignTask reportProgress acceptTask closeSession getMinutes
""".split()  # noqa: SIM905 - read as a paragraph


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json


def operations(document):
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")


def test_the_promised_operations_exist(document):
    assert set(OPERATIONS) - set(operations(document)) == set()


def test_every_route_of_the_api_is_described(app, document):
    described = {(method.upper(), path) for method, path, _ in operations(document).values()}
    served = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.endpoint.startswith("openapi.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == described


def test_an_operation_reads_the_kinds_of_content_that_its_document_names(built_app, document):
    for one in declared(built_app).values():
        described = document["paths"][one.path][one.method.lower()]
        named = set(described.get("requestBody", {}).get("content", {}))
        assert one.media_types == named, one.name


def test_every_operation_says_what_may_go_wrong(document):
    for name, (_, _, operation) in operations(document).items():
        assert {"401", "403", "404"} <= set(operation["responses"]) or name == "signIn", name


def test_references_resolve(document):
    known = set(document["components"]["schemas"])
    text = str(document)
    used = {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}
    assert used <= known


def test_two_parts_of_the_api_cannot_share_a_name() -> None:
    schemas = Schemas()
    schemas.update(Row={"type": "object"}, Page={"type": "array"})
    schemas["Row"] = {"type": "object"}
    with pytest.raises(ValueError, match="Row"):
        schemas.update(Row={"type": "string"})


def test_the_document_is_put_into_words_once(app, client):
    """Anybody may ask for it: five megabytes written anew each time would be a way to stop us."""
    first = client.get("/api/v1/openapi.json")
    written = app.json.dumps

    def once(told, **how):
        assert "openapi" not in told, "written again"
        return written(told, **how)  # The session is written so, too.

    with pytest.MonkeyPatch.context() as words:
        words.setattr(app.json, "dumps", once)
        again = client.get("/api/v1/openapi.json")
        known = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.data, known.status_code) == (first.data, 304)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_there_is_405_for_nobody_too(client, method):
    """Found by schemathesis: without a token the CSRF check spoke first, with 400."""
    answer = client.open("/api/v1/openapi.json", method=method)
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)

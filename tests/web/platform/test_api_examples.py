"""What the API document shows is true: every example fits its schema, every write says whether it
may be sent twice."""

import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ecabinet.web.api_errors import error_kinds, reaches
from ecabinet.web.operations import operations
from ecabinet.web.requests import request_id

# Writes that take no Idempotency-Key: what they take can be used once only.
ONCE = {
    "signIn", "completeSignIn", "startSignInEnrolment", "useResetLink", "changePassword",
    "startSecondFactor", "confirmSecondFactor", "turnOffSecondFactor", "regenerateRecoveryCodes",
    "createResetLink", "unlockPaper", "putUploadPart", "createPaperCopy",
    "signOfficialDocument", "sealOfficialDocument", "addSigningKey", "checkSignatures",
    "proposeArticles", "createMeetingArchive", "previewChaseLetter",
}  # fmt: skip


@pytest.fixture(scope="module")
def document(built_app):
    return built_app.test_client().get("/api/v1/openapi.json").json


def described(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def validator(document, schema):
    whole = {**schema, "components": document["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def examples(document):
    """Every example with its schema: parameters, bodies, answers, errors."""
    for _path, _method, operation in described(document):
        name = operation["operationId"]
        for part in operation.get("parameters", []):
            yield f"{name} {part['name']}", part["schema"], part["example"]
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [answer.get("content", {}) for answer in operation["responses"].values()]
        for content in contents:
            for media in content.values():
                if media["schema"].get("format") == "binary":
                    continue
                given = [one["value"] for one in media.get("examples", {}).values()]
                for value in given or [media["example"]]:
                    yield name, media["schema"], value


def test_every_example_fits_its_schema(document):
    wrong, count = [], 0
    for name, schema, value in examples(document):
        count += 1
        faults = list(validator(document, schema).iter_errors(value))
        wrong += [f"{name}: {fault.json_path} {fault.message[:120]}" for fault in faults]
    assert wrong == []
    assert count > 1000


def test_a_wrong_example_would_be_found(document):
    name, schema, value = next(e for e in examples(document) if e[0] == "createMeeting")
    assert name
    assert list(validator(document, schema).iter_errors({**value, "title": 7}))


def test_every_operation_has_errors_in_words(document):
    for path, _method, operation in described(document):
        errors = [a for s, a in operation["responses"].items() if s[0] in "45"]
        assert errors, path
        for answered in errors:
            for code, shown in answered["content"]["application/problem+json"]["examples"].items():
                assert shown["value"]["code"] == code
                assert shown["summary"].strip()
                assert not re.search(r"%\(\w+\)", shown["summary"])


def test_a_write_says_truly_whether_it_may_be_sent_twice(built_app, document):
    told = {o["operationId"]: o for _p, method, o in described(document) if method != "get"}
    views = {op.name: built_app.view_functions[end] for end, op in operations(built_app).items()}
    for name, operation in told.items():
        takes = any(p["name"] == "Idempotency-Key" for p in operation.get("parameters", []))
        assert operation["x-idempotency-key"] == takes, name
        assert takes == (name not in ONCE), f"{name}: take WriteHeaders, or stand in ONCE"
        if takes:
            assert reaches(views[name], request_id), f"{name} ignores the key it takes"
    assert set(told) >= ONCE


def test_the_walk_finds_what_it_should(built_app):
    views = {op.name: built_app.view_functions[end] for end, op in operations(built_app).items()}
    assert not reaches(views["listTasks"], request_id)
    assert "vote.already_cast" in error_kinds(views["castBallot"])

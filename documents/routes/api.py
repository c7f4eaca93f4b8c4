"""The blueprint of the documents API, and what its operations share."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from flask import request
from pydantic import BaseModel, BeforeValidator, ValidationInfo

from documents.cache import Cache, open_cache
from ecabinet.web.api import api_blueprint
from ecabinet.web.requests import platform

api = api_blueprint("documents", "documents")

Answers = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]


class VersionPath(BaseModel):
    """A version of a paper."""

    version_id: UUID


class PagePath(BaseModel):
    """A page of a version, counted from 1."""

    version_id: UUID
    page: int


class MarkPath(BaseModel):
    """A mark."""

    annotation_id: UUID


def _as_typed(given: object, info: ValidationInfo) -> str:
    # The form parser reads "2022" as a number; people mean what they typed.
    return request.form.get(str(info.field_name), str(given))


TypedText = Annotated[str, BeforeValidator(_as_typed)]


def cache() -> Cache:
    """Return the folder of pictures and exports of this installation."""
    return open_cache(platform().settings)

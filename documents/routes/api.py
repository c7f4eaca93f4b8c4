"""The blueprint of the documents API, and what its operations share."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from flask import request
from pydantic import BaseModel, BeforeValidator, ValidationInfo

from documents.cache import Cache, open_cache
from documents.grants import Level
from documents.queries.marks import LAYERS
from ecabinet.core.errors import Invalid
from ecabinet.web.api import api_blueprint
from ecabinet.web.made_files import Answers as Answers
from ecabinet.web.requests import platform

api = api_blueprint("documents", "documents")


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


class LevelName(StrEnum):
    """What one may do; each level contains those before it."""

    NONE = "none"
    VIEW = "view"
    ANNOTATE = "annotate"
    DOWNLOAD = "download"
    PRINT = "print"


def level_name(level: Level) -> LevelName:
    """Return a level as the API names it."""
    return LevelName(level.name.lower())


def _as_typed(given: object, info: ValidationInfo) -> str:
    # The form parser reads "2022" as a number; people mean what they typed.
    return request.form.get(str(info.field_name), str(given))


TypedText = Annotated[str, BeforeValidator(_as_typed)]


def layers_asked(asked: str) -> list[str]:
    """Return the layers named in a query, with commas between. Raises Invalid."""
    layers = [layer.strip() for layer in asked.split(",") if layer.strip()]
    if not layers or not set(layers) <= set(LAYERS):
        raise Invalid("mark.bad_layers", field="layers")
    return layers


def cache() -> Cache:
    """Return the folder of pictures and exports of this installation."""
    return open_cache(platform().settings)

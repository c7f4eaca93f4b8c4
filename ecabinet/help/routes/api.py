"""The operations: what help there is."""

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.help.texts import screen_help
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.i18n import reader_language
from ecabinet.web.requests import current_actor

api = api_blueprint("help", "help")


class ScreenPath(BaseModel):
    """Which screen."""

    screen: str = Field(max_length=80)


class ScreenKeyOut(BaseModel):
    """A key, as "Alt ↵", and what it does on this screen."""

    key: str
    does: str


class ScreenHelpOut(BaseModel):
    """Help on one screen, in the reader's language."""

    screen: str
    title: str
    purpose: str
    does: list[str]
    trouble: list[str]
    keys: list[ScreenKeyOut]


@api.get(
    "/help/screens/<screen>",
    operation_id="getScreenHelp",
    summary="Trợ giúp của một màn hình",
    responses={200: ScreenHelpOut},
)
def get_screen_help(path: ScreenPath) -> Response:
    """Return what a screen is for, what one does there, and what to do when something fails."""
    current_actor()
    text = screen_help(path.screen, reader_language())
    return answer(
        ScreenHelpOut(
            screen=path.screen,
            title=text.title,
            purpose=text.purpose,
            does=list(text.does),
            trouble=list(text.trouble),
            keys=[ScreenKeyOut(key=key, does=does) for key, does in text.keys],
        )
    )

"""getScreen, getScreenPage; listScreens, openScreen, closeScreen: the wall and its machines."""

from datetime import datetime
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from documents import pictures
from documents.pdf.errors import PdfRejected
from documents.pdf.render import Look
from documents.routes.api import cache
from documents.routes.files import PICTURE
from documents.routes.sending import Outgoing, send
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Invalid
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.show import (
    CODE_LASTS,
    CloseScreen,
    OpenScreen,
    ScreenWish,
    close_screen,
    open_screen,
)
from meetings.queries import room
from meetings.queries.live_shapes import ScreenState
from meetings.queries.screen_page import page_on_screen
from meetings.queries.screens import BigScreenList, open_screens
from meetings.routes.doors import MeetingPath, api, done
from meetings.routes.screen_pass import address_of, hash_of_code, new_code, watcher

HERE = "/meetings/<uuid:meeting_id>"


class BigScreenPath(MeetingPath):
    """Which machine of which meeting."""

    screen_id: UUID


class NewScreen(BaseModel):
    """The code of one more machine, shown this once: typed at `address`, or read as its QR code."""

    id: UUID
    code: str = Field(examples=["K7PM-2QXD"])
    address: str = Field(examples=["https://hop.tinhuy.vn/screen#K7PM-2QXD"])
    until: datetime


class ScreenPageQuery(BaseModel):
    """The width wished for, in pixels. `shown` is not looked at: another word, another address."""

    width: int = Field(1600, ge=1, le=pictures.WIDTHS[-1])
    shown: str = Field("", max_length=80)


@api.get(
    HERE + "/screen",
    operation_id="getScreen",
    summary="Màn hình lớn",
    responses={200: ScreenState},
)
def get_screen(path: MeetingPath) -> Response:
    """Show what the big screen may show; to the meeting's machines in the hall as well."""
    actor = watcher(path.meeting_id)
    with platform().store.reading() as session:
        return answer(room.screen(session, actor, path.meeting_id, utc_now()))


@api.get(
    HERE + "/screen/page.png",
    operation_id="getScreenPage",
    summary="Trang đang chiếu trên màn hình lớn",
    responses=PICTURE,
)
def get_screen_page(path: MeetingPath, query: ScreenPageQuery) -> Response:
    """Send the picture of the page that everybody is shown now, and of no other."""
    actor = watcher(path.meeting_id)
    with platform().store.reading() as session:
        blob, page = page_on_screen(session, actor, path.meeting_id)
    width = pictures.bucket(query.width)
    pdf = platform().blobs.path(blob)
    try:
        drawn = pictures.picture(cache(), pdf, blob, page, width, Look.PNG)
    except PdfRejected as error:
        raise Invalid(error.code) from error
    return send(Outgoing(drawn, f"image/{Look.PNG}", f"{blob}-{drawn.name}"))


@api.get(
    HERE + "/screens",
    operation_id="listScreens",
    summary="Các màn hình lớn đang mở",
    responses={200: BigScreenList},
)
def list_screens(path: MeetingPath) -> Response:
    """List the machines that show the screen without anybody signed in, and codes that wait."""
    with platform().store.reading() as session:
        return answer(open_screens(session, current_actor(), path.meeting_id, utc_now()))


@api.post(
    HERE + "/screens",
    operation_id="openScreen",
    summary="Cấp mã mở màn hình lớn",
    responses={201: NewScreen},
)
def open_one(header: WriteHeaders, path: MeetingPath, body: ScreenWish) -> Response:
    """Make a code for one machine; it is answered this once: sent again, it is refused."""
    code = new_code()
    command = OpenScreen(meeting_id=path.meeting_id, name=body.name, code_hash=hash_of_code(code))
    made = execute(open_screen, command)
    until = utc_now() + CODE_LASTS
    return answer(NewScreen(id=made.id, code=code, address=address_of(code), until=until), 201)


@api.delete(
    HERE + "/screens/<uuid:screen_id>",
    operation_id="closeScreen",
    summary="Tắt một màn hình lớn",
    responses={204: None},
)
def close_one(header: WriteHeaders, path: BigScreenPath) -> Response:
    """End a machine's right at once, or a code that waits; ending it twice is the same as once."""
    execute(close_screen, CloseScreen(meeting_id=path.meeting_id, screen_id=path.screen_id))
    return done()

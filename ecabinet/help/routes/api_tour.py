"""The operations on the first tour."""

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.help.commands.tour import (
    TickStep,
    TourWish,
    close_tour,
    open_tour,
    put_off_tour,
    tick_step,
)
from ecabinet.help.queries.tour import own_tour
from ecabinet.help.roles import guide
from ecabinet.help.routes.api import api
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.i18n import reader_language
from ecabinet.web.requests import current_actor, execute, platform


class TickIn(BaseModel):
    """Which step of which role's tour, and whether it is done."""

    model_config = ConfigDict(extra="forbid")
    role: str = Field(max_length=40, examples=["official"])
    step: str = Field(max_length=40, examples=["mine"])
    done: bool = True


class TourStepOut(BaseModel):
    """One step of a tour; `screen` is the page it leads to."""

    step: str
    title: str
    text: str
    screen: str
    done: bool


class RoleTourOut(BaseModel):
    """The tour of one role."""

    role: str
    title: str
    steps: list[TourStepOut]


class TourOut(BaseModel):
    """The person's tours; `shown`: whether the home page offers that of `role`."""

    shown: bool
    closed: bool
    role: str
    tours: list[RoleTourOut]


@api.get("/help/tour", operation_id="getTour", summary="Bắt đầu", responses={200: TourOut})
def get_tour() -> Response:
    """Return the tours of one's roles, and how far one is."""
    return _tour()


@api.post(
    "/help/tour/ticks",
    operation_id="tickTourStep",
    summary="Đánh dấu một bước",
    responses={200: TourOut},
)
def tick_tour_step(body: TickIn, header: WriteHeaders) -> Response:
    """Note a step as done, or as not done."""
    execute(tick_step, TickStep(**body.model_dump()))
    return _tour()


@api.post(
    "/help/tour/postponement",
    operation_id="putOffTour",
    summary="Để sau",
    responses={200: TourOut},
)
def put_off_by_api(header: WriteHeaders) -> Response:
    """Show the tour again from tomorrow on."""
    execute(put_off_tour, TourWish())
    return _tour()


@api.post(
    "/help/tour/closure",
    operation_id="closeTour",
    summary="Không hiện nữa",
    responses={200: TourOut},
)
def close_by_api(header: WriteHeaders) -> Response:
    """Never show the tour by itself again."""
    execute(close_tour, TourWish())
    return _tour()


@api.post("/help/tour/opening", operation_id="openTour", summary="Mở lại", responses={200: TourOut})
def open_by_api(header: WriteHeaders) -> Response:
    """Show the tour on the home page again; a finished one begins anew."""
    execute(open_tour, TourWish())
    return _tour()


def _tour() -> Response:
    actor, language = current_actor(), reader_language()
    with platform().store.reading() as session:
        own = own_tour(session, actor)
    tours = []
    for role in own.roles:
        text = guide(role, language)
        steps = [
            TourStepOut(
                step=step.key,
                title=step.title,
                text=step.text,
                screen=step.page,
                done=own.is_done(role, step.key),
            )
            for step in text.tour
        ]
        tours.append(RoleTourOut(role=role, title=text.title, steps=steps))
    return answer(TourOut(shown=own.shown, closed=own.closed, role=own.role, tours=tours))

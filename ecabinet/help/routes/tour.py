"""The first tour: ticked, put off, closed and opened again, from home and from the help."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from ecabinet.help.commands.tour import (
    TickStep,
    TourWish,
    close_tour,
    open_tour,
    put_off_tour,
    tick_step,
)
from ecabinet.help.routes.pages import pages
from ecabinet.web.requests import execute

LONGEST = 40


@pages.post("/tour/ticks")
def tick() -> ResponseReturnValue:
    """Note a step as done or not done."""
    form = request.form
    wish = TickStep(
        role=form.get("role", "")[:LONGEST],
        step=form.get("step", "")[:LONGEST],
        done=form.get("done") == "1",
    )
    execute(tick_step, wish)
    return _back(wish.role)


@pages.post("/tour/postponement")
def put_off() -> ResponseReturnValue:
    """Show the tour again from tomorrow on."""
    execute(put_off_tour, TourWish())
    return _back()


@pages.post("/tour/closure")
def close() -> ResponseReturnValue:
    """Never show it by itself again."""
    execute(close_tour, TourWish())
    return _back()


@pages.post("/tour/opening")
def reopen() -> ResponseReturnValue:
    """Show it on the home page again."""
    execute(open_tour, TourWish())
    return redirect(url_for("home.index", tour="1", _anchor="tour"), 303)


def _back(role: str = "") -> ResponseReturnValue:
    """To where the form stood: the home page or the help, and nowhere else."""
    if request.form.get("from") == "help":
        return redirect(url_for("help.index", _anchor=f"tour-{role}"), 303)
    home = url_for("home.index", tour="1", _anchor="tour") if role else url_for("home.index")
    return redirect(home, 303)

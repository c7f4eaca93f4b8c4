"""The drawing of a room: numbered seats and tables on a grid, and ways to draw a usual one. Pure.

Lengths are steps of the grid. A seat takes SEAT_WIDTH × SEAT_HEIGHT steps from its upper left
corner; the front of the room, with the screen, is at the top.
"""

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from ecabinet.core.text import nfc

SEAT_WIDTH, SEAT_HEIGHT = 4, 2
LONGEST, MOST_SEATS, MOST_TABLES = 400, 1_000, 100

Number = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=8, pattern=r"^[^\s<>/]+$"),
    AfterValidator(nfc),
]
Step = Annotated[int, Field(ge=0, le=LONGEST)]
Length = Annotated[int, Field(ge=1, le=LONGEST)]


class Part(BaseModel):
    """Parent of the parts of a drawing."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DrawnSeat(Part):
    """A seat; `number` is unique in its room, and what stands on the printed card."""

    number: Number
    x: Step = 0
    y: Step = 0


class DrawnTable(Part):
    """A table, or another thing that takes room; `round` rounds its corners off."""

    width: Length
    height: Length
    x: Step = 0
    y: Step = 0
    round: bool = False


class Drawing(Part):
    """A room as it is drawn. Seats stand in their order of honour: the first is the chair's."""

    width: Annotated[int, Field(ge=SEAT_WIDTH, le=LONGEST)]
    height: Annotated[int, Field(ge=SEAT_HEIGHT, le=LONGEST)]
    seats: Annotated[tuple[DrawnSeat, ...], Field(max_length=MOST_SEATS)]
    tables: Annotated[tuple[DrawnTable, ...], Field(max_length=MOST_TABLES)] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(set(self.numbers)) < len(self.seats):
            raise ValueError("room.number_twice")
        for seat in self.seats:
            if seat.x + SEAT_WIDTH > self.width or seat.y + SEAT_HEIGHT > self.height:
                raise ValueError("room.outside")
        for table in self.tables:
            if table.x + table.width > self.width or table.y + table.height > self.height:
                raise ValueError("room.outside")
        return self

    @property
    def numbers(self) -> list[str]:
        """The numbers of all seats, in their order."""
        return [seat.number for seat in self.seats]


def rows(count: int, length: int, aisle: bool = True) -> Drawing:
    """Return `count` rows of `length` seats; with `aisle` a way through the middle."""
    gap = SEAT_WIDTH // 2 if aisle and length > 3 else 0
    seats = [
        DrawnSeat(
            number=str(row * length + place + 1),
            x=place * SEAT_WIDTH + (gap if place >= (length + 1) // 2 else 0),
            y=1 + row * (SEAT_HEIGHT + 1),
        )
        for row in range(count)
        for place in range(length)
    ]
    width = length * SEAT_WIDTH + gap
    return Drawing(width=width, height=1 + count * (SEAT_HEIGHT + 1), seats=tuple(seats))


def horseshoe(head: int, side: int) -> Drawing:
    """Return a table in the form of a U: `head` seats at its head, `side` along either side.

    The chair sits in the middle of the head; the others follow by turns, right and left.
    """
    inner = max(head * SEAT_WIDTH, SEAT_WIDTH * 2)
    right = SEAT_WIDTH + 1 + inner + 1
    begin = SEAT_WIDTH + 1 + (inner - head * SEAT_WIDTH) // 2
    places = [(begin + place * SEAT_WIDTH, 0) for place in _from_the_middle(head)]
    for place in range(side):
        y = SEAT_HEIGHT + 1 + place * SEAT_HEIGHT
        places += [(0, y), (right, y)]
    seats = tuple(DrawnSeat(number=str(n), x=x, y=y) for n, (x, y) in enumerate(places, 1))
    height = SEAT_HEIGHT + 1 + max(side, 1) * SEAT_HEIGHT
    top, thick = SEAT_HEIGHT, 2
    tables = (
        DrawnTable(x=SEAT_WIDTH, y=top, width=inner + 2, height=thick, round=True),
        DrawnTable(x=SEAT_WIDTH, y=top, width=thick, height=height - top, round=True),
        DrawnTable(x=right - thick, y=top, width=thick, height=height - top, round=True),
    )
    return Drawing(width=right + SEAT_WIDTH, height=height, seats=seats, tables=tables)


def tables(count: int, across: int, chairs: int) -> Drawing:
    """Return `count` tables, `across` in a row, each with `chairs` seats on its two long sides."""
    half = -(-chairs // 2)
    wide, tall = half * SEAT_WIDTH + 1, 2 * SEAT_HEIGHT + 3
    seats: list[DrawnSeat] = []
    drawn: list[DrawnTable] = []
    for table in range(count):
        x, y = (table % across) * wide, 1 + (table // across) * tall
        drawn.append(DrawnTable(x=x, y=y + SEAT_HEIGHT, width=half * SEAT_WIDTH, height=1))
        for place in range(chairs):
            below = place >= half
            seats.append(
                DrawnSeat(
                    number=str(len(seats) + 1),
                    x=x + (place - half if below else place) * SEAT_WIDTH,
                    y=y + (SEAT_HEIGHT + 1 if below else 0),
                )
            )
    lines = -(-count // across)
    width = max(min(count, across) * wide, SEAT_WIDTH)
    return Drawing(width=width, height=1 + lines * tall, seats=tuple(seats), tables=tuple(drawn))


def _from_the_middle(count: int) -> list[int]:
    """Return the places of a row, the middle one first, then to its left and right by turns."""
    middle = (count - 1) // 2
    return sorted(range(count), key=lambda place: (abs(place - middle), place > middle))

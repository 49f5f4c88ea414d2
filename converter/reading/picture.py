"""Pictures of pages made ready for OCR: grey, upright, without the rulings of tables, their tick boxes read.

A ruling that touches a word costs OCR the word or adds a letter to it, and a tick box comes out as some character
that looks alike. Both are told by straight lines alone, which is simpler than reading and more certain.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from converter.errors import LimitExceeded, UnreadableInput
from converter.reading.limits import MAX_PAGES, MAX_PIXELS, MAX_SIDE, OCR_DPI, within

_FORMATS = ("PNG", "JPEG", "TIFF")
_A4_INCHES = 11.69
_LIKELY_DPI = range(90, 1201)
_INK = 160
"""Darker than this is ink."""
_ACROSS, _DOWN = OCR_DPI * 2 // 5, OCR_DPI * 18 // 100
"""Ink that runs straight so far is a ruling: no dash is as wide, and no letter of the form as tall."""
_BOX_SIDES = range(OCR_DPI // 15, OCR_DPI // 4)
"""The sides that a tick box may have."""
_STEEPEST = 3.0
"""Degrees up to which a page is set straight."""
_STEP = 0.05
_WHITE = 255
_EMPTY, _TICKED = 0.01, 0.04
"""Up to this share of ink within a box it is empty, and from this on it is ticked; between the two it is unclear."""
_SLACK = 4
"""Dots by which the sides of a box may be thick, or out of line."""

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]


class TickBox(NamedTuple):
    """A tick box, in dots from the left and the top of its picture; whether it is ticked, if that is clear."""

    left: int
    top: int
    right: int
    bottom: int
    is_ticked: bool | None


class Sheet(NamedTuple):
    """A picture ready for OCR, in the Netpbm format, and the tick boxes that were taken out of it."""

    picture: bytes
    boxes: tuple[TickBox, ...]


def pictures_of(content: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a PNG, JPEG or TIFF, grey and of :data:`OCR_DPI` dots to the inch.

    Raises:
        UnreadableInput: ``damaged-picture``.
        LimitExceeded: ``page-too-large``, ``too-many-pages``.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            frames = getattr(image, "n_frames", 1)
            within(frames, MAX_PAGES, "pages", "too-many-pages")
            for frame in range(frames):
                image.seek(frame)
                yield _scaled(image)
    except LimitExceeded:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableInput(
            "damaged-picture", f"The picture cannot be opened ({error}).", "Download it again, or scan the page again."
        ) from error


def _scaled(image: Image.Image) -> Image.Image:
    within(image.width * image.height, MAX_PIXELS, "dots on a page", "page-too-large")
    told = image.info.get("dpi", (0, 0))[0]
    # Programs that do not know write 72 or nothing; a return is printed on A4.
    dpi = float(told) if round(told) in _LIKELY_DPI else max(image.size) / _A4_INCHES
    within(round(max(image.size) * 72 / dpi), MAX_SIDE, "points on a side", "page-too-large")
    width, height = (max(round(side * OCR_DPI / dpi), 1) for side in image.size)
    return image.convert("L").resize((width, height), Image.Resampling.BICUBIC)


def sheet_of(image: Image.Image) -> Sheet:
    """Set a grey picture straight, take out its tick boxes and its rulings."""
    grey = np.array(_straightened(image))
    ink = grey < _INK
    boxes = tuple(_tick_boxes(ink))
    for box in boxes:
        grey[box.top : box.bottom, box.left : box.right] = _WHITE
    rulings = _runs_of(ink, _ACROSS) | _runs_of(ink.T, _DOWN).T
    grey[_grown(rulings)] = _WHITE
    height, width = grey.shape
    return Sheet(b"P5 %d %d 255\n" % (width, height) + grey.tobytes(), boxes)


def _straightened(image: Image.Image) -> Image.Image:
    """Turn a picture by the angle at which its ink lies most in rows."""
    quarter = (max(image.width // 4, 1), max(image.height // 4, 1))
    small = np.asarray(image.resize(quarter, Image.Resampling.BOX)) < _INK
    down, across = np.nonzero(small)
    if not len(down):
        return image
    steps = round(_STEEPEST / _STEP)
    angles = [step * _STEP for step in range(-steps, steps + 1)]
    scores = [_evenness(down + across * math.tan(math.radians(angle))) for angle in angles]
    angle = angles[int(np.argmax(scores))]
    if abs(angle) < 2 * _STEP:
        return image
    return image.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)


def _evenness(heights: NDArray[np.float64]) -> float:
    counts = np.bincount((heights - heights.min()).astype(np.int64))
    return float(np.sum(counts.astype(np.float64) ** 2))


def _starts_and_ends(ink: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The runs of ink along the rows: their rows, where each begins, and where it ends."""
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    return rows, starts, np.nonzero(edges == -1)[1]


def _runs_of(ink: Mask, length: int) -> Mask:
    """The ink that runs along its row for so many dots or more."""
    rows, starts, ends = _starts_and_ends(ink)
    found = np.zeros(ink.shape, np.bool_)
    for index in np.nonzero(ends - starts >= length)[0]:
        found[rows[index], starts[index] : ends[index]] = True
    return found


def _grown(mask: Mask) -> Mask:
    """A mask with the dots next to it, which are the soft edge of a ruling."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _tick_boxes(ink: Mask) -> Iterator[TickBox]:
    """Yield the squares that stand by themselves; one within a line of text is a Chinese character."""
    rows, starts, ends = _starts_and_ends(ink)
    fits = np.isin(ends - starts, _BOX_SIDES)
    sides = list(zip(rows[fits].tolist(), starts[fits].tolist(), ends[fits].tolist(), strict=True))
    last: TickBox | None = None
    for top, left, right in sides:
        if last is not None and top < last.bottom and left < last.right + _SLACK and right > last.left - _SLACK:
            continue
        bottom = _foot(sides, top, left, right)
        if bottom and _is_closed(ink, top, left, right, bottom) and _stands_alone(ink, top, left, right, bottom):
            last = TickBox(left, top, right, bottom, _is_ticked(ink[top:bottom, left:right]))
            yield last


def _foot(sides: list[tuple[int, int, int]], top: int, left: int, right: int) -> int:
    """The row below the lower side of a square whose upper side is given; 0 where there is none."""
    width = right - left
    below = (
        row
        for row, start, end in sides
        if abs(row - top - width) <= width // 6 and abs(start - left) <= _SLACK and abs(end - right) <= _SLACK
    )
    return max(below, default=-1) + 1


def _is_closed(ink: Mask, top: int, left: int, right: int, bottom: int) -> bool:
    """Whether ink runs along the left and the right side."""
    edges = (ink[top:bottom, left : left + _SLACK], ink[top:bottom, right - _SLACK : right])
    return all(edge.any(axis=1).mean() > 0.95 for edge in edges)


def _stands_alone(ink: Mask, top: int, left: int, right: int, bottom: int) -> bool:
    """Whether there is white on both sides, as between words."""
    width = (right - left) // 3
    before = ink[top:bottom, max(left - _SLACK - width, 0) : max(left - _SLACK, 0)]
    return not (before.any() or ink[top:bottom, right + _SLACK : right + _SLACK + width].any())


def _is_ticked(square: Mask) -> bool | None:
    margin = max(len(square) // 6, _SLACK + 1)
    share = float(square[margin:-margin, margin:-margin].mean())
    return None if _EMPTY < share < _TICKED else share >= _TICKED

"""Web archives (MHTML): the first page in them; pictures, styles and frames are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from converter.errors import UnreadableInput
from converter.reading.html import html_lines
from converter.reading.layout import Line
from converter.reading.limits import MAX_PARTS, within

_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_UTF_8 = b"\xef\xbb\xbf"


def mhtml_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of the first page of a web archive; they count within the page.

    Raises:
        UnreadableInput: ``archive-without-page``, and all that a page raises.
        LimitExceeded: ``zip-bomb`` (too many parts), and all that a page raises.
    """
    within(len(_PART.findall(content)), MAX_PARTS, "parts", "zip-bomb")
    for part in message_from_bytes(content.lstrip()).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes) and page.strip():
            return html_lines(_as_declared(page, part.get_content_charset()))
    raise UnreadableInput(
        "archive-without-page", "The web archive (MHTML) holds no page.", "Save the page again, as HTML."
    )


def _as_declared(page: bytes, charset: str | None) -> bytes:
    """A page in the encoding that its part declares, if it does and it fits; else as it is."""
    try:
        return _UTF_8 + page.decode(charset).encode() if charset else page
    except (LookupError, UnicodeError):
        return page

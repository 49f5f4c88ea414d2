"""The fields of a form in a PDF: what they show is drawn into the page, and its tick boxes are read by their state."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.reading.limits import MAX_PIECES, within
from converter.reading.runs import POINT, Run

_TICKED = {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}


class Fields(NamedTuple):
    """A page with what its annotations show drawn into it, the tick boxes among them, and texts that cannot be drawn.

    Of such a text the file does not tell how it looks; other programs make a look of their own.
    """

    page: pypdfium2.PdfPage
    boxes: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


def page_with_fields(document: pypdfium2.PdfDocument, index: int) -> Fields:
    """A page with its annotations.

    Raises:
        LimitExceeded: ``too-many-pieces``.
    """
    page = document[index]
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return Fields(page)
    within(count, MAX_PIECES, "annotations on a page", "too-many-pieces")
    boxes = tuple(box for number in range(count) for box in _tick_box(document, page, number))
    notes = tuple(note for number in range(count) for note in _note(page, number))
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return Fields(document[index], boxes, notes)


def _note(page: pypdfium2.PdfPage, number: int) -> Iterator[str]:
    """The text of an annotation that shows it on the page, and has no look of its own."""
    annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return
    try:
        hidden = pdfium.FPDFAnnot_GetFlags(annotation) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW)
        is_text = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FREETEXT
        if is_text and not hidden and not pdfium.FPDFAnnot_HasKey(annotation, b"AP"):
            size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            units = (ctypes.c_ushort * (size // 2 + 1))()
            pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", units, size)
            yield bytes(units).decode("utf-16-le", "replace").rstrip("\x00")
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _tick_box(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> Iterator[Run]:
    form = document.formenv
    annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
    if form is None or not annotation:
        return
    try:
        if pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation) in _TICKED:
            edges = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, edges)
            is_ticked = pdfium.FPDFAnnot_IsChecked(form.raw, annotation)
            left, bottom, right, top = (
                round(edge * POINT) for edge in (edges.left, edges.bottom, edges.right, edges.top)
            )
            text = "\N{BALLOT BOX WITH CHECK}" if is_ticked else "\N{BALLOT BOX}"
            yield Run(text, left, bottom, right, top)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)

"""The fields of a form in a PDF: what they show is drawn into the page, and its tick boxes are read by their state."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.reading.limits import MAX_PIECES, within
from converter.reading.runs import POINT, Run

_TICKED = {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}


def page_with_fields(document: pypdfium2.PdfDocument, index: int) -> tuple[pypdfium2.PdfPage, tuple[Run, ...]]:
    """A page with what its annotations show drawn into it, and the tick boxes among them.

    Raises:
        LimitExceeded: ``too-many-pieces``.
    """
    page = document[index]
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return page, ()
    within(count, MAX_PIECES, "annotations on a page", "too-many-pieces")
    boxes = tuple(box for number in range(count) for box in _tick_box(document, page, number))
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[index], boxes


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

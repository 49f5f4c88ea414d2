"""One return, saved by LibreOffice as every kind that it writes, reads alike: a producer that is not this project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from converter.reading.source import read_source
from tests.generator.ff301.wording import Language
from tests.generator.files import FORMS, Kind, drawn
from tests.test_reading_kinds import as_docx, figures
from tests.test_reading_word import LISTS, in_list
from tests.word_files import docx, paragraph, relations_of, run

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (libreoffice-writer-nogui)")
SAVED_AS = ("doc", "rtf", "html")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Settings of LibreOffice for these tests alone."""
    return f"-env:UserInstallation=file://{tmp_path_factory.mktemp('office')}"


def saved(content: bytes, folder: Path, profile: str) -> dict[str, bytes]:
    """What LibreOffice makes of a Word document."""
    (folder / "return.docx").write_bytes(content)
    for kind in SAVED_AS:
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", folder, folder / "return.docx"], check=True, capture_output=True, timeout=120
        )
    return {kind: (folder / f"return.{kind}").read_bytes() for kind in SAVED_AS}


@pytest.mark.parametrize("seed", range(len(FORMS)))
def test_a_return_of_2009_to_2021_reads_alike(seed: int, tmp_path: Path, profile: str) -> None:
    content = drawn(seed, Kind.WORD, FORMS[seed], list(Language)[seed % len(Language)])[1]
    wanted = figures(read_source(content, "return.docx"))
    for kind, other in saved(content, tmp_path, profile).items():
        assert figures(read_source(other, f"return.{kind}")) == wanted, kind


def test_a_return_on_ff301_reads_alike(examples: Path, tmp_path: Path, profile: str) -> None:
    """Not as HTML: its tables of one row each become one of more columns than are read."""
    path = next(examples.glob("buyback*.pdf"))
    content = as_docx(read_source(path.read_bytes(), path.name))
    wanted = figures(read_source(content, "return.docx"))
    made = saved(content, tmp_path, profile)
    for kind in ("doc", "rtf"):
        assert figures(read_source(made[kind], f"return.{kind}")) == wanted, kind


def test_numbers_and_tick_boxes_are_told_alike(tmp_path: Path, profile: str) -> None:
    parts = {
        "word/numbering.xml": LISTS.encode(),
        "word/_rels/document.xml.rels": relations_of(("n", "numbering", "numbering.xml")),
    }
    blocks = (in_list("Ordinary shares", 1), in_list("under", 1, 1), in_list("again", 1, 1), in_list("two", 1))
    boxes = tuple(paragraph(check_box(ticked), run(" done")) for ticked in (True, False))
    made = saved(docx(*blocks, *boxes, parts=parts), tmp_path, profile)
    found = [line.text.strip() for line in read_source(made["doc"], "return.doc").lines if line.text.strip()]
    assert found == ["1. Ordinary shares", "(1.a) under", "(1.b) again", "2. two", "☑ done", "☐ done"]


def check_box(ticked: bool) -> str:
    """The tick box of a form."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{int(ticked)}"/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

"""The documentation says what is so: commands, their help, and output that is really printed.

``python -m tests.test_docs`` writes the outputs shown in README.md again.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from converter.cli import main
from converter.cli.exit_status import ExitStatus
from converter.cli.reference import contexts, reference
from tests.conftest import CHECKOUT

README = CHECKOUT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PAGES = sorted([README, CHECKOUT / "CHANGELOG.md", *(CHECKOUT / "docs").rglob("*.md")])
MORE = "..."  # the last line of an output that is shown in part


def shown_as_run(text: str, folder: Path) -> str:
    """Run the commands of every console block, in the order of the page, and put what they print in its place."""
    (folder / "examples").symlink_to(CHECKOUT / "examples")
    before = Path.cwd()
    os.chdir(folder)
    try:
        return BLOCK.sub(lambda block: "".join(_rerun(block[0])), text)
    finally:
        os.chdir(before)


def _rerun(block: str) -> Iterator[str]:
    for shown in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
        command, *output = shown.splitlines(keepends=True)
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "monthly-return"
        lines = CliRunner().invoke(main, arguments).output.splitlines(keepends=True)
        in_part = bool(output) and output[-1].strip() == MORE
        yield command
        yield from [*lines[: len(output) - 1], f"{MORE}\n"] if in_part else lines


def test_the_output_shown_in_the_readme_is_real(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert len(BLOCK.findall(text)) >= 3
    assert shown_as_run(text, tmp_path) == text


def test_the_command_reference_is_up_to_date() -> None:
    assert (CHECKOUT / "docs" / "cli.md").read_text("utf-8") == reference()


@pytest.mark.parametrize("context", list(contexts()), ids=lambda context: context.command_path)
def test_every_command_and_option_is_documented(context: click.Context) -> None:
    command = context.command
    assert f"## {context.command_path}\n" in (CHECKOUT / "docs" / "cli.md").read_text("utf-8")
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or getattr(option, "help", None), option.name
    if any(isinstance(option, click.Argument) for option in command.params):
        assert context.command_path in command.help, "an example that can be typed"


def test_every_exit_status_is_documented() -> None:
    text = (CHECKOUT / "docs" / "cli.md").read_text("utf-8")
    assert [f"| {status.value} | {status.meaning} |" in text for status in ExitStatus] == [True] * len(ExitStatus)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(shown_as_run(README.read_text("utf-8"), Path(scratch)), "utf-8")

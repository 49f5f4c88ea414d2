"""``monthly-return taxonomy``: make the taxonomy from its definition, check it, pack it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter import authoring, definition, resources
from converter.errors import DefinitionError

_root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=resources.TAXONOMY.parent,
    help="The project's folder, which holds taxonomy/ and docs/.",
)


@click.group()
def taxonomy() -> None:
    """Make the taxonomy from its definition, check it, pack it."""


@taxonomy.command()
@_root_option
def build(root: Path) -> None:
    """Write the taxonomy's files and their documents from taxonomy/definition."""
    files = _built_files()
    changes = authoring.differences(files, root)
    authoring.write(files, root)
    for change in changes:
        click.echo(change)
    click.echo(f"{len(files)} files, {len(changes)} changes")


@taxonomy.command()
@_root_option
def check(root: Path) -> None:
    """Compare the taxonomy's files with what the definition says; exit status 1 where they differ."""
    changes = authoring.differences(_built_files(), root)
    for change in changes:
        click.echo(change)
    if changes:
        click.echo("The files are not what the definition says. Run: monthly-return taxonomy build", err=True)
        sys.exit(1)
    click.echo("The taxonomy is what its definition says.")


def _built_files() -> dict[str, bytes]:
    """Every generated file; a mistake in the definition is told instead."""
    try:
        return authoring.built_files(definition.load())
    except DefinitionError as error:
        raise click.ClickException(f"taxonomy/definition: {error}") from error


@taxonomy.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    show_default=True,
    help="The folder that the package is written to.",
)
@click.option(
    "--base-uri",
    help="Your own base address, as https://example.org/returns/: every name and address begins with it.",
)
def package(out: Path, base_uri: str | None) -> None:
    """Write the taxonomy package, which any XBRL tool can load."""
    try:
        click.echo(str(authoring.write_package(out, base_uri)))
    except DefinitionError as error:
        raise click.BadParameter(str(error), param_hint="--base-uri") from error

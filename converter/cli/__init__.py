"""The command line: ``monthly-return``, one module per command."""

from __future__ import annotations

import click

from converter.cli.convert import convert as convert_command
from converter.cli.show import show as show_command
from converter.cli.status import status as status_command
from converter.cli.taxonomy import taxonomy as taxonomy_command
from converter.cli.validate import validate as validate_command

_HELP = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=_HELP)
@click.version_option(package_name="hkex-monthly-return", prog_name="monthly-return")
def main() -> None:
    """Read the monthly returns of Hong Kong listed issuers; write and validate them as XML and XBRL.

    \b
    monthly-return convert filings/*.pdf --out build/
    monthly-return validate build/*.xbrl
    """


for command in (convert_command, show_command, status_command, taxonomy_command, validate_command):
    command.context_settings = _HELP  # so that a command called by itself has the same options
    main.add_command(command)

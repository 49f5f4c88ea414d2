"""The command line: ``monthly-return``, one module per command."""

from __future__ import annotations

import click

from converter.cli.convert import convert as convert_command
from converter.cli.show import show as show_command
from converter.cli.taxonomy import taxonomy as taxonomy_command
from converter.cli.validate import validate as validate_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hkex-monthly-return", prog_name="monthly-return")
def main() -> None:
    """Read the monthly returns of Hong Kong listed issuers; write and validate them as XML and XBRL.

    \b
    monthly-return convert filings/*.md --out build/
    monthly-return validate build/*.xbrl
    """


main.add_command(convert_command)
main.add_command(show_command)
main.add_command(taxonomy_command)
main.add_command(validate_command)

"""``python -m converter`` is ``monthly-return``."""

from converter.cli import main

main(prog_name="monthly-return")

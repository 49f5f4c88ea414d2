"""The units of every instance are in the Units Registry, for the type of the fact that they measure.

The instances of the public suite are judged so by :mod:`tests.test_conformance`; here are those of the examples.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from converter.authoring import write_package
from tests.conftest import CHECKOUT

CONVERTED = sorted((CHECKOUT / "examples" / "converted").glob("*.xbrl"))
WRONG_UNITS = {"iso4217:HKD": "iso4217:HKK", "xbrli:shares": "xbrli:share"}
NOT_REGISTERED = "utre:error-NumericFactUtrInvalid"


def codes(instances: list[Path], folder: Path) -> Counter[str]:
    """The codes of what Arelle's command line says of the instances, beside information and broken rules."""
    command = [Path(sys.executable).parent / "arelleCmdLine", "--file", "|".join(map(str, instances))]
    offline = ["--internetConnectivity", "offline", "--cacheDirectory", folder / "cache"]
    units = ["--packages", write_package(folder), "--validate", "--utr", "--formula", "none"]
    instance_alone = ["--baseTaxonomyValidation", "none"]
    run = subprocess.run([*command, *offline, *units, *instance_alone], capture_output=True, text=True, check=True)
    assert run.stdout.count("validated in") == len(instances)
    said = re.findall(r"^\[([^\]]*)\]", run.stdout, re.MULTILINE)
    return Counter(code for code in said if code and not code.startswith("info"))


def test_every_unit_of_the_examples_is_registered(tmp_path: Path) -> None:
    assert len(CONVERTED) > 10
    assert codes(CONVERTED, tmp_path) == {}


def test_units_that_are_not_registered_are_told(tmp_path: Path) -> None:
    text = CONVERTED[0].read_text("utf-8")
    wrong = []
    for number, (right, other) in enumerate(WRONG_UNITS.items()):
        wrong.append(tmp_path / f"{number}.xbrl")
        wrong[-1].write_text(text.replace(f"<xbrli:measure>{right}<", f"<xbrli:measure>{other}<"), encoding="utf-8")
    said = codes(wrong, tmp_path)
    assert said[NOT_REGISTERED] > 2

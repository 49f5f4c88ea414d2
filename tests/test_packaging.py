"""The wheel: complete, and enough by itself, far from the checkout and without a network.

One wheel is built for the whole module, from a copy of the files under version control, and installed into an
environment that sees the required libraries of this one but not the checkout.
"""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT


@pytest.fixture(scope="module")
def setup() -> ConfigParser:
    parser = ConfigParser()
    parser.read(CHECKOUT / "setup.cfg")
    return parser


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = tmp_path_factory.mktemp("sources")
    for name in ("converter", "schemas", "taxonomy"):
        shutil.copytree(CHECKOUT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, sources / name)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", sources / "dist", sources]
    subprocess.run(command, check=True, capture_output=True)  # the wheel is built from the source distribution
    return next((sources / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment into which the wheel was installed."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False)
    purelib = next(home.glob("lib/python*/site-packages"))
    pip = [sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--quiet", "--no-deps", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    # A folder named in a .pth file is searched for modules; its own .pth files, and so the checkout, are not.
    (purelib / "libraries.pth").write_text("\n".join(site.getsitepackages()))
    return home / "bin"


def run(installed: Path, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    command = [installed / "monthly-return", *arguments]
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)


def test_every_package_is_listed(setup: ConfigParser) -> None:
    found = {".".join(path.parent.relative_to(CHECKOUT).parts) for path in (CHECKOUT / "converter").rglob("*.py")}
    listed = set(setup["options"]["packages"].split("\n")) - {""}
    assert {line for line in listed if not line.startswith("#")} == found | {
        "converter._schemas",
        "converter._taxonomy",
    }


def test_the_wheel_carries_the_taxonomy_and_the_schemas(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schemas", "taxonomy"):
        files = [path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        for path in files:
            assert f"converter/_{path.relative_to(CHECKOUT).as_posix()}" in held
    assert "converter/py.typed" in held
    assert not [name for name in held if name.startswith(("tests", "docs", "examples"))]


def test_the_environment_does_not_see_the_checkout(installed: Path, tmp_path: Path) -> None:
    ask = [installed / "python", "-c", "import converter; print(converter.__file__)"]
    where = subprocess.run(ask, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert where.startswith(str(installed.parent))


def test_the_version_is_that_of_the_distribution(installed: Path, tmp_path: Path, setup: ConfigParser) -> None:
    assert run(installed, tmp_path, "--version").stdout.split()[-1] == setup["metadata"]["version"]


def test_the_installed_command_converts_and_validates(installed: Path, tmp_path: Path) -> None:
    example = CHECKOUT / "examples" / "kingsoft-2011-11.md"
    shutil.copy(example, tmp_path / "filing.md")
    converted = run(installed, tmp_path, "convert", "filing.md", "--out", "out", "--format", "json")
    assert (converted.returncode, converted.stderr) == (0, "")
    first = json.loads(converted.stdout.splitlines()[0])
    assert first["counts"]["rules"]["broken"] == 0 < first["counts"]["rules"]["satisfied"]
    validated = run(installed, tmp_path, "validate", "out")
    assert (validated.returncode, validated.stderr) == (0, "")
    assert validated.stdout.endswith("1 instance: 1 valid, 0 invalid, 0 refused, 0 failed\n")
    assert run(installed, tmp_path, "show", "filing.md").returncode == 0

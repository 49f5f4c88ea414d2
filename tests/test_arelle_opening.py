"""What opening Arelle takes and what it leaves alone: packages, the network, other uses of Arelle."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

import pytest

from converter.authoring import write_package
from converter.errors import ValidatorError
from converter.validation.arelle_interface import ArelleValidator
from tests.instances import right_instance


@pytest.mark.no_cover  # opening and judging as other tests do; Arelle itself would be traced
def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with ArelleValidator() as validator:
        assert validator.validate(right_instance(tmp_path)).is_valid


@pytest.mark.no_cover
def test_other_uses_of_arelle_are_neither_seen_nor_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    with ArelleValidator() as validator:
        validator.validate(right_instance(tmp_path))
    assert not home.exists()


def test_only_one_validator_is_open_in_a_process(tmp_path: Path) -> None:
    with ArelleValidator(), pytest.raises(ValidatorError, match="open in this process already"), ArelleValidator():
        pass
    with ArelleValidator() as validator:
        assert validator.validate(right_instance(tmp_path)).is_valid


@pytest.mark.no_cover
def test_a_given_package_takes_the_place_of_the_projects_own(tmp_path: Path) -> None:
    with ArelleValidator(write_package(tmp_path / "given")) as validator:
        assert validator.validate(right_instance(tmp_path)).is_valid


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    absent = ArelleValidator(tmp_path / "absent.zip")
    with pytest.raises(ValidatorError, match=r"no taxonomy package at .*absent\.zip"), absent:
        pass


def test_a_package_with_a_file_missing_is_refused_by_name(tmp_path: Path) -> None:
    whole, cut = write_package(tmp_path), tmp_path / "cut.zip"
    with ZipFile(whole) as source, ZipFile(cut, "w") as target:
        for item in source.infolist():
            if not item.filename.endswith("hkmr-core.xsd"):
                target.writestr(item, source.read(item))
    reason = r"cut\.zip cannot be loaded without a network: .*hkmr-core\.xsd"
    with pytest.raises(ValidatorError, match=reason), ArelleValidator(cut):
        pass
    with ArelleValidator():
        pass  # the failure left nothing open

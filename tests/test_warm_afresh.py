"""Where a taxonomy that stays loaded is not known to be right, it is loaded afresh; and that says the same.

``MONTHLY_RETURN_AFRESH`` says how many instances are judged afresh (24 without it; `make warm` judges all of them so).
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from converter.authoring import write_package
from converter.validation import arelle_interface, warm
from converter.validation.arelle_interface import ArelleValidator
from converter.validation.warm import InsidesDiffer, WarmModel, is_known
from tests.instances import NUMBER, right_instance, written_instances
from tests.untouched import answer, check

AFRESH = int(os.environ.get("MONTHLY_RETURN_AFRESH", "24"))


@pytest.mark.no_cover  # Arelle itself would be traced
def test_the_messages_are_those_of_a_fresh_load(tmp_path: Path) -> None:
    paths = written_instances(tmp_path)
    some = [path for number, path in enumerate(paths) if number * AFRESH // NUMBER != (number - 1) * AFRESH // NUMBER]
    with ArelleValidator(warm=False) as arelle:
        fresh = [answer(arelle.validate, path) for path in some]
        assert not arelle.is_warm
    with ArelleValidator() as arelle:
        check(some, [answer(arelle.validate, path) for path in some], fresh)
        assert arelle.is_warm


@pytest.mark.parametrize(("version", "known"), [("2.47", True), ("2.47.3", True), ("2.48.0", False), ("2.470", False)])
def test_only_one_minor_version_is_known(version: str, known: bool) -> None:
    assert is_known(version) is known


def test_another_version_of_arelle_loads_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arelle_interface.Version, "version", "2.48.0")
    with ArelleValidator() as arelle:
        assert not arelle.is_warm
        assert arelle.validate(right_instance(tmp_path)).is_valid


@pytest.mark.parametrize("error", [InsidesDiffer("another shape"), AttributeError("another name")])
def test_a_model_made_up_otherwise_is_loaded_afresh(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*_: object) -> None:
        raise error

    monkeypatch.setattr(warm, "WarmModel", differs)
    with ArelleValidator() as arelle:
        assert not arelle.is_warm
        assert arelle.validate(right_instance(tmp_path)).is_valid


def test_a_taxonomy_with_mistakes_is_loaded_afresh(tmp_path: Path) -> None:
    whole, wrong = write_package(tmp_path), tmp_path / "wrong.zip"
    with ZipFile(whole) as source, ZipFile(wrong, "w") as target:
        for item in source.infolist():
            target.writestr(item, source.read(item).replace(b"day-from-date($ended", b"day-from-date($absent"))
    with ArelleValidator(wrong) as arelle:
        assert not arelle.is_warm


def test_a_trace_left_behind_ends_the_reuse_and_not_the_judging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ArelleValidator() as arelle:
        assert arelle.validate(right_instance(tmp_path)).is_valid
        monkeypatch.setattr(WarmModel, "_is_empty", lambda self: False)
        assert arelle.validate(right_instance(tmp_path)).is_valid
        assert not arelle.is_warm
        assert arelle.validate(right_instance(tmp_path)).is_valid


EMPTY = {
    **dict.fromkeys(("facts", "factsInInstance", "undefinedFacts", "contexts", "units"), ()),
    **dict.fromkeys(("baseSets", "relationshipSets", "modelDocument"), ()),
}


@pytest.mark.parametrize("lacking", ["contexts", "baseSets"])
def test_a_model_without_a_known_attribute_is_not_reused(lacking: str) -> None:
    rest = {name: value for name, value in EMPTY.items() if name != lacking}
    with pytest.raises(InsidesDiffer, match=lacking):
        WarmModel(SimpleNamespace(**rest), list)


def test_a_model_that_holds_an_instance_is_not_reused() -> None:
    with pytest.raises(InsidesDiffer, match="holds an instance"):
        WarmModel(SimpleNamespace(**{**EMPTY, "facts": ["a fact"]}), list)

"""The generated taxonomy: the same bytes every time, and the same as is committed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from converter import definition, resources
from converter.authoring import built_files, differences, package_bytes, write
from converter.authoring.tables import tables
from converter.cli.taxonomy import taxonomy

ROOT = resources.TAXONOMY.parent
FILES = built_files(definition.load())
RELEASE = f"taxonomy/{definition.load().release}"


def parsed(path: str) -> etree._Element:
    return etree.fromstring(FILES[f"{RELEASE}/{path}"])


def test_what_is_committed_is_what_the_definition_says() -> None:
    assert differences(FILES, ROOT) == ()
    assert {path: (ROOT / path).read_bytes() for path in FILES} == FILES


def test_two_builds_are_equal_byte_for_byte() -> None:
    assert built_files(definition.load()) == FILES
    assert package_bytes(definition.load(), FILES) == package_bytes(definition.load(), dict(reversed(FILES.items())))


def test_the_package_has_one_top_folder_and_every_file_of_the_taxonomy() -> None:
    with zipfile.ZipFile(io.BytesIO(package_bytes(definition.load(), FILES))) as package:
        names = package.namelist()
    assert {name.partition("/")[0] for name in names} == {"hk-monthly-return"}
    wanted = {path.replace("taxonomy/", "hk-monthly-return/", 1) for path in FILES if path.startswith("taxonomy/")}
    assert set(names) == wanted
    assert "hk-monthly-return/META-INF/taxonomyPackage.xml" in names


def test_another_base_address_rebuilds_everything_under_it() -> None:
    elsewhere = replace(definition.load(), base="https://example.org/returns/")
    files = {path: contents for path, contents in built_files(elsewhere).items() if path.startswith("taxonomy/")}
    publisher = definition.load().package["publisher_uri"].encode()
    for path, contents in files.items():
        rest = contents.replace(b"<tp:publisherURL>" + publisher, b"")
        assert definition.load().base.encode() not in rest, path


def test_ids_are_unique_and_every_locator_finds_its_target() -> None:
    ids: dict[str, set[str]] = {}
    for path, contents in FILES.items():
        if path.startswith(RELEASE):
            found = [str(value) for value in etree.fromstring(contents).xpath("//@id")]
            assert len(found) == len(set(found)), path
            ids[path.removeprefix(f"{RELEASE}/")] = set(found)
    for path in ids:
        for href in parsed(path).xpath("//*[local-name()='loc']/@*[local-name()='href']"):
            target, _, identifier = str(href).partition("#")
            if not target.startswith("http"):
                assert identifier in ids[target.removeprefix("../")], f"{path}: {href}"


def test_a_locator_is_named_after_what_it_points_at() -> None:
    for kind in ("pre", "def", "cal"):
        for locator in parsed(f"linkbases/hkmr-{kind}.xml").iter("{http://www.xbrl.org/2003/linkbase}loc"):
            attributes = {etree.QName(key).localname: value for key, value in locator.attrib.items()}
            name = attributes["href"].partition("#hkmr_")[2]
            assert re.fullmatch(f"{name}(_[0-9]+)?", attributes["label"])


def test_standard_labels_are_unique() -> None:
    labels = parsed("labels/hkmr-lab-en.xml").xpath(
        "//*[local-name()='label'][@*[.='http://www.xbrl.org/2003/role/label']]"
    )
    texts = [label.text for label in labels]
    assert len(texts) == len(set(texts))


def test_every_element_has_a_label_but_the_keys_of_typed_axes() -> None:
    declared = set(parsed("hkmr-core.xsd").xpath("/*/*[local-name()='element']/@name"))
    locators = parsed("labels/hkmr-lab-en.xml").xpath("//*[local-name()='loc']/@*[local-name()='label']")
    assert declared - set(locators) == {axis.domain for axis in definition.load().axes if axis.pattern}


def test_every_concept_stands_in_every_table_of_its_cubes() -> None:
    standing = {(line.name, table.cube.key) for table in tables(definition.load()) for line in table.concepts}
    wanted = {(concept.name, cube) for concept in definition.load().concepts for cube in concept.cubes}
    assert standing == wanted


def test_the_roles_sort_in_the_order_of_the_form() -> None:
    definitions = [table.role_definition for table in tables(definition.load())]
    assert definitions == sorted(definitions)


def test_a_balance_is_presented_at_both_ends_of_its_movement() -> None:
    table = next(table for table in tables(definition.load()) if table.role_name == "II-class")
    assert [(line.concept.name, line.label_role) for line in table.lines] == [
        ("NumberOfIssuedShares", "period-start"),
        ("IncreaseDecreaseInNumberOfIssuedShares", "terse"),
        ("NumberOfIssuedShares", "period-end"),
    ]


def test_a_language_that_the_definition_has_gets_files_of_its_own() -> None:
    loaded = definition.load()
    first = loaded.concepts[0]
    labels = {**first.labels, "label": {**first.labels["label"], "zh-Hant": "截至月份"}}
    files = built_files(replace(loaded, concepts=(replace(first, labels=labels), *loaded.concepts[1:])))
    path = f"{RELEASE}/labels/hkmr-lab-zh-Hant.xml"
    assert "截至月份" in files[path].decode()
    assert "labels/hkmr-lab-zh-Hant.xml" in files[f"{RELEASE}/hkmr-core.xsd"].decode()
    assert "<tp:language>zh-Hant</tp:language>" in files["taxonomy/META-INF/taxonomyPackage.xml"].decode()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    assert CliRunner().invoke(taxonomy, ["build", "--root", str(tmp_path)]).exit_code == 0
    return tmp_path


def test_build_then_check_agree(built: Path) -> None:
    result = CliRunner().invoke(taxonomy, ["check", "--root", str(built)])
    assert (result.exit_code, result.stdout) == (0, "The taxonomy is what its definition says.\n")


def test_check_tells_what_differs_is_missing_or_is_too_much(built: Path) -> None:
    schema = built / RELEASE / "hkmr-all.xsd"
    schema.write_bytes(schema.read_bytes().replace(b"formula/hkmr-for-h.xml", b"formula/other.xml"))
    (built / "docs" / "rules.md").unlink()
    (built / RELEASE / "labels" / "stray.xml").touch()
    result = CliRunner().invoke(taxonomy, ["check", "--root", str(built)])
    assert result.exit_code == 1
    assert re.search(r"hkmr-all\.xsd: differs from line \d+ on", result.stdout)
    assert "docs/rules.md: missing" in result.stdout
    assert f"{RELEASE}/labels/stray.xml: no part of the taxonomy" in result.stdout
    assert "monthly-return taxonomy build" in result.stderr


def test_a_file_that_lacks_its_end_differs(tmp_path: Path) -> None:
    write({"docs/a.md": b"one\ntwo\n"}, tmp_path)
    assert differences({"docs/a.md": b"one\ntwo\nthree\n"}, tmp_path) == ("docs/a.md: differs from line 3 on",)


def test_package_writes_the_zip(tmp_path: Path) -> None:
    result = CliRunner().invoke(taxonomy, ["package", "--out", str(tmp_path)])
    target = tmp_path / "hk-monthly-return.zip"
    assert result.stdout == f"{target}\n"
    assert target.read_bytes() == package_bytes(definition.load(), FILES)

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
from converter.authoring import based_at, built_files, differences, package_bytes, write
from converter.authoring.documents import element_path
from converter.authoring.formula import assertions
from converter.authoring.layouts import labelled_nodes
from converter.authoring.tables import tables
from converter.cli.taxonomy import taxonomy
from converter.walk import form_paths

LINK, XLINK = "{http://www.xbrl.org/2003/linkbase}", "{http://www.w3.org/1999/xlink}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = definition.load().languages
KEYS = {axis.domain for axis in definition.load().axes if axis.pattern}
ROOT = resources.TAXONOMY.parent
FILES = built_files(definition.load())
RELEASE = f"taxonomy/{definition.load().release}"


def parsed(path: str) -> etree._Element:
    return etree.fromstring(FILES[f"{RELEASE}/{path}"])


def labels_of(language: str, role: str) -> list[etree._Element]:
    found = parsed(f"labels/hkmr-lab-{language}.xml").iter(f"{LINK}label")
    return [label for label in found if label.get(f"{XLINK}role") == role]


def resource_name(resource: etree._Element) -> str:
    return str(resource.get(f"{XLINK}label"))


def declared() -> set[str]:
    return {str(name) for name in parsed("hkmr-core.xsd").xpath("/*/*[local-name()='element']/@name")}


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
                assert identifier in ids[target.removeprefix("../") or path], f"{path}: {href}"


def test_a_locator_is_named_after_what_it_points_at() -> None:
    for kind in ("pre", "def", "cal"):
        for locator in parsed(f"linkbases/hkmr-{kind}.xml").iter("{http://www.xbrl.org/2003/linkbase}loc"):
            attributes = {etree.QName(key).localname: value for key, value in locator.attrib.items()}
            name = attributes["href"].partition("#hkmr_")[2]
            assert re.fullmatch(f"{name}(_[0-9]+)?", attributes["label"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_standard_labels_are_unique(language: str) -> None:
    texts = [label.text for label in labels_of(language, "http://www.xbrl.org/2003/role/label")]
    assert len(texts) > 200
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_is_documented(language: str) -> None:
    documented = labels_of(language, "http://www.xbrl.org/2003/role/documentation")
    names = {resource_name(label).removesuffix("_documentation") for label in documented}
    assert names == declared() - KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_assertion_has_a_label_and_documentation(language: str) -> None:
    linkbase = parsed(f"labels/hkmr-gla-{language}.xml")
    roles = {str(value) for value in parsed("hkmr-core.xsd").xpath("//*[local-name()='roleType']/@id")}
    known = [assertion.id for rule in definition.load().rules for assertion in assertions(rule)]
    wanted = {role for role in roles if role.startswith("role-")} | set(known)
    headers = {identifier for identifier, _ in labelled_nodes(definition.load())}  # of tables: a label says it all
    for word, labelled in (("label", wanted | headers), ("documentation", wanted)):
        found = linkbase.xpath(f"//*[local-name()='label'][@*[.='http://www.xbrl.org/2008/role/{word}']]")
        assert {resource_name(label).removesuffix(f"_{word}") for label in found} == labelled


def test_every_message_is_in_both_languages() -> None:
    for path in FILES:
        if "/formula/" in path:
            messages = parsed(path.removeprefix(f"{RELEASE}/")).xpath("//*[local-name()='message']")
            found = [message.get(XML_LANG) for message in messages]
            assert found.count("en") == found.count("zh-Hant") == len(found) // 2 > 0


def test_a_message_interpolates_the_same_values_in_both_languages() -> None:
    for rule in definition.load().rules:
        values = [sorted(re.findall(r"\$([a-z_]+)", rule.message[language])) for language in LANGUAGES]
        assert set(values[0]) >= set(values[1]), rule.id


def test_the_data_dictionary_says_where_the_plain_xml_has_a_figure() -> None:
    returns = [etree.parse(path).getroot() for path in (ROOT / "examples" / "converted").glob("*.xml")]
    namespace = {"r": etree.QName(returns[0]).namespace}
    missing = set()
    for path in form_paths():
        steps = "/".join(f"r:{step}" for step in element_path(path).split("/"))
        if not any(each.xpath(steps, namespaces=namespace) for each in returns):
            missing.add(path.rpartition(".")[0])
    assert missing <= {"warrants.line_totals", "agreements.rows", "agreements.line_totals"}  # which no example has


def test_every_concept_refers_to_the_form_and_to_the_listing_rules() -> None:
    linkbase = parsed("references/hkmr-ref.xml")
    located = linkbase.xpath("//*[local-name()='loc']/@*[local-name()='label']")
    assert located == [concept.name for concept in definition.load().concepts]
    names = {resource_name(each): [part.text for part in each] for each in linkbase.iter(f"{LINK}reference")}
    ends: dict[str, list[list[str | None]]] = {}
    for arc in linkbase.iter(f"{LINK}referenceArc"):
        ends.setdefault(arc.get(f"{XLINK}from"), []).append(names[arc.get(f"{XLINK}to")])
    form = definition.load().form
    assert ends["FormVersion"][0] == [form, "Head", "Version of the form"]
    assert ["Main Board Listing Rules", "13.25B"] in ends["NumberOfIssuedShares"]
    assert ["Main Board Listing Rules", "13.25C"] in ends["Confirmation"]
    assert ["Main Board Listing Rules", "13.32D(1)"] in ends["PublicFloatSufficient"]


def test_every_element_has_a_label_but_the_keys_of_typed_axes() -> None:
    locators = parsed("labels/hkmr-lab-en.xml").xpath("//*[local-name()='loc']/@*[local-name()='label']")
    assert declared() - set(locators) == KEYS


def test_every_concept_stands_in_every_table_of_its_cubes() -> None:
    standing = {(line.name, table.cube.key) for table in tables(definition.load()) for line in table.concepts}
    wanted = {(concept.name, cube) for concept in definition.load().concepts for cube in concept.cubes}
    assert standing == wanted


def test_the_roles_sort_in_the_order_of_the_form() -> None:
    definitions = [table.role_definition for table in tables(definition.load())]
    assert definitions == sorted(definitions)


def test_a_balance_is_presented_at_both_ends_of_its_movement() -> None:
    table = next(table for table in tables(definition.load()) if table.role_name == "II-class")
    roles = {line.concept.name: [] for line in table.lines}  # type: dict[str, list[str]]
    for line in table.lines:
        roles[line.concept.name].append(line.label_role)
    for balance in ("NumberOfIssuedShares", "NumberOfTreasuryShares", "NumberOfIssuedSharesIncludingTreasuryShares"):
        assert roles[balance] == ["period-start", "period-end"]
        assert roles[f"IncreaseDecreaseIn{balance}"] == ["terse"]


def test_movements_flow_into_their_balances() -> None:
    arcs = {
        (arc.get(f"{XLINK}from"), arc.get(f"{XLINK}arcrole").rpartition("/")[2], arc.get(f"{XLINK}to"))
        for arc in parsed("linkbases/hkmr-def.xml").iter(f"{LINK}definitionArc")
    }
    issued, options = "NumberOfIssuedShares", "NumberOfShareOptionsOutstanding"
    assert (issued, "instant-inflow", "IncreaseDecreaseInNumberOfIssuedShares") in arcs
    assert (options, "instant-outflow", "NumberOfShareOptionsLapsed") in arcs


def test_both_languages_are_in_the_package() -> None:
    metadata = FILES["taxonomy/META-INF/taxonomyPackage.xml"].decode()
    assert metadata.count("<tp:language>zh-Hant</tp:language>") == 2
    assert metadata.count('<tp:name xml:lang="zh-Hant">') == 3
    assert "labels/hkmr-lab-zh-Hant.xml" in FILES[f"{RELEASE}/hkmr-core.xsd"].decode()


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


def test_package_under_another_base_address(tmp_path: Path) -> None:
    base = "https://example.org/returns/"
    result = CliRunner().invoke(taxonomy, ["package", "--base-uri", base, "--out", str(tmp_path)])
    assert result.exit_code == 0
    elsewhere = based_at(definition.load(), base)
    package = (tmp_path / "hk-monthly-return.zip").read_bytes()
    assert package == package_bytes(elsewhere, built_files(elsewhere)) != package_bytes(definition.load(), FILES)


@pytest.mark.parametrize("base", ["https://example.org", "returns/", "ftp://example.org/", "https://example.org/?a/"])
def test_a_base_address_that_is_none_is_told(base: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(taxonomy, ["package", "--base-uri", base, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "--base-uri" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_have_the_names_of_every_edition(language: str) -> None:
    names: dict[str, dict[str, str]] = {}
    for label in parsed(f"labels/hkmr-gla-{language}.xml").iter("{http://xbrl.org/2008/label}label"):
        identifier, _, word = resource_name(label).rpartition("_")
        names.setdefault(identifier, {})[word] = str(label.text)
    issued = names["role-II-class"]
    editions = ["label-edition-2009", "label-edition-ff301-1-0", "label-edition-ff301-1-1", "terseLabel", "label"]
    assert len({issued[word] for word in editions}) == len(editions)
    section = next(section for section in definition.load().sections if section.key == "II")
    assert issued["label-edition-2009"].startswith(section.labels["edition-2009"][language])


def test_a_name_of_an_earlier_edition_stands_where_it_differs_from_the_newest() -> None:
    captions = {
        "NameOfClassOfShares": ("edition-ff301-1-0-1", "Type of shares", "Class of shares"),
        "ListedOnTheExchange": ("edition-ff301-1-0", "Listed on SEHK", "Listed on the Exchange"),
        "StockCode": ("edition-2009", "Stock code", "Stock code (if listed)"),
        "TypeOfIssue": ("edition-ff301-1-0", "Type of issue", "Events"),
        "GeneralMeetingApprovalDate": (
            "edition-2009",
            "EGM approval date",
            "General meeting approval date (if applicable)",
        ),
        "AmountOfConvertiblesConverted": ("edition-2009", "Converted during the month", "Converted"),
    }
    for name, (role, earlier, newest) in captions.items():
        labels = definition.load().concept(name).labels
        assert (labels[role]["en"], labels["terse"]["en"]) == (earlier, newest)


def test_references_say_section_and_part_of_the_form() -> None:
    found = parsed("references/hkmr-ref.xml").iter("{http://www.xbrl.org/2006/ref}Subsection")
    parts = {(element.getprevious().text, element.text) for element in found}
    assert parts == {("III", letter) for letter in "ABCDE"}

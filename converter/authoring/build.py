"""All generated files at once: made, compared with what is committed, and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from converter.authoring.documents import data_dictionary, rules_document
from converter.authoring.formula import formula_file, formula_linkbase, formula_sections
from converter.authoring.labels import element_labels, generic_labels
from converter.authoring.networks import calculations, dimensions, presentation
from converter.authoring.package import catalog, package_bytes, package_metadata
from converter.authoring.references import references
from converter.authoring.rendering import table_file, table_linkbase
from converter.authoring.schema import all_schema, core_schema
from converter.definition import Definition, load
from converter.errors import DefinitionError
from converter.rules.evaluation import CompiledRule


def built_files(definition: Definition) -> dict[str, bytes]:
    """Every generated file by its path from the project's root.

    Raises:
        DefinitionError: a rule holds an expression that the judges do not understand.
    """
    for rule in definition.rules:
        CompiledRule.of(rule)
    release = f"taxonomy/{definition.release}"
    return {
        **{f"{release}/{path}": contents for path, contents in _release_files(definition).items()},
        "taxonomy/META-INF/taxonomyPackage.xml": package_metadata(definition),
        "taxonomy/META-INF/catalog.xml": catalog(definition),
        "docs/data-dictionary.md": data_dictionary(definition),
        "docs/rules.md": rules_document(definition),
    }


def _release_files(definition: Definition) -> dict[str, bytes]:
    prefix = definition.prefix
    languages = definition.languages
    of_elements = {
        **{f"labels/{prefix}-lab-{language}.xml": element_labels(definition, language) for language in languages},
        f"references/{prefix}-ref.xml": references(definition),
    }
    linkbases = {
        **{f"labels/{prefix}-gla-{language}.xml": generic_labels(definition, language) for language in languages},
        f"linkbases/{prefix}-pre.xml": presentation(definition),
        f"linkbases/{prefix}-def.xml": dimensions(definition),
        f"linkbases/{prefix}-cal.xml": calculations(definition),
        table_file(definition): table_linkbase(definition),
    }
    for section in formula_sections(definition):
        linkbases[formula_file(definition, section)] = formula_linkbase(definition, section)
    return {
        f"{prefix}-core.xsd": core_schema(definition, of_elements),
        f"{prefix}-all.xsd": all_schema(definition, linkbases),
        **of_elements,
        **linkbases,
    }


def based_at(definition: Definition, base: str) -> Definition:
    """The definition under another base address.

    Raises:
        DefinitionError: the base address is not an absolute one that ends with a stroke.
    """
    parts = urlsplit(base)
    if not (parts.scheme in ("http", "https") and parts.netloc and base.endswith("/")) or parts.query or parts.fragment:
        raise DefinitionError(
            f"the base address {base!r} is not an absolute address that ends with a stroke, as https://example.org/returns/"
        )
    return replace(definition, base=base)


def differences(files: dict[str, bytes], root: Path) -> tuple[str, ...]:
    """How the files below ``root`` differ from the given ones: one line each, empty where they are the same."""
    found = [_difference(path, contents, root / path) for path, contents in sorted(files.items())]
    generated = {str(Path(path).parent) for path in files if path.startswith("taxonomy/")}
    present = sorted(
        item.relative_to(root).as_posix()
        for folder in generated
        for item in (root / folder).glob("*")
        if item.is_file()
    )
    found += [f"{path}: no part of the taxonomy" for path in present if path not in files]
    return tuple(text for text in found if text)


def _difference(path: str, contents: bytes, file: Path) -> str:
    if not file.is_file():
        return f"{path}: missing"
    old, new = file.read_bytes().splitlines(), contents.splitlines()
    if old == new:
        return ""
    line = next((number for number, (a, b) in enumerate(zip(old, new, strict=False), start=1) if a != b), None)
    return f"{path}: differs from line {line or min(len(old), len(new)) + 1} on"


def write(files: dict[str, bytes], root: Path) -> None:
    """Write the files below ``root``, each only where it changed."""
    for path, contents in files.items():
        file = root / path
        if not file.is_file() or file.read_bytes() != contents:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents)


def write_package(folder: Path, base: str | None = None) -> Path:
    """Write the taxonomy package of the project's definition into a folder, which is made; return its path.

    ``base`` is the base address of whoever adopts the taxonomy: every name and address then begins with it.

    Raises:
        DefinitionError: the base address is not an absolute one that ends with a stroke.
    """
    definition = load() if base is None else based_at(load(), base)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / str(definition.package["zip"])
    target.write_bytes(package_bytes(definition, built_files(definition)))
    return target

"""The taxonomy package (Taxonomy Packages 1.0): its metadata, and the zip that XBRL tools load."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from converter.authoring.vocabulary import NAMESPACES
from converter.authoring.xml import Element, add, clark, root, to_bytes
from converter.definition import Definition, EntryPoint, Texts

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: equal contents make equal archives


def package_metadata(definition: Definition) -> bytes:
    """``META-INF/taxonomyPackage.xml``."""
    package = definition.package
    element = root("tp:taxonomyPackage", {"tp": NAMESPACES["tp"]})
    element.set(clark("xml:lang"), "en")
    add(element, "tp:identifier", text=f"{definition.namespace}/")
    _add_texts(element, "tp:name", package["name"])
    _add_texts(element, "tp:description", package["description"])
    add(element, "tp:version", text=package["version"])
    add(element, "tp:license", {"href": package["license_uri"], "name": package["license"]})
    add(element, "tp:publisher", text=package["publisher"])
    add(element, "tp:publisherURL", text=package["publisher_uri"])
    add(element, "tp:publisherCountry", text=package["publisher_country"])
    add(element, "tp:publicationDate", text=definition.release)
    entry_points = add(element, "tp:entryPoints")
    for entry_point in definition.entry_points:
        _add_entry_point(entry_points, entry_point, definition)
    return to_bytes(element)


def catalog(definition: Definition) -> bytes:
    """``META-INF/catalog.xml``: the release's addresses are found in the release's folder."""
    element = root("catalog:catalog", {"catalog": NAMESPACES["catalog"]})
    attributes = {"uriStartString": f"{definition.namespace}/", "rewritePrefix": f"../{definition.release}/"}
    add(element, "catalog:rewriteURI", attributes)
    return to_bytes(element)


def package_bytes(definition: Definition, files: Mapping[str, bytes]) -> bytes:
    """The zip of the taxonomy's files, which are named from ``taxonomy/`` on; the same files give the same bytes."""
    top = definition.package["zip"].removesuffix(".zip")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for name in sorted(files):
            if name.startswith("taxonomy/"):
                entry = zipfile.ZipInfo(f"{top}/{name.removeprefix('taxonomy/')}", _FIRST_MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # the same on every system
                package.writestr(entry, files[name])
    return archive.getvalue()


def _add_texts(element: Element, name: str, texts: Texts) -> None:
    for language, text in texts.items():
        add(element, name, {"xml:lang": language}, text)


def _add_entry_point(parent: Element, entry_point: EntryPoint, definition: Definition) -> None:
    element = add(parent, "tp:entryPoint")
    _add_texts(element, "tp:name", entry_point.name)
    _add_texts(element, "tp:description", entry_point.description)
    add(element, "tp:version", text=definition.package["version"])
    add(element, "tp:entryPointDocument", {"href": f"{definition.namespace}/{entry_point.file}"})
    in_labels = add(element, "tp:languages")
    for language in definition.languages:
        add(in_labels, "tp:language", text=language)

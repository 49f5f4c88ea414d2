"""The taxonomy's schemas and the standard's, read by xmlschema, which is no XBRL software and has no network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import xmlschema

from converter import definition
from tests.independent.standard import standard_files, taxonomy_files

_MEMBERS = ("http://xbrl.org/2006/xbrldi", "http://www.xbrl.org/2006/xbrldi-2006.xsd")


@cache
def schema() -> xmlschema.XMLSchema10:
    """The schema of instances: the concepts, and the members of dimensions, which only instances speak of."""
    local = {address: path.as_uri() for address, path in (*standard_files(), *taxonomy_files())}
    known = definition.load()
    concepts = f"{known.namespace}/{known.prefix}-core.xsd"
    return xmlschema.XMLSchema10(concepts, uri_mapper=lambda uri: local.get(uri, uri), locations=[_MEMBERS])


def complaints(instance: Path) -> list[str]:
    """What is wrong with an instance as XML: each mistake with its place."""
    return [f"{error.path}: {error.reason}" for error in schema().iter_errors(str(instance))]

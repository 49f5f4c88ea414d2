"""Small helpers over lxml: elements by prefixed name, linkbases, and bytes that are always the same."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from converter.authoring.vocabulary import DEFINED_AT, NAMESPACES, SCHEMAS

Element = etree._Element


def clark(name: str) -> str:
    """``xlink:href`` as lxml wants it; a name without a prefix stays as it is."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def root(name: str, prefixes: Mapping[str, str], **attributes: str) -> Element:
    """Make the root element of a document with its namespace declarations, sorted by prefix."""
    element = etree.Element(clark(name), nsmap=dict(sorted(prefixes.items())))
    for key, value in attributes.items():
        element.set(key, value)
    return element


def add(parent: Element, name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Element:
    """Append an element by its prefixed name; the attributes' names may have prefixes too."""
    element = etree.SubElement(parent, clark(name))
    for key, value in (attributes or {}).items():
        element.set(clark(key), value)
    element.text = text
    return element


def to_bytes(element: Element) -> bytes:
    """Serialise a document: UTF-8, indented, with a declaration and a last line feed."""
    etree.indent(element, "  ")
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8") + b"\n"


class Linkbase:
    """A linkbase under construction: its references to roles come first, then its extended links."""

    def __init__(self, prefixes: tuple[str, ...], own: Mapping[str, str] | None = None) -> None:
        """``prefixes`` are those of the specifications, beside link and xlink; ``own`` the taxonomy's."""
        names = ("link", "xlink", "xsi", *prefixes)
        self.root = root("link:linkbase", {prefix: NAMESPACES[prefix] for prefix in names} | dict(own or {}))
        located = [f"{NAMESPACES[prefix]} {SCHEMAS[prefix]}" for prefix in sorted(names) if prefix in SCHEMAS]
        self.root.set(clark("xsi:schemaLocation"), " ".join(located))
        self._referenced: set[str] = set()

    def refer_to_role(self, role: str, href: str | None = None) -> None:
        """Say where a role is defined, once; before any extended link."""
        self._refer("link:roleRef", "roleURI", role, href)

    def refer_to_arc_roles(self, *arc_roles: str) -> None:
        """Say where arc roles are defined, once each; before any extended link."""
        for arc_role in arc_roles:
            self._refer("link:arcroleRef", "arcroleURI", arc_role, None)

    def _refer(self, name: str, attribute: str, uri: str, href: str | None) -> None:
        if uri not in self._referenced:
            self._referenced.add(uri)
            target = href or DEFINED_AT[uri]
            add(self.root, name, {attribute: uri, "xlink:type": "simple", "xlink:href": target})

    def extended_link(self, name: str, role: str) -> ExtendedLink:
        """Begin an extended link: ``link:presentationLink``, ``gen:link`` and so on."""
        return ExtendedLink(add(self.root, name, {"xlink:type": "extended", "xlink:role": role}))

    def to_bytes(self) -> bytes:
        """Serialise the linkbase."""
        return to_bytes(self.root)


class ExtendedLink:
    """An extended link under construction: locators, resources and arcs by their labels."""

    def __init__(self, element: Element) -> None:
        """Write into the given element."""
        self.element = element
        self._located: set[str] = set()

    def locate(self, label: str, href: str) -> str:
        """Make the locator of that label, once; return the label."""
        if label not in self._located:
            self._located.add(label)
            add(self.element, "link:loc", {"xlink:type": "locator", "xlink:href": href, "xlink:label": label})
        return label

    def resource(
        self, name: str, label: str, attributes: Mapping[str, str] | None = None, text: str | None = None
    ) -> Element:
        """Append a resource."""
        return add(self.element, name, {"xlink:type": "resource", "xlink:label": label, **(attributes or {})}, text)

    def arc(self, element: str, arc_role: str, ends: tuple[str, str], **attributes: str) -> None:
        """Append an arc from the first label to the second; an attribute ``xbrldt_closed`` means ``xbrldt:closed``."""
        fixed = {"xlink:type": "arc", "xlink:arcrole": arc_role, "xlink:from": ends[0], "xlink:to": ends[1]}
        add(self.element, element, fixed | {key.replace("_", ":"): value for key, value in attributes.items()})

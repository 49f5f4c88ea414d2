"""The names that the XBRL specifications give: namespaces, roles, arc roles, and where each is defined."""

from __future__ import annotations

from typing import Final

NAMESPACES: Final = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xbrldt": "http://xbrl.org/2005/xbrldt",
    "dtr-types": "http://www.xbrl.org/dtr/type/2024-01-31",
    "enum2": "http://xbrl.org/2020/extensible-enumerations-2.0",
    "ref": "http://www.xbrl.org/2006/ref",
    "gen": "http://xbrl.org/2008/generic",
    "label": "http://xbrl.org/2008/label",
    "variable": "http://xbrl.org/2008/variable",
    "validation": "http://xbrl.org/2008/validation",
    "va": "http://xbrl.org/2008/assertion/value",
    "cf": "http://xbrl.org/2008/filter/concept",
    "pf": "http://xbrl.org/2008/filter/period",
    "df": "http://xbrl.org/2008/filter/dimension",
    "mf": "http://xbrl.org/2008/filter/match",
    "acf": "http://xbrl.org/2010/filter/aspect-cover",
    "msg": "http://xbrl.org/2010/message",
    "table": "http://xbrl.org/2014/table",
    "formula": "http://xbrl.org/2008/formula",
    "tp": "http://xbrl.org/2016/taxonomy-package",
    "catalog": "urn:oasis:names:tc:entity:xmlns:xml:catalog",
    "xfi": "http://www.xbrl.org/2008/function/instance",
}

SCHEMAS: Final = {
    "xbrli": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    "link": "http://www.xbrl.org/2003/xbrl-linkbase-2003-12-31.xsd",
    "xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    "dtr-types": "https://www.xbrl.org/dtr/type/2024-01-31/types.xsd",
    "enum2": "https://www.xbrl.org/2020/extensible-enumerations-2.0.xsd",
    "ref": "http://www.xbrl.org/2006/ref-2006-02-27.xsd",
    "gen": "http://www.xbrl.org/2008/generic-link.xsd",
    "label": "http://www.xbrl.org/2008/generic-label.xsd",
    "variable": "http://www.xbrl.org/2008/variable.xsd",
    "validation": "http://www.xbrl.org/2008/validation.xsd",
    "va": "http://www.xbrl.org/2008/value-assertion.xsd",
    "cf": "http://www.xbrl.org/2008/concept-filter.xsd",
    "pf": "http://www.xbrl.org/2008/period-filter.xsd",
    "df": "http://www.xbrl.org/2008/dimension-filter.xsd",
    "mf": "http://www.xbrl.org/2008/match-filter.xsd",
    "acf": "http://www.xbrl.org/2010/aspect-cover-filter.xsd",
    "msg": "http://www.xbrl.org/2010/generic-message.xsd",
    "table": "http://www.xbrl.org/2014/table.xsd",
    "formula": "http://www.xbrl.org/2008/formula.xsd",
}
"""Where the schema of a namespace lies; each is among the files that XBRL processors carry with them."""

LINK_ROLE: Final = "http://www.xbrl.org/2003/role/link"
GENERIC_LINK_ROLE: Final = "http://www.xbrl.org/2008/role/link"
GENERIC_LABEL_ROLE: Final = "http://www.xbrl.org/2008/role/label"
GENERIC_TERSE_ROLE: Final = "http://www.xbrl.org/2008/role/terseLabel"
GENERIC_DOCUMENTATION_ROLE: Final = "http://www.xbrl.org/2008/role/documentation"
REFERENCE_ROLE: Final = "http://www.xbrl.org/2003/role/reference"
MESSAGE_ROLE: Final = "http://www.xbrl.org/2010/role/message"
SEVERITIES: Final = "http://www.xbrl.org/2022/severities.xml"
"""The resources ERROR, WARNING and OK of Assertion Severity 2.0."""

LABEL_ROLES: Final = {
    "label": "http://www.xbrl.org/2003/role/label",
    "terse": "http://www.xbrl.org/2003/role/terseLabel",
    "period-start": "http://www.xbrl.org/2003/role/periodStartLabel",
    "period-end": "http://www.xbrl.org/2003/role/periodEndLabel",
    "total": "http://www.xbrl.org/2003/role/totalLabel",
    "documentation": "http://www.xbrl.org/2003/role/documentation",
}

CONCEPT_LABEL: Final = "http://www.xbrl.org/2003/arcrole/concept-label"
CONCEPT_REFERENCE: Final = "http://www.xbrl.org/2003/arcrole/concept-reference"
PARENT_CHILD: Final = "http://www.xbrl.org/2003/arcrole/parent-child"
SUMMATION_ITEM: Final = "https://xbrl.org/2023/arcrole/summation-item"
ALL: Final = "http://xbrl.org/int/dim/arcrole/all"
HYPERCUBE_DIMENSION: Final = "http://xbrl.org/int/dim/arcrole/hypercube-dimension"
DIMENSION_DOMAIN: Final = "http://xbrl.org/int/dim/arcrole/dimension-domain"
DOMAIN_MEMBER: Final = "http://xbrl.org/int/dim/arcrole/domain-member"
INSTANT_INFLOW: Final = "http://www.xbrl.org/2023/arcrole/instant-inflow"
INSTANT_OUTFLOW: Final = "http://www.xbrl.org/2023/arcrole/instant-outflow"
ELEMENT_LABEL: Final = "http://xbrl.org/arcrole/2008/element-label"
VARIABLE_SET: Final = "http://xbrl.org/arcrole/2008/variable-set"
VARIABLE_FILTER: Final = "http://xbrl.org/arcrole/2008/variable-filter"
PRECONDITION: Final = "http://xbrl.org/arcrole/2008/variable-set-precondition"
ASSERTION_SET: Final = "http://xbrl.org/arcrole/2008/assertion-set"
TABLE_BREAKDOWN: Final = "http://xbrl.org/arcrole/2014/table-breakdown"
BREAKDOWN_TREE: Final = "http://xbrl.org/arcrole/2014/breakdown-tree"
DEFINITION_NODE_SUBTREE: Final = "http://xbrl.org/arcrole/2014/definition-node-subtree"
TABLE_PARAMETER: Final = "http://xbrl.org/arcrole/2014/table-parameter"
ASPECT_NODE_FILTER: Final = "http://xbrl.org/arcrole/2014/aspect-node-filter"
UNSATISFIED_MESSAGE: Final = "http://xbrl.org/arcrole/2010/assertion-unsatisfied-message"
UNSATISFIED_SEVERITY: Final = "http://xbrl.org/arcrole/2022/assertion-unsatisfied-severity"

_ACCOUNTING = "http://www.xbrl.org/lrr/arcrole/accounting-arcrole-2023-01-04.xsd"
_DIMENSIONS = "http://www.xbrl.org/2005/xbrldt-2005.xsd"
DEFINED_AT: Final = {
    GENERIC_LINK_ROLE: "http://www.xbrl.org/2008/generic-link.xsd#standard-link-role",
    GENERIC_LABEL_ROLE: "http://www.xbrl.org/2008/generic-label.xsd#standard-label",
    GENERIC_TERSE_ROLE: "http://www.xbrl.org/2008/generic-label.xsd#terse-label",
    GENERIC_DOCUMENTATION_ROLE: "http://www.xbrl.org/2008/generic-label.xsd#documentation",
    MESSAGE_ROLE: "http://www.xbrl.org/2010/generic-message.xsd#standard-message",
    SUMMATION_ITEM: "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item",
    ALL: f"{_DIMENSIONS}#all",
    HYPERCUBE_DIMENSION: f"{_DIMENSIONS}#hypercube-dimension",
    DIMENSION_DOMAIN: f"{_DIMENSIONS}#dimension-domain",
    DOMAIN_MEMBER: f"{_DIMENSIONS}#domain-member",
    INSTANT_INFLOW: f"{_ACCOUNTING}#instant-inflow",
    INSTANT_OUTFLOW: f"{_ACCOUNTING}#instant-outflow",
    ELEMENT_LABEL: "http://www.xbrl.org/2008/generic-label.xsd#element-label",
    VARIABLE_SET: "http://www.xbrl.org/2008/variable.xsd#variable-set",
    VARIABLE_FILTER: "http://www.xbrl.org/2008/variable.xsd#variable-filter",
    PRECONDITION: "http://www.xbrl.org/2008/variable.xsd#variable-set-precondition",
    ASSERTION_SET: "http://www.xbrl.org/2008/validation.xsd#assertion-set",
    TABLE_BREAKDOWN: "http://www.xbrl.org/2014/table.xsd#table-breakdown",
    BREAKDOWN_TREE: "http://www.xbrl.org/2014/table.xsd#breakdown-tree",
    DEFINITION_NODE_SUBTREE: "http://www.xbrl.org/2014/table.xsd#definition-node-subtree",
    TABLE_PARAMETER: "http://www.xbrl.org/2014/table.xsd#table-parameter",
    ASPECT_NODE_FILTER: "http://www.xbrl.org/2014/table.xsd#aspect-node-filter",
    UNSATISFIED_MESSAGE: "http://www.xbrl.org/2010/validation-message.xsd#assertion-unsatisfied-message",
    UNSATISFIED_SEVERITY: "http://www.xbrl.org/2022/assertion-severity.xsd#assertion-unsatisfied-severity",
}
"""Where a role or an arc role that is not part of XBRL 2.1 itself is defined, for roleRef and arcroleRef."""

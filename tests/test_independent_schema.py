"""Another implementation of XML Schema, which is not Arelle's, reads the taxonomy and the instances.

What is right passes; what types and keys forbid fails, and so do the instances that Arelle refuses for their XML. The
numbers are decoded with the types that the schemas give them: their values, decimals, units and nil are the facts'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from converter import definition
from converter.facts import Fact, facts_of
from converter.pipeline import read_filing
from converter.writing.instance import XSI, fact_id
from tests.conformance.suite import FOLDER
from tests.conftest import CHECKOUT
from tests.independent.schema import complaints, schema
from tests.test_independent_reader import EXAMPLES, REAL, STANDARD

CONVERTED = sorted((CHECKOUT / "examples" / "converted").glob("*.xbrl"))
SUITE = sorted((FOLDER / "instances").glob("*.xbrl"))
AGAINST_THE_SCHEMA = ("key-of-", "value-of-", "class-typed", "without-unitRef")
"""Violations that are violations of XML; a member of another list is XBRL's own affair, as are units and periods."""

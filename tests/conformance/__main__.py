"""Write the suite: ``python -m tests.conformance``."""

from tests.conformance.suite import write_suite

write_suite()

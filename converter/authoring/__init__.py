"""From the definition to the files that any XBRL tool opens, and to the documents that describe them.

Everything here is a pure function of the definition: equal definitions give equal bytes.
"""

from converter.authoring.build import based_at, built_files, differences, write, write_package
from converter.authoring.package import package_bytes

__all__ = ["based_at", "built_files", "differences", "package_bytes", "write", "write_package"]

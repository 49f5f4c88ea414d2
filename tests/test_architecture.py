"""The shape of the package: who may import whom, how long things are, and that public names are documented."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.conftest import CHECKOUT

PACKAGE = CHECKOUT / "converter"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}

# Data flows reading -> forms -> model -> facts -> rules -> writing -> validation. A layer may import those to the left
# of it in this table; what stands in one row knows nothing of its neighbours.
LAYERS = (
    ("errors", "evidence", "resources"),
    ("findings", "figure"),
    ("model",),
    ("walk", "reading"),
    ("forms", "definition"),
    ("facts", "comparison"),
    ("rules",),
    ("report",),
    ("writing", "authoring"),
    ("validation",),
    ("pipeline",),
    ("batch",),
    ("cli",),
    ("__main__",),
)
RANKS = {layer: rank for rank, row in enumerate(LAYERS) for layer in row}
IMPORTED_AS = {"arelle-release": "arelle", "pillow": "PIL"}
# These see a return, never its source.
BEHIND_A_WALL = {"facts", "comparison", "rules", "report", "writing", "validation"}


def name_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in NAMES else module


NAMES = {name_of(path) for path in MODULES}


def layer_of(module: str) -> str:
    return module.split(".")[1]


def identified(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=identified)
def test_nothing_imports_what_comes_after_it(path: Path) -> None:
    module = name_of(path)
    if module == "converter":
        assert not list(imports(path))
        return
    mine = layer_of(module)
    for imported in imports(path):
        if imported.startswith("converter.") and layer_of(imported) != mine:
            assert RANKS[layer_of(imported)] < RANKS[mine], f"{module} imports {imported}"
            assert not (mine in BEHIND_A_WALL and layer_of(imported) in ("reading", "forms")), f"{module}: {imported}"


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name_of(path): {name for name in imports(path) if name in NAMES} for path in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(NAMES)


def test_one_module_imports_arelle_and_one_its_insides() -> None:
    imported = {(name_of(path), name) for path in MODULES for name in imports(path) if name.split(".")[0] == "arelle"}
    insides = {(module, name) for module, name in imported if module.startswith("converter.validation.warm.")}
    assert {module for module, _ in imported - insides} == {"converter.validation.arelle_interface"}
    assert {name for _, name in imported - insides} == {"arelle", "arelle.RuntimeOptions", "arelle.api.Session"}


def test_only_the_declared_libraries_are_used_at_run_time() -> None:
    outside = {name.split(".")[0] for path in MODULES for name in imports(path)} - set(sys.stdlib_module_names)
    setup = ConfigParser()
    setup.read(CHECKOUT / "setup.cfg")
    extras = setup["options.extras_require"]
    declared = {
        line.split()[0]
        for line in "\n".join((setup["options"]["install_requires"], extras["dask"], extras["cloud"])).splitlines()
        if line.strip()
    }
    assert outside == {"converter"} | {IMPORTED_AS.get(name, name) for name in declared}


def test_no_float_near_a_figure() -> None:
    # Shares of characters and of ink, and places in a picture, are no figures.
    for path in set(MODULES) - {PACKAGE / "reading" / name for name in ("encoding.py", "picture.py")}:
        for node in ast.walk(TREES[path]):
            is_literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            is_name = isinstance(node, ast.Name) and node.id == "float"
            assert not (is_literal or is_name), f"{identified(path)}, line {node.lineno}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code: what a reader has to follow, without the docstring."""
    documentation = node.body[0] if ast.get_docstring(node) else None
    in_docstring = documentation.end_lineno - documentation.lineno + 1 if documentation else 0  # type: ignore[operator]
    return (node.end_lineno or node.lineno) - node.lineno + 1 - in_docstring


def test_modules_are_short() -> None:
    lengths = {path: path.read_text("utf-8").count("\n") for path in MODULES}
    assert {identified(path): lines for path, lines in lengths.items() if lines > 500} == {}
    assert median(lengths.values()) <= 200


def test_functions_are_short() -> None:
    lengths = {f"{identified(path)} {node.name}": length(node) for path in MODULES for node in functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}
    assert median(lengths.values()) <= 10
    assert quantiles(lengths.values(), n=10)[-1] <= 30


def public_names(tree: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in getattr(tree, "body", []):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_names(node)


@pytest.mark.parametrize("path", MODULES, ids=identified)
def test_every_public_name_is_documented(path: Path) -> None:
    assert ast.get_docstring(TREES[path]), "the module has no docstring"
    assert [node.name for node in public_names(TREES[path]) if not ast.get_docstring(node)] == []

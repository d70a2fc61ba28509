"""Tree to map: names become the claims they name, lines become steps, imports are followed.

Whatever cannot be placed is reported once and left out; nothing is guessed.
"""

import attrs

from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap
from argmap.resolve.building import build
from argmap.resolve.connecting import Connecting
from argmap.resolve.findings import Findings
from argmap.resolve.imports import Imports, Load
from argmap.resolve.naming import Naming
from argmap.syntax.tree import Tree

__all__ = ["Load", "Resolved", "resolve"]


@attrs.frozen
class Resolved:
    """A map, every tree that it was made of (its own file first), and what is wrong."""

    map: ArgumentMap
    trees: tuple[Tree, ...]
    diagnostics: tuple[Diagnostic, ...]


def resolve(tree: Tree, load: Load) -> Resolved:
    """Resolve a file and all that it imports."""
    findings = Findings()
    units = Imports(load, findings).units(tree)
    naming = Naming(findings, tree.text.name)
    for unit in units:
        naming.state(unit)
    connecting = Connecting(findings)
    for unit in units:
        connecting.connect(unit)
    arguments = build(units, connecting.steps, connecting.contraries, findings)
    found = [
        *findings.diagnostics,
        *(each for unit in units for each in unit.tree.diagnostics),
    ]
    order = {unit.tree.text.name: place for place, unit in enumerate(reversed(units))}
    found.sort(
        key=lambda each: (order.get(each.span.text.name, 0), each.span.start, each.span.end)
    )
    trees = (tree, *(unit.tree for unit in units if unit.tree is not tree))
    return Resolved(arguments, trees, tuple(found))

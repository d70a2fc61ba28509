"""Tree to map: names become the claims they name, lines become steps, imports are followed.

Whatever cannot be placed is reported once and left out; nothing is guessed.
"""

from collections.abc import Mapping
from typing import NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap
from argmap.resolve.building import build
from argmap.resolve.connecting import Connecting
from argmap.resolve.drafts import Unit
from argmap.resolve.findings import Findings
from argmap.resolve.imports import Beside, Imports, Load
from argmap.resolve.naming import Naming
from argmap.syntax.tree import Tree

__all__ = ["Beside", "Load", "Resolved", "Scope", "resolve"]


class Scope(NamedTuple):
    """What names mean in one file of a map.

    ``prefix`` stands before the id of what the file itself states, and ``imports`` has the tree
    of the file that each import leads to, by the import's name.
    """

    tree: Tree
    prefix: str
    imports: Mapping[str, Tree]


class Resolved(NamedTuple):
    """A map, the scope of each of its files (its own first), and what is wrong."""

    map: ArgumentMap
    scopes: tuple[Scope, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def trees(self) -> tuple[Tree, ...]:
        """Every tree that the map was made of."""
        return tuple(scope.tree for scope in self.scopes)


def resolve(tree: Tree, load: Load, beside: Beside = lambda _: ()) -> Resolved:
    """Resolve a file and all that it imports."""
    findings = Findings()
    units = Imports(load, beside, findings).units(tree)
    naming = Naming(findings, tree.text.name)
    for unit in units:
        naming.state(unit)
    connecting = Connecting(findings)
    for unit in units:
        connecting.connect(unit)
    arguments = build(units, connecting, findings)
    found = [
        *findings.diagnostics,
        *(each for unit in units for each in _unread(unit)),
    ]
    order = {unit.tree.text.name: place for place, unit in enumerate(reversed(units))}
    found.sort(
        key=lambda each: (order.get(each.span.text.name, 0), each.span.start, each.span.end)
    )
    scopes = (_scope(unit) for unit in (units[-1], *units[:-1]))
    return Resolved(arguments, tuple(scopes), tuple(found))


def _unread(unit: Unit) -> tuple[Diagnostic, ...]:
    """What could not be read in a file, with what the rest of it shows about how to mend it."""
    if not unit.tree.diagnostics:
        return ()
    from argmap.resolve.advice import advised

    return advised(unit)


def _scope(unit: Unit) -> Scope:
    imports = {
        name: each.unit.tree for name, each in unit.imports.items() if each.unit is not None
    }
    return Scope(unit.tree, unit.prefix, imports)

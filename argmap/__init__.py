"""Argument maps from plain text: write claims and reasons, check them, draw them.

>>> import argmap
>>> compiled = argmap.load("map.arg")   # a notebook shows the drawing
>>> [claim.text for claim in compiled.map.theses]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.compiler import Compilation, Compiler, compile, lint, load
    from argmap.diagnostics import Diagnostic, Severity
    from argmap.evaluation import Evaluation, evaluate
    from argmap.model import ArgumentMap, Claim, Step
    from argmap.render import Style, svg
    from argmap.text import Text

_HOMES = {
    "ArgumentMap": "argmap.model",
    "Claim": "argmap.model",
    "Compilation": "argmap.compiler",
    "Compiler": "argmap.compiler",
    "Diagnostic": "argmap.diagnostics",
    "Evaluation": "argmap.evaluation",
    "Severity": "argmap.diagnostics",
    "Step": "argmap.model",
    "Style": "argmap.render",
    "Text": "argmap.text",
    "compile": "argmap.compiler",
    "evaluate": "argmap.evaluation",
    "lint": "argmap.compiler",
    "load": "argmap.compiler",
    "svg": "argmap.render",
}

__all__ = [
    "ArgumentMap",
    "Claim",
    "Compilation",
    "Compiler",
    "Diagnostic",
    "Evaluation",
    "Severity",
    "Step",
    "Style",
    "Text",
    "compile",
    "evaluate",
    "lint",
    "load",
    "svg",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `import argmap` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'argmap' has no attribute '{name}'")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

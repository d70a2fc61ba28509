"""What `argmap check` finds: a rule is a file here and a line in registry.py.

The rules are loaded when they are first asked for: most commands ask for none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.rules.registry import DEFAULT_RULES, RULES

__all__ = ["DEFAULT_RULES", "RULES"]


def __getattr__(name: str) -> Any:
    """Load the rules."""
    if name not in __all__:
        raise AttributeError(f"module 'argmap.rules' has no attribute '{name}'")
    from argmap.rules import registry

    return getattr(registry, name)

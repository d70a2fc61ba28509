"""The files that a page is made of, which the package carries: its frame, its look, its script."""

from functools import cache
from pathlib import Path


@cache
def asset(name: str) -> str:
    """The content of one of them."""
    return Path(__file__).with_name(name).read_text("utf-8")

"""What tests of editors share: a map with every word of the language, and what each must be."""

import pytest

from argmap.syntax.keywords import KEYS, KEYWORDS

MAP = """\
thesis charge "The city should charge
  because it must." [city]  # because
  weight: 0.5

  because trial
    and said "A \\\\"b\\\\"."
    quote report "never closed

  but unfair "Fair? # no comment"
import "equity.arg" as fair
  becuase trial
"""
LOOKS = {
    (1, "thesis"): "keyword",
    (1, "charge"): "name",
    (1, '"The'): "string",
    (2, "because"): "string",
    (2, "city"): "tag",
    (2, "# because"): "comment",
    (3, "weight"): "key",
    (3, "0.5"): "value",
    (5, "because"): "keyword",
    (5, "trial"): "name",
    (6, "and"): "keyword",
    (6, "said"): "name",
    (7, "quote"): "keyword",
    (7, "report"): "source",
    (7, "never"): "string",
    (9, "but"): "keyword",
    (9, "Fair?"): "string",
    (9, "# no"): "string",
    (10, "import"): "keyword",
    (10, "as"): "keyword",
    (10, "fair"): "source",
    (11, "becuase"): "plain",
}
"""What the words of the map are, by their line and how they begin."""


@pytest.fixture(scope="session")
def looks():
    """The map, and what is to be seen at which line and column, both from 1."""
    rows = MAP.splitlines()
    wanted = {
        (line, rows[line - 1].index(word) + 1): kind for (line, word), kind in LOOKS.items()
    }
    number = len(rows)
    for word in (*KEYWORDS, *KEYS, "x-own"):
        number += 1
        rows.append(f'  {word} "T"' if word in KEYWORDS else f'  {word}: "V"')
        wanted[number, 3] = "keyword" if word in KEYWORDS else "key"
    return "\n".join(rows) + "\n", wanted

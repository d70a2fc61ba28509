"""A claim supports another one by one way, and speaks against it by another.

The second way leads through a rebuttal. Both may be right: many things have two sides. But
often the map-maker lost sight of one way while drawing the other, and a reader wants to know
which of the two weighs more. Ways with more than one rebuttal are not followed: followed
through all of them, the rule would fire on every map that answers its rebuttals.

Only the claims where two ways part and where they first meet again are named, not all that
lies before and behind. In a large map that may still be many: 1,000 pairs are told, the first 30
of them with the claims along both ways, and if there are more the rule says so.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because fewer-cars "Fewer cars come to the centre."
  but poorer "The city earns less."
    because parking "It takes in less in parking fees."
      because fewer-cars
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because fewer-cars "Fewer cars come to the centre."
  but poorer "The city earns less."
    because upkeep "The gates cost more than they bring in."
    but fines "Fines bring in three times the upkeep."
```
"""

from collections.abc import Iterator
from itertools import islice

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.graph import SHOWN, UNSHOWN, Graph, Wave, Way, graph
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim and the first claim at which its ways for and against come together.

    The ways part at the one and meet at the other: what leads to the one, or follows from the
    other, has the same two ways, and is not told again.
    """
    map = graph(subject)
    forks = [
        claim
        for claim in range(len(map.supports))
        if map.supports[claim] and len({*map.supports[claim], *map.rebuts[claim]}) > 1
    ]
    found = (
        pair
        for wave in map.waves(forks)
        for pair in _pairs(map, wave)
        if not _at_once(map, *pair)
    )
    pairs = [*islice(found, _MOST)]
    for number, (claim, target) in enumerate(pairs):
        ways: list[Way] = [[(claim, map.supports[claim][0], "for")]]
        if number < SHOWN:
            ways = [map.way(claim, target), map.way(claim, target, rebuttals=1)]
        told = [map.labels(way) for way in ways]
        fork = max(
            (label for labels in told for label in labels[:1]),
            key=lambda label: label.span.start,
            default=None,
        )
        yield RULE.finding(
            f"{map.called(claim)} supports {map.called(target)} by one way, "
            "and speaks against it by another",
            fork.span if fork else subject.whole,
            note=fork.message if fork else "",
            labels=[label for labels in told for label in labels if label is not fork],
            help=() if number < SHOWN else (UNSHOWN,),
        )
    if next(found, None):
        yield RULE.finding(
            f"more claims bear on others both ways than the {_MOST:,} that are told",
            subject.whole,
            help=("take some of the ways apart, and check again",),
        )


_MOST = 1000
"""So many pairs are told. Their number may grow with the square of the claims."""


def _at_once(map: Graph, claim: int, target: int) -> bool:
    """Whether the claim bears on the other both ways without a third: `supports-and-attacks`."""
    return target in map.supports[claim] and target in map.rebuts[claim]


def _pairs(map: Graph, wave: Wave) -> Iterator[tuple[int, int]]:
    """Each claim where a way for and one against part, and the claim where they meet."""
    both = [one & other for one, other in zip(wave.supported, wave.rebutted, strict=True)]
    for target, bits in enumerate(both):
        new = bits
        for reason in map.reasons[target]:
            new &= ~both[reason]
        for claim, bit in wave.bit.items() if new else ():
            if (
                new & bit
                and claim != target
                and not any(bits & wave.bit.get(each, 0) for each in map.supports[claim])
            ):
                yield claim, target


RULE = Rule("parity-conflict", Severity.INFO, __doc__, check)

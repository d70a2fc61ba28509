"""Drawing a part of a map."""

import pytest

from argmap.model import ArgumentMap, Claim, Group, Premise, Step
from argmap.render import UnknownName, part

from .conftest import because


def ids(map: ArgumentMap) -> set[str]:
    """The ids of a map's claims."""
    return {claim.id for claim in map.claims}


def test_nothing_asked_is_the_whole_map(toll: ArgumentMap) -> None:
    """Without a choice the map stays as it is."""
    assert part(toll) is toll


def test_claim_brings_what_stands_beneath_it(toll: ArgumentMap) -> None:
    """A claim is drawn with its reasons, their reasons, and what undercuts them."""
    shown = part(toll, only="less-traffic")
    assert ids(shown) == {"less-traffic", "stockholm", "_1", "new-ring-road"}
    assert len(shown.steps) == 2
    assert shown.groups == toll.groups[:1]


def test_depth_counts_steps(toll: ArgumentMap) -> None:
    """Depth 0 is the claim alone; each further one adds what bears on what is there."""
    assert ids(part(toll, only="less-traffic", depth=0)) == {"less-traffic"}
    one = part(toll, only="less-traffic", depth=1)
    assert ids(one) == {"less-traffic", "stockholm", "_1"}
    assert len(one.steps) == 1
    assert "new-ring-road" in ids(part(toll, only="less-traffic", depth=2))


def test_depth_alone_counts_from_the_top(toll: ArgumentMap) -> None:
    """Without a claim, depth counts from the theses and the claims that bear on nothing."""
    assert ids(part(toll, depth=1)) == {"charge", "free", "less-traffic", "unfair"}


@pytest.mark.parametrize("name", ["Traffic", "a"])
def test_group_brings_the_groups_in_it(toll: ArgumentMap, name: str) -> None:
    """A group is found by name or id, and brings the claims of the groups inside it."""
    assert ids(part(toll, only=name)) == {"charge", "less-traffic", "unfair", "free"}
    assert ids(part(toll, only="Fairness & justice")) == {"unfair", "free"}


def test_tag_keeps_the_claims_that_have_it(toll: ArgumentMap) -> None:
    """Only tagged claims stay, and only steps among them."""
    shown = part(toll, tags=["equity"])
    assert ids(shown) == {"unfair"}
    assert shown.steps == ()


@pytest.mark.parametrize("asked", [{"only": "chrage"}, {"tags": ["equty"]}])
def test_unknown_name_says_which_there_are(
    toll: ArgumentMap, asked: dict[str, str]
) -> None:
    """A name that the map lacks comes back with the names that it has."""
    with pytest.raises(UnknownName) as caught:
        part(toll, **asked)  # type: ignore[arg-type]
    assert caught.value.name in ("chrage", "equty")
    assert {"charge", "Traffic"} <= set(caught.value.known) or caught.value.known == (
        "equity",
    )


def test_long_chain_does_not_recurse() -> None:
    """A chain of 100,000 reasons, undercuts and nested groups is cut to size all the same."""
    groups = [Group("g0", "G0")]
    claims = [Claim("c0", "Top.", role="thesis", group="g0")]
    steps: list[Step] = []
    for number in range(1, 100_000):
        groups.append(Group(f"g{number}", "G", parent=f"g{number - 1}"))
        claims.append(Claim(f"c{number}", "Next.", group=f"g{number}"))
        target = steps[-1] if steps and number % 2 else claims[number - 1]
        kind = "against" if isinstance(target, Step) else "for"
        steps.append(Step(f"s{number}", kind, (Premise(claims[number]),), target))
    map = ArgumentMap(groups=tuple(groups), claims=tuple(claims), steps=tuple(steps))
    assert len(part(map, only="c0").claims) == 100_000
    assert len(part(map, only="g0").claims) == 100_000
    assert len(part(map, only="c0", depth=3).claims) < 10


def test_cycle_ends() -> None:
    """Claims that support each other in a ring are each drawn once."""
    a, b, c = (Claim(id, f"{id}.") for id in "abc")
    ring = (because(a, b), because(b, c), because(c, a))
    map = ArgumentMap(claims=(a, b, c), steps=ring)
    assert ids(part(map, only="b")) == {"a", "b", "c"}
    assert ids(part(map, depth=1))

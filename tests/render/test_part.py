"""Drawing a part of a map."""

from xml.etree import ElementTree

import attrs
import pytest

from argmap.model import ArgumentMap, Claim, Group, Premise, Step
from argmap.render import UnknownName, dot, part, svg

from .conftest import because


def ids(map: ArgumentMap) -> set[str]:
    """The ids of a map's claims."""
    return {claim.id for claim in map.claims}


def label(drawing: str, id: str) -> str:
    """What a screen reader says of a claim's card."""
    found = ElementTree.fromstring(drawing).iter()
    return next(e.get("aria-label") or "" for e in found if e.get("data-id") == id)


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


def test_names_are_found_in_any_form(toll: ArgumentMap) -> None:
    """A name in whole letters is found by the same name in pieces, as macOS types it."""
    claim = Claim("rör", "A claim.", tags=("miljö",), group="ö")
    map = ArgumentMap(claims=(claim,), groups=(Group("ö", "Östra"),))
    assert ids(part(map, only="ro\u0308r")) == {"rör"}
    assert ids(part(map, only="O\u0308stra")) == {"rör"}
    assert ids(part(map, tags=["miljo\u0308"])) == {"rör"}


def test_tag_keeps_the_claims_that_have_it(toll: ArgumentMap) -> None:
    """Only tagged claims stay, and only steps among them."""
    shown = part(toll, tags=["equity"])
    assert ids(shown) == {"unfair"}
    assert shown.steps == ()


def test_linked_premise_comes_along(toll: ArgumentMap) -> None:
    """A step of which one premise is asked for brings its other premises, tag or no tag."""
    tagged = {"less-traffic", "stockholm"}
    claims = tuple(
        attrs.evolve(claim, tags=("traffic",) if claim.id in tagged else ())
        for claim in toll.claims
    )
    shown = part(attrs.evolve(toll, claims=claims), tags=["traffic"])
    assert ids(shown) == {*tagged, "_1"}
    assert [step.target.id for step in shown.steps] == ["less-traffic"]


def test_claims_play_the_parts_that_they_play_in_the_whole_map(toll: ArgumentMap) -> None:
    """Cut off from its target, a rebuttal is a rebuttal; cut off from reasons, a reason one."""
    labels = {
        "rebate": part(toll, only="rebate"),
        "new-ring-road": part(toll, only="new-ring-road"),
        "less-traffic": part(toll, depth=1),
    }
    said = {id: label(svg(shown, whole=toll), id) for id, shown in labels.items()}
    assert said["rebate"].startswith("Rebuttal rebate:")
    assert said["new-ring-road"].startswith("Undercut new-ring-road:")
    assert said["less-traffic"].startswith("Claim less-traffic:")
    assert "rebate" not in ids(labels["less-traffic"])


def test_what_is_left_out_is_said(toll: ArgumentMap) -> None:
    """Cards and steps say what a part of the map does not show; the heading that it is one."""
    top = svg(part(toll, depth=1), whole=toll)
    assert "part of the map: 4 of 8 claims" in top
    assert label(top, "unfair").endswith("Not shown: 1 rebuttal.")
    assert label(top, "less-traffic").endswith("Not shown: 1 reason.")
    assert "Not shown: 1 reason<" in top
    below = svg(part(toll, only="less-traffic", depth=1), whole=toll)
    assert label(below, "less-traffic").endswith("Not shown: what it supports.")
    assert below.count(">1 undercut not shown<") == 1
    assert 'class="step undercuts stub"' in below
    assert "undercuts a step" in below
    alone = part(toll, only="charge", depth=0)
    assert "Not shown: 1 reason, 1 rebuttal, 1 contradiction" in svg(alone, whole=toll)
    whole = svg(toll)
    assert "ot shown" not in whole
    assert "part of" not in whole


def test_groups_keep_their_numbers(toll: ArgumentMap) -> None:
    """A group has the number in a part of the map that it has in the whole."""
    groups = (Group("z", "First of all"), *toll.groups)
    claims = (Claim("top", "Stated first.", group="z"), *toll.claims)
    whole = attrs.evolve(toll, groups=groups, claims=claims)
    drawing = svg(part(whole, only="less-traffic"), whole=whole)
    assert "§2 · less-traffic" in drawing
    assert "§2  Traffic" in drawing


def test_nothing_of_a_map_is_not_an_empty_map(toll: ArgumentMap) -> None:
    """Where no claim is left, the drawing says of how many."""
    drawing = svg(part(toll, only="rebate", tags=["equity"]), whole=toll)
    assert "part of the map: 0 of 8 claims" in drawing
    assert "no claims yet" not in drawing


def test_dot_says_what_is_left_out(toll: ArgumentMap) -> None:
    """Parts and gaps are those of the whole map in DOT, too."""
    text = dot(part(toll, only="rebate"), whole=toll)
    assert "Rebuttal · rebate" in text
    assert "Not shown: what it rebuts" in text


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

"""The labellings of maps and frameworks are those that the definitions give."""

import pytest

from argmap.evaluation.graph import graph_of
from argmap.evaluation.labellings import SEMANTICS, Labellings
from argmap.evaluation.sat import Deadline
from tests.evaluation.reference import extensions, partial_stable, program, random_map

LABEL = {0: 2, 1: 0, 2: 1}  # of the definitions, in the evaluation's own numbers


def by_definition(map):
    """The labellings of each semantics, as sets of labels in the order of claims and steps."""
    atoms, rules = program(map)
    models = list(partial_stable(atoms, rules))
    return {
        semantics: {
            bytes(LABEL[model[atom]] for atom in atoms)
            for model in extensions(models, semantics)
        }
        for semantics in SEMANTICS
    }


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_every_semantics_by_definition(start):
    """On thousands of small maps each semantics gives the labellings that its definition gives."""
    for seed in range(start, start + 200):
        map = random_map(seed)
        wanted = by_definition(map)
        with Deadline() as deadline:
            found = Labellings(graph_of(map), deadline)
            for semantics in SEMANTICS:
                given = [bytes(each) for each in found.each(semantics)]
                assert len(given) == len(set(given)), (seed, semantics)
                assert set(given) == wanted[semantics], (seed, semantics)


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_questions_by_definition(start):
    """What some labellings say, and all, is answered as by looking at all of them."""
    for seed in range(start, start + 200):
        map = random_map(seed)
        wanted = by_definition(map)
        nodes = range(len(map.claims) + len(map.steps))
        with Deadline() as deadline:
            found = Labellings(graph_of(map), deadline)
            for semantics in SEMANTICS:
                said = (seed, semantics)
                all_labels = wanted[semantics]
                standing = found.standing(semantics)
                assert standing.none == (not all_labels), said
                for label, some, every in (
                    (1, standing.some_in, standing.all_in),
                    (2, standing.some_out, standing.all_out),
                ):
                    holds = [[each[node] == label for each in all_labels] for node in nodes]
                    assert some == {node for node in nodes if any(holds[node])}, said
                    assert every == {
                        node for node in nodes if all_labels and all(holds[node])
                    }, said
                for node in nodes:
                    one = found.with_in(semantics, node)
                    if one is None:
                        assert not any(each[node] == 1 for each in all_labels), said
                    else:
                        assert one[node] == 1 and bytes(one) in all_labels, said
                    one = found.with_not_in(semantics, node)
                    if one is None:
                        assert all(each[node] == 1 for each in all_labels), said
                    else:
                        assert one[node] != 1 and bytes(one) in all_labels, said

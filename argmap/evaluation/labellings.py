"""The labellings of a graph under the semantics that may have several.

All of them are complete labellings, so that only what the grounded one leaves open is looked at,
as a framework (:mod:`argmap.evaluation.framework`), by a solver (:mod:`argmap.evaluation.sat`).
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, TypeAlias, get_args

import attrs

from argmap.evaluation.framework import framework_of, rest_of
from argmap.evaluation.graph import Graph, components
from argmap.evaluation.grounded import IN, OPEN, OUT, settle
from argmap.evaluation.sat import Deadline, Labels, Session, holds, is_in, is_out

Semantics: TypeAlias = Literal[
    "grounded", "complete", "preferred", "stable", "semi-stable", "ideal"
]
SEMANTICS: tuple[Semantics, ...] = get_args(Semantics)


@attrs.frozen
class Standing:
    """The nodes that are in, and out, on some labellings, and on all of them.

    ``none`` says that there is no labelling at all; then the sets are empty.
    """

    some_in: frozenset[int]
    all_in: frozenset[int]
    some_out: frozenset[int]
    all_out: frozenset[int]
    none: bool = False


class Labellings:
    """The labellings of a graph.

    Whatever takes longer than the deadline allows raises :class:`argmap.evaluation.sat.OutOfTime`.
    """

    def __init__(
        self, graph: Graph, deadline: Deadline, counted: Collection[int] | None = None
    ) -> None:
        """Settle what the grounded semantics settles, and make a framework of the rest.

        A semi-stable labelling leaves as few of the ``counted`` nodes open as it can; of all
        nodes, where None. Raises :class:`argmap.evaluation.framework.TooLarge`.
        """
        self._settled = settle(graph).labels
        rest, self._nodes = rest_of(graph, self._settled)
        self._number = {node: at for at, node in enumerate(self._nodes)}
        self._framework = framework_of(rest, deadline.check)
        self._counted = [
            at for at, node in enumerate(self._nodes) if counted is None or node in counted
        ]
        # What is in no circle of attacks follows from the rest of a complete labelling; so if two
        # differ, or one settles more than the other, they do so within these.
        attackers = self._framework.attackers
        circles = components(range(self._framework.size), attackers.__getitem__)
        self._deciding = sorted(each for one in circles if len(one) > 1 for each in one)
        self._deadline = deadline
        self._asked: Session | None = None
        self._sparing: dict[int, Labels | None] = {}

    def each(self, semantics: Semantics) -> Iterator[Labels]:
        """The labellings one by one, as they are found: a label for each node."""
        return map(self._whole, self._each(semantics))

    def with_in(self, semantics: Semantics, node: int) -> Labels | None:
        """A labelling in which a node is in, if there is one."""
        return self._one(semantics, node, True)

    def with_not_in(self, semantics: Semantics, node: int) -> Labels | None:
        """A labelling in which a node is not in, if there is one."""
        return self._one(semantics, node, False)

    def standing(self, semantics: Semantics) -> Standing:
        """What all labellings have in common, and what some have, without enumerating them."""
        asked = range(self._framework.nodes)
        if semantics == "preferred":
            session = self._session()
            some_in = self._possible(session, (), map(is_in, asked))
            some_out = self._possible(session, (), map(is_out, asked))
            all_in = {
                each
                for each in some_in - some_out
                if all(self._spared(other) is None for other in self._attackers(each))
            }
            all_out = {each for each in some_out - some_in if self._spared(each) is None}
            return self._standing(some_in, all_in, some_out, all_out)
        if semantics in ("grounded", "ideal"):
            labels = next(self._each(semantics))
            ins = {each for each in asked if labels[each] == IN}
            outs = {each for each in asked if labels[each] == OUT}
            return self._standing(ins, ins, outs, outs)
        session = Session(self._framework, self._deadline)
        found: list[set[int]] = [set(), set(), set(), set()]
        none = True
        for scope in self._scopes(session, semantics):
            if session.find(*scope) is None:
                continue
            none = False
            for of, literals in zip(
                found,
                (
                    map(is_in, asked),
                    map(is_out, asked),
                    (-is_in(each) for each in asked),
                    (-is_out(each) for each in asked),
                ),
                strict=True,
            ):
                of |= self._possible(session, scope, literals)
        if none:
            nothing = frozenset[int]()
            return Standing(nothing, nothing, nothing, nothing, none=True)
        some_in, some_out, not_in, not_out = found
        return self._standing(some_in, set(asked) - not_in, some_out, set(asked) - not_out)

    def _standing(
        self, some_in: set[int], all_in: set[int], some_out: set[int], all_out: set[int]
    ) -> Standing:
        def with_settled(label: int, more: set[int]) -> frozenset[int]:
            settled = {node for node, each in enumerate(self._settled) if each == label}
            return frozenset(settled | {self._nodes[each] for each in more})

        return Standing(
            with_settled(IN, some_in),
            with_settled(IN, all_in),
            with_settled(OUT, some_out),
            with_settled(OUT, all_out),
        )

    def _whole(self, labels: Labels) -> Labels:
        """A labelling of the graph from one of what is open."""
        found = Labels(self._settled)
        for node, label in zip(self._nodes, labels, strict=False):
            found[node] = label
        return found

    def _session(self) -> Session:
        """The session for single questions; what they add to it is taken back."""
        if self._asked is None:
            self._asked = Session(self._framework, self._deadline)
        return self._asked

    def _attackers(self, argument: int) -> list[int]:
        return self._framework.attackers[argument]

    def _each(self, semantics: Semantics) -> Iterator[Labels]:
        if semantics == "grounded":
            yield Labels(self._framework.size)
            return
        if semantics == "ideal":
            yield self._ideal()
            return
        session = Session(self._framework, self._deadline)
        if semantics == "preferred":
            session.prefer(map(is_in, range(self._framework.size)))
            while (labels := session.find()) is not None:
                labels = self._grown(session, labels)
                yield labels
                session.add(*self._missing(labels))
            return
        for scope in self._scopes(session, semantics):
            while (labels := session.find(*scope)) is not None:
                yield labels
                missing = self._missing(labels)
                taken = [-is_in(each) for each in self._deciding if labels[each] == IN]
                session.add(*missing, *taken)

    def _one(self, semantics: Semantics, node: int, wanted: bool) -> Labels | None:
        argument = self._number.get(node)
        if argument is None:
            right = (self._settled[node] == IN) == wanted
            return next(self.each(semantics), None) if right else None
        literal = is_in(argument) if wanted else -is_in(argument)
        labels: Labels | None = None
        if semantics in ("grounded", "ideal"):
            labels = next(self._each(semantics))
            labels = labels if holds(literal, labels) else None
        elif semantics != "preferred":
            session = Session(self._framework, self._deadline)
            for scope in self._scopes(session, semantics):
                labels = session.find(*scope, literal)
                if labels is not None:
                    break
        elif wanted:
            labels = self._session().find(literal)
            if labels is not None:
                labels = self._grown(self._session(), labels)
        else:
            # It is in on all of them if all of its attackers are out on all. Asking for each
            # attacker by itself saves trying all combinations of what may attack them.
            for attacker in self._attackers(argument):
                labels = self._spared(attacker)
                if labels is not None:
                    break
        return None if labels is None else self._whole(labels)

    # What the semantics are made of

    def _missing(self, labels: Labels) -> list[int]:
        """One of these literals holds where something is in that is not in here."""
        return [is_in(each) for each in self._deciding if labels[each] != IN]

    def _grown(self, session: Session, labels: Labels) -> Labels:
        """A preferred labelling that settles all that a complete one settles."""
        guard = session.new()
        while missing := self._missing(labels):
            session.add(-guard, *missing)
            kept = (is_in(each) for each in self._deciding if labels[each] == IN)
            more = session.find(guard, *kept)
            if more is None:
                break
            labels = more
        session.add(-guard)
        return labels

    def _scopes(self, session: Session, semantics: Semantics) -> Iterator[list[int]]:
        """Literals such that the labellings of a semantics are the complete ones where they hold.

        For semi-stable labellings there is one such list for each set of nodes that may stay open.
        """
        if semantics == "complete":
            yield []
        elif semantics == "stable":
            for argument in range(self._framework.size):
                session.add(is_in(argument), is_out(argument))
            yield []
        else:
            assert semantics == "semi-stable"
            settled = {each: session.new() for each in self._counted}
            for argument, literal in settled.items():
                session.add(-literal, is_in(argument), is_out(argument))
            while (labels := session.find()) is not None:
                guard = session.new()
                while True:
                    kept = [of for each, of in settled.items() if labels[each] != OPEN]
                    left = [of for each, of in settled.items() if labels[each] == OPEN]
                    session.add(-guard, *left)
                    more = session.find(guard, *kept)
                    if more is None:
                        break
                    labels = more
                session.add(-guard)
                yield kept
                session.add(*left)

    def _possible(
        self, session: Session, scope: Collection[int], literals: Iterable[int]
    ) -> set[int]:
        """The arguments whose literals hold on some labelling in a scope."""
        left = set(literals)
        found = set()
        guard = session.new()
        session.prefer(left)
        while left:
            session.add(-guard, *left)
            labels = session.find(guard, *scope)
            if labels is None:
                break
            hold = {literal for literal in left if holds(literal, labels)}
            left -= hold
            found |= {(abs(literal) - 1) // 2 for literal in hold}
        session.add(-guard)
        return found

    def _spared(self, argument: int) -> Labels | None:
        """A preferred labelling on which an argument is not out, if there is one.

        On such a labelling every admissible set that attacks the argument has itself a member that
        is out: otherwise the labelling could take it in. So each such set that is found narrows
        down where to look.
        """
        if argument not in self._sparing:
            session = self._session()
            guard = session.new()
            labels = session.find(is_in(argument))
            while labels is None:
                least = session.find(guard, -is_out(argument))
                if least is None:
                    break
                kept = (is_in(each) for each in self._deciding if least[each] == IN)
                against = session.find(is_out(argument), *kept)
                if against is None:
                    labels = least
                else:
                    session.add(-guard, *map(is_out, self._attack_on(argument, against)))
            session.add(-guard)
            self._sparing[argument] = labels and self._grown(session, labels)  # never empty
        return self._sparing[argument]

    def _attack_on(self, argument: int, labels: Labels) -> list[int]:
        """An admissible set, small and within a labelling, that attacks an argument."""
        members: dict[int, None] = {}
        to_attack = [argument]
        for target in to_attack:
            attackers = self._attackers(target)
            if not any(each in members for each in attackers):
                one = next(each for each in attackers if labels[each] == IN)
                members[one] = None
                to_attack += self._attackers(one)
        return [*members]

    def _ideal(self) -> Labels:
        """The largest admissible set that no other attacks (Dung, Mancarella & Toni 2007).

        From what can be in and cannot be out, what is not defended is taken away (Dunne 2009).
        """
        everything = set(range(self._framework.size))
        session = Session(self._framework, self._deadline)
        safe = everything - self._possible(session, (), map(is_out, everything))
        kept = self._possible(session, (), map(is_in, safe))
        attacks: dict[int, list[int]] = {each: [] for each in everything}
        for each in everything:
            for attacker in self._attackers(each):
                attacks[attacker].append(each)
        against = {
            attacker: sum(each in kept for each in self._attackers(attacker))
            for member in kept
            for attacker in self._attackers(member)
        }
        unanswered = [attacker for attacker, number in against.items() if not number]
        for attacker in unanswered:
            for member in attacks[attacker]:
                if member in kept:
                    kept.remove(member)
                    for other in attacks[member]:
                        if other in against:
                            against[other] -= 1
                            if not against[other]:
                                unanswered.append(other)
        labels = Labels(len(everything))
        for member in kept:
            labels[member] = IN
            for each in attacks[member]:
                labels[each] = OUT
        return labels

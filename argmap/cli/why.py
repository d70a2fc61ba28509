"""``argmap why``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import click

from argmap import project
from argmap.cli import completion, loading
from argmap.evaluation import grounded
from argmap.evaluation.why import Account, Change, explain
from argmap.model import ArgumentMap, Claim, Step, Verdict
from argmap.report.text import fitted, visible

_WIDTH = 88
_SHORT = 40
_DEEPEST = 12
_MOST_CHANGES = 10


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap why map.arg charge\n"
    "  argmap why map.arg charge --without rebate --format json",
)
@loading.map_argument
@click.argument("name", metavar="CLAIM", shell_complete=completion.claims)
@click.option(
    "--without",
    multiple=True,
    metavar="CLAIM",
    shell_complete=completion.claims,
    help="As if this claim had fallen.",
)
@click.option(
    "--with",
    "granted",
    multiple=True,
    metavar="CLAIM",
    shell_complete=completion.claims,
    help="As if this claim stood.",
)
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=40,
    show_default=True,
    help="Give at most so many sentences of the account; 0: all.",
)
def command(
    path: str,
    name: str,
    without: tuple[str, ...],
    granted: tuple[str, ...],
    format: str,
    limit: int,
) -> None:
    """Say why a claim stands, falls or stays open.

    CLAIM is the claim's name, or its text in quotation marks, of which the beginning is enough.
    The account goes down to what needs no showing, and ends with what would turn the verdict.
    """
    map = loading.load(path).map
    name = loading.claim_called(map, name).id
    without = _ids(map, without)
    granted = _ids(map, granted)
    for id in without:
        if id in granted:
            raise click.UsageError(f"`{id}` cannot both fall and stand")
    account = explain(grounded(map, without=without, granted=granted), name)
    if format == "json":
        project.write("-", _json(account, without, granted))
        return
    before = grounded(map).claims[name] if without or granted else account.verdict
    rows = [_head(map, account, without, granted, before)]
    rows += _Sentences(account).rows(limit)
    rows += ["", _wrapped(_changes(account), 0)]
    sys.stdout.writelines(f"{row}\n" for row in rows)


def _ids(map: ArgumentMap, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the claims that go by some names, each once."""
    return tuple(dict.fromkeys(loading.claim_called(map, name).id for name in names))


def _json(account: Account, without: Iterable[str], granted: Iterable[str]) -> str:
    import json

    def named(node: Claim | Step) -> dict[str, str]:
        return {"step" if isinstance(node, Step) else "claim": node.id}

    value: dict[str, Any] = {
        "argmap": 1,
        "claim": account.claim.id,
        "verdict": account.verdict,
        "without": list(without),
        "with": list(granted),
        "account": [
            {
                **named(ground.node),
                "verdict": ground.verdict,
                "kind": ground.kind,
                "on": [named(each) for each in ground.on],
            }
            for ground in account.grounds
        ],
        "turned_by": [claim.id for claim in account.turned_by],
        "settled_by": [
            {
                "changes": [
                    {"claim": each.claim.id, "stands": each.stands} for each in way.changes
                ],
                "verdict": way.verdict,
            }
            for way in account.settled_by
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _head(
    map: ArgumentMap,
    account: Account,
    without: Iterable[str],
    granted: Iterable[str],
    before: Verdict,
) -> str:
    supposed = [f"{_short(map.claim[id])} falls" for id in without]
    supposed += [f"{_short(map.claim[id])} stands" for id in granted]
    sentences = _Sentences(account)
    head = f"{_quoted(account.claim)} {sentences.is_(account.claim)}"
    if account.grounds[0].kind == "bare" and not account.grounds[0].on:
        head += ": no reason is offered for it, and none against it"
    if supposed:
        same = before == account.verdict
        now = ", as it is anyway" if same else f"; as the map stands, it is {before}"
        head = f"Supposing that {_listed(supposed)}: {head}{now}"
    return _wrapped(f"{head}.", 0)


def _changes(account: Account) -> str:
    """What would turn or settle the verdict."""
    if account.verdict != "undecided":
        if not account.turned_by:
            return "It would stay so whichever single claim fell."
        return f"It would not be {account.verdict} if {_any(account.turned_by, 'fell')}."
    settling = {
        verdict: [way.changes for way in account.settled_by if way.verdict == verdict]
        for verdict in ("in", "out")
    }
    said = [
        f"It would be {verdict} if {_ways(ways)}."
        for verdict, ways in settling.items()
        if ways
    ]
    return " ".join(said) or "No change of one or two claims would settle it."


def _ways(ways: Sequence[tuple[Change, ...]]) -> str:
    """Changes of one claim each, or of two: any one of them would do."""
    if len(ways[0]) == 1:
        fates = {
            fate: [each.claim for (each,) in ways if each.stands == (fate == "stood")]
            for fate in ("fell", "stood")
        }
        parts = [_any(claims, fate) for fate, claims in fates.items() if claims]
        return ", or if ".join(parts)
    parts = [
        _listed(
            [f"{_short(claim)} {'stood' if stands else 'fell'}" for claim, stands in way]
        )
        for way in ways[:_MOST_CHANGES]
    ]
    rest = len(ways) - len(parts)
    return ", or if ".join(parts) + (f"; and in {rest:,} other ways" if rest else "")


def _any(claims: Sequence[Claim], fate: str) -> str:
    if len(claims) == 1:
        return f"{_short(claims[0])} {fate}"
    names = [_short(claim) for claim in claims[:_MOST_CHANGES]]
    if len(claims) > len(names):
        names.append(f"and {len(claims) - len(names):,} more")
    return f"any one of these {fate}: {', '.join(names)}"


class _Sentences:
    """The account of a claim in sentences, one beneath another."""

    def __init__(self, account: Account) -> None:
        self.claim = account.claim
        self.grounds = {_key(ground.node): ground for ground in account.grounds}

    def rows(self, limit: int) -> Iterator[str]:
        """A row for each sentence, indented by what it explains; what is too many is counted."""
        number = 0
        said = {_key(self.claim)}
        stack = [(0, each) for each in reversed([*self.beneath(self.claim)])]
        while stack:
            depth, (sentence, node) = stack.pop()
            more = [*self.beneath(node)] if node is not None else []
            if node is not None and _key(node) in said:
                sentence += " (see above)" if more else ""
                more = []
            elif node is not None:
                said.add(_key(node))
            number += 1
            if not limit or number <= limit:
                yield _wrapped(f"{sentence}.", depth + 1)
            stack += [(depth + 1, each) for each in reversed(more)]
        if limit and number > limit:
            yield f"... and {number - limit:,} more; `--limit 0` gives them all."

    def beneath(self, node: Claim | Step) -> Iterator["_Sentence"]:
        """What brings the verdict of a claim about, or the fate of a step."""
        ground = self.grounds[_key(node)]
        if ground.kind in ("reason", "bare", "given"):
            on = ground.on
            if ground.kind == "reason":
                yield from self.standing(on[0], "")
                on = on[1:]
            for attacker in on:
                yield self.answered(attacker)
        elif ground.kind == "premises":
            yield from self.standing(node, "")
        elif ground.kind == "attacked":
            (attacker,) = ground.on
            if isinstance(attacker, Step):
                verb = "undercuts that" if attacker.undercuts else "speaks against it"
                yield from self.standing(attacker, f"{verb} and ")
            else:
                yield (
                    f"because {_quoted(attacker)} contradicts it and {self.is_(attacker)}",
                    attacker,
                )
        elif ground.kind == "unsupported":
            for reason in ground.on:
                yield self.failed(reason, "it")
        elif ground.kind == "circle":
            yield from self.circle(node)
        elif ground.kind == "loop":
            for other in ground.on:
                yield self.open(other)

    def standing(self, step: Claim | Step, verb: str) -> Iterator["_Sentence"]:
        """A step that is in: its premises, and what answers the undercuts."""
        assert isinstance(step, Step)
        for place, premise in enumerate(step.premises):
            word = "and" if place else "because"
            yield (
                f"{word} {_quoted(premise.claim)} {verb}{self.is_(premise.claim)}",
                premise.claim,
            )
        for undercut in self.grounds[_key(step)].on[len(step.premises) :]:
            yield self.answered(undercut)

    def answered(self, attacker: Claim | Step) -> "_Sentence":
        """What speaks against something, and is out."""
        if isinstance(attacker, Claim):
            return f"{_quoted(attacker)} contradicts it, but {self.is_(attacker)}", attacker
        one = len(attacker.premises) == 1
        verb = (
            f"undercut{'s' if one else ''} that"
            if attacker.undercuts
            else f"speak{'s' if one else ''} against it"
        )
        ground = self.grounds[_key(attacker)]
        (other,) = ground.on
        if ground.kind == "attacked":
            return f"{_premises(attacker)} {verb}, but the step is undercut", attacker
        assert isinstance(other, Claim)
        which = "" if one else f"{_short(other)} "
        return f"{_premises(attacker)} {verb}, but {which}{self.is_(other)}", other

    def failed(self, reason: Claim | Step, claim: str) -> "_Sentence":
        """A reason that is out."""
        assert isinstance(reason, Step)
        ground = self.grounds[_key(reason)]
        (other,) = ground.on
        if ground.kind == "attacked":
            said = f"because {_premises(reason)}, a reason for {claim}, is undercut"
            return said, reason
        assert isinstance(other, Claim)
        part = "a reason" if len(reason.premises) == 1 else "needed in a reason"
        return f"because {_quoted(other)}, {part} for {claim}, {self.is_(other)}", other

    def is_(self, claim: Claim) -> str:
        """A claim's verdict, and what it has by itself to explain it."""
        ground = self.grounds[_key(claim)]
        why = {"given": ", being given", "supposed": ", as supposed"}.get(ground.kind, "")
        return f"is {ground.verdict}{why}"

    def circle(self, claim: Claim | Step) -> Iterator["_Sentence"]:
        """Claims that fell together because the reasons for them lead back to themselves."""
        members = {claim.id: claim}
        outside = []
        for member in (queue := [claim]):
            for reason in self.grounds[_key(member)].on:
                ground = self.grounds[_key(reason)]
                if ground.kind != "circle":
                    outside.append((reason, member))
                elif ground.on[0].id not in members:
                    members[ground.on[0].id] = ground.on[0]
                    queue.append(ground.on[0])
        if len(members) == 1:
            yield "because it is a reason for itself and has no other that holds", None
        else:
            names = [_short(each) for each in members.values() if isinstance(each, Claim)]
            yield f"because the reasons for it go round in a circle: {_listed(names)}", None
        for reason, member in outside:
            yield self.failed(reason, "it" if member is claim else member.id)

    def open(self, other: Claim | Step) -> "_Sentence":
        """What holds something open."""
        if isinstance(other, Claim):
            return f"because {_quoted(other)} contradicts it and is undecided", other
        verb = "undercuts that" if other.undercuts else "speaks against it"
        (held,) = self.grounds[_key(other)].on[:1]
        if isinstance(held, Step):
            verb = "is a reason for it" if other.kind == "for" else verb
            said = f"because {_premises(other)} {verb}, and whether that holds is undecided"
            return said, other
        if other.kind == "for":
            return f"because {_quoted(held)}, a reason for it, is undecided", held
        return f"because {_quoted(held)} {verb} and is undecided", held


_Sentence: TypeAlias = tuple[str, Claim | Step | None]
"""What is said, without a full stop, and what is explained beneath it."""


def _key(node: Claim | Step) -> tuple[bool, str]:
    return isinstance(node, Step), node.id


def _quoted(claim: Claim) -> str:
    """A claim in its own words, and its name if it has one."""
    words = visible(" ".join(claim.text.split()))
    return f'"{words}"' + ("" if claim.anonymous else f" ({claim.id})")


def _short(claim: Claim) -> str:
    """A claim's name, or the start of its words."""
    if not claim.anonymous:
        return claim.id
    return f'"{fitted(claim.text.rstrip("."), _SHORT).rstrip()}"'


def _premises(step: Claim | Step) -> str:
    assert isinstance(step, Step)
    return _listed([_quoted(premise.claim) for premise in step.premises])


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _wrapped(sentence: str, depth: int) -> str:
    from textwrap import fill

    if not depth:
        return fill(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)
    indent = "  " * min(depth - 1, _DEEPEST)
    return fill(
        sentence,
        _WIDTH,
        initial_indent=f"{indent}- ",
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )

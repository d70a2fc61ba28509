"""Maps and frameworks of any size to measure with: the same for the same size."""

import random


def debate(claims: int) -> str:
    """A map of about so many claims: reasons, rebuttals, linked premises and undercuts.

    Most claims are stated beneath the one they bear on; one in nine claims is named again
    elsewhere. No two lines are alike.
    """
    pick = random.Random(claims).choice
    rows = ['map "A debate"', "", 'thesis c0 "The matter is to be settled like this."']
    number = 1

    def state(depth: int, keyword: str) -> None:
        nonlocal number
        text = f"Claim number {number} says something about the matter at hand."
        rows.append(
            f'{"  " * depth}{keyword} c{number} "{text}" [{pick(["law", "cost", "health"])}]'
        )
        number += 1

    while number < claims:
        state(0, "claim")
        for each in range(4):
            state(1, pick(["because", "because", "but"]))
            if each % 2:
                state(2, pick(["and", "assuming"]))
            if each == 3:
                state(2, "unless")
                rows.append('      by: "Someone"')
    rows.append('claim all "What was said above bears on it."')
    rows += [f"  because c{each}" for each in range(1, number, 9)]
    rows += ["claim c0", "  because all", ""]
    return "\n".join(rows)


def dispute(arguments: int) -> tuple[list[str], list[tuple[str, str]]]:
    """An abstract framework in which each argument attacks one or two before it.

    One attack in twelve is returned, so that there are many extensions.
    """
    pick = random.Random(arguments)
    names = [f"a{at}" for at in range(arguments)]
    attacks: dict[tuple[str, str], None] = {}
    for at, name in enumerate(names[1:], 1):
        for _ in range(pick.choice([1, 1, 2])):
            other = names[max(0, at - 1 - int(pick.expovariate(0.1)))]
            attacks[name, other] = None
            if not pick.randrange(12):
                attacks[other, name] = None
    return names, [*attacks]


def discussion(claims: int) -> str:
    """A map of so many claims with the shape of a long public debate on one thesis.

    It grows as such debates do: a new claim answers any of those that are there, rather one
    that has many answers. Half of the claims have none; the longest line of reply to reply
    is some twenty claims long. One step in twelve has a linked premise, one in twenty is
    undercut, one claim in sixteen is named again elsewhere. The largest branches are groups.
    """
    dice = random.Random(claims)
    above = [-1]
    depth = [0]
    beneath: list[list[int]] = [[]]
    tickets = [0]
    for number in range(1, claims):
        target = dice.choice(tickets) if dice.random() < 0.4 else dice.randrange(number)
        if depth[target] > 13:
            target = above[target]
        above.append(target)
        depth.append(depth[target] + 1)
        beneath.append([])
        beneath[target].append(number)
        tickets += [target, number]
    size = [1] * claims
    for number in range(claims - 1, 0, -1):
        size[above[number]] += size[number]
    heads = [each for each in beneath[0] if size[each] > max(12, claims // 40)]
    again = {number: dice.randrange(number) for number in range(9, claims, 16)}
    named = {0, *heads, *again.values()}
    texts = [_sentence(dice) for _ in range(claims)]
    rows = ['map "Should the city charge for driving into the centre?"', ""]

    def write(top: int, keyword: str, indent: int) -> None:
        left = [(top, keyword, indent)]
        while left:
            number, keyword, column = left.pop()
            name = f"c{number} " if number in named else ""
            gap = "  " * column
            rows.append(f'{gap}{keyword} {name}"{texts[number]}"')
            if number % 11 == 5:
                rows.append(f'{gap}  by: "{dice.choice(_WHO)}"')
            step = keyword in ("because", "but", "unless")
            mine = []
            for each in beneath[number]:
                if number == 0 and each in heads:
                    rows.append(f"{gap}  {dice.choice(_SIGNS)} c{each}")
                    continue
                roll = dice.random()
                word = dice.choice(_SIGNS)
                if step and not beneath[each] and roll < 0.15:
                    word = "and" if roll < 0.1 else "assuming"
                elif step and roll < 0.18:
                    word = "unless"
                mine.append((each, word, column + 1))
            if number in again and again[number] not in (number, above[number]):
                rows.append(f"{gap}  {dice.choice(_SIGNS)} c{again[number]}")
            left += reversed(mine)

    write(0, "thesis", 0)
    for number in heads:
        rows += ["", f'group "{_TOPICS[number % len(_TOPICS)]} {number}"']
        write(number, "claim", 1)
    return "\n".join([*rows, ""])


_SIGNS = ("because", "because", "because", "but", "but")
_WHO = ("City engineer", "Transport Committee", "Chamber of Trade", "A resident")
_TOPICS = ("Traffic", "Air", "Fairness", "Trade", "Cost", "Law", "Health", "Space")
_SUBJECTS = (
    "A flat charge", "The council", "The ring road", "A family with one car", "The market",
    "Every second delivery", "The bus company", "A trial of six weeks", "The shopkeeper",
    "A night shift worker", "The school run", "A charge by distance", "Public money",
    "The county court", "A camera at each gate", "Whoever lives outside", "The tram line",
    "A doctor on call", "The neighbouring town", "Clean air",
)  # fmt: skip
_VERBS = (
    "moves", "pays for", "depends on", "leaves no room for", "costs less than", "outweighs",
    "has long made up for", "cannot be had without", "falls hardest on", "speeds up",
    "takes the place of", "is measured by", "would be the end of", "says little about",
)  # fmt: skip
_OBJECTS = (
    "traffic at rush hour", "the narrow streets behind the station", "jobs in the centre",
    "what people with low incomes can spend", "five extra buses", "the limit set by law",
    "parking that nobody sees", "the noise at night", "a second tram line", "small shops",
    "a fair share of the street", "the way to work", "trust in the council", "deliveries",
)  # fmt: skip
_ENDS = (
    "", "", "", " in most years", ", as the trial has shown", " unless somebody checks",
    " where there is no bus", ", and everybody knows it",
    ", whatever the report on the first year of the trial may say about its causes",
    ", which is more than the council has promised to spend on it until the next election",
)  # fmt: skip


def _sentence(dice: random.Random) -> str:
    pick = dice.choice
    said = f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_OBJECTS)}{pick(_ENDS)}"
    if dice.random() < 0.25:
        said += f", since {pick(_SUBJECTS).lower()} {pick(_VERBS)} {pick(_OBJECTS)}"
    return f"{said}."


def tree(claims: int) -> str:
    """One thesis, four reasons or rebuttals beneath each claim as long as there are some left."""
    rows = ['thesis c0 "What it is all about."']
    left = [(number, 1) for number in range(4, 0, -1)]
    while left:
        number, depth = left.pop()
        if number < claims:
            rows.append(f'{"  " * depth}{_SIGNS[number % 5]} c{number} "Claim {number}."')
            left += [(4 * number + each, depth + 1) for each in range(4, 0, -1)]
    return "\n".join([*rows, ""])


def wide(claims: int) -> str:
    """One thesis, and everything else a reason for it."""
    rows = [f'  because c{number} "Reason {number}."' for number in range(1, claims)]
    return "\n".join(['thesis c0 "What it is all about."', *rows, ""])


def chain(claims: int) -> str:
    """Each claim the reason for the one before."""
    rows = ['thesis c0 "Claim 0."']
    for number in range(1, claims):
        rows += [f"  because c{number}", f'claim c{number} "Claim {number}."']
    return "\n".join([*rows, ""])


def dense(steps: int) -> str:
    """About so many steps, among thirty times fewer claims."""
    dice = random.Random(steps)
    claims = max(steps // 30, 2)
    rows = []
    for number in range(claims):
        rows.append(f'{"claim" if number else "thesis"} c{number} "Claim {number}."')
        others = dice.choices(range(claims), k=30)
        rows += [f"  {dice.choice(_SIGNS)} c{each}" for each in others if each != number]
    return "\n".join([*rows, ""])


def contrary(pairs: int) -> str:
    """Claims that contradict each other, two and two, each a rebuttal of the thesis."""
    rows = ['thesis c0 "What it is all about."']
    for number in range(1, 2 * pairs, 2):
        rows += [f'  but c{number} "Claim {number}."', f"    contradicts c{number + 1}"]
        rows.append(f'  because c{number + 1} "Claim {number + 1}."')
    return "\n".join([*rows, ""])

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

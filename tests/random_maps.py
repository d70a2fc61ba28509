"""Random maps as text, for laws that hold for every map."""

from hypothesis import strategies as st

NAMES = ("a", "b-2", "b-", "c", "d_", "自由", "é", "but", "g_h", "हिन्दी", "ไม่ดี")
TEXTS = st.one_of(
    st.sampled_from(
        [
            "Cars should pay.",
            'He said "no" and left.',
            "A back\\slash and a\nbreak.",
            "自由貿易は良い。",
            "حرية التجارة مهمة",
            "because it says: so, but not [here] # or there",
            "🚀 x",
            "long " * 30 + "text",
            "two  blanks, \u00a0a hard one",
            "averyveryverylongword" * 8,
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
)


def string(value):
    """A string of the language."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@st.composite
def maps(draw):
    """The text of a random map without errors, oddly laid out, and with comments."""
    rows = []
    stated = set()
    letter = draw(st.sampled_from(["  ", " ", "    ", "\t"]))

    def row(depth, words):
        for _ in range(draw(st.integers(0, 9)) // 7):
            rows.append("" if draw(st.booleans()) else f"{letter * depth}# note")
        end = draw(st.sampled_from(["", "", "", "  # end", " "]))
        rows.append(f"{letter * depth}{words}{end}")

    def text():
        written = string(draw(TEXTS))
        if " " in written and draw(st.integers(0, 3)) == 0:
            place = written.index(" ")
            if (
                written[place + 1 : place + 2] not in (" ", "")
                and written[place - 1] != '"'
            ):
                return f"{written[:place]}\n{letter * draw(st.integers(0, 4))}{written[place + 1 :]}"
        return written

    def introduce(keyword):
        free = [name for name in NAMES if name not in stated]
        kind = draw(st.integers(0, 9))
        tags = draw(st.sampled_from(["", "", " [t]", " [t,  u]"]))
        if kind < 2 or not free:
            return f"{keyword} {text()}{tags}", None
        if kind < 7:
            name = draw(st.sampled_from(free))
            stated.add(name)
            return f"{keyword}  {name} {text()}{tags}", name
        return f"{keyword} {draw(st.sampled_from(NAMES))}{tags}", None

    def claim(keyword, depth, budget):
        words, name = introduce(keyword)
        row(depth, words)
        # Properties only where the line states the claim, so that none is given twice.
        if name:
            if draw(st.booleans()):
                row(
                    depth + 1,
                    draw(st.sampled_from(["weight: 0.25", "given: yes", 'by: "Ann"'])),
                )
            if draw(st.integers(0, 3)) == 0:
                row(depth + 1, f"quote s {text()}")
                if draw(st.booleans()):
                    row(depth + 2, "occurrence: 2")
            if draw(st.integers(0, 4)) == 0:
                row(depth + 1, f"contradicts {draw(st.sampled_from(NAMES))}")
        if budget <= 0:
            return
        for _ in range(draw(st.integers(0, 2))):
            step(
                draw(st.sampled_from(["because", "because", "but"])), depth + 1, budget - 1
            )

    def step(keyword, depth, budget):
        claim(keyword, depth, budget)
        kinds = draw(st.lists(st.sampled_from(["and", "assuming", "unless"]), max_size=2))
        for kind in kinds:
            if kind == "unless" and budget > 0:
                step("unless", depth + 1, budget - 1)
            elif kind != "unless":
                # New words each time: no premise may stand in a step twice.
                row(depth + 1, f"{kind} {string(f'{kind} {len(rows)}')}")

    if draw(st.booleans()):
        row(0, f"map {text()}")
    row(0, 'source s "s.txt"')
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.integers(0, 3)) == 0:
            row(0, f"group {string(draw(st.sampled_from(['Air', 'Wind & rain'])))}")
            claim("claim", 1, 1)
        else:
            claim(draw(st.sampled_from(["thesis", "claim"])), 0, 2)
    for name in NAMES:
        if name not in stated:
            row(0, f"claim {name} {text()}")
    return "\n".join(rows) + "\n"

"""Small maps, and texts that no program likes."""

from typing import Any

import pytest
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Claim, Contrary, Group, Premise, Quote, Source, Step

NASTY = (
    "plain words that run over more than one line of a card, as most claims do",
    "a & b < c > d \"quoted\" 'single' ]]> <script>alert(1)</script> <!-- --> &amp;",
    "control \x00\x01\x08\x0b\x1b[31m and \x7f \x85 letters",
    "a lone \ud800 surrogate and \udfff another, \ufffe and \uffff",
    "線路を敷くと町は豊かになるという主張には十分な証拠がない。自由貿易は国を豊かにする。",
    "تزيد التجارة الحرة من ثروة الأمم كما يقول كثير من علماء الاقتصاد في هذا العصر",
    "הסחר החופשי מעשיר את כל העמים שמשתתפים בו, כך טוענים כלכלנים רבים",
    "emoji 👩‍👩‍👧‍👦 🇨🇳🇷🇺 👍🏽 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 ☃️",
    "W" * 400,
    "i" * 400,
    "漢" * 120,
    "Zalgo t̶̢̛̘̮̩e̴̢͈̯͔x̷̢̻̭̜t̴̡̫̗ and e\u0301 accents",
    "\u202eright to left override\u202c and \u2067isolate",
    "Ελληνικά και Кириллица và tiếng Việt, Łódź, Ærø",
    "ไทยไม่มีช่องว่างระหว่างคำจึงต้องตัดบรรทัดอย่างระมัดระวังมากกว่าภาษาอื่น",
    "हिन्दी में तर्क का नक्शा बनाना आसान है और उपयोगी भी",
    "\\N \\G \\l $x$ %s {curly} [square] url(javascript:x) @import 'x'; </style>",
    " \t\n ",
    "",
)


def because(
    target: Claim | Step, *premises: Claim, kind: Any = "for", assumed: str = ""
) -> Step:
    """A step from claims to a target; the claim with the id ``assumed`` is left unsaid."""
    drawn = tuple(Premise(claim, assumed=claim.id == assumed) for claim in premises)
    name = f"{'+'.join(claim.id for claim in premises)}>{target.id}"
    return Step(name, kind, drawn, target)


@pytest.fixture
def toll() -> ArgumentMap:
    """A map with one of everything that a drawing shows."""
    quoted = (Quote("council", "volumes fell by a fifth"),)
    charge = Claim("charge", "The city should charge cars.", role="thesis", group="a")
    traffic = Claim("less-traffic", "A charge cuts traffic.", quotes=quoted, group="a")
    trial = Claim("stockholm", "Traffic fell in Stockholm.", quotes=quoted, by="A. Expert")
    like = Claim("_1", "What worked there works here.")
    ring = Claim("new-ring-road", "The ring road moves the traffic anyway.")
    unfair = Claim(
        "unfair", "A charge falls hardest on the poor.", tags=("equity",), group="b"
    )
    rebate = Claim("rebate", "The proposal refunds the poor.", note="With conditions.")
    free = Claim("free", "Driving should be free.", group="b")
    step = because(traffic, trial, like, assumed="_1")
    return ArgumentMap(
        title="Should the city charge?",
        sources=(Source("council", author="Transport Committee", date="2031-04"),),
        groups=(Group("a", "Traffic"), Group("b", "Fairness & justice", parent="a")),
        claims=(charge, traffic, trial, like, ring, unfair, rebate, free),
        steps=(
            because(charge, traffic),
            step,
            because(step, ring, kind="against"),
            because(charge, unfair, kind="against"),
            because(unfair, rebate, kind="against"),
        ),
        contraries=(Contrary(charge, free),),
    )


@pytest.fixture
def nasty() -> ArgumentMap:
    """A map of nothing but such texts, everywhere a text can stand."""
    claims = tuple(
        Claim(
            f"c{number}-{text[:6].strip() or 'x'}",
            text,
            role="thesis" if number == 0 else "claim",
            group="g",
            by=text,
            note=text,
            tags=(text,),
            quotes=(Quote(text, text),),
        )
        for number, text in enumerate(NASTY)
    )
    return ArgumentMap(
        title=" ".join(NASTY[1:7]),
        sources=(Source("s", title=NASTY[1], author=NASTY[5], date=NASTY[2]),),
        groups=(Group("g", NASTY[1]), Group("h", NASTY[4], parent="g")),
        claims=claims,
        steps=tuple(
            because(claims[number // 3], claims[number], kind=kind)
            for number, kind in enumerate(("for", "against") * 9)
            if number
        ),
    )


texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=80))
"""Any text, and those that hurt."""


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    """Maps of any shape: cycles, linked premises, undercuts of undercuts, nested groups."""
    count = draw(st.integers(0, 9))
    groups = [Group("g0", draw(texts)), Group("g1", draw(texts), parent="g0")]
    home = st.sampled_from([None, "g0", "g1"])
    claims = [
        Claim(
            draw(st.sampled_from(["", "_", "x."])) + f"c{number}",
            draw(texts),
            role=draw(st.sampled_from(["thesis", "claim"])),
            group=draw(home),
            by=draw(st.none() | texts),
            quotes=tuple(Quote("s", text) for text in draw(st.lists(texts, max_size=2))),
        )
        for number in range(count)
    ]
    steps: list[Step] = []
    for number in range(draw(st.integers(0, 12)) if count else 0):
        premises = draw(
            st.lists(st.sampled_from(claims), min_size=1, max_size=3, unique_by=id)
        )
        target = draw(st.sampled_from([*claims, *steps]))
        kind = (
            "against"
            if isinstance(target, Step)
            else draw(st.sampled_from(["for", "against"]))
        )
        assumed = draw(st.booleans())
        drawn = tuple(Premise(claim, assumed) for claim in premises)
        steps.append(Step(f"s{number}", kind, drawn, target))
    pairs = (
        st.tuples(st.sampled_from(claims), st.sampled_from(claims))
        if count
        else st.nothing()
    )
    contraries = draw(st.lists(pairs, max_size=3)) if count else []
    return ArgumentMap(
        title=draw(st.none() | texts),
        sources=(Source("s", title=draw(st.none() | texts)),),
        groups=tuple(groups),
        claims=tuple(claims),
        steps=tuple(steps),
        contraries=tuple(Contrary(a, b) for a, b in contraries if a is not b),
    )

"""A claim is worded as a question.

A question is neither true nor false, so nothing can be a reason for it or against it. What a
rhetorical question means to say is a claim; the question that a map as a whole is about is its
title. The mark of a question that the claim only quotes does not count.

Bad:

```arg
map "The charge"
thesis charge "Should the city charge for driving into the centre?"
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
map "Should the city charge for driving into the centre?"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```

That boxes hold declarative sentences is among the first rules of Austhink's *Argument Mapping
Tutorials* (1.5).
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import is_question, place


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every English claim that ends in a question mark of its own."""
    for claim in subject.map.claims:
        if is_question(claim.text) and subject.english(claim):
            yield RULE.finding(
                "this claim is a question",
                place(subject, claim),
                help=("say the answer that is argued for",),
            )


RULE = Rule("claim-is-question", Severity.WARNING, __doc__, check)

"""Two lines draw the same step.

The same premises for the same claim are one reason, however often the map says so. A reader who
counts lines takes it for two.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because less-traffic
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.syntax.tree import ClaimLine, Tree
from argmap.text import Span


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every line that draws a step which another line has drawn before."""
    for step in subject.map.steps:
        first, *others = step.spans or (None,)
        for span in others:
            if span is None or first is None:
                continue
            spare = _bare_lines(subject.tree, span)
            if "assuming" in _linked(subject.tree, first):
                spare = None  # the second line may say what the first only assumes
            yield RULE.finding(
                "this step is drawn twice",
                span,
                labels=(Label(first, "first drawn here"),),
                help=("take one of the two lines out",),
                fix=spare
                and Fix("take the second line out", (Edit(spare, ""),), safe=True),
            )


def _linked(tree: Tree | None, line: Span) -> set[str]:
    """The keywords that link further premises to the step of a line."""
    if tree is None or line.text is not tree.text:
        return set()
    at = bisect_left(tree.nodes, line.start, key=lambda node: node.start)
    return {
        node.line.keyword
        for node in takewhile(
            lambda node: node.parent >= at, islice(tree.nodes, at + 1, None)
        )
        if node.parent == at and isinstance(node.line, ClaimLine)
    }


def _bare_lines(tree: Tree | None, line: Span) -> Span | None:
    """All that a step's lines cover, where they say nothing but the step itself."""
    if tree is None or line.text is not tree.text:
        return None
    at = bisect_left(tree.nodes, line.start, key=lambda node: node.start)
    last = at
    while last + 1 < len(tree.nodes) and tree.nodes[last + 1].parent >= at:
        last += 1
    for node in tree.nodes[at : last + 1]:
        if not isinstance(node.line, ClaimLine) or node.line.text or node.line.tags:
            return None
        if node.start != line.start and (
            node.parent != at or node.line.keyword not in ("and", "assuming")
        ):
            return None
    content = tree.text.content
    start = content.rfind("\n", 0, line.start) + 1
    end = content.find("\n", tree.nodes[last].end) + 1 or len(content)
    if any(start <= comment.start < end for comment in tree.comments):
        return None
    return Span(tree.text, start, end)


RULE = Rule("duplicate-step", Severity.WARNING, __doc__, check)

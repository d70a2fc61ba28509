"""A comment for argmap, such as `# argmap: ignore[rule-name]`, silences nothing.

`# argmap: ignore[rule-name] reason` at the end of a line, or above it, silences a rule there, and
`# argmap: ignore-file[rule-name] reason` in the whole file. Once the line is mended, or was never
at fault, the comment would hide the next mistake instead of the one that it was written for. What
keeps a map from being read, such as `syntax`, cannot be silenced at all. A comment is taken to be
meant for argmap where rules in brackets follow, or the word is like `ignore`.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  # argmap: ignore[self-rebuttal] the council says so itself
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  # argmap: ignore[duplicate-step] for the class to find
  because less-traffic
```
"""

from collections.abc import Collection, Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity, did_you_mean
from argmap.rules.ignores import Ignore
from argmap.rules.reported import REPORTED
from argmap.rules.rule import Rule
from argmap.text import Span


def unused(
    comments: tuple[Ignore, ...], used: Collection[tuple[Span, str]], asked: Collection[str]
) -> Iterator[Diagnostic]:
    """What is to be said of comments, of which some were used.

    Of a rule that was not ``asked`` nobody knows whether it would have found something.
    """
    always = {rule.name for rule in REPORTED}
    for comment in comments:
        if comment.fault:
            yield _faulty(comment)
            continue
        spare = [
            (name, span)
            for name, span in comment.names
            if name in always
            or (name in asked and name != RULE.name and (comment.span, name) not in used)
        ]
        fix = _removal(comment, {span for _, span in spare}) if spare else None
        for name, span in spare:
            yield RULE.finding(
                f"`{name}` cannot be silenced"
                if name in always
                else f"`{name}` finds nothing here",
                span,
                help=(fix.title,) if fix else (),
                fix=fix,
            )


def _faulty(comment: Ignore) -> Diagnostic:
    if comment.colon is not None:
        fix = Fix("put a colon there", (Edit(comment.colon, ":"),), safe=True)
        return RULE.finding(comment.fault, comment.span, fix=fix)
    known = ("ignore", "ignore-file")
    hint = () if comment.verb in ("", *known) else did_you_mean(comment.verb, known)
    form = "write `# argmap: ignore[rule-name] reason`"
    return RULE.finding(comment.fault, comment.span, help=(*hint, form))


def _removal(comment: Ignore, spare: set[Span]) -> Fix:
    """Take the names out, or all but the reason where no other name is left.

    A comment without a reason goes with its line.
    """
    text, content = comment.span.text, comment.span.text.content
    left = [name for name, span in comment.names if span not in spare]
    if left:
        first, last = comment.names[0][1], comment.names[-1][1]
        edit = Edit(Span(text, first.start, last.end), ", ".join(left))
        return Fix("take what is unused out of the comment", (edit,), safe=True)
    reason = (
        Span(text, comment.directive.end, comment.span.end) if comment.directive else None
    )
    if reason and (said := reason.content.strip()):
        edit = Edit(comment.span, f"# {said}")
        return Fix("keep nothing of the comment but its reason", (edit,), safe=True)
    line = content.rfind("\n", 0, comment.span.start) + 1
    before = content[line : comment.span.start]
    start, end = line + len(before.rstrip()), comment.span.end
    if not before.strip():
        start, end = line, content.find("\n", end) + 1 or len(content)
    return Fix("take the comment out", (Edit(Span(text, start, end), ""),), safe=True)


RULE = Rule("unused-ignore", Severity.WARNING, __doc__, needs_all=True)

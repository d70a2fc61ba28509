"""Where a name is given, where it is used, and how it gets another one."""

import unicodedata
from collections.abc import Iterable, Iterator

from argmap.diagnostics import Edit
from argmap.ide.view import Mention, Symbol, View
from argmap.resolve.imports import import_name
from argmap.syntax.keywords import is_name
from argmap.syntax.tree import ImportLine, QuoteLine, Tree
from argmap.text import Span, Text


class Refused(Exception):
    """What cannot be done, and why not, in words."""


def definition(view: View, offset: int) -> tuple[Span, ...]:
    """Where the thing at an offset comes from.

    For a name it is where it is given, for the words of a quotation their place in the source,
    for the file of an import its first line.
    """
    node = view.node_at(offset)
    if node < 0:
        return ()
    tree = view.tree
    place, line = tree.nodes[node], tree.nodes[node].line
    if isinstance(line, ImportLine):
        file = view.compilation.scopes[0].imports.get(import_name(line))
        return () if file is None else (Span(file.text, 0, 0),)
    mention = view.mention_at(offset)
    if mention is not None:
        return tuple(_given(view, mention.symbol))
    if isinstance(line, QuoteLine) and place.start + line.words.start <= offset:
        reading = view.reading_at(node)
        if reading is not None:
            return reading.spans or tuple(
                span for each in reading.places for span in each.spans
            )
        return ()
    symbol = view.symbol_at(offset)
    return () if symbol is None else tuple(_given(view, symbol))


def _given(view: View, symbol: Symbol) -> Iterator[Span]:
    """Where a symbol gets its name."""
    span = None
    if symbol.kind == "claim":
        span = view.map.claim[symbol.id].name
    elif symbol.kind == "source":
        span = view.map.source[symbol.id].span
    elif symbol.kind == "import":
        given = (each.span for each in _mentions(view, symbol) if each.states)
        span = next(given, None)
    if span is not None:
        yield span


def references(
    view: View, offset: int, others: Iterable[View] = (), *, declaration: bool = True
) -> tuple[tuple[str, Span], ...]:
    """Every place that names the thing at an offset, with the path of its file.

    ``others`` are maps that may import the file which states it.
    """
    symbol = view.symbol_at(offset)
    if symbol is None:
        return ()
    found: dict[tuple[str, int], tuple[str, Span]] = {}
    for path, mention in _everywhere(view, symbol, others):
        if declaration or not mention.states:
            found.setdefault((path, mention.span.start), (path, mention.span))
    return tuple(found[key] for key in sorted(found))


def highlights(view: View, offset: int) -> tuple[Mention, ...]:
    """Every place of the map's own file that names the thing at an offset."""
    symbol = view.symbol_at(offset)
    if symbol is None:
        return ()
    return tuple(
        each
        for node in range(len(view.tree.nodes))
        for each in view.mentions_of(view.tree, node)
        if each.symbol == symbol
    )


def renamable(view: View, offset: int) -> Span:
    """The name at an offset, as it may get another one.

    Raises :class:`Refused` where there is none.
    """
    mention = view.mention_at(offset)
    if mention is None:
        symbol = view.symbol_at(offset)
        if symbol is not None:
            raise Refused(
                "this claim has no name: name it first"
                if view.map.claim[symbol.id].anonymous
                else "put the cursor on the claim's name"
            )
        raise Refused("there is no name here that a map gives")
    if mention.symbol.kind == "scheme":
        raise Refused("the names of schemes are argmap's own")
    if (
        mention.symbol.kind == "import"
        and mention.states
        and mention.span.content[:1] == '"'
    ):
        # The name comes from the file's; the new one is given by `as`.
        return mention.span._replace(start=mention.span.start + 1, end=mention.span.end - 1)
    return mention.span


def rename(
    view: View, offset: int, name: str, others: Iterable[View] = ()
) -> tuple[tuple[str, Edit], ...]:
    """The edits that give the thing at an offset another name everywhere, with their files' paths.

    Raises :class:`Refused` where that cannot be.
    """
    renamable(view, offset)
    mention = view.mention_at(offset)
    assert mention is not None
    name = unicodedata.normalize("NFC", name.strip())
    if "." in name and mention.symbol.kind != "tag":
        raise Refused(
            f"`{name}` has a full stop, which only stands behind the name of an import"
        )
    if not is_name(name):
        raise Refused(
            f"`{name}` is no name: a letter comes first, then letters, digits, - or _, "
            "without blanks"
        )
    if mention.symbol.kind == "source" and mention.symbol.id in view.compiler.sources:
        raise Refused(
            f"the configuration names `{mention.symbol.id}` too, to say where its text is: "
            "give it the new name there first"
        )
    others = tuple(others)
    _unused(view, mention.symbol, name, others)
    found: dict[tuple[str, int], tuple[str, Edit]] = {}
    for path, each in _everywhere(view, mention.symbol, others):
        span, words = each.span, name
        if span.content[:1] == '"':
            span, words = Span(span.text, span.end, span.end), f" as {name}"
        found[path, span.start] = (path, Edit(span, words))
    return tuple(found[key] for key in sorted(found))


def _unused(view: View, symbol: Symbol, name: str, others: tuple[View, ...]) -> None:
    """Refuse a name that the file which gives it has for something else."""
    path, local = _home(view, symbol)
    if name == local:
        return
    for each in (view, *others):
        for scope in each.compilation.scopes:
            if each.path(scope.tree.text) != path:
                continue
            taken = (
                (symbol.kind == "claim" and scope.prefix + name in each.map.claim)
                or (symbol.kind == "source" and scope.prefix + name in each.map.source)
                or (symbol.kind == "import" and name in _import_names(scope.tree))
            )
            if taken:
                thing = "an import" if symbol.kind == "import" else f"a {symbol.kind}"
                raise Refused(
                    f"{thing} of `{scope.tree.text.name}` is called `{name}` already"
                )


def _import_names(tree: Tree) -> set[str]:
    return {
        import_name(node.line) for node in tree.nodes if isinstance(node.line, ImportLine)
    }


def _everywhere(
    view: View, symbol: Symbol, others: Iterable[View]
) -> Iterator[tuple[str, Mention]]:
    """Every mention of what a symbol of one map means, in this and in other maps."""
    yield from ((view.path(each.span.text), each) for each in _mentions(view, symbol))
    if symbol.kind in ("tag", "scheme"):
        return  # each map has its own
    path, local = _home(view, symbol)
    for other in others:
        for scope in other.compilation.scopes:
            if other.path(scope.tree.text) == path:
                theirs = (
                    Symbol("import", f"{scope.tree.text.name} {local}")
                    if symbol.kind == "import"
                    else Symbol(symbol.kind, scope.prefix + local)
                )
                yield from (
                    (other.path(each.span.text), each) for each in _mentions(other, theirs)
                )


def _mentions(view: View, symbol: Symbol) -> Iterator[Mention]:
    return (each for each in view.mentions if each.symbol == symbol)


def _home(view: View, symbol: Symbol) -> tuple[str, str]:
    """The path of the file that gives a symbol its name, and the name there."""
    text: Text | None = None
    if symbol.kind == "import":
        file, _, local = symbol.id.rpartition(" ")
        return next(
            (view.path(each.tree.text), local)
            for each in view.compilation.scopes
            if each.tree.text.name == file
        )
    if symbol.kind == "claim":
        span = view.map.claim[symbol.id].span
    elif symbol.kind == "source":
        span = view.map.source[symbol.id].span
    else:
        span = None
    text = view.file if span is None else span.text
    prefix = view.scopes[text].prefix
    return view.path(text), symbol.id.removeprefix(prefix)

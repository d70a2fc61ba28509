"""The second pass: names become the claims they name, and lines become steps."""

from itertools import chain

from argmap.diagnostics import Label
from argmap.model import VERDICTS, Claim, Premise
from argmap.resolve.drafts import (
    Additions,
    Draft,
    GroupDraft,
    QuoteDraft,
    StepDraft,
    Unit,
    Value,
)
from argmap.resolve.findings import Findings, Meant, write
from argmap.resolve.places import (
    BENEATH_STEPS,
    HELP,
    HOME_HELP,
    OWNERS,
    PLACES,
    WHERE,
    indented,
    keyword_of,
)
from argmap.syntax.keywords import (
    KEYS,
    MEANT_KEY,
    MOST_TIMES,
    PREMISE_KEYWORDS,
    STEP_KEYWORDS,
    as_name,
    as_share,
    as_string,
)
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    ContradictsLine,
    ImportLine,
    Line,
    MapLine,
    Node,
    PropertyLine,
    QuoteLine,
    Tree,
    Word,
)
from argmap.text import Span, new_span

_WITHOUT_PROPERTIES = (ImportLine, ContradictsLine)


class Connecting:
    """Draws the steps of files, and gives properties to what they belong to."""

    def __init__(self, findings: Findings) -> None:
        self.report = findings.report
        self.meant = findings.meant
        self.steps: list[StepDraft] = []
        self.contraries: list[tuple[Claim, Claim, Span]] = []
        self.additions: dict[str, Additions] = {}
        """What is added to claims, by their ids."""
        self.sure = True
        """Whether what a line hangs under is beyond doubt. Beneath or behind one between two
        levels it is not, and to say that it does not belong there would be a guess."""

    def connect(self, unit: Unit) -> None:
        """Go over a file's lines, and hang each on the one that it stands under."""
        tree, nodes, stated, things = unit.tree, unit.tree.nodes, unit.stated, unit.things
        text = tree.text
        introduced: list[Claim | None] = []
        steps: list[StepDraft | None] = []
        unsure: set[int] = set()
        for index, node in enumerate(nodes):
            line, start, end, parent, placed = node
            above = nodes[parent].line if parent >= 0 else None
            # A place under a line that could not be read, or between two levels, is no place.
            known = placed and type(above) is not BrokenLine
            if not placed:
                unsure.add(parent)
            self.sure = parent not in unsure and (parent < 0 or nodes[parent].placed)
            claim = step = None
            if type(line) is ClaimLine:
                keyword = line.keyword
                claim = stated[index]
                if claim is not None:
                    assert claim.span is not None and claim.name is not None
                    span, where = claim.span, claim.name
                else:
                    span = where = new_span((text, start, end))
                    claim = self.refer(unit, node, line)
                under = above.keyword if type(above) is ClaimLine else ""
                if not known or (
                    not (under and under in PLACES[keyword])
                    and self.misplaced(tree, index, keyword, above)
                ):
                    pass
                elif keyword in STEP_KEYWORDS:
                    target = steps[parent] if keyword == "unless" else introduced[parent]
                    step = StepDraft(
                        "for" if keyword == "because" else "against", target, span
                    )
                    if claim is None:
                        step.whole = False
                    else:
                        step.premises[claim.id] = Premise(claim, False, where)
                    self.steps.append(step)
                elif keyword in PREMISE_KEYWORDS and (drawn := steps[parent]) is not None:
                    self.premise(drawn, claim, keyword == "assuming", where)
            elif type(line) is BrokenLine:
                drawn = steps[parent] if parent >= 0 else None
                if drawn is not None and line.keyword in (None, *PREMISE_KEYWORDS):
                    drawn.whole = False
            elif type(line) is PropertyLine:
                if known and (above is None or type(above) in _WITHOUT_PROPERTIES):
                    self.stray_key(tree, node, line, above)
                elif known:
                    thing = things.get(parent)
                    self.property(
                        tree, node, line, above, introduced[parent], steps[parent], thing
                    )
            elif known and not self.misplaced(tree, index, keyword_of(node), above):
                if type(line) is QuoteLine:
                    self.quote(unit, index, node, line, introduced[parent])
                elif type(line) is ContradictsLine:
                    self.contradicts(unit, node, line, introduced[parent])
                elif type(line) is MapLine:
                    self.title(unit, index, node, line)
            introduced.append(claim)
            steps.append(step)

    def title(self, unit: Unit, index: int, node: Node, line: MapLine) -> None:
        """Note the map's title, the first one."""
        span = unit.tree.span(node)
        if unit.title is None:
            unit.title = GroupDraft("", line.title.value, None, span)
            unit.things[index] = unit.title
            return
        self.report(
            "misplaced-line",
            "the map has a title already",
            span,
            labels=(Label(unit.title.span, "it is given here"),),
            help=("a part of the map is a `group`",),
        )

    def misplaced(
        self,
        tree: Tree,
        index: int,
        keyword: str,
        above: Line | None,
    ) -> bool:
        """Whether a line may not stand where it does; it is reported."""
        nodes = tree.nodes
        node = nodes[index]
        if type(above) is ClaimLine:
            under: str = above.keyword
        else:
            under = "" if above is None else keyword_of(nodes[node.parent])
        if under in PLACES[keyword]:
            return False
        if not self.sure:
            return True
        where, help, fix = WHERE[keyword], HELP.get(keyword, ""), None
        if keyword in BENEATH_STEPS and type(above) is ClaimLine:
            step, between = _step_before(nodes, index)
            if step is not None:
                line = f"line {tree.text.line_of(nodes[step].start)}"
                broken = type(nodes[step].line) is BrokenLine
                what = line if broken else f"the `{keyword_of(nodes[step])}` of {line}"
                help = f"indent it beneath {what}"
                fix = None if between or broken else indented(tree, index, step)
            else:
                help = f"`{under}` draws no step that `{keyword}` could belong to"
        word = Span(tree.text, node.start, node.start + len(keyword))
        self.report(
            "misplaced-line",
            f"`{keyword}` must stand {where}",
            word,
            note=f"not under `{under}`" if under else "not at the top",
            labels=(
                (
                    Label(
                        _head_span(tree, nodes[node.parent]),
                        "it is indented beneath this line",
                    ),
                )
                if above is not None
                else ()
            ),
            help=(help,) if help else (),
            fix=fix,
        )
        return True

    def added(self, claim: Claim) -> Additions:
        """What is added to a claim, to add more."""
        found = self.additions.get(claim.id)
        if found is None:
            found = self.additions[claim.id] = Additions()
        return found

    def refer(self, unit: Unit, node: Node, line: ClaimLine) -> Claim | None:
        """The claim that a line refers to, with the line's tags added."""
        if line.name is None:
            return None
        claim = self.claim(unit, line.name.value, node, line.name)
        if claim is not None:
            if line.keyword == "thesis":
                self.added(claim).thesis = True
            for tag in line.tags:
                more = self.added(claim)
                if tag.value not in claim.tags + more.tags:
                    more.tags += (tag.value,)
        return claim

    def claim(self, unit: Unit, name: str, node: Node, word: Word) -> Claim | None:
        """The claim of a name; None, and reported, where there is none."""
        found = unit.claims.get(name)
        if found is not None:
            return found
        if name in unit.lost:
            return None
        if "." not in name:
            self.unknown_claim(unit, name, unit.tree.word(node, word))
            return None
        home, local = self.home(unit, name, node, word)
        if home is None:
            return None
        found = home.claims.get(local)
        if found is None and local not in home.lost:
            where = unit.tree.word(node, word)
            meant = self.meant(local, home.claims, _last_part(where))
            self.report(
                "unknown-claim",
                f"`{home.tree.text.name}` states no claim `{local}`",
                where,
                help=meant.help,
                fix=meant.fix,
            )
        return found

    def unknown_claim(self, unit: Unit, name: str, where: Span) -> None:
        """Say so once more for each line that names it."""
        brought = (
            f"{each.name}.{claim}"
            for each in unit.imports.values()
            if each.unit is not None
            for claim in each.unit.claims
        )
        meant = self.meant(name, chain(unit.claims, brought), where)
        self.report(
            "unknown-claim",
            f"no claim is called `{name}`",
            where,
            help=meant.help or (f'state it: `claim {name} "TEXT"`',),
            fix=meant.fix,
        )

    def home(
        self, unit: Unit, name: str, node: Node, word: Word
    ) -> tuple[Unit | None, str]:
        """The file that a name with full stops leads to, and the name there."""
        *path, local = name.split(".")
        at: Unit = unit
        for part in path:
            way = at.imports.get(part)
            if way is None and at.lost_import:
                return None, local
            if way is None:
                where = unit.tree.word(node, word)
                meant = self.meant(part, at.imports, _first_part(where))
                self.report(
                    "unknown-claim",
                    f"no import is called `{part}`"
                    + ("" if at is unit else f" in `{at.tree.text.name}`"),
                    where,
                    help=meant.help,
                    fix=meant.fix if at is unit else None,
                )
                return None, local
            way.used = True
            if way.unit is None:
                return None, local
            at = way.unit
        return at, local

    def premise(
        self, step: StepDraft, claim: Claim | None, assumed: bool, where: Span
    ) -> None:
        """Add a premise to a step."""
        if claim is None:
            step.whole = False
            return
        before = step.premises.get(claim.id)
        if before is not None:
            assert before.span is not None
            self.report(
                "misplaced-line",
                f"`{claim.id}` is a premise of this step already",
                where,
                labels=(Label(before.span, "here"),),
                help=("take one of the two lines out",),
            )
            return
        step.premises[claim.id] = Premise(claim, assumed, where)

    def quote(
        self, unit: Unit, index: int, node: Node, line: QuoteLine, claim: Claim | None
    ) -> None:
        """Add a quotation to a claim."""
        name = line.source.value
        place = unit.tree.word(node, line.source)
        home: Unit | None = unit
        local = name
        if "." in name:
            home, local = self.home(unit, name, node, line.source)
        if home is None:
            return
        source = home.sources.get(local)
        if source is None:
            if local in home.lost:
                return
            meant = self.meant(local, [*home.sources, *home.lost], _last_part(place))
            home.lost[local] = (
                None  # one declaration is missing, however often it is needed
            )
            self.report(
                "unknown-source",
                f"no source is called `{name}`",
                place,
                help=meant.help or (f'declare it at the top: source {local} "FILE"',),
                fix=meant.fix,
            )
            return
        words = unit.tree.word(node, line.words)
        inner = Span(words.text, words.start + 1, words.end - 1)
        quote = QuoteDraft(source.id, line.words.value, unit.tree.span(node), inner)
        unit.things[index] = quote
        if claim is not None:
            self.added(claim).quotes.append(quote)

    def contradicts(
        self, unit: Unit, node: Node, line: ContradictsLine, claim: Claim | None
    ) -> None:
        """Note that a claim contradicts another."""
        other = self.claim(unit, line.name.value, node, line.name)
        if claim is not None and other is not None:
            self.contraries.append((claim, other, unit.tree.span(node)))

    # Properties

    def property(
        self,
        tree: Tree,
        node: Node,
        line: PropertyLine,
        above: Line | None,
        claim: Claim | None,
        step: StepDraft | None,
        thing: Draft | None,
    ) -> None:
        """Give a property to the claim, the step or the other thing that it belongs to."""
        key = line.key.value
        where = tree.word(node, line.key)
        home = "any" if key.startswith("x-") else KEYS.get(key)
        if home is None:
            self.unknown_key(key, where)
            return
        owner: Draft | None
        if type(above) is ClaimLine:
            if home == "step":
                owner = step
            else:
                owner = self.added(claim) if claim is not None else None
            fits = home in ("any", "claim") or (
                home == "step" and above.keyword in STEP_KEYWORDS
            )
            under = f"`{above.keyword}`"
        else:
            owner = thing
            expected, under = OWNERS[type(above)]
            fits = home in ("any", expected)
        if not fits:
            if self.sure:
                self.report(
                    "misplaced-line",
                    f"`{key}` is a property of a {home}",
                    where,
                    note=f"this is not one: {under}"
                    if type(above) is not ClaimLine
                    else "",
                    help=(
                        HOME_HELP[home],
                        *(
                            (f"a claim takes `note:`, or a key of your own: `x-{key}:`",)
                            if home == "source" and type(above) is ClaimLine
                            else ()
                        ),
                    ),
                )
            return
        value = self.value(tree, node, line)
        if value is None or owner is None:
            return
        if owner.keys is None:
            owner.keys = {}
        before = owner.keys.get(key)
        if before is not None:
            self.report(
                "duplicate-key",
                f"`{key}` is given twice",
                where,
                labels=(Label(before.span, "first given here"),),
                help=("keep one of the two",),
            )
            return
        owner.keys[key] = Value(value, tree.span(node), tree.word(node, line.value))

    def unknown_key(self, key: str, where: Span) -> None:
        """Report a key that the language does not know."""
        meant = Meant()
        if key == "file":
            meant = Meant(('the file stands behind the name: `source NAME "FILE"`',))
        elif key in ("tag", "tags"):
            meant = Meant(("tags stand in brackets at the end of a line: `[TAG, TAG]`",))
        elif key.casefold() in MEANT_KEY:
            said = MEANT_KEY[key.casefold()]
            meant = Meant((f"write `{said}:`",), write(said, where))
        elif key.startswith("X-"):
            own = f"x-{key[2:]}"
            meant = Meant(
                (f"keys of your own start with `x-`: `{own}:`",), write(own, where)
            )
        self.report(
            "unknown-key",
            f"`{key}` is not a key",
            where,
            help=meant.help
            or (meant := self.meant(key, KEYS, where)).help
            or (f"keys of your own start with `x-`: `x-{key}:`",),
            fix=meant.fix,
        )

    def stray_key(
        self, tree: Tree, node: Node, line: PropertyLine, above: Line | None
    ) -> None:
        """Report a property that stands under nothing it could belong to."""
        key = line.key.value
        where = tree.word(node, line.key)
        if key not in KEYS and not key.startswith("x-"):
            self.unknown_key(key, where)
            return
        if not self.sure:
            return
        self.report(
            "misplaced-line",
            f"`{key}` belongs under a line that it is a property of",
            where,
            note="not at the top" if above is None else "this line takes no properties",
            help=('the title of the map is a line of its own: `map "TITLE"`',)
            if key == "title" and above is None
            else (HOME_HELP[KEYS.get(key, "claim")],),
        )

    def value(self, tree: Tree, node: Node, line: PropertyLine) -> str | float | None:
        """The value of a property; None, and reported, where it is not of its kind."""
        key, word, form = line.key.value, line.value, line.form
        where = tree.word(node, word)
        if form == "number" and len(word.value) > _MOST_DIGITS:
            self.report("syntax", f"`{key}` has over {_MOST_DIGITS} digits", where)
            return None
        number: float | None = None
        if form == "number":
            number = float(word.value) if "." in word.value else int(word.value)
        wanted, fits, value = "", False, word.value if number is None else number
        instead = ""
        if key.startswith("x-"):
            wanted, fits = "a text in quotation marks or a number", form != "word"
            instead = as_string(word.value)
        elif key in ("weight", "strength"):
            wanted, fits = "a number from 0 to 1", number is not None and 0 <= number <= 1
            instead = as_share(word.value)
        elif key == "given":
            wanted, fits = "`yes` or `no`", form == "word" and word.value in ("yes", "no")
            instead = _YES_OR_NO.get(word.value.casefold(), "")
        elif key == "expect":
            wanted = "`in`, `out` or `undecided`"
            fits = form == "word" and word.value in VERDICTS
            instead = word.value.casefold() if word.value.casefold() in VERDICTS else ""
        elif key == "occurrence":
            wanted = "a whole number from 1"
            fits = (
                number is not None and "." not in word.value and 1 <= number <= MOST_TIMES
            )
            quoted = form == "string" and word.value.isdigit()
            instead = word.value if quoted and word.value.strip("0") else ""
        elif key == "scheme":
            wanted, fits = "a scheme's name, without quotation marks", form == "word"
            instead = as_name(word.value)
        else:
            wanted, fits = "a text in quotation marks", form == "string"
            instead = as_string(word.value)
        if fits:
            return value
        self.report(
            "syntax",
            f"`{key}` is {wanted}",
            where,
            help=(f"write `{instead}`",) if instead else (),
            fix=write(instead, where) if instead else None,
        )
        return None


_MOST_DIGITS = 300
_YES_OR_NO = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


_NO_STEPS = PLACES.keys() - {"because", "but"}


def _step_before(nodes: tuple[Node, ...], index: int) -> tuple[int | None, bool]:
    """The `because` or `but` that a line stands beside, of the last twenty before it.

    A line that could not be read may have been meant to be one. And whether lines stand between
    that are no premises or undercuts.
    """
    parent, at, between = nodes[index].parent, index - 1, False
    for _ in range(20):
        while at > parent and nodes[at].parent > parent:
            at = nodes[at].parent
        if at <= parent:
            break
        line = nodes[at].line
        if type(line) is BrokenLine and line.keyword not in _NO_STEPS:
            return at, between
        if type(line) is not ClaimLine:
            between = True
        elif line.keyword not in BENEATH_STEPS:
            return at, between
        at -= 1
    return None, between


def _first_part(where: Span) -> Span:
    """The part of a name up to its first full stop."""
    stop = where.content.find(".")
    return where._replace(end=where.start + stop) if stop >= 0 else where


def _last_part(where: Span) -> Span:
    """The part of a name behind its last full stop."""
    return where._replace(start=where.start + where.content.rfind(".") + 1)


def _head_span(tree: Tree, node: Node) -> Span:
    return Span(tree.text, node.start, node.start + len(keyword_of(node)))

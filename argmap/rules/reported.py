"""The findings that reading and resolving a map report by themselves, and their pages."""

from argmap.diagnostics import Severity
from argmap.rules.rule import Rule

SYNTAX = """A line cannot be read, or a value is not of its kind.

What a line says is left out of the map when the line cannot be read, so nothing else can be
trusted before it is mended. A forgotten quotation mark costs no more than its own paragraph.

Bad:

```arg
thesis charge "The city should charge for driving into the centre.
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```
"""

INDENTATION = """A line is indented like nothing around it.

Indentation says what belongs to what. A line that stands between two levels, or that mixes tabs
with spaces, could belong to either, and argmap does not guess.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
    because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
```
"""

UNKNOWN_KEY = """A property has a key that the language does not know.

A misspelt key would be lost without a word. Keys of your own, for other tools to read, start
with `x-`.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    wieght: 0.8
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    weight: 0.8
    x-reviewed: "2031-05-02"
```
"""

MISPLACED_LINE = """A line stands under one that it cannot belong to.

A reason belongs to a claim, a linked premise to the step of a `because`, `but` or `unless`, a
property to the kind of thing that has it. Anywhere else it says nothing.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  and enforced "The charge is enforced."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    and enforced "The charge is enforced."
```
"""

UNKNOWN_CLAIM = """A line names a claim that nothing states.

The reason that hangs on the name is left out of the map. Mostly it is a slip of the pen, and
the message names the nearest claim there is.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air
claim cleaner-air "A charge makes the air cleaner."
```
"""

UNKNOWN_SOURCE = """A quotation names a source that nothing declares.

Without its source a quotation cannot be checked.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

Good:

```arg
source council
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```
"""

DUPLICATE_CLAIM_ID = """A claim is stated twice under one name.

Nobody can tell which of two texts a name stands for. Leave the text out to refer to the claim,
or give the second claim a name of its own.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because traffic "A charge cuts rush-hour traffic."
  but traffic "A charge moves traffic to the suburbs."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because traffic "A charge cuts rush-hour traffic."
  but suburbs "A charge moves traffic to the suburbs."
    but counted "In the trial no more cars were counted there."
```
"""

DUPLICATE_KEY = """A property is given twice, or a source or an import takes a name that is taken.

Only one of the two can be meant.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    weight: 0.8
    weight: 0.6
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    weight: 0.8
```
"""

IMPORT_NOT_FOUND = """An imported map is not there, or cannot be read.

The file is looked for beside the map that imports it. Names that lead into it stay unresolved.

Bad:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because air.cleaner
```

Good:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because air.cleaner
```

```arg air.arg
thesis cleaner "Less traffic makes the air cleaner."
  because fumes "Cars give off fumes."
```
"""

IMPORT_CYCLE = """Maps import one another in a circle.

Two maps that need each other are one map, or share a third that each of them can import.

Bad:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because air.cleaner
```

```arg air.arg
import "map.arg"
thesis cleaner "Less traffic makes the air cleaner."
  because map.charge
```

Good:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because air.cleaner
```

```arg air.arg
thesis cleaner "Less traffic makes the air cleaner."
  because fumes "Cars give off fumes."
```
"""

REPORTED = (
    Rule("syntax", Severity.ERROR, SYNTAX),
    Rule("indentation", Severity.ERROR, INDENTATION),
    Rule("unknown-key", Severity.ERROR, UNKNOWN_KEY),
    Rule("misplaced-line", Severity.ERROR, MISPLACED_LINE),
    Rule("unknown-claim", Severity.ERROR, UNKNOWN_CLAIM),
    Rule("unknown-source", Severity.ERROR, UNKNOWN_SOURCE),
    Rule("duplicate-claim-id", Severity.ERROR, DUPLICATE_CLAIM_ID),
    Rule("duplicate-key", Severity.ERROR, DUPLICATE_KEY),
    Rule("import-not-found", Severity.ERROR, IMPORT_NOT_FOUND),
    Rule("import-cycle", Severity.ERROR, IMPORT_CYCLE),
)

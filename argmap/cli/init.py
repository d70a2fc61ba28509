"""``argmap init``."""

import os
import shlex

import click

from argmap import project
from argmap.cli import completion

FIRST_MAP = """\
# A first map, to read, to try things on, and to write over. What stands behind
# a # is a comment. In the terminal,
#   argmap check FILE            finds what is wrong with it,
#   argmap render FILE           draws it,
#   argmap why FILE sundays      says why the thesis stands, or why not.

map "Should the town library open on Sundays?"

# A text that claims are read from. With its file behind the name,
#   source survey "survey.txt"
# argmap looks up every quotation, and finds those that are not word for word.
source survey
  title: "What readers want"
  author: "Friends of the Library"

# The thesis is what the map is there to settle. What is indented beneath a line
# belongs to it. `sundays` is a name of your own, by which other lines can refer
# to the claim; a claim that nothing refers to needs none.
thesis sundays "The town library should open on Sundays."

  # A reason for the thesis; beneath it a reason for the reason, with the words
  # that it was read from.
  because newcomers "More people would come to the library."
    because at-work "Half of those who never come are at work whenever it is open."
      quote survey "half of them work during our opening hours"

      # What the text leaves unsaid, though the step from the reason to what it
      # is a reason for does not work without it.
      assuming "Most people who work all week are free on Sundays."

      # A doubt about that step, and not about either claim: people may well be
      # at work, and not come all the same. Beneath it, what speaks against the doubt.
      unless "Whoever does not come now would not come then."
        but "Every second one asked for a Sunday."
          quote survey "every second one would come on a Sunday"

  # A rebuttal of the thesis, and an answer to it.
  but costs "The town cannot pay for another day of staff."
    by: "The treasurer"
    but volunteers

# A claim can be stated in one place and referred to in another, as `volunteers`
# is in the line above. A group keeps together what belongs together.
group "Staff"
  claim volunteers "Volunteers can look after the reading rooms on Sundays."
    because "Volunteers did so all last summer."
"""
"""A map that shows each kind of line that one needs first."""


@click.command(
    epilog="\b\nExamples:\n  argmap init map.arg\n  argmap init - | argmap check -",
)
@click.argument("path", metavar="FILE", shell_complete=completion.files)
def command(path: str) -> None:
    """Write a first map, with comments that explain it, to start from.

    FILE must not be there yet; - is standard output.
    """
    if path != "-":
        if os.path.isdir(path):
            raise click.UsageError(f"`{path}` is a folder: name a file in it")
        if not path.endswith(project.MAP_ENDING):
            raise click.UsageError(
                f"`{path}` does not end in {project.MAP_ENDING}, as maps do: "
                f"`{os.path.splitext(path)[0]}{project.MAP_ENDING}`?"
            )
        if os.path.lexists(path):
            raise click.ClickException(f"`{path}` is there already, and is left as it is")
    project.write(path, FIRST_MAP)
    if path != "-":
        name = shlex.quote(path)
        click.echo(
            f"wrote {path}; open it in an editor, and draw it: argmap render {name}",
            err=True,
        )

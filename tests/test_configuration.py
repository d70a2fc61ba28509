"""The configuration says what options are, and says when it cannot be understood."""

import pytest

BAD = 'claim a "A"\n  because b "B"\n  because b\n'
CLAIMS = {"drafts/a.arg": BAD, "b.arg": BAD}


@pytest.fixture
def project(tmp_path):
    """A folder with two maps, and a configuration to be written."""
    (tmp_path / "drafts").mkdir()
    for name, content in CLAIMS.items():
        (tmp_path / name).write_text(content)

    def configure(content, name="argmap.toml"):
        (tmp_path / name).write_text(content)
        return tmp_path

    return configure


def found(done):
    """File and rule of each finding, in the concise form."""
    rows = [row.split(":") for row in done.stdout.splitlines()]
    return [(row[0], row[3].split("[")[1].split("]")[0]) for row in rows]


def test_the_nearest_configuration_counts(run, project):
    """`argmap.toml`, or `pyproject.toml` where it speaks of argmap, here or in a folder above."""
    folder = project('[check]\nselect = ["missing-thesis"]\noutput-format = "concise"\n')
    assert found(run("check", "b.arg")) == [("b.arg", "missing-thesis")]
    assert found(run("check", "a.arg", cwd=folder / "drafts")) == [
        ("a.arg", "missing-thesis")
    ]
    project("[project]\nname = 'argmap-maps'\n", "drafts/pyproject.toml")
    assert found(run("check", "a.arg", cwd=folder / "drafts")) == [
        ("a.arg", "missing-thesis")
    ]
    project(
        '[tool.argmap.check]\nselect = "duplicate-step"\noutput-format = "concise"\n',
        "drafts/pyproject.toml",
    )
    assert found(run("check", "a.arg", cwd=folder / "drafts")) == [
        ("a.arg", "duplicate-step")
    ]


def test_what_goes_before_what(run, project):
    """An option goes before the environment, and that before the configuration."""
    project('[check]\nselect = ["missing-thesis"]\noutput-format = "concise"\n')
    env = {"ARGMAP_CHECK_SELECT": "duplicate-step"}
    assert found(run("check", "b.arg", env=env)) == [("b.arg", "duplicate-step")]
    done = run("check", "b.arg", "--select", "orphan-claim", env=env)
    assert (done.returncode, done.stdout) == (0, "")
    assert "missing-thesis" in run("--no-config", "check", "b.arg").stdout
    project("[check]\nfail-on = 'error'\n", "other.toml")
    assert run("check", "b.arg").returncode == 1
    assert run("--config", "other.toml", "check", "b.arg").returncode == 0
    assert run("check", "b.arg", env={"ARGMAP_CONFIG": "other.toml"}).returncode == 0


def test_what_is_said_last_of_a_rule_counts(run, project):
    """The command line turns on what the configuration ignores, and off what it turns on."""
    project(
        '[check]\nignore = ["missing-thesis"]\nextend-select = ["single-premise"]\n'
        'output-format = "concise"\n'
    )
    asked = run("check", "b.arg")
    assert {rule for _, rule in found(asked)} == {"duplicate-step", "single-premise"}
    selected = run("check", "b.arg", "--select", "missing-thesis,single-premise")
    assert {rule for _, rule in found(selected)} == {"missing-thesis", "single-premise"}
    only = run("check", "b.arg", "--select", "missing-thesis")
    assert {rule for _, rule in found(only)} == {"missing-thesis"}
    more = run("check", "b.arg", "--extend-select", "missing-thesis")
    assert {rule for _, rule in found(more)} == {"missing-thesis", "duplicate-step"}
    fewer = run("check", "b.arg", "--ignore", "single-premise")
    assert {rule for _, rule in found(fewer)} == {"missing-thesis", "duplicate-step"}


def test_a_source_of_the_configuration_that_no_map_has(run, project):
    """It is named where all maps are checked, or where another one was probably meant."""
    folder = project('[source]\nreprot = "r.txt"\nother = "o.txt"\n')
    (folder / "c.arg").write_text('source report\nthesis a "A"\n  quote report "words"\n')
    one = run("check", "c.arg").stderr
    assert one == (
        "warning: argmap.toml:2: no map has a source that is called `reprot`\n"
        "did you mean `report`?\n"
    )
    assert (
        "argmap.toml:3: no map has a source that is called `other`" in run("check").stderr
    )
    project('[source]\nreport = "r.txt"\nreport-2 = "o.txt"\n')
    assert run("check", "c.arg").stderr == ""


def test_rules_can_be_ignored_by_file(run, project):
    """A pattern with a slash is a path from the configuration's folder, one without is a name."""
    folder = project(
        '[check]\noutput-format = "concise"\n[check.per-file-ignores]\n'
        '"drafts/*" = ["missing-thesis"]\n"b.arg" = ["duplicate-step"]\n'
    )
    wanted = [("b.arg", "missing-thesis"), ("drafts/a.arg", "duplicate-step")]
    assert found(run("check")) == wanted
    assert found(run("check", ".", cwd=folder / "drafts")) == [("a.arg", "duplicate-step")]
    given = run("check", "--per-file-ignores", "*.arg:missing-thesis,duplicate-step")
    assert (given.returncode, given.stdout) == (0, "")
    for wrong in ("missing-thesis", "*.arg:mising-thesis", ":missing-thesis"):
        assert run("check", "--per-file-ignores", wrong).returncode == 2


def test_sources_of_the_configuration(run, project):
    """[source] says where texts are, from its own folder, for every command; they may be missing."""
    folder = project('[source]\nr = "texts/r.txt"\nfree = "gone.txt"\n')
    (folder / "drafts" / "c.arg").write_text(
        'source r\nthesis a "A"\n  quote r "some words"\n  because b "B"\n'
    )
    assert run("check", "drafts/c.arg").returncode == 0
    (folder / "texts").mkdir()
    (folder / "texts" / "r.txt").write_text("It says nothing of the kind.\n")
    assert "quote-not-found" in run("check", "c.arg", cwd=folder / "drafts").stdout
    (folder / "r.txt").write_text("These are some words.\n")
    assert run("check", "drafts/c.arg", "--source", "r=r.txt").returncode == 0


def test_the_language_of_maps(run, tmp_path):
    """Rules on English wording leave maps alone whose language is another one."""
    (tmp_path / "s.txt").write_text("The charge may cut traffic.\n")
    (tmp_path / "map.arg").write_text(
        'source s "s.txt"\nthesis a "The charge will cut traffic."\n'
        '  quote s "The charge may cut traffic"\n  because b "B"\n'
    )
    assert run("check", "map.arg").returncode == 1
    assert run("check", "map.arg", "--language", "de").returncode == 0
    project = '[check]\nlanguage = "de"\n'
    (tmp_path / "argmap.toml").write_text(project)
    assert run("check", "map.arg").returncode == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "[chek]\nlimit = 3\n",
            "argmap.toml:1: there is no table `chek`\ndid you mean `check`?",
        ),
        ("check = 3\n", "argmap.toml:1: `check` is not a table"),
        (
            "[check]\n\nselct = ['misquote']\n",
            "argmap.toml:3: `check` has no key `selct`\ndid you mean `select`?",
        ),
        (
            "[check]\nselect = ['misqoute']\n",
            "argmap.toml:2: `select`: no rule is called `misqoute`\ndid you mean `misquote`?",
        ),
        (
            "[check.per-file-ignores]\n'a.arg' = ['misqoute']\n",
            "argmap.toml:2: `per-file-ignores`: no rule is called `misqoute`\ndid you mean `misquote`?",
        ),
        ("[check]\nlimit = 'many'\n", "argmap.toml:2: `limit`: 'many' is not a valid"),
        ("[check]\nlimit = []\n", "argmap.toml:2: `limit` does not take []"),
        ("[check]\nlimit = 1.5\n", "argmap.toml:2: `limit`: 1.5 is not a whole number"),
        ("[check]\nlimit = true\n", "argmap.toml:2: `limit`: this takes"),
        ("[check]\nfail-on = 'eror'\n", "argmap.toml:2: `fail-on`: 'eror' is not one of"),
        (
            "[check]\nfix = true\n",
            "argmap.toml:2: `fix` is for a single call and cannot be configured",
        ),
        ("[check]\nselect = []\n", "argmap.toml:2: `select`: this names no rule"),
        (
            "[check]\nignore = ['syntax']\n",
            "argmap.toml:2: `ignore`: `syntax` cannot be ignored: it keeps a map from",
        ),
        (
            "[check.per-file-ignores]\n'a.arg' = ['misquote']\n'[b].arg' = ['syntax']\n",
            "argmap.toml:3: `per-file-ignores`: `syntax` cannot be ignored",
        ),
        (
            "[check]\nper-file-ignores = { 'a.arg' = ['misqoute'] }\n",
            "argmap.toml:2: `per-file-ignores`: no rule is called `misqoute`",
        ),
        (
            "[check]\nlanguage = 'plain English'\n",
            "argmap.toml:2: `language`: `plain English` is not a language tag",
        ),
        ("[check]\nsource = 3\n", "argmap.toml:2: `source` is a table of its own"),
        ("[source]\nr = 3\n", "argmap.toml:2: the path of `r` is not a string"),
        ("[check\n", "`argmap.toml` is not TOML: "),
    ],
)
def test_what_is_wrong_with_a_configuration(run, project, content, message):
    """A mistake in the configuration is refused, with its line, before anything is checked."""
    project(content)
    done = run("check", "b.arg")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}")


def test_config_shows_what_is_in_force(run, project):
    """`argmap config` prints every option, its value and its origin, as a configuration itself."""
    folder = project('[check]\nignore = ["misquote"]\n\n[source]\n"ü x" = "a\\"b.txt"\n')
    done = run("config", env={"ARGMAP_RENDER_THEME": "dark"})
    rows = [row.split("  # ") for row in done.stdout.splitlines() if "  # " in row]
    origin = {said.strip(): where for said, where in rows}
    assert origin['ignore = ["misquote"]'] == "argmap.toml:2"
    assert origin['theme = "dark"'] == "ARGMAP_RENDER_THEME"
    assert origin["limit = 100"] == "default"
    assert origin['"ü x" = "a\\"b.txt"'] == "argmap.toml:5"
    (folder / "argmap.toml").write_text(done.stdout)
    again = run("config").stdout
    assert [row.split("  # ")[0].strip() for row in again.splitlines()] == [
        row.split("  # ")[0].strip() for row in done.stdout.splitlines()
    ]
    assert run("config", env={"ARGMAP_RENDER_THEME": "drak"}).returncode == 2


def test_config_finds_every_mistake_of_every_table(run, project):
    """A table of another command is looked at by `argmap config` too."""
    project("[render]\nthme = 'dark'\n")
    assert run("check", "b.arg").returncode == 1
    assert "did you mean `theme`?" in run("config").stderr


def test_help_is_there_without_a_configuration(run, project):
    """Who asks for help gets it, whatever is wrong with the configuration."""
    project("[check\n")
    assert run("check", "--help").returncode == 0
    assert run("check", "b.arg").returncode == 2

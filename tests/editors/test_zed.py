"""The files for Zed, as far as they can be read without it."""

import tomllib

from argmap.project import MAP_ENDING
from tests.conftest import ROOT

FOLDER = ROOT / "editors" / "zed"


def read(name):
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def test_zed_starts_the_server_for_maps():
    """A file of a map is of the language that the server is for, and the server knows it as `arg`."""
    language = read("languages/arg/config.toml")
    server = read("extension.toml")["language_servers"]["argmap"]
    assert [f".{suffix}" for suffix in language["path_suffixes"]] == [MAP_ENDING]
    assert server["languages"] == [language["name"]]
    assert server["language_ids"] == {language["name"]: "arg"}
    assert (FOLDER / read("Cargo.toml")["lib"]["path"]).is_file()

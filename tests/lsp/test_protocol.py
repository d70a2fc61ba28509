"""What the server says to requests out of turn, and how it ends."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

REQUEST = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "textDocument/hover",
    "params": {
        "textDocument": {"uri": "file:///a.arg"},
        "position": {"line": 0, "character": 0},
    },
}
NONSENSE = {**REQUEST, "params": {"x": 1}}
START = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}
STOP = {"jsonrpc": "2.0", "id": 2, "method": "shutdown"}
EXIT = {"jsonrpc": "2.0", "method": "exit"}


@pytest.mark.parametrize(
    ("sent", "answered", "code"),
    [
        ([REQUEST, EXIT], {1: -32002}, 1),
        ([START, NONSENSE, STOP, EXIT], {0: None, 1: -32602, 2: None}, 0),
        ([START, STOP, {**REQUEST, "id": 3}, EXIT], {0: None, 2: None, 3: -32600}, 0),
        ([START, EXIT], {0: None}, 1),
        ([START], {0: None}, 1),
    ],
)
def test_every_request_is_answered(sent, answered, code):
    """A request that is out of turn or makes no sense gets an error, and leaving early is one."""
    messages = [json.dumps(each).encode() for each in sent]
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "lsp"],
        input=b"".join(
            b"Content-Length: %d\r\n\r\n%b" % (len(each), each) for each in messages
        ),
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    got = [json.loads(each) for each in re.split(rb"Content-[^{]*", done.stdout)[1:]]
    assert {
        each["id"]: each.get("error", {}).get("code") for each in got if "id" in each
    } == answered
    assert done.returncode == code
    assert done.stderr == b""

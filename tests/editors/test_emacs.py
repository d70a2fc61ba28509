"""Emacs, started without a window: colours, indentation, findings."""

import json
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

KINDS = {
    **dict.fromkeys(
        (
            "font-lock-keyword-face",
            "font-lock-warning-face",
            "font-lock-preprocessor-face",
        ),
        "keyword",
    ),
    "font-lock-function-name-face": "name",
    "font-lock-variable-name-face": "key",
    "font-lock-type-face": "tag",
    "font-lock-string-face": "string",
    "font-lock-comment-face": "comment",
    "font-lock-comment-delimiter-face": "comment",
    None: "plain",
}


@pytest.fixture
def edit(tmp_path, installed):
    """Open a map, evaluate forms, and give back the value of the last one."""
    if shutil.which("emacs") is None:
        pytest.skip("there is no emacs: apt-get install emacs-nox elpa-eglot")

    def edit(content, *forms):
        (tmp_path / "map.arg").write_text(content)
        (tmp_path / "found.json").unlink(missing_ok=True)
        script = tmp_path / "script.el"
        body = "\n".join(forms)
        script.write_text(
            f"""(require 'json)
            (require 'package)
            (add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
            (package-initialize)
            (require 'arg-mode)
            (find-file "map.arg")
            (let ((found (progn {body})))
              (with-temp-file "found.json" (insert (json-encode found))))"""
        )
        done = subprocess.run(
            ["emacs", "--batch", "-Q", "-L", f"{ROOT}/editors/emacs", "-l", "script.el"],
            cwd=tmp_path,
            env={**installed, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=90,
        )
        found = tmp_path / "found.json"
        assert found.exists(), done.stdout + done.stderr
        return json.loads(found.read_text())

    return edit


def test_colours(edit, looks):
    """Each kind of word has its colour, and so has every keyword and key of the language."""
    content, wanted = looks
    places = " ".join(f"({line} {column})" for line, column in wanted)
    found = edit(
        content,
        "(font-lock-ensure)",
        f"""(mapcar (lambda (at)
                     (goto-char (point-min))
                     (forward-line (1- (car at)))
                     (let ((face (get-text-property (+ (point) (1- (cadr at))) 'face)))
                       (if (and face (listp face)) (car face) face)))
                   '({places}))""",
    )
    kinds = [
        # Names of sources and values look alike, since Emacs has fewer kinds than we.
        wanted[at] if face == "font-lock-constant-face" and wanted[at] in ("source", "value")
        else KINDS.get(face, face)
        for at, face in zip(wanted, found, strict=True)
    ]  # fmt: skip
    assert dict(zip(wanted, kinds, strict=True)) == wanted


def test_a_map_is_written(edit):
    """New lines begin where they are likely to belong; the tab key tries the other levels."""
    assert edit(
        "",
        '(insert "thesis a \\"A\\"")',
        "(newline) (indent-according-to-mode)",
        '(insert "because b \\"B that")',
        "(newline) (indent-according-to-mode)",
        '(insert "goes on\\"")',
        "(newline) (insert \"and c\") (indent-according-to-mode)",
        "(newline) (indent-according-to-mode)",
        "(setq this-command 'arg-indent-line last-command 'arg-indent-line)",
        "(arg-indent-line)",
        '(insert "but d \\"D\\"")',
        "(split-string (buffer-string) \"\\n\")",
    ) == [
        'thesis a "A"',
        '  because b "B that',
        '      goes on"',
        "    and c",
        '  but d "D"',
    ]  # fmt: skip


def test_indenting_leaves_a_map_as_it_is(edit, root):
    """`indent-region` moves no line, for to what a line belongs is said by its indentation."""
    content = (root / "maps" / "congestion.arg").read_text()
    assert (
        edit(content, "(indent-region (point-min) (point-max))", "(buffer-string)")
        == content
    )


def test_the_language_server(edit):
    """Eglot starts the server, shows its findings, and what it says of a claim."""
    if not edit("", "(if (require 'eglot nil t) t :json-false)"):
        pytest.skip("this Emacs has no Eglot: apt-get install elpa-eglot")
    findings, hover = edit(
        'thesis a "An emoji 🚀" [x]\n  because b "B"\n  but c\n',
        "(setq eglot-sync-connect 60 eglot-connect-timeout 60)",
        "(call-interactively #'eglot)",
        """(let ((end (+ (float-time) 30)))
             (flymake-start)
             (while (and (null (flymake-diagnostics)) (< (float-time) end))
               (accept-process-output nil 0.1)))""",
        "(goto-char (point-min)) (search-forward \"because \")",
        """(vector (mapcar (lambda (each)
                          (vector (line-number-at-pos (flymake-diagnostic-beg each))
                                (flymake-diagnostic-text each)))
                        (flymake-diagnostics))
                (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                            (eglot--TextDocumentPositionParams))
                           :contents))""",
    )  # fmt: skip
    assert [line for line, _ in findings] == [3]
    assert "no claim is called `c`" in findings[0][1]
    assert "B" in json.dumps(hover)

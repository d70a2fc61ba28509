"""`argmap serve`, as a user, a browser and an attacker see it."""

import http.client
import json
import os
import re
import socket
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from .conftest import REPORT, TOLL, Served

EDITOR = "#pane-editor .cm-content"


def ask(
    served: Served,
    path: str,
    method: str = "GET",
    body: Any = None,
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:
    """One request, with just these headers besides a right Host."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    sent = {"Host": f"127.0.0.1:{served.port}", **headers}
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    for name, value in {**sent, "Content-Length": str(len(data))}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders(data)
    answer = connection.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    content = answer.read() if path != "/events" else b""
    connection.close()
    return answer.status, found, content


def token(served: Served) -> str:
    """The word for writing that the page has."""
    page = ask(served, "/")[2].decode()
    meta = re.search('name="argmap-live" content="([^"]*)"', page)
    assert meta
    found = json.loads(unescape(meta[1]))["token"]
    assert isinstance(found, str) and len(found) > 30
    return found


def put(served: Served, content: str, number: int = 0, **more: str) -> tuple[int, Any]:
    """Write a file as the page does, but for the headers in ``more``."""
    there = json.loads(ask(served, f"/file/{number}")[2])
    headers = {
        "Origin": f"http://127.0.0.1:{served.port}",
        "X_Argmap_Token": token(served),
        **more,
    }
    body = {"content": content, "hash": there.get("hash", "")}
    status, _, said = ask(served, f"/file/{number}", "PUT", body, **headers)
    return status, said


def test_the_page_is_kept_to_this_machine(serve: Callable[..., Served]) -> None:
    """It listens on 127.0.0.1, and what it sends may be neither framed, kept nor run from."""
    served = serve()
    status, headers, _ = ask(served, "/")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    with socket.socket() as other:
        other.settimeout(3)
        here = socket.gethostbyname(socket.gethostname())
        if not here.startswith("127.0.0.1"):
            assert other.connect_ex((here, served.port)) != 0


@pytest.mark.parametrize("path", ["/", "/state", "/file/0", "/page.js", "/events"])
def test_a_name_that_leads_here_gets_nothing(
    serve: Callable[..., Served], path: str
) -> None:
    """Whoever makes their own name lead to this machine learns nothing from us."""
    served = serve()
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1", "127.0.0.1:1"):
        assert ask(served, path, Host=host)[0] == 403
    assert ask(served, path, Host=f"localhost:{served.port}")[0] == 200


def test_other_pages_get_nothing(serve: Callable[..., Served]) -> None:
    """A page of another origin can neither read nor write, not even one of this machine's."""
    served = serve()
    for origin in (
        "http://evil.example",
        "null",
        f"https://127.0.0.1:{served.port}",
        f"http://127.0.0.1:{served.port + 1}",
    ):
        assert ask(served, "/state", Origin=origin)[0] == 403
        assert put(served, "", Origin=origin)[0] == 403
    for site in ("cross-site", "same-site"):
        assert (
            ask(served, "/state", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")[0] == 403
        )
    assert served.map.read_text("utf-8") == TOLL


def test_writing_needs_the_word(serve: Callable[..., Served]) -> None:
    """Without the page's word, with a wrong one, or without an origin nothing is written."""
    served = serve()
    for wrong in ("", "x", "é"):
        assert put(served, "", X_Argmap_Token=wrong)[0] == 403
    body = {"content": "", "hash": json.loads(ask(served, "/file/0")[2])["hash"]}
    assert ask(served, "/file/0", "PUT", body, X_Argmap_Token=token(served))[0] == 403
    assert served.map.read_text("utf-8") == TOLL
    assert put(served, TOLL.replace("poor", "needy"))[0] == 200
    assert "needy" in served.map.read_text("utf-8")


def test_bad_requests_end_in_a_status(serve: Callable[..., Served]) -> None:
    """What the page never sends is refused, and the server goes on."""
    served = serve()
    right = {
        "Origin": f"http://127.0.0.1:{served.port}",
        "X_Argmap_Token": token(served),
    }
    for body in (b"", b"{", b"[]", b'{"content": 1, "hash": ""}', b"\xff", b"[" * 9999):
        assert ask(served, "/file/0", "PUT", body, **right)[0] == 400
    assert ask(served, "/file/99", "PUT", {"content": "", "hash": ""}, **right)[0] == 404
    assert ask(served, "/file/0", "POST", {}, **right)[0] == 405
    assert ask(served, "/", "DELETE", **right)[0] == 405
    assert ask(served, "/")[0] == 200
    assert served.map.read_text("utf-8") == TOLL


@pytest.mark.parametrize(
    "path",
    [
        "/../toll.arg",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/report.txt",
        "/report.txt",
        "/toll.arg",
        "/following.py",
        "/static/live.js",
        "//etc/passwd",
        "/file/..%2fsecret",
        "/file/-1",
        "/file/secret.txt",
        "/file/0/../../secret.txt",
    ],
)
def test_no_path_leads_to_a_file(
    serve: Callable[..., Served], folder: Path, path: str
) -> None:
    """Files have numbers, not paths: no path leads to one beside the map or beneath the server."""
    (folder / "secret.txt").write_text("secret")
    assert ask(serve(), path)[0] == 404


def test_links_out_of_the_folder_are_not_followed_to_write(
    serve: Callable[..., Served], folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An imported file elsewhere, be it by a link or by its path, is shown but never written."""
    away = tmp_path_factory.mktemp("away")
    (away / "theirs.arg").write_text('thesis a "A"\n')
    (folder / "linked.arg").symlink_to(away / "theirs.arg")
    (folder / "beside.arg").write_text('thesis a "A"\n')
    path = os.path.relpath(away / "theirs.arg", folder)
    imports = f'import "linked.arg" as l\nimport "beside.arg" as b\nimport "{path}" as t\n'
    (folder / "toll.arg").write_text(imports + TOLL)
    served = serve()
    files = json.loads(ask(served, "/state")[2])["live"]["files"]
    status = {
        name: put(served, 'thesis a "New"\n', number)[0] for number, name in files if number
    }
    assert status["linked.arg"] == 403 and status["beside.arg"] == 200
    assert all(code == 403 for name, code in status.items() if name != "beside.arg")
    assert (away / "theirs.arg").read_text() == 'thesis a "A"\n'
    assert (folder / "beside.arg").read_text() == 'thesis a "New"\n'
    assert (folder / "linked.arg").is_symlink()


def test_read_only(serve: Callable[..., Served], visit: Callable[..., Any]) -> None:
    """With --read-only there is no editor, and no file is written."""
    served = serve("--read-only")
    assert put(served, "")[0] == 403
    assert served.map.read_text("utf-8") == TOLL
    page = visit(served.address)
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#tab-editor").count() == 0
    page.click('#map .card[data-id="trial"]')
    assert page.locator("#about .edit").count() == 0


def opened(visit: Callable[..., Any], served: Served, **options: Any) -> Any:
    """The page with its editor in front."""
    page = visit(served.address, **options)
    page.wait_for_selector("body[data-ready]")
    page.click("#tab-editor")
    return page


def write(page: Any, old: str, new: str) -> None:
    """Put the cursor behind some words in the editor, and write."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(
            document.querySelector('#pane-editor .cm-content'), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            document.querySelector('#pane-editor .cm-content').focus();
            getSelection().setBaseAndExtent(
              walker.currentNode, at, walker.currentNode, at + words.length);
            return;
          }
          throw new Error('no such words');
        }""",
        old,
    )
    page.wait_for_timeout(50)
    page.keyboard.type(new)


def test_editing_and_saving(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """What is written and saved is in the file and in the picture; what is chosen stays so."""
    served = serve()
    page = opened(visit, served)
    page.click('#map .card[data-id="unfair"]')
    page.click("#about .edit")
    write(page, "hardest on the poor", "hardest on the needy")
    assert page.inner_text("#pane-editor .state") == "Not saved"
    page.keyboard.press("Control+s")
    page.wait_for_selector("#map .card[data-id=unfair]:has-text('needy')")
    assert served.map.read_text("utf-8") == TOLL.replace("the poor", "the needy")
    assert page.inner_text("#pane-editor .state") == "Saved"
    assert "needy" in page.inner_text("#about .said")
    assert page.get_attribute("#map .card[data-id=unfair]", "aria-current") == "true"


def test_windows_line_ends_stay(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """A file keeps its line ends, whatever was changed in it."""
    crlf = TOLL.replace("\n", "\r\n").encode()
    (folder / "toll.arg").write_bytes(crlf)
    served = serve()
    page = opened(visit, served)
    write(page, "Roadworks kept", "Works kept")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#map .card[data-id=roadworks]:has-text('Works kept')")
    assert served.map.read_bytes() == crlf.replace(b"Roadworks", b"Works")


def test_changes_from_elsewhere_arrive(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """When another program writes the map or its source, picture, text and editor follow."""
    served = serve()
    page = opened(visit, served)
    served.map.write_text(TOLL.replace("A charge cuts", "A charge lessens"), "utf-8")
    page.wait_for_selector("#map .card[data-id=less-traffic]:has-text('lessens')")
    page.wait_for_selector(f"{EDITOR}:has-text('lessens')")
    assert page.inner_text("#pane-editor .state") == "Saved"
    report = served.folder / "report.txt"
    report.write_text(report.read_text("utf-8").replace("17 percent", "19 percent"))
    page.wait_for_selector("#pane-text mark.differs", state="attached")
    assert "misquote" in page.text_content("#pane-findings")


def test_conflict(serve: Callable[..., Served], visit: Callable[..., Any]) -> None:
    """What changed meanwhile is never overwritten unasked, and nothing of either text is lost."""
    served = serve()
    page = opened(visit, served)
    write(page, "the poor", "the needy")
    # Both at once: the file changes between the page's last look at it and its saving.
    page.route("**/state", lambda route: route.abort())
    theirs = TOLL.replace("A charge cuts", "A charge lessens")
    served.map.write_text(theirs, "utf-8")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#clash:not([hidden])")
    page.unroute("**/state")
    assert served.map.read_text("utf-8") == theirs
    assert "needy" in page.inner_text(EDITOR)
    page.click("#clash button:has-text('Compare')")
    page.wait_for_selector("#pane-editor .cm-deletedChunk")
    assert "lessens" in page.inner_text("#pane-editor .cm-editor")
    page.click("#clash button:has-text('Keep mine')")
    page.wait_for_selector("#map .card[data-id=unfair]:has-text('needy')")
    assert served.map.read_text("utf-8") == TOLL.replace("the poor", "the needy")
    assert page.is_hidden("#clash")
    page.complaints[:] = [each for each in page.complaints if "ERR_FAILED" not in each]
    page.complaints[:] = [each for each in page.complaints if "409" not in each]


def test_conflict_taken_back(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """Who takes the other text can undo that, and has their own again."""
    served = serve()
    page = opened(visit, served)
    write(page, "the poor", "the needy")
    served.map.write_text(TOLL.replace("A charge cuts", "A charge lessens"), "utf-8")
    page.wait_for_selector("#clash:not([hidden])")
    page.click("#clash button:has-text('Take theirs')")
    assert "lessens" in page.inner_text(EDITOR) and "needy" not in page.inner_text(EDITOR)
    assert page.inner_text("#pane-editor .state") == "Saved"
    page.focus(EDITOR)
    page.keyboard.press("Control+z")
    assert "needy" in page.inner_text(EDITOR)
    assert page.inner_text("#pane-editor .state") == "Not saved"


def test_broken_edit(serve: Callable[..., Served], visit: Callable[..., Any]) -> None:
    """While the map has errors its last picture stays, grey, and the errors lead to their lines."""
    served = serve()
    page = opened(visit, served)
    served.map.write_text(TOLL.replace("but unfair", "butt unfair"), "utf-8")
    page.wait_for_selector("#stage.stale")
    assert "an error" in page.inner_text("#notice")
    assert page.locator('#map .card[data-id="unfair"]').count() == 1
    page.click("#notice button")
    assert "`butt` is not a keyword" in page.inner_text("#pane-findings")
    page.click("#pane-findings .edit")
    assert "butt unfair" in page.inner_text("#pane-editor .cm-activeLine")
    page.wait_for_selector("#pane-editor .cm-lintRange-error")
    served.map.write_text(TOLL, "utf-8")
    page.wait_for_selector("#stage:not(.stale)")
    assert page.is_hidden("#notice")


def test_a_map_that_begins_broken(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """Of a map with errors from the start, what can be read is shown."""
    (folder / "toll.arg").write_text(TOLL + "becuase x\n", "utf-8")
    page = opened(visit, serve())
    assert page.locator("#stage.stale .card").count() == 7
    assert page.inner_text("#tab-findings .count") != "0"


def test_a_map_that_goes_away(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """A map that was moved away is missed in words, and found when it comes back."""
    served = serve()
    page = opened(visit, served)
    served.map.rename(served.folder / "away")
    page.wait_for_selector("#stage.stale")
    assert "toll.arg" in page.inner_text("#notice")
    (served.folder / "away").rename(served.map)
    page.wait_for_selector("#stage:not(.stale)")
    page.complaints[:] = [each for each in page.complaints if "500" not in each]


def test_the_server_stops(serve: Callable[..., Served], visit: Callable[..., Any]) -> None:
    """When the server stops while a page is open it ends at once, and the page says so."""
    served = serve()
    page = opened(visit, served)
    assert served.stop() == 0
    page.wait_for_selector("#notice:has-text('argmap has stopped')")
    page.complaints.clear()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.arg"], "cannot read `none.arg`"),
        (["-"], "name a map"),
        (["toll.arg", "--source", "repot=toll.arg"], "did you mean `report`?"),
        (["toll.arg", "--port", "99999"], "99999"),
    ],
)
def test_what_cannot_be_served(
    folder: Path, run: Callable[..., Any], arguments: list[str], said: str
) -> None:
    """What cannot be served is said, and ends with 2."""
    done = run("serve", "--no-open", *arguments)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken(folder: Path, run: Callable[..., Any]) -> None:
    """A port that was asked for and is taken is named."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", "toll.arg", "--no-open", "--port", port)
    assert done.returncode == 2 and port in done.stderr and "in use" in done.stderr


def test_an_upload_that_stays_away(serve: Callable[..., Served]) -> None:
    """Who announces a text and never sends it neither holds up Ctrl-C nor makes it complain."""
    served = serve()
    head = (
        f"PUT /file/0 HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: 9\r\n"
        f"Origin: http://127.0.0.1:{served.port}\r\nX-Argmap-Token: {token(served)}\r\n\r\n"
    )
    for gone in (True, False):
        with socket.create_connection(("127.0.0.1", served.port)) as client:
            client.sendall(head.encode())
            assert ask(served, "/state")[0] == 200
            if not gone:
                assert served.stop() == 0
    assert served.process.stderr is not None
    assert "Traceback" not in served.process.stderr.read()


def test_what_is_not_utf8_is_not_written(
    serve: Callable[..., Served], folder: Path
) -> None:
    """A file with bytes that are no text can be read in the page, and nobody writes it there."""
    broken = TOLL.encode() + b"# \xff\n"
    (folder / "toll.arg").write_bytes(broken)
    served = serve()
    assert json.loads(ask(served, "/file/0")[2])["readOnly"]
    assert put(served, TOLL)[0] == 403
    assert served.map.read_bytes() == broken


def test_mixed_line_ends_stay(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """Lines that were not touched keep their ends and the file its mark, whatever stands in it."""
    mixed = b"\xef\xbb\xbf" + TOLL.replace("\n", "\r\n", 5).encode()
    (folder / "toll.arg").write_bytes(mixed)
    served = serve()
    page = opened(visit, served)
    write(page, "kept the cars away", "kept\nthem")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#pane-editor .state:text-is('Saved')")
    now = re.sub(rb"kept\n +", b"kept\n", served.map.read_bytes())
    assert now == mixed.replace(b"kept the cars away", b"kept\nthem")


def test_a_file_that_is_gone_is_written_anew(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """Of a file that was deleted the text stays in the editor, which can save it again."""
    served = serve()
    page = opened(visit, served)
    served.map.unlink()
    page.wait_for_selector("#pane-editor .state:has-text('the file is gone')")
    assert "hardest on the poor" in page.inner_text(EDITOR)
    page.click("#pane-editor button:text-is('Save')")
    page.wait_for_selector("#stage:not(.stale)")
    assert served.map.read_text("utf-8") == TOLL
    assert page.inner_text("#pane-editor .state") == "Saved"


def test_the_editor_stays_at_its_file(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """When the map comes to import another file, what is being written stays in its own."""
    (folder / "late.arg").write_text('thesis late "Late"\n')
    (folder / "early.arg").write_text('thesis early "Early"\n')
    served_map = folder / "toll.arg"
    served_map.write_text('import "late.arg" as late\n' + TOLL)
    served = serve()
    page = opened(visit, served)
    page.select_option("#pane-editor select", label="late.arg")
    page.wait_for_selector(f"{EDITOR}:has-text('thesis late')")
    write(page, "Late", "Later")
    served_map.write_text('import "early.arg" as e\nimport "late.arg" as late\n' + TOLL)
    page.wait_for_selector("#pane-editor option >> nth=2", state="attached")
    assert page.is_hidden("#clash") and "Later" in page.inner_text(EDITOR)
    page.focus(EDITOR)
    page.keyboard.press("Control+s")
    page.wait_for_selector("#pane-editor .state:text-is('Saved')")
    assert (folder / "late.arg").read_text() == 'thesis late "Later"\n'
    assert (folder / "early.arg").read_text() == 'thesis early "Early"\n'


def test_saving_while_it_saves(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """Who writes on and saves again before the first answer has the last text in the file."""
    served = serve()
    page = opened(visit, served)
    write(page, "the poor", "the needy")
    held: list[Any] = []
    page.route("**/file/0", lambda route: held.append(route))
    page.keyboard.press("Control+s")
    page.wait_for_selector("#pane-editor .state:text-is('Saving…')")
    page.keyboard.type(" folk")
    page.keyboard.press("Control+s")
    held.pop(0).continue_()
    while not held:
        page.wait_for_timeout(20)
    page.unroute("**/file/0")
    page.wait_for_selector("#pane-editor .state:text-is('Saved')")
    assert served.map.read_text("utf-8") == TOLL.replace("the poor", "the needy folk")
    page.focus(EDITOR)
    page.keyboard.press("Control+z")
    assert page.inner_text("#pane-editor .state") == "Not saved"
    page.keyboard.press("Control+y")
    assert page.inner_text("#pane-editor .state") == "Saved"


def test_a_new_run_takes_what_is_unsaved(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """When argmap is started again on its port, an open page can still save what was written."""
    served = serve()
    page = opened(visit, served)
    write(page, "the poor", "the needy")
    served.stop()
    page.wait_for_selector("#notice:has-text('argmap has stopped')")
    again = serve(f"--port={served.port}")
    page.wait_for_selector("#notice", state="hidden")
    page.focus(EDITOR)
    page.keyboard.press("Control+s")
    page.wait_for_selector("#map .card[data-id=unfair]:has-text('needy')")
    assert again.map.read_text("utf-8") == TOLL.replace("the poor", "the needy")
    page.complaints.clear()


def test_a_page_out_of_sight_catches_up(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """A page that nobody sees keeps no connection open, and is up to date when it is seen."""
    served = serve()
    page = opened(visit, served)
    hide = (
        "on => { Object.defineProperty(document, 'hidden', {value: on, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    page.evaluate(hide, True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    served.map.write_text(TOLL.replace("A charge cuts", "A charge lessens"), "utf-8")
    page.wait_for_timeout(600)
    assert asked == []
    page.evaluate(hide, False)
    page.wait_for_selector("#map .card[data-id=less-traffic]:has-text('lessens')")


def test_news_leave_the_focus_where_it_is(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """Words, findings and what is said of a claim keep the focus when the map changes."""
    served = serve()
    page = opened(visit, served)
    page.click("#tab-text")
    for number, (place, said) in enumerate(
        [
            ("mark", "17 percent fewer"),
            ("#about .suppose", "What if"),
            ("#tab-text", "Text"),
        ]
    ):
        if place == "#about .suppose":
            page.click('#map .card[data-id="trial"]')
        page.focus(place)
        served.map.write_text(TOLL.replace("A charge cuts", f"A charge {number}"), "utf-8")
        page.wait_for_selector(
            f"#map .card[data-id=less-traffic]:has-text('A charge {number}')"
        )
        assert said in page.evaluate("document.activeElement.textContent")


def test_messages_stand_side_by_side(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """What is said of errors and what is said of verdicts can be read at the same time."""
    served = serve()
    page = opened(visit, served)
    page.click("#verdicts")
    served.map.write_text(TOLL + "becuase x\n", "utf-8")
    page.wait_for_selector("#stage.stale")
    notice, supposed = (
        page.locator(each).bounding_box() for each in ("#notice", "#supposed")
    )
    assert notice["y"] + notice["height"] <= supposed["y"]


def test_the_text_is_opened_at_the_words(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """Whoever chooses a claim beside the editor finds its words in sight in the text."""
    (folder / "report.txt").write_text("Much is said.\n\n" * 200 + REPORT, "utf-8")
    page = opened(visit, serve())
    page.click('#map .card[data-id="trial"]')
    page.click("#tab-text")
    mark = page.locator("mark.chosen").bounding_box()
    assert 0 < mark["y"] < 900


def test_the_editor_is_no_trap(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    """Tab indents in the editor; after Escape it leads out of it."""
    page = opened(visit, serve())
    page.focus(EDITOR)
    page.keyboard.press("Tab")
    within = "document.activeElement.closest('.cm-editor') !== null"
    assert page.evaluate(within)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(within)


def test_the_map_stays_in_view(
    serve: Callable[..., Served], folder: Path, visit: Callable[..., Any]
) -> None:
    """A map that grows is fitted in again; once it was moved, the claim at hand stays in place."""
    (folder / "toll.arg").write_text("", "utf-8")
    served = serve()
    page = opened(visit, served)
    stage = page.locator("#stage").bounding_box()
    served.map.write_text(TOLL, "utf-8")
    page.wait_for_selector("#map .card")
    shown = page.locator("#map svg").bounding_box()
    assert stage["x"] <= shown["x"] and shown["width"] <= stage["width"]
    assert abs(2 * shown["x"] + shown["width"] - stage["width"]) < 3
    page.click('#map .card[data-id="unfair"]')
    page.keyboard.press("+")
    page.wait_for_timeout(100)
    card = page.locator("#map .card[data-id=unfair] .frame")
    before = card.bounding_box()
    more = "".join(f'  because r{each} "One more reason"\n' for each in range(4))
    served.map.write_text(TOLL.replace("  because less", more + "  because less"), "utf-8")
    page.wait_for_selector("#map .card[data-id=r3]")
    after = card.bounding_box()
    assert after["x"] == pytest.approx(before["x"], abs=2)
    assert after["y"] == pytest.approx(before["y"], abs=2)

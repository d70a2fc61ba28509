"""The server of the page. It answers this machine alone, and writes only the map's own files.

A page of somebody else, open in the same browser, could send requests here too. So the name by
which we are called must be our own (else a name of theirs could be made to lead to us), whoever
calls from a page must call from ours, and what writes must bring a word that only our page knows.
"""

import asyncio
import hashlib
import json
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from argmap import project
from argmap.preview.following import Following
from argmap.render import html
from argmap.render.engine import EngineError
from argmap.render.letters import escape
from argmap.render.page import asset
from argmap.render.style import Style
from argmap.text import Text

HOST = "127.0.0.1"
PORT = 8765
LARGEST = 20_000_000
"""The longest text, in bytes, that is taken from the page."""
_BEAT = 20.0
"""After so many seconds without news the connection is shown to be alive."""
_PATIENCE = 20.0
"""For how many seconds a text may take to arrive."""
GONE = "gone"
"""Stands for the hash of a file that is not there."""
_FILES = {
    "live.js": "text/javascript",
    "editor.js": "text/javascript",
    "live.css": "text/css",
}


def listen(port: int | None) -> socket.socket:
    """A socket on this machine's own address: on ``port``, or the usual one or any that is free.

    Raises :class:`OSError` where ``port`` is taken.
    """
    for each in (PORT, 0) if port is None else (port,):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Else nobody could listen here for a minute after we have gone.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, each))
            found.listen(128)  # who comes before we are ready waits
        except OSError:
            found.close()
            if each != PORT or port is not None:
                raise
            continue
        return found
    raise AssertionError


def address(listening: socket.socket) -> str:
    """The address of the page."""
    return f"http://{HOST}:{listening.getsockname()[1]}/"


def serve(following: Following, listening: socket.socket, style: Style) -> None:
    """Serve the page until Ctrl-C."""
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        application(following, port, style),
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    following.start()
    try:
        _Server(config, following).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        following.close()
        listening.close()


class _Server(uvicorn.Server):
    """A server that ends what is still being listened to before it waits for the end of it."""

    def __init__(self, config: uvicorn.Config, following: Following) -> None:
        super().__init__(config)
        self._following = following

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._following.close()
        await super().shutdown(sockets)


def application(following: Following, port: int, style: Style) -> ASGIApp:
    """The page's application, which answers to this port's names."""
    pages = _Pages(following, style)
    routes = [
        Route("/", pages.page),
        Route("/state", pages.state),
        Route("/events", pages.events),
        Route("/page.js", pages.script),
        Route("/page.css", pages.look),
        Route("/{name:str}", pages.asset),
        Route("/sheet/{number:int}", pages.sheet),
        Route("/file/{number:int}", pages.read, methods=["GET"]),
        Route("/file/{number:int}", pages.write, methods=["PUT"]),
    ]
    # A browser leaves out the port of the web.
    names = {f"{name}{end}" for name in (HOST, "localhost") for end in _ends(port)}
    return _Guard(Starlette(routes=routes), names)


def _ends(port: int) -> tuple[str, ...]:
    return (f":{port}", "") if port == 80 else (f":{port}",)


class _Guard:
    """Turns away whoever does not call us by our name, or calls from a page that is not ours."""

    def __init__(self, inner: ASGIApp, names: set[str]) -> None:
        self._inner, self._names = inner, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        ours = origin in {f"http://{name}" for name in self._names}
        refused = ""
        if headers.get("host") not in self._names:
            refused = "This server answers only to its own address.\n"
        elif (
            (origin is not None and not ours)
            or (scope["method"] not in ("GET", "HEAD") and not ours)
            or (
                site not in ("same-origin", "none")
                and (headers.get("sec-fetch-mode") != "navigate")
            )
        ):
            refused = "Only this server's own page may ask for that.\n"
        if refused:
            await PlainTextResponse(refused, 403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = MutableHeaders(scope=message)
                more["Cache-Control"] = "no-store"
                more["Cross-Origin-Opener-Policy"] = "same-origin"
                more["Cross-Origin-Resource-Policy"] = "same-origin"
                more["Referrer-Policy"] = "no-referrer"
                more["X-Content-Type-Options"] = "nosniff"
                more["X-Frame-Options"] = "DENY"
                more.setdefault("Content-Security-Policy", "default-src 'none'")
            await send(message)

        await self._inner(scope, receive, guarded)


class _Pages:
    """What the server answers."""

    def __init__(self, following: Following, style: Style) -> None:
        self._following, self._style = following, style
        self._token = secrets.token_urlsafe(32)
        self._writing = Lock()

    async def page(self, request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        live = json.dumps(
            {"token": self._token, "nonce": nonce, "readOnly": self._following.read_only}
        )
        document = html.page(
            self._following.now.content,
            head=[
                f'<meta name="argmap-live" content="{escape(live)}">',
                '<link rel="stylesheet" href="/page.css">',
                '<link rel="stylesheet" href="/live.css">',
            ],
            scripts=[
                '<script src="/page.js"></script>',
                '<script type="module" src="/live.js"></script>',
            ],
        )
        policy = (
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'; connect-src 'self'; font-src data:; img-src data:; "
            f"script-src 'self'; style-src 'self' 'nonce-{nonce}'"
        )
        return Response(
            document.encode("utf-8", "replace"),
            media_type="text/html",
            headers={"Content-Security-Policy": policy},
        )

    async def state(self, request: Request) -> Response:
        return Response(self._following.now.state, media_type="application/json")

    async def sheet(self, request: Request) -> Response:
        number = request.path_params["number"]
        try:
            drawing = await run_in_threadpool(self._following.sheet, number)
        except EngineError as error:
            return _refusal(str(error), 500)
        if drawing is None:
            return _refusal("nothing is folded there", 404)
        return Response(drawing.encode("utf-8", "replace"), media_type="image/svg+xml")

    async def events(self, request: Request) -> Response:
        return StreamingResponse(_news(self._following), media_type="text/event-stream")

    async def script(self, request: Request) -> Response:
        return Response(asset("page.js"), media_type="text/javascript")

    async def look(self, request: Request) -> Response:
        # With the fonts for every letter: nobody knows what will be written.
        look = await run_in_threadpool(_stylesheet, self._style)
        return Response(look, media_type="text/css")

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return _refusal("there is nothing here", 404)
        return Response(_asset(name), media_type=_FILES[name])

    async def read(self, request: Request) -> Response:
        return await self._answered(request, self._read)

    async def write(self, request: Request) -> Response:
        given = request.headers.get("x-argmap-token", "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return _refusal("the page is of an earlier run: load it again", 403)
        body = bytearray()
        try:
            async with asyncio.timeout(_PATIENCE):
                async for piece in request.stream():
                    body += piece
                    if len(body) > LARGEST:
                        return _refusal("the text is too large", 413)
        except (TimeoutError, ClientDisconnect, asyncio.CancelledError):
            return _refusal("the text did not arrive whole", 408)
        try:
            said = json.loads(body)
            content, was = said["content"], said["hash"]
            if not isinstance(content, str) or not isinstance(was, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            return _refusal("that is not what the page sends", 400)
        return await self._answered(
            request, lambda number: self._write(number, content, was)
        )

    async def _answered(
        self, request: Request, work: Callable[[int], Response]
    ) -> Response:
        number = request.path_params["number"]
        if number not in self._following.now.files:
            return _refusal("the map has no such file", 404)
        try:
            return await run_in_threadpool(work, number)
        except project.FileError as error:
            return _refusal(str(error), 500)

    def _read(self, number: int) -> Response:
        text, may = self._following.now.files[number]
        if not os.path.lexists(text.name):
            return JSONResponse(_as_it_is(type(text)(text.name, ""), may, gone=True))
        return JSONResponse(_as_it_is(project.read(text.name), may))

    def _write(self, number: int, content: str, was: str) -> Response:
        text, may = self._following.now.files[number]
        if not may:
            return _refusal("this file is not written from here", 403)
        with self._writing:
            gone = not os.path.lexists(text.name)
            there = type(text)(text.name, "", marked=text.marked)
            if not gone:
                there = project.read(text.name)
            if (GONE if gone else _hash(there.data)) != was:
                return JSONResponse(_as_it_is(there, may, gone), 409)
            if there.undecodable:
                return _refusal("the file is not UTF-8, and would not survive it", 403)
            new = type(text)(text.name, content, marked=there.marked).data
            project.write(text.name, new)
        return JSONResponse({"hash": _hash(new)})


def _as_it_is(text: Text, may: bool, gone: bool = False) -> dict[str, Any]:
    """A file as the page gets it; what is not UTF-8 would not survive being edited."""
    return {
        "content": text.content,
        "hash": GONE if gone else _hash(text.data),
        "readOnly": not may or bool(text.undecodable),
    }


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refusal(why: str, status: int) -> Response:
    return JSONResponse({"error": why}, status)


async def _news(following: Following) -> AsyncIterator[str]:
    """A line for each change, and one now and then so that both ends know of each other."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    end = following.listen(lambda: loop.call_soon_threadsafe(woken.set))
    try:
        while not following.closed:
            yield f"data: {following.run} {following.now.number}\n\n"
            try:
                await asyncio.wait_for(woken.wait(), _BEAT)
            except TimeoutError:
                continue
            woken.clear()
    finally:
        end()


@cache
def _stylesheet(style: Style) -> str:
    from argmap.render.widths import WIDTHS

    return html.stylesheet(style, "".join(WIDTHS["regular"]))


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name("static").joinpath(name).read_text("utf-8")

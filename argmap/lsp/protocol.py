"""What pygls leaves out of the protocol: an editor waits until each of its requests is answered."""

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Answers requests, too, that cannot be read, and those before the start or after the end."""

    @property
    def ended(self) -> bool:
        """Whether the editor has said that it is done, so that leaving is no failure."""
        return self._shutdown

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value. Raises what pygls reports where it cannot be read."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Answer a message, or pass it on."""
        method, id = getattr(message, "method", None), getattr(message, "id", None)
        refused = None if method is None or id is None else self._refused(method)
        if id is None or refused is None:
            super().handle_message(message)
        else:
            self._send_response(id, None, refused)

    def _refused(self, method: str) -> types.ResponseError | None:
        """Why a request is out of turn, if it is."""
        if self._shutdown:
            code = int(types.ErrorCodes.InvalidRequest)
            return types.ResponseError(code, "the server was asked to shut down")
        if self._workspace is None and method != types.INITIALIZE:
            code = int(types.ErrorCodes.ServerNotInitialized)
            return types.ResponseError(code, "the server was not initialized")
        return None

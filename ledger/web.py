"""Files of a website, read one after the other over one connection, bounded in bytes and time.

No redirects are followed: what was asked of one is not answered by another.
"""

from __future__ import annotations

from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import quote

from domain.errors import Problem, Unavailable, UsageProblem
from ledger.post import TIMEOUT_S, bounded, connection_to, deadline, too_long, unanswered
from ledger.printable import printable


class Website:
    """The files below one address, http:// or https://; to be closed.

    UsageProblem when the address is none.
    """

    def __init__(self, address: str, timeout_s: float = TIMEOUT_S) -> None:
        self._address = address.rstrip("/")
        self._timeout_s = timeout_s
        self._used = False
        if {"?", "#"} & set(address):
            raise UsageProblem(
                f"read {address}", "that is no folder", "Write it as https://example.org/log"
            )
        self._connection, path = connection_to(address, f"read {address}", timeout_s)
        self._root = path.rstrip("/")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def read(self, path: str, most_bytes: int) -> bytes | None:
        """The file at a path below the address, or None where there is none.

        Unavailable when it does not come in time, is longer than `most_bytes`, or the server
        answers something else.
        """
        asked = f"read {self._address}/{path}"
        try:
            try:
                response, body = self._asked(path, most_bytes)
            except ConnectionError:
                if not self._used:
                    raise
                # A server hangs up on a connection that was idle: asked once more on a new one.
                self._connection.close()
                response, body = self._asked(path, most_bytes)
        except (OSError, HTTPException, UnicodeError) as error:
            self._connection.close()
            raise unanswered(asked, error) from error
        self._used = True
        if len(body) > most_bytes:
            self._connection.close()
            if response.status == HTTPStatus.OK:
                raise too_long(asked, most_bytes)
        if response.status == HTTPStatus.OK:
            return body
        if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return None
        raise _other(asked, response)

    def _asked(self, path: str, most_bytes: int) -> tuple[HTTPResponse, bytes]:
        connection: HTTPConnection = self._connection
        with deadline(connection, self._timeout_s):
            connection.request("GET", f"{self._root}/{quote(path)}")
            response = connection.getresponse()
            return response, bounded(response, most_bytes)


def _other(asked: str, response: HTTPResponse) -> Problem:
    elsewhere = response.headers.get("Location", "")
    if HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST and elsewhere:
        return Unavailable(asked, f"it has moved to {printable(elsewhere)}", "Name that address")
    return Unavailable(
        asked, f"it answers {response.status}", "Check the address and try again later"
    )

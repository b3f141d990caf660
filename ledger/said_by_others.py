"""What others say is wrong, the system or a library or a database, in the language of the process.

They speak English, or the language of their machine. What is usual is said in words of ours, which
in English are theirs; anything else is a quotation, and says of whom.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from typing import Any

from domain.text import quoted, shortened
from languages import N_

# -- the system --------------------------------------------------------------------------------

_OF_SYSTEM = {
    errno.EACCES: N_("permission denied"),
    errno.EADDRINUSE: N_("address already in use"),
    errno.EADDRNOTAVAIL: N_("cannot assign requested address"),
    errno.EBUSY: N_("device or resource busy"),
    errno.ECONNREFUSED: N_("connection refused"),
    errno.ECONNRESET: N_("connection reset by peer"),
    errno.EDQUOT: N_("disk quota exceeded"),
    errno.EEXIST: N_("file exists"),
    errno.EFBIG: N_("file too large"),
    errno.EHOSTUNREACH: N_("no route to host"),
    errno.EIO: N_("input/output error"),
    errno.EISDIR: N_("is a directory"),
    errno.ELOOP: N_("too many levels of symbolic links"),
    errno.EMFILE: N_("too many open files"),
    errno.ENAMETOOLONG: N_("file name too long"),
    errno.ENETUNREACH: N_("network is unreachable"),
    errno.ENFILE: N_("too many open files in system"),
    errno.ENOENT: N_("no such file or directory"),
    errno.ENOMEM: N_("cannot allocate memory"),
    errno.ENOSPC: N_("no space left on device"),
    errno.ENOTDIR: N_("not a directory"),
    errno.ENOTEMPTY: N_("directory not empty"),
    errno.EPERM: N_("operation not permitted"),
    errno.EPIPE: N_("broken pipe"),
    errno.EROFS: N_("read-only file system"),
    errno.ETIMEDOUT: N_("connection timed out"),
    errno.EXDEV: N_("invalid cross-device link"),
}
"""What the system says, by its number (errno.h)."""

_OF_NETWORK = {
    "Name or service not known": N_("name or service not known"),
    "No address associated with hostname": N_("no address associated with hostname"),
    "Remote end closed connection without response": N_("it hung up without an answer"),
    "Temporary failure in name resolution": N_("temporary failure in name resolution"),
    "timed out": N_("timed out"),
}
"""What the libraries of the network say, which have numbers of their own or none."""


def of_system(error: OSError) -> str:
    """What is wrong with a file, a folder or a connection; what we said of one ourselves stays."""
    said = error.strerror or str(error)
    if error.errno is not None and said == os.strerror(error.errno):
        return _OF_SYSTEM.get(error.errno) or _quotation(N_("the system says {words}"), said)
    if said in _OF_NETWORK:
        return _OF_NETWORK[said]
    ours = type(error).__module__ == "builtins"
    return said if ours else _quotation(N_("the network says {words}"), said)


def of_network(error: Exception) -> str:
    """Why no answer came from an address."""
    from http.client import BadStatusLine, HTTPException, IncompleteRead

    if isinstance(error, OSError):
        return of_system(error)
    if isinstance(error, IncompleteRead):
        return N_("it breaks off")
    if isinstance(error, BadStatusLine):
        return N_("it is no HTTP")
    said = str(error) or type(error).__name__
    ours = type(error) is HTTPException
    return shortened(said) if ours else _quotation(N_("the network says {words}"), said)


# -- the grammars of files ---------------------------------------------------------------------

_OF_JSON = {
    "Expecting value": N_("expecting value"),
    "Expecting ',' delimiter": N_("expecting ',' delimiter"),
    "Expecting ':' delimiter": N_("expecting ':' delimiter"),
    "Extra data": N_("extra data"),
    "Invalid \\escape": N_("invalid \\escape"),
    "Invalid \\escape: ": N_("invalid \\escape"),
    "Invalid \\uXXXX escape": N_("invalid \\uXXXX escape"),
    "Invalid control character at": N_("invalid control character at"),
    "Unterminated string starting at": N_("unterminated string starting at"),
}

_OF_YAML = {
    "block sequence entries are not allowed in this context": N_(
        "block sequence entries are not allowed in this context"
    ),
    "could not find expected ':'": N_("could not find expected ':'"),
    "did not find expected ',' or ']'": N_("did not find expected ',' or ']'"),
    "did not find expected ',' or '}'": N_("did not find expected ',' or '}'"),
    "did not find expected '-' indicator": N_("did not find expected '-' indicator"),
    "did not find expected alphabetic or numeric character": N_(
        "did not find expected alphabetic or numeric character"
    ),
    "did not find expected comment or line break": N_(
        "did not find expected comment or line break"
    ),
    "did not find expected key": N_("did not find expected key"),
    "did not find expected node content": N_("did not find expected node content"),
    "did not find expected whitespace or line break": N_(
        "did not find expected whitespace or line break"
    ),
    "found a tab character that violates indentation": N_(
        "found a tab character that violates indentation"
    ),
    "found a tab character where an indentation space is expected": N_(
        "found a tab character where an indentation space is expected"
    ),
    "found character that cannot start any token": N_(
        "found character that cannot start any token"
    ),
    "found undefined tag handle": N_("found undefined tag handle"),
    "found unexpected document indicator": N_("found unexpected document indicator"),
    "found unexpected end of stream": N_("found unexpected end of stream"),
    "found unknown escape character": N_("found unknown escape character"),
    "mapping keys are not allowed in this context": N_(
        "mapping keys are not allowed in this context"
    ),
    "mapping values are not allowed here": N_("mapping values are not allowed here"),
    "mapping values are not allowed in this context": N_(
        "mapping values are not allowed in this context"
    ),
}

_OF_CSV = {
    "line contains NUL": N_("line contains NUL"),
    "unexpected end of data": N_("unexpected end of data"),
}


def of_json(message: str) -> str:
    """What is wrong with the grammar of JSON; a message of ours stays."""
    return _OF_JSON.get(message, message[:1].lower() + message[1:])


def of_yaml(problem: str) -> str:
    """What is wrong with the grammar of YAML."""
    return _OF_YAML.get(problem) or _quotation(N_("YAML says {words}"), problem)


_AFTER_A_QUOTE = re.compile(r"""'(.)' expected after '"'""", re.DOTALL)


def of_csv(problem: str) -> str:
    """What is wrong with the grammar of CSV."""
    if expected := _AFTER_A_QUOTE.fullmatch(problem):
        return N_("'{separator}' expected after '\"'").format(separator=expected[1])
    return _OF_CSV.get(problem) or _quotation(N_("CSV says {words}"), problem)


# -- databases ---------------------------------------------------------------------------------

NAMES_ARE_NO_TEXT = "the names of its tables are no text"
"""Of a damaged file, where SQLite has no words of its own."""

_OF_SQLITE = {
    NAMES_ARE_NO_TEXT: N_("the names of its tables are no text"),
    "attempt to write a readonly database": N_("attempt to write a readonly database"),
    "database disk image is malformed": N_("database disk image is malformed"),
    "database is locked": N_("database is locked"),
    "database or disk is full": N_("database or disk is full"),
    "disk I/O error": N_("disk I/O error"),
    "file is not a database": N_("file is not a database"),
    "unable to open database file": N_("unable to open database file"),
}


def of_sqlite(error: BaseException) -> str:
    """What is wrong with a file that SQLite reads."""
    if isinstance(error, UnicodeError):
        return N_("it holds a text that is not in UTF-8")
    import sqlite3

    said = str(error)
    if not isinstance(error, sqlite3.Error):
        return said
    return _OF_SQLITE.get(said) or _quotation(N_("SQLite says {words}"), said)


def of_server(said: str) -> str:
    """What a database server says, which speaks the language of its own machine."""
    return _quotation(N_("the server says {words}"), said)


# -- models ------------------------------------------------------------------------------------

_OF_MODEL = {
    "bool": N_("write true or false"),
    "date": N_("write a date, such as 2021-06-30"),
    "dict": N_("write it as {{field: value}}"),
    "greater_than_equal": N_("write a number of at least {ge}"),
    "int": N_("write a whole number"),
    "less_than_equal": N_("write a number of at most {le}"),
    "list": N_("write it as a list, such as [a, b]"),
    "literal": N_("use {expected}"),
    "model": N_("write it as {{field: value}}"),
    "string_too_short": N_("it is empty"),
    "string_type": N_("write it as a text"),
    "too_short": N_("it is empty"),
    "tuple": N_("write it as a list, such as [a, b]"),
}
"""By the type of pydantic's error, or the first word of it."""


def of_model(kind: str, message: str, context: Mapping[str, Any]) -> str:
    """What is wrong with a value that a model does not take."""
    told = _OF_MODEL.get(kind) or _OF_MODEL.get(kind.partition("_")[0])
    if told is None:
        return _quotation(N_("the check says {words}"), message)
    return told.format(**{name: _plain(value) for name, value in context.items()})


def _plain(value: Any) -> Any:
    return value.replace("'", "").replace(" or ", ", ") if isinstance(value, str) else value


def _quotation(of_whom: str, said: str) -> str:
    return of_whom.format(words=quoted(said, MOST_QUOTED))


MOST_QUOTED = 300
"""So many characters of what others say are told."""

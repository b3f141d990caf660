"""What `verify` has before it: a ledger file, a bundle, a published log; and the key beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.trusting import own_key, own_key_file

if TYPE_CHECKING:
    from ledger.log.keys import VerifierKey
    from ledger.verifying.signatures import Presented


def is_ledger_file(named: str) -> bool:
    """Whether it is to be a ledger file, and not a folder, an address or a bundle."""
    from ledger.copying.opening import scheme_of
    from ledger.recognising import is_bundle

    path = Path(named)
    return scheme_of(named) is None and not path.is_dir() and not is_bundle(path)


def evidence_at(named: str) -> Any:
    """What there is to read, wherever it is kept; to be closed."""
    from ledger.bundling.evidence import Bundle
    from ledger.copying.opening import opened, scheme_of
    from ledger.copying.static_log import StaticLog
    from ledger.recognising import is_bundle
    from ledger.verifying.ledger_file import LedgerFile
    from ledger.verifying.published import PublishedLog

    if is_ledger_file(named):
        return LedgerFile(Path(named))
    if scheme_of(named) is None and is_bundle(Path(named)):
        return Bundle(Path(named))
    log = opened(named)
    assert isinstance(log, StaticLog), "what is no ledger file is published"
    return PublishedLog(log)


def own_signer(evidence: Any) -> tuple[list[VerifierKey], list[Presented]]:
    """The key in the working folder and its memory, if checkpoints of the ledger may be its own."""
    from ledger.log import checkpoint
    from ledger.log.failures import InvalidInput
    from ledger.signing import memory
    from ledger.verifying.evidence import Damaged
    from ledger.verifying.signatures import MEMORY, Presented

    key = own_key()
    if key is None:
        return [], []
    origins = set()
    try:
        for one in evidence.checkpoints():
            origins.add(checkpoint.read(one.note).origin)
    except (InvalidInput, Damaged, AttributeError):  # what is kept may be no note, nor any bytes
        origins.add(key.name)
    if origins and key.name not in origins:
        return [], []
    last = memory(own_key_file())
    if not last.is_file():
        return [key], []
    return [key], [Presented(last.read_bytes(), MEMORY, str(last))]

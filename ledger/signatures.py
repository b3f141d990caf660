"""Sign what one records: drafts in, the same drafts out, with a signature for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import Refused
from domain.event import Draft, content
from domain.record import Record
from domain.signature import Signature
from ledger.authorship import Keys, Status, label, signed_text
from ledger.clock import local
from ledger.log.encoding import to_base64
from ledger.log.keys import SigningKey
from ledger.reader import Reader


@dataclass(frozen=True, slots=True)
class Signer:
    """A party with its key."""

    party: str
    key: SigningKey

    def sign(self, drafts: Sequence[Draft], ledger: Reader, at: str) -> list[Draft]:
        """The drafts, signed at a moment (UTC, to the second).

        What somebody has signed before stays as it is: an import may bring signed records of
        others. Refused when the party has not registered the key in the ledger or in these
        drafts, for this moment: nobody could tell whose signature it is.
        """
        self._check(drafts, ledger, at)
        return [one if one.signature else self._signed(one, at) for one in drafts]

    def _signed(self, draft: Draft, at: str) -> Draft:
        text = signed_text(content(draft), self.party, at)
        return replace(
            draft,
            signature=Signature(
                by=self.party,
                at=at,
                key=label(self.key.verifier),
                value=to_base64(self.key.sign(text)),
            ),
        )

    def _check(self, drafts: Sequence[Draft], ledger: Reader, at: str) -> None:
        asked = f"sign as {self.party}"
        stream = f"party/{self.party}"
        keys = _keys(stream, drafts, ledger)
        found = keys.find(self.party, label(self.key.verifier))
        if found is None:
            raise Refused(
                asked,
                f"this party has not registered the key {label(self.key.verifier)}",
                f"Record it: party.key_added --party {self.party} --key {self.key.verifier}",
            )
        if local(at) < found.start:
            raise Refused(
                asked,
                f"the key counts from {found.start[:10]} on",
                "Wait until then, or correct the day on which it was added",
            )
        if found.end is not None and local(at) >= found.end:
            raise Refused(
                asked,
                f"the key was revoked on {found.end[:10]}",
                "Sign with a key that the party uses now",
            )


def wrongly_signed(drafts: Sequence[Draft], ledger: Reader) -> list[Refused]:
    """A refusal for each draft whose signature does not belong to what it says.

    Of a key that nobody has registered yet nothing can be said, so it is not refused.
    """
    refusals: list[Refused] = []
    known: dict[str, Keys] = {}
    for draft in drafts:
        if draft.signature is None:
            continue
        stream = f"party/{draft.signature.by}"
        if stream not in known:
            known[stream] = _keys(stream, drafts, ledger)
        signature = {"signature": draft.signature.model_dump(mode="json")}
        if known[stream].judge(Record(-1, content(draft) | signature)) is Status.WRONG:
            refusal = Refused(
                draft.asked,
                f"the signature of {draft.signature.by} does not belong to what the record says",
                "Restore the text that was signed, or leave `signature` out",
            )
            refusal.about = draft.id
            refusals.append(refusal)
    return refusals


def _keys(stream: str, drafts: Sequence[Draft], ledger: Reader) -> Keys:
    """The keys of a party as they will be when the drafts are recorded."""
    there = ledger.stream(stream)
    coming = [one for one in drafts if one.stream == stream]
    records = [
        Record(-1, content(one) | {"version": len(there) + number})
        for number, one in enumerate(coming, 1)
    ]
    return Keys([*there, *records])

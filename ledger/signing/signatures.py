"""Sign what one records: drafts in, the same drafts out, with a signature for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from domain.dates import local_time
from domain.errors import Refused
from domain.record import Record
from domain.streams.event import Draft, content
from domain.streams.fields import Signature
from languages import N_
from ledger.signing.authorship import Keys, SignatureStatus, label, signed_text
from ledger.transparency.encoding import to_base64
from ledger.transparency.keys import SigningKey

KeysOf = Callable[[str], Keys]
"""The keys of a party as they will be when everything is recorded."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A party with its key, at the moment at which it signs (UTC, to the second)."""

    party: str
    key: SigningKey
    at: str

    def sign(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, signed.

        What somebody has signed before stays as it is: an import may bring signed records of
        others.
        """
        return [draft if draft.signature else self._signed(draft) for draft in drafts]

    def _signed(self, draft: Draft) -> Draft:
        text = signed_text(content(draft), self.party, self.at)
        return replace(
            draft,
            signature=Signature(
                by=self.party,
                at=self.at,
                key=label(self.key.verifier),
                value=to_base64(self.key.sign(text)),
            ),
        )

    def refusals(self, keys: KeysOf) -> list[Refused]:
        """Why the key cannot sign: nobody could tell whose signature it is.

        The party must have registered it, in the ledger or in what is recorded, for this moment.
        """
        name = label(self.key.verifier)
        registered = keys(self.party).find(self.party, name)
        if registered is None:
            obstacle = N_("this party has not registered the key {name}").format(name=name)
            remedy = N_("Record it: party.key_added --party {party} --key {verifier}").format(
                party=self.party, verifier=self.key.verifier
            )
        elif local_time(self.at) < registered.start:
            obstacle = N_("the key counts from {start} on").format(start=registered.start[:10])
            remedy = N_("Wait until then, or correct the day on which it was added")
        elif registered.end is not None and local_time(self.at) >= registered.end:
            obstacle = N_("the key was revoked on {end}").format(end=registered.end[:10])
            remedy = N_("Sign with a key that the party uses now")
        else:
            return []
        return [Refused(N_("sign as {party}").format(party=self.party), obstacle, remedy)]


def wrongly_signed(drafts: Iterable[Draft], keys: KeysOf) -> list[Refused]:
    """A refusal for each draft whose signature does not belong to what it says.

    Of a key that nobody has registered yet nothing can be said, so it is not refused.
    """
    refusals: list[Refused] = []
    for draft in drafts:
        if draft.signature is None:
            continue
        signature = {"signature": draft.signature.model_dump(mode="json")}
        judged = keys(draft.signature.by).judge(Record(-1, content(draft) | signature))
        if judged is SignatureStatus.WRONG:
            refusal = Refused(
                draft.asked,
                N_("the signature of {by} does not belong to what the record says").format(
                    by=draft.signature.by
                ),
                N_("Restore the text that was signed, or leave `signature` out"),
            )
            refusal.about = draft.id
            refusals.append(refusal)
    return refusals


def keys_of(there: Sequence[Record], coming: Iterable[Draft]) -> Keys:
    """The keys of a party, from what stands on its stream and what comes to stand there."""
    records = [
        Record(-1, content(draft) | {"version": len(there) + number})
        for number, draft in enumerate(coming, 1)
    ]
    return Keys([*there, *records])

"""The words by which a reader checks a page, and what the check in it says."""

from __future__ import annotations

from collections.abc import Iterator

from languages import N_
from projections.pages.document import Paragraph, Part, Verification

PROOF = N_("Check it yourself")
PROOF_TOLD = N_(
    "This page rests on {count} records of a ledger of {size:,}. The ledger was {signed}. "
    "Its checkpoint is {root}. The figures follow {method}."
)
IN_SITE = N_(
    "Every record has a page with its proof and a check: follow the words of a promise, "
    "a decision or a message."
)
SIGNED, UNSIGNED = N_("signed by {origin}"), N_("not signed by anybody")
PROVES = N_(
    "The check below runs on your own device, also without a connection. It shows that these "
    "records stand unchanged in what was signed, and that the words quoted here are theirs. It "
    "does not show that a record is true, nor that nothing is missing. Take the key from somebody "
    "whom you trust, and not from this page. Whoever changed a page could have changed its check "
    "too: surest is a program of your own, such as gestand verify."
)
KEY = N_("The key of whoever signed, as you got it from them")
BUTTON = N_("Check this page")

SAYS: dict[str, tuple[str, str]] = {
    "included": ("holds", N_("All {count} records stand in the ledger with this checkpoint.")),
    "notIncluded": (
        "fails",
        N_("{count} records do not stand in that ledger. Do not trust this page."),
    ),
    "sameWords": (
        "holds",
        N_("Texts marked here as words of records: {count}. All are exactly so on record."),
    ),
    "noWords": (
        "open",
        N_("No text here is marked as words of a record, so there was none to compare."),
    ),
    "otherWords": (
        "fails",
        N_("{count} texts on this page are not what the records say. Do not trust this page."),
    ),
    "unsigned": (
        "open",
        N_("Nobody signed this checkpoint. Whoever made the page could have made the records too."),
    ),
    "noKeyYet": ("open", N_("Paste the key of whoever signed to check the signature.")),
    "signed": ("holds", N_("The checkpoint is signed with the key that you gave.")),
    "forged": ("fails", N_("The signature is not that of this key. Do not trust this page.")),
    "otherKey": (
        "fails",
        N_(
            "The checkpoint is not signed with this key. Ask for the right one, or do not trust "
            "this page."
        ),
    ),
    "noKey": (
        "fails",
        N_("This is no key of a log. A key looks like example.org/ledger+0a1b2c3d+AbCd…"),
    ),
    "weakKey": ("fails", N_("With this key anybody could sign. No honest signer has it.")),
    "noEd25519": (
        "open",
        N_("This browser cannot check such signatures. Use a newer one, or gestand verify."),
    ),
    "noCrypto": (
        "open",
        N_(
            "This browser checks nothing here: open the page over https, or as a file that you "
            "saved."
        ),
    ),
    "unreadable": ("fails", N_("The proof in this page cannot be read. Do not trust this page.")),
}
"""What the check in the page says, by its name: whether something holds, fails or stays open."""


def check() -> Iterator[Part]:
    """What the check proves, and where the reader starts it."""
    yield Paragraph(PROVES, only="screen")
    yield Verification(KEY, BUTTON)

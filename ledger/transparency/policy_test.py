"""Policies: what is read, what is refused, and who must have signed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from ledger.transparency import checkpoint, policy
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, NotWitnessed
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.oracle_test import PUBLISHED, outcome
from ledger.transparency.policy import Group, Policy

LOG = SigningKey("example.com/log", Type.SIGNATURE, bytes(32))
OTHER_LOG = SigningKey("example.com/other", Type.SIGNATURE, bytes([9] * 32))
WITNESSES = {
    name: SigningKey(f"{name}.example", Type.COSIGNATURE, bytes([number] * 32))
    for number, name in enumerate(("X1", "X2", "X3", "Y1", "Y2", "Y3"), 1)
}
X1, X2 = (str(WITNESSES[name].verifier) for name in ("X1", "X2"))
RENAMED = SigningKey("renamed.example", Type.COSIGNATURE, WITNESSES["X1"].seed)
CHECKPOINT = Checkpoint(LOG.name, 7, bytes(32))
EXAMPLE = f"""# Two organisations.
log {LOG.verifier} https://example.com/log

witness X1 {WITNESSES["X1"].verifier} https://x1.example/
witness X2 {WITNESSES["X2"].verifier}
witness X3 {WITNESSES["X3"].verifier}
group X-witnesses 2 X1 X2 X3

witness Y1 {WITNESSES["Y1"].verifier}
witness Y2 {WITNESSES["Y2"].verifier}
witness Y3 {WITNESSES["Y3"].verifier}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def read(text: str) -> Policy:
    """The policy of a text."""
    return policy.parse(text.encode())


def signed(keys: Sequence[SigningKey], of: Checkpoint = CHECKPOINT) -> bytes:
    """A checkpoint signed by logs and cosigned by witnesses."""
    signatures = [
        checkpoint.sign(of.text, key)
        if key.type is Type.SIGNATURE
        else checkpoint.cosign(of.text, key, 1)
        for key in keys
    ]
    return checkpoint.write(of.text, signatures)


def test_example() -> None:
    """The example of the specification, read."""
    rules = read(EXAMPLE)
    assert rules.logs == [LOG.verifier]
    assert rules.witnesses == {name: key.verifier for name, key in WITNESSES.items()}
    assert rules.groups == {
        "X-witnesses": Group(2, ("X1", "X2", "X3")),
        "Y-witnesses": Group(1, ("Y1", "Y2", "Y3")),
        "X-and-Y": Group(2, ("X-witnesses", "Y-witnesses")),
    }
    assert rules.quorum == "X-and-Y"
    assert rules.urls == {
        LOG.verifier: "https://example.com/log",
        WITNESSES["X1"].verifier: "https://x1.example/",
    }


def test_quorum() -> None:
    """Of every set of witnesses: two of X and one of Y are enough, and nothing less is."""
    rules = read(EXAMPLE)
    for count in range(7):
        for names in combinations(WITNESSES, count):
            message = signed([LOG, *(WITNESSES[name] for name in names)])
            enough = sum(name[0] == "X" for name in names) >= 2 and any(
                name[0] == "Y" for name in names
            )
            assert outcome(rules.verify, message) is (None if enough else NotWitnessed)


def test_organisations_count_once() -> None:
    """Three witnesses of one organisation do not make up for the missing other one."""
    text = EXAMPLE.replace("group X-and-Y all", "group X-and-Y any")
    cosigners = [WITNESSES[name].verifier for name in ("X1", "X2", "X3")]
    assert read(text).witnessed(cosigners) == {"X1", "X2", "X3", "X-witnesses", "X-and-Y"}
    assert read(EXAMPLE).witnessed(cosigners) == {"X1", "X2", "X3", "X-witnesses"}
    assert read(EXAMPLE).witnessed([]) == set()


def test_one_log_is_enough() -> None:
    """A checkpoint is signed by any of the logs, under its own name."""
    both = read(f"log {LOG.verifier}\nlog {OTHER_LOG.verifier}\nquorum none\n")
    of_other_log = Checkpoint(OTHER_LOG.name, 7, bytes(32))
    assert both.verify(signed([LOG])) == CHECKPOINT
    assert both.verify(signed([OTHER_LOG], of_other_log)) == of_other_log
    assert both.verify(signed([OTHER_LOG, LOG])) == CHECKPOINT
    # What one log says about another is not its word.
    assert outcome(both.verify, signed([OTHER_LOG])) is NotProven


def test_a_single_witness() -> None:
    """The quorum may be a witness."""
    alone = read(f"log {LOG.verifier}\nwitness X1 {X1}\nwitness X2 {X2}\nquorum X1\n")
    assert outcome(alone.verify, signed([LOG, WITNESSES["X1"]])) is None
    assert outcome(alone.verify, signed([LOG, WITNESSES["X2"]])) is NotWitnessed
    assert outcome(alone.verify, signed([WITNESSES["X1"]])) is NotProven


def test_unknown_and_wrong_signatures() -> None:
    """Unknown signatures are ignored; a wrong one of a known witness spoils the checkpoint."""
    known = read(f"log {LOG.verifier}\nwitness X1 {X1}\nquorum none\n")
    assert outcome(known.verify, signed([WITNESSES["Y1"], LOG, OTHER_LOG])) is None
    wrong = checkpoint.cosign(CHECKPOINT.text + "more\n", WITNESSES["X1"], 1)
    message = checkpoint.write(CHECKPOINT.text, [checkpoint.sign(CHECKPOINT.text, LOG), wrong])
    assert outcome(known.verify, message) is NotProven


def test_no_logs() -> None:
    """A policy may name no log, but then no checkpoint is valid by it alone."""
    assert outcome(read("quorum none\n").verify, signed([LOG])) is NotProven
    assert outcome(
        read(f"witness X1 {X1}\nquorum X1\n").verify, signed([LOG, WITNESSES["X1"]])
    ) is (NotProven)


def test_what_is_no_checkpoint() -> None:
    """A signed text that is no checkpoint is invalid, and so is a checkpoint without signatures."""
    text = "example.com/log\n07\n"
    message = checkpoint.write(text, [checkpoint.sign(text, LOG)])
    assert outcome(Policy([LOG.verifier]).verify, message) is InvalidInput
    assert outcome(Policy([LOG.verifier]).verify, CHECKPOINT.text.encode()) is InvalidInput


def test_a_published_checkpoint() -> None:
    """The Go checksum database signs under another name than its origin, so we do not take it.

    tlog-policy asks that both are the same: otherwise whoever holds one key could speak for others.
    """
    published = PUBLISHED["signed_notes"][2]
    known = read(f"log {published['key']}\nquorum none\n")
    with pytest.raises(NotProven):
        known.verify(published["note"].encode())


def test_space_and_comments() -> None:
    """Spaces and tabs part words; comments take whole lines."""
    rules = read(
        f"\n#c c\n\t # \u00e9\t\n\twitness \t w1  {X1}   https://w1.example/  \n\n  quorum\tw1\n"
    )
    assert list(rules.witnesses) == ["w1"]
    assert rules.quorum == "w1"


def test_names() -> None:
    """Names are octets; the words of the format are names like others, but for `none`."""
    rules = policy.parse(
        f"witness K\u212a {X1}\nwitness ".encode()
        + b"K\x80 "
        + f"{X2}\n".encode()
        + b"group all any K\x80\nquorum all\n"
    )
    assert list(rules.witnesses) == ["K\u212a", "K\udc80"]
    assert rules.groups == {"all": Group(1, ("K\udc80",))}
    words = read(f"witness all {X1}\nwitness any {X2}\ngroup group 2 all any\nquorum group\n")
    assert words.groups == {"group": Group(2, ("all", "any"))}


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "quorum\n", "quorum none", "quorum none\r\n", "quorum none\n\x01\n", "\x7f\n"),
        *("quorum none none\n", "quorum none\nquorum none\n", "quorum x\n", "x\nquorum none\n"),
        *("# \x01\nquorum none\n", "# \r\nquorum none\n", "# \x7f\nquorum none\n"),
        f"witness X1 {X1}\n",
        f"quorum X1\nwitness X1 {X1}\n",
        "log\nquorum none\n",
        "log garbage\nquorum none\n",
        f"log {LOG.verifier} a b\nquorum none\n",
        f"log {X1}\nquorum none\n",
        f"log {LOG.verifier}\nlog {LOG.verifier} url\nquorum none\n",
        "witness X1\nquorum none\n",
        "witness X1 garbage\nquorum none\n",
        f"witness X1 {LOG.verifier}\nquorum none\n",
        f"witness X1 {X1} a b\nquorum X1\n",
        f"witness X1 {X1}\nwitness X2 {X2}\ngroup g any X1\ngroup g any X2\nquorum g\n",
        f"witness X1 {X1} https://x1.example/ # comment\nquorum X1\n",
        f"witness none {X1}\nquorum none\n",
        f"witness X1 {X1}\nwitness X1 {X2}\nquorum X1\n",
        f"witness X1 {X1}\nwitness X2 {X1}\nquorum X1\n",
        f"witness X1 {X1}\nwitness X2 {RENAMED.verifier}\nquorum X1\n",
        f"witness X1 {X1}\ngroup X1 any X1\nquorum X1\n",
        f"witness X1 {X1}\ngroup none any X1\nquorum none\n",
        f"witness X1 {X1}\ngroup g any\nquorum none\n",
        f"witness X1 {X1}\ngroup g any X2\nquorum none\n",
        f"witness X1 {X1}\ngroup g any none\nquorum none\n",
        f"witness X1 {X1}\ngroup g any g\nquorum none\n",
        f"witness X1 {X1}\ngroup g all X1 X1\nquorum none\n",
        f"witness X1 {X1}\ngroup g any X1\ngroup h any X1\nquorum none\n",
        f"group g any X1\nwitness X1 {X1}\nquorum none\n",
        *(f"witness X1 {X1}\ngroup g {k} X1\nquorum none\n" for k in ("0", "2", "-1", "01", "one")),
    ],
)  # fmt: skip
def test_no_policies(text: str) -> None:
    """What is not defined, defined twice, cannot be met or is spelt otherwise makes no policy."""
    with pytest.raises(InvalidInput):
        read(text)


def test_messages_name_the_line() -> None:
    """Whoever wrote the policy is told where to look."""
    with pytest.raises(InvalidInput, match=r"^line 3: the name x is not defined above$"):
        read(f"\nlog {LOG.verifier}\nquorum x\n")


def test_a_log_and_a_witness_may_share_a_key() -> None:
    """Keys are compared among logs and among witnesses."""
    cosigner = SigningKey("witness.example", Type.COSIGNATURE, LOG.seed).verifier
    rules = read(f"log {LOG.verifier}\nwitness w {cosigner}\nquorum w\n")
    assert rules.logs[0].public == rules.witnesses["w"].public


def test_extension_lines() -> None:
    """What others write below the root is signed with it."""
    extended = Checkpoint(LOG.name, 7, bytes(32), ("more",))
    message = checkpoint.signed(extended, [LOG])
    assert Policy([LOG.verifier]).verify(message) == extended

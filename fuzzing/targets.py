"""What reads bytes of strangers, with valid ones to begin from: a small ledger, and its files."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from eventsourcing.persistence import IntegrityError, StoredEvent

from commands.program import EXIT_CODES, run
from domain.errors import Problems
from features import workbooks
from features.limits import ROOT
from fuzzing.hunting import Target
from ledger.journal.reading import read
from ledger.store.database import uri
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.transparency import checkpoint, policy, proof_file, witness_protocol
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, Type, VerifierKey

FINE = {0, 1, *EXIT_CODES.values()}
"""What the program may end with, beside 70 for a mistake of its own."""

LOG = "example.org/village"
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))
TIME = 1_700_000_000
IN_WORDS = (InvalidInput, NotProven)

EXPORTED = {"yaml": (), "json": (), "jsonl": (), "csv": ("--kind", "party.registered")}
"""The formats of journals, and what is exported in each."""

IMPORTED = "--ledger ledger.db import --dry-run"

FILES = {
    "proof file": ("given.proof", "verify given.proof --key operator.pub"),
    "checkpoint file": ("signed", "--ledger ledger.db verify --checkpoint signed"),
    "bundle": ("given.zip", "verify given.zip", "clone given.zip copy.db"),
    "manifest": ("unpacked/manifest.json", "verify unpacked", "clone unpacked copy.db"),
    "bundled records": ("unpacked/records.jsonl", "verify unpacked", "clone unpacked copy.db"),
    "bundled keys": ("unpacked/keys.txt", "verify unpacked"),
    "published records": ("public/tile/entries/000.p/6", "verify public", "clone public copy.db"),
    "published hashes": ("public/tile/0/000.p/6", "verify public", "clone public copy.db"),
    "published checkpoint": ("public/checkpoint", "verify public", "clone public copy.db"),
    "ledger file": ("given.db", "verify given.db", "--ledger given.db trust village"),
    "mapping": ("toezeggingen.yaml", f"{IMPORTED} toezeggingen.csv --map toezeggingen.yaml"),
    "table": (
        "toezeggingen.csv",
        "map toezeggingen.csv",
        f"{IMPORTED} toezeggingen.csv --map toezeggingen.yaml",
    ),
    "xlsx": ("given.xlsx", "map given.xlsx", f"{IMPORTED} given.xlsx --map xlsx.yaml"),
    "ods": ("given.ods", "map given.ods", f"{IMPORTED} given.ods --map ods.yaml"),
}
"""Files that are handed out or brought: which one is changed, and what is then asked about it."""

PARTS = {
    "xlsx sheet": ("xlsx", "xl/worksheets/sheet1.xml"),
    "xlsx styles": ("xlsx", "xl/styles.xml"),
    "xlsx book": ("xlsx", "xl/workbook.xml"),
    "ods content": ("ods", "content.xml"),
}
"""Parts of files that are archives: a change of the archive is mostly refused at its door."""

NAMES = (
    *(f"journal.{ending}" for ending in EXPORTED),
    "record", "checkpoint", "proof", "policy", "key", "request", "answer",
    *FILES, *PARTS,
)  # fmt: skip
"""All that is tried."""

REGISTER = ROOT / "journals" / "register"
SOME_LINES = 5
"""Of its table, with the head."""

PROMISE = {
    "kind": "promise.made", "promise": "plan", "by": ["ministry"], "to": ["residents"],
    "place": {"area": "village"}, "text": "A plan.", "due": "2020-06-30",
}  # fmt: skip


def gestand(*arguments: str) -> str:
    """Run a command whose messages nobody reads; what it printed."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = run([*arguments])
    if code not in FINE:
        raise AssertionError(f"gestand {' '.join(arguments)} ended with {code}")
    return out.getvalue()


def targets(folder: Path) -> dict[str, Target]:
    """All that is tried, by name, in a folder that becomes the working folder."""
    os.chdir(folder)
    _make()
    every = [*map(_journal, EXPORTED), _record(), *_texts(), *map(_file, FILES), *map(_part, PARTS)]
    return {target.name: target for target in every}


def _make() -> None:
    """A small signed ledger and all that is handed out of it."""
    party = {"kind": "party.registered", "type": "other"}
    records: list[dict[str, Any]] = [
        {"kind": "ledger.declared", "title": "A village", "burden": "open"},
        *(party | {"party": name, "name": name} for name in ("ministry", "auditor", "residents")),
        {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
        PROMISE,
    ]
    common = {"on": "2019-01-01", "source": [{"title": "a letter", "type": "official"}]}
    Path("village.jsonl").write_text("\n".join(json.dumps(common | each) for each in records))
    for command in (
        "init", "import village.jsonl", f"key new --name {LOG}", "checkpoint -o signed",
        "prove promise/plan -o proofs", "bundle given.zip", "publish-log public", "backup given.db",
    ):  # fmt: skip
        gestand("--ledger", "ledger.db", *command.split())
    shutil.unpack_archive("given.zip", "unpacked")
    shutil.copy("unpacked/keys.txt", "operator.pub")
    shutil.copy("given.db", "kept.db")
    (proof,) = Path("proofs").iterdir()
    shutil.copy(proof, "given.proof")
    _make_tables()


def _make_tables() -> None:
    """A register of somebody with its mapping, and workbooks with those that the program writes."""
    for name, lines in (("toezeggingen.yaml", None), ("toezeggingen.csv", SOME_LINES)):
        content = (REGISTER / name).read_bytes().splitlines(keepends=True)
        Path(name).write_bytes(b"".join(content[:lines]))
    heads = ("Belofte", "Portefeuillehouder", "Wijk", "Deadline", "Budget")
    said = ("Een plan &amp; meer", "Wethouder Wonen", "Noorderpark", "voor de zomer 2024", "3")
    dated = [*map(workbooks.text, said[:3]), workbooks.number(45_000, 1), workbooks.number(2)]
    cells = [[*map(workbooks.text, heads)], [*map(workbooks.text, said)], dated]
    workbooks.xlsx(Path("given.xlsx"), ["".join(row) for row in cells], merged=["C2:C3"])
    rows = [workbooks.ods_row(*map(workbooks.ods_text, row)) for row in (heads, said)]
    month = workbooks.ods_date("2024-06-01", "month")
    rows.append(workbooks.ods_row(*map(workbooks.ods_text, said[:3]), month, repeated=2))
    workbooks.ods(Path("given.ods"), rows)
    for form in ("xlsx", "ods"):
        Path(f"{form}.yaml").write_text(gestand("map", f"given.{form}"))


def _journal(ending: str) -> Target:
    """A journal: read, and held against the ledger as far as it could be read."""
    form = ("export", "--format", ending, *EXPORTED[ending])
    exported, path = gestand("--ledger", "ledger.db", *form), Path(f"given.{ending}")

    def checked(content: bytes) -> None:
        path.write_bytes(content)
        gestand("--ledger", "ledger.db", "import", path.name, "--dry-run")
        read(path)

    return Target(f"journal.{ending}", (exported.encode(),), checked, (Problems,))


def _record() -> Target:
    """A record as it is stored: whatever bytes a log holds, and somebody signed."""
    with closing(sqlite3.connect("ledger.db")) as connection:
        rows = connection.execute("SELECT state FROM stored_events").fetchall()

    def asked(content: bytes) -> None:
        shutil.copy("kept.db", "signed.db")
        datastore = DurableDatastore(uri(Path("signed.db")), 1)
        try:
            event = StoredEvent("promise/plan", 2, "promise.made", content)
            LedgerRecorder(datastore).insert_events([event], recorded_at="9999")
        finally:
            datastore.close()
        gestand("verify", "signed.db")
        gestand("clone", "signed.db", "copy.db")
        if Path("copy.db").exists():
            gestand("--ledger", "copy.db", "trust", "village")
        _forget("signed.db", "copy.db")

    # An id that is taken is refused by the index of ids.
    return Target("record", tuple(state for (state,) in rows), asked, (IntegrityError,))


def _texts() -> list[Target]:
    """What is read without a ledger."""
    signed, key = Path("signed").read_bytes(), Path("operator.pub").read_text().strip()
    note, own = checkpoint.parse_note(signed), VerifierKey.parse(key)
    cosignature = checkpoint.cosign(note.text, WITNESS, TIME)
    cosigned = checkpoint.write(note.text, [*note.signatures, cosignature])
    trusted = f"log {key}\nwitness w {WITNESS.verifier}\nquorum w\n".encode()
    log_alone = policy.parse(f"log {key}\nquorum none\n".encode())
    proof = Path("given.proof").read_bytes()
    entry = proof_file.parse(proof).extra
    request = bytes(witness_protocol.Request(0, (), signed))
    known = {LOG: witness_protocol.Known((own,))}

    def opened(content: bytes) -> None:
        there = checkpoint.parse_note(content)
        checkpoint.parse_checkpoint(there.text)
        checkpoint.verified(there, [own, WITNESS.verifier])

    def answer(content: bytes) -> None:
        witness_protocol.cosigned(signed, content, [WITNESS.verifier])

    def one_key(content: bytes) -> None:
        VerifierKey.parse(content.decode(errors="surrogateescape"))

    def proven(content: bytes) -> None:
        proof_file.parse(content).verify(entry, log_alone)

    def decided(content: bytes) -> None:
        witness_protocol.decide(content, known, WITNESS, TIME)

    return [
        Target("checkpoint", (signed, cosigned), opened, IN_WORDS),
        Target("proof", (proof,), proven, IN_WORDS),
        Target("policy", (trusted,), policy.parse, IN_WORDS),
        Target("key", (key.encode(), str(WITNESS.verifier).encode()), one_key, IN_WORDS),
        Target("request", (request,), decided),
        Target("answer", (cosignature.line.encode(),), answer, IN_WORDS),
    ]


def _file(name: str) -> Target:
    """A file that is handed out, and what is asked of it on the command line."""
    where, *questions = FILES[name]
    path = Path(where)
    valid = path.read_bytes()

    def asked(content: bytes) -> None:
        _forget(where, "copy.db")
        path.write_bytes(content)
        try:
            for question in questions:
                gestand(*question.split())
        finally:
            path.write_bytes(valid)

    return Target(name, (valid,), asked)


def _part(name: str) -> Target:
    """A part of an archive, and what is asked of the archive that has it."""
    of, where = PARTS[name]
    whole = _file(of)
    with ZipFile(io.BytesIO(*whole.seeds)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}

    def asked(content: bytes) -> None:
        packed = io.BytesIO()
        with ZipFile(packed, "w") as archive:
            for part, octets in (parts | {where: content}).items():
                archive.writestr(part, octets)
        whole.read(packed.getvalue())

    return Target(name, (parts[where],), asked)


def _forget(*ledgers: str) -> None:
    """Remove ledgers with what stands beside them."""
    for ledger in ledgers:
        for path in Path().glob(f"{ledger}*"):
            if path.is_file():
                path.unlink()

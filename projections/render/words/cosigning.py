"""The words for a checkpoint that witnesses are asked to cosign."""

from __future__ import annotations

WROTE = "Wrote the checkpoint with its cosignatures to {path}."
REQUESTS = "Requests to the witnesses, for {size} records of {origin}"
COLUMNS = ("witness", "has seen", "request")
SEND = (
    "Send each witness its file, attached and unchanged. What it sends back is taken in with "
    "--answer in the place of --requests."
)

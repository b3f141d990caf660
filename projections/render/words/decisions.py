"""The words for one decision told in plain sentences."""

from __future__ import annotations

TAKEN = "{on}, decided by {by}: {text}"
PROCESS = "It is about pace, order or planning."
OPTIONS = "Options to choose from when it was put to those concerned: {options}."
NO_SAY = "Whether anybody had a say in it is not on record."
SAY = "{group} was given this say: {given}."
PROMISED_SAY = "{group} had been promised this say: {promised}; it was given: {given}."
AFTER = "That came only after the decision, so it counts as informing at most."
ONE_OPTION = "Only one option was left, so it counts as informing at most."
LESS = "That is less than promised."
UNCLEAR = "Whether that is what was promised is not clear from the record."
MODE = {"invited": "The group was invited.", "protest": "The group came in protest."}
BEGUN = "It was begun by {party}."
ADVICE = "{by} advised: {text} The advice was {followed}."
REASONS = "Reasons given: {reasons}."
REVERSED = "{on}, reversed by {by}: {reason}"
DISPUTED = "{text} (A record of this is disputed.)"

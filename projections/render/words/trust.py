"""The words for the figures of an area: counts in plain numbers first, then how sure they are."""

from __future__ import annotations

LEDE = "What the record gives for trust that a promise is kept. It is not what residents feel."
ROOTS_AND_MORE = "{roots} {burden} {press}"
ROOTS = (
    "Promises that are parts or repeats of one, or were made in one act with one text, count once."
)
NEXT = "Next: gestand trust AREA, for the promises and how sure it is."

HERE = "Promised to {name} or a part of it"
WIDER = "Promised to a wider area or group that covers or touches it"
POSSIBLE = "Promised to a group that may touch it"
PROVES_NOTHING = (
    "Whether anybody here belongs to these groups is not on record. What follows proves nothing "
    "about this area."
)
ONLY_HERE = (
    "Counted is only what was promised to that area or a part of it. Promises to a wider area or "
    "group are counted apart; name one area to see them: gestand trust AREA{options}."
)
OPTIONS = " --from DATE --every year"
HOW_TO_READ = "How to read this"

FREQUENCIES = (
    "Of {due} that fell due, {kept} {were} kept in time, {late} late, {partly} in part and "
    "{broken} not; of {unresolved} it is not established what became."
)
WAS, WERE = "was", "were"
STAND_FOR = (
    "{frequencies} These {due} stand for {promises} promises: what belongs together counts once."
)
PROMISES_DUE = "promises"
FEWER_THAN_PROMISES = (
    "promises: how many promises these stand for, as `gestand promises` lists them; those that "
    "belong together count once, and --explain names them."
)
COUNTED_IN_EACH = (
    "What belongs together counts once in each row, and a promise of several promisors counts for "
    "each: the rows can add up to more than the area has."
)
NONE_DUE = "None of those that can be scored has fallen due."
TOO_FEW = "Outcomes that are known: {known}, fewer than 8: too few for a figure."
BOUNDS = (
    "More than a fifth is not established, too much for one figure: between {low:.2f} if those "
    "came out as badly as they can have and {high:.2f} if as well (0: no promise is kept, 1: every "
    "one)."
)
INTERVAL = "The next promise is kept with a chance between {low:.2f} and {high:.2f} (95% interval)."
SCORE = (
    "The next promise is kept with a chance between {low:.2f} and {high:.2f} (95% interval); "
    "score {score:.2f}."
)

OUTCOME_AND_COUNT = "{outcome}: {count}"
OUTCOME_AND_PROMISES = "{outcome}: {count}, together {promises} promises"
WITH_STATUS = "{text} — {status}"
TOGETHER = "({size} promises that count as one) {text}"
ALSO = "· {text}"
NOT_LISTED = "Not listed above: {groups}. See `gestand promises`."
COUNT_OF_GROUP = "{count} {group}"

CLAIMED_ONLY = (
    "Of {count} of these only the promisor says that they were kept: saying so takes a promise out "
    "of the figures until somebody else establishes it. --basis claims counts them as kept."
)

BESIDE = "beside it"
DATED = "with a date and a criterion"
DATED_SHARE = "{share:.0%} of the promises"
IN_TIME = "kept in time, of what is known"
IN_TIME_SHARE = "{share:.0%} (between {low:.0%} and {high:.0%}, Wilson 95%)"
HALVES = "what half measures do to the score"
HALVES_DO = "{strict:.2f} if late and in part count as not kept, {lenient:.2f} if as kept"
WITHIN = "kept after being made"
WITHIN_YEARS = "{share:.0%} within {years} y"
WITHIN_METHOD = "{years} (Aalen-Johansen)"
NOT_YET_WITHIN = "not yet known within {years} y"
UNDATED = "without a date: what is known"
UNDATED_AS = "{count} {state}"
PER_YEAR = "made per year"
IN_YEAR = "{year}: {count}"
YEAR_UNKNOWN = "in a year not known"
SOURCES = "sources of these records"
OF_SOURCE = "{count} {source}"

COMPARED = "{first} and {second}"
KNOWN = "Outcomes known: {first_outcomes} for {first}, {second_outcomes} for {second}."
LOWER = (
    "By the record promises to {lower} were kept less, however one weighs them "
    "(probability {probability:.3f})."
)
NO_ORDER = "No order between the two can be defended by this record."
ORDER = (
    "An order is stated only where it holds for all 108 ways to weigh late, partly kept, old and "
    "unresolved promises, with a probability of at least 0.95."
)

UNDATED_STATE = {"undated": "nothing established", "mixed": "with parts that differ"}

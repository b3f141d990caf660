"""The words for how differently the members of a group are treated."""

from __future__ import annotations

TITLE = "How differently {name} is treated"
NOBODY = "No case, and no group that is told apart, is on record in it."
WHO = "{members} cases and groups on record, of {dwellings:,} dwellings{about}."
ABOUT = ", some of them counted approximately"
UNSIZED = "Of {count} of them the size is not on record."
OVERLAP = "Which dwellings are in more than one of these groups, the record does not tell."
COMPARED = "Compared on: {topics}."
DIFFERING = "They differ on: {topics}."
NOT_COMPARED = "Not compared, because it is not on record for all: {topics}."
NOTHING_COMPARED = "There is no topic on which it is on record what holds for all of them."

ONE_REGIME = "By the record the same rules hold for all of them."
APART = (
    "Of any two dwellings, the two are under different rules in {share:.0%} of the pairs "
    "({regimes} sets of rules; as diverse as {effective:.1f} of one size)."
)
NOT_KNOWN = (
    "{regimes} sets of rules are on record; how many dwellings are under each is not, so the "
    "share of pairs that differ is not known."
)
COLUMNS = ("dwellings", "which rules, and for whom")
RULES = "{rules} ({members})"
ON_TOPIC = "{topic}: {values}"
BETWEEN_TOPICS = "; "
NO_RULE = "none"

MONEY = (
    "Amounts are on record for {count} dwellings, in {currency}. Gini {gini:.2f} (0: all get the "
    "same). Of the inequality (Theil {theil:.3f}) {share:.0%} lies between the sets of rules, the "
    "rest within."
)
MONEY_SAME = "Amounts are on record for {count} dwellings, in {currency}: all the same."

HISTORY = (
    "Since each began: {changes:,} changes for a dwelling in {years:,.0f} dwelling years, "
    "{rate:.2f} a year (95% interval {low:.2f} to {high:.2f}, naive), made by {acts} acts. One "
    "act can change the rules of many dwellings, so the interval is too narrow."
)
STILL = "No change is on record for {share:.0%} of the dwellings."
NOT_JUST = "Whether a difference is just, the record does not tell."
NEXT = "Next: --explain for the records of these rules, with their sources."

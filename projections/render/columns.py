"""The columns of every view's table, in their order. Made by `make docs`, not edited by hand."""

from __future__ import annotations

COLUMNS = {
    "trust": (
        "area name due kept late partly broken unresolved not_due undated excluded r s b d u "
        "score low high tier strict lenient promise_counts undated_outcomes claimed_only "
        "contested_outcomes unresolved_low unresolved_high in_time kept_within_days per_year "
        "dated_share sources wider wider_possible title promises wider_promises possible_promises"
        " by"
    ),
    "compare": "first second first_outcomes second_outcomes lower stability probability",
    "behind": (
        "promise text by due status scored scored_low scored_high group doubt found_by basis "
        "found_on found_in found_from contested claimed postponements redefined blocked_by "
        "replaced_by events evidenced scheduled root outcome count area name where part"
    ),
    "conditions": (
        "area scope name title charter place level by agreed_by declared start ended disputed "
        "topics amendments event place_name relation afterwards verdict first_break "
        "first_unfavourable first_not_met tally met_now not_met_now unknown_now nothing_now "
        "conditions documented sources"
    ),
    "charters": (
        "area scope name title charter place level by agreed_by declared start ended disputed "
        "topics amendments event conditions"
    ),
    "stability": (
        "subject name title start start_from charter topics_from event days stable changes "
        "unfavourable breadth first_change first_unfavourable days_to_first_change "
        "share_start_regime share_start_regime_low share_start_regime_high rate_per_year rate_low"
        " rate_high retroactive min_notice_days pending exceptions missing acts_in_force "
        "acts_by_rank exceptions_in_force in_force_over_time topics"
    ),
    "applied": (
        "subject name topic certain conflicting rule title value amount place level exception "
        "since by rank identifier event events sources"
    ),
    "rules": (
        "rule title value amount place level exception since rank by identifier event events "
        "topic state effective until effect direction published notice_days changes exceptions "
        "disputed"
    ),
    "unequal": (
        "subject name members groups dwellings unsized approximate topics differing not_compared "
        "regimes_on_record pairs_apart effective_regimes regimes with_amount currency gini theil "
        "theil_between theil_within theil_between_share dwelling_years changes rate_per_year "
        "rate_low rate_high share_unchanged acts events"
    ),
    "promises": (
        "promise text by due status scored scored_low scored_high group doubt found_by basis "
        "found_on found_in found_from contested claimed postponements redefined blocked_by "
        "replaced_by events made criterion wording to place topic strength origin owed_by "
        "relation"
    ),
    "contact": (
        "area name updates without_news channels last_update silent_days longest_silence_days "
        "longest_silence_from covered vouched_by inputs types acknowledged testimonies "
        "testimonies_acknowledged answered adopted adopted_in_part rejected unanswered repeated "
        "events"
    ),
    "participation": (
        "area name title decisions unrecorded groups promised kept less unclear tier share_kept "
        "low high median_gap drops after forms_promised forms_given could_choose no_choice "
        "choice_unknown invited protest mode_unknown initiated advice reversed disputed perhaps "
        "lines wider wider_lines tables from to by"
    ),
    "decisions": (
        "decision on by place level topic process text options choice say advice reversed "
        "disputed events"
    ),
    "tables": (
        "table title place level form opened certain closed sitting left returned seats disputed "
        "events"
    ),
    "levels": (
        "area name title level from to promises decisions updates quarters still moving unknown "
        "after pauses held_up under_pause"
    ),
    "lessons": "what stream on certain text disputed events place level parties",
    "control": (
        "area name cohort case level power topic phase state doubt since who holders covered "
        "vouched_by contested before pending claims narrower later days gap_days overlap_days "
        "clear_days unknown_days clarity handovers parties timeline"
    ),
    "duties": "place holder act mandates duty state",
    "deciders": "place level topic decisions bodies hhi effective_number",
    "figures": "indicator place period value of unit by on replaced_by event",
    "parties": "party name type part_of succeeded_by promises event",
    "areas": "area name type within ended until succeeded_by promises",
    "cases": "case title level opened phase since closed outcome",
    "log": (
        "position id kind stream place on published recorded_at recorded_by days_late status says"
        " sources note signature"
    ),
    "check": "check code subject finding fields events",
    "diff": (
        "group late was now event position id kind stream place on published recorded_at "
        "recorded_by days_late status says sources note"
    ),
    "publish-log": "folder origin size written left",
    "clone": "copy source had new size root signed rest left_out origin signatures_checked",
    "pull": (
        "copy source had new size root signed rest left_out origin signatures_checked verdict "
        "proven here there position kind stream fields folder evidence unwritten"
    ),
    "verify": (
        "ledger verdict first last size root signed covered seen seen_size signatures_checked "
        "checkpoints findings authorship wrongly_signed copy_of demanded remarks keys_brought "
        "other_memory"
    ),
    "proof": "proof position origin size root witnessed record verdict kept",
    "proofs": "folder verdict proofs forked witnessed",
}

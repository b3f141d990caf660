Feature: Were the conditions for participation met at the start, and have they stayed the same?
  An auditor lays a yardstick along the record of a village. The answer names the first break with
  its day, its record and whose doing it was, and says what is not on record.

  Background:
    Given a village with a street, in a region, with residents, their league, a ministry, a council and an auditor

  @advice-05 @advice-06 @advice-30
  Scenario: An auditor asks whether the conditions stayed constant and gets the first break with day, event and body
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "a plan" by 2018-06-30
    And the auditor found on 2018-06-01 that "a plan" was kept
    And the ministry promised the village "a school" by 2019-03-31
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the verdict is not-constant
    And the first break is of promises-kept on 2019-04-01 by ministry
    And the record of the first break is the promise "a school"
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the first line says "The conditions for participation did not hold throughout: first broken on 1 Apr 2019 (promises kept) — a promise to residents was not kept and not made good: “a school” (Ministry)."
    And the screen says "promises kept not met from 1 Apr 2019 on: a promise to residents was not kept and not made good: “a school” (Ministry)"
    When somebody reads the explained screen of the conditions of the village as of 2020-12-31
    Then the screen says "a school (Ministry; a-school): deadline passed; by the dates alone, with nothing found to the contrary"
    Given the auditor found on 2020-02-01 that "a school" was broken
    When somebody reads the explained screen of the conditions of the village as of 2020-12-31
    Then the screen says "a school (Ministry; a-school): deadline passed; by the dates alone, with nothing found to the contrary"
    And the screen says "a school (Ministry; a-school): not kept; found 1 Feb 2020 by Auditor, independent of both sides"
    And the first breach is by "a-school" from 2019-04-01 to 2020-01-31, found by nobody, on the basis dates
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the screen does not say "a school (Ministry"
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the screen says "Of 1 conditions 1 were shown not to hold at some time and 0 to hold throughout; of 0 it is not known."
    And the screen says "Yardstick of-village: declared by Auditor, agreed by nobody; it measures from 1 Jan 2018 on."
    And the screen says "The yardstick names no topics, so it is about all of them."
    And no line of the screen is longer than 80 characters

  @advice-05 @advice-06
  Scenario: The rules changed midway, first for the better and then for the worse
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry changed that from 2018-05-28 to "full repair and a garden", favourable to residents
    And the council changed that from 2019-03-01 to "half a repair", unfavourable to residents
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the verdict is not-constant
    And the first break is of rules-unchanged on 2018-05-28 by ministry
    And the first break to the disadvantage of residents is on 2019-03-01 by council
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the first line says "The conditions for participation did not hold throughout: first broken on 28 May 2018 (rules unchanged) — the rule is another one than at the start, in favour of residents: “Repairs” (Ministry)."
    And the screen says "First change of rules to the disadvantage of residents: 1 Mar 2019 — the rule is another one than at the start, to the disadvantage of residents: “Repairs” (Council)."

  @advice-06
  Scenario: What was made good is met again, and what was is not forgotten
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "a plan" by 2018-06-30
    And the auditor found on 2018-06-01 that "a plan" was kept
    And the ministry promised the village "a school" by 2019-03-31
    And the auditor found on 2019-05-01 that "a school" was kept
    When somebody asks for the conditions of the village as of 2019-12-31
    Then promises-kept was yes, no and yes again, and is not constant
    And the verdict is not-constant

  @advice-10
  Scenario: Conditions that were met all along
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is constant
    And informed is met and constant

  @advice-10
  Scenario: A silence is a silence only where somebody vouches for the record
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is unknown
    And informed misses update
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the first line says "Whether the conditions for participation held throughout is not known: of 1 none was shown not to hold, and of 1 it is not shown that it did."
    And the screen says "updates to residents (update.sent), or somebody who vouches"
    When the auditor vouches for all updates to the village from 2017-01-01
    And somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And the first break is of informed on 2018-03-16 by ministry

  @advice-10
  Scenario: A silence from the beginning has no record and no actor
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-met-at-start
    And the first break is of informed on 2018-01-01 by nobody on record
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the first line says "The conditions for participation were not met at the start: first broken on 1 Jan 2018 (informed) — no update, and somebody vouches that all are on record, on the word of Auditor."

  @advice-06
  Scenario: One breach refutes it, whatever there was to judge before
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "a school" by 2018-06-30
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And promises-kept was nothing at the start, and is no now
    And 1 condition was not met, 0 were met throughout and 0 are not known

  @advice-06
  Scenario: What is unknown in between does not hide a change
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    And the auditor vouches for all updates to the village from 2019-01-01
    When somebody asks for the conditions of the village as of 2019-12-31
    Then the verdict is not-constant
    And the first break is of informed on 2019-04-01 by ministry
    And informed was last met on 2018-03-15

  @advice-06
  Scenario: A break is of the day that its record has, and not of the last that this may be
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry changed that from 2018-05~ to "half a repair", unfavourable to residents
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the first break is of rules-unchanged on 2018-05~ by ministry
    And it lies between 2018-04-01 and 2018-06-30
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the first line says "first broken about May 2018 (rules unchanged)"
    When somebody runs the check "conditions" as of 2020-12-31
    Then the screen says "rules unchanged, about May 2018"

  @advice-06
  Scenario: A vague day between two later rules does not bring back those of the start
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry changed that from 2018-03-01 to "half a repair", unfavourable to residents
    And the council changed that from 2019 to "a quarter of a repair", unfavourable to residents
    When somebody asks for the conditions of the village as of 2019-06-30
    Then rules-unchanged was yes at the start, and is no now
    When somebody runs the check "rules-unchanged" as of 2020-12-31
    Then the screen says "since 1 Mar 2018"

  @advice-06
  Scenario: What may lie before the first break is named
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the council amended the yardstick on 2018-01-01: recognition every 730 days
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry changed that from 2018-05~ to "half a repair", unfavourable to residents
    And residents attested on 2018-06-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the first break is of recognition on 2018-06-01 by residents
    And rules-unchanged may have been broken before

  @advice-06
  Scenario: A break on one topic that may lie before that on another is named, whatever came first
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the council amended the yardstick on 2018-01-01: recognition every 730 days
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry changed that from 2018-02/2018-11 to "half a repair", unfavourable to residents
    And the ministry ruled from 2017-01-01 how fast the work goes, and otherwise from 2018-06-01
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the first break is of rules-unchanged on 2018-06-01 by ministry
    And rules-unchanged may have been broken before
    And that may have been on repair
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the screen says "As the days on record allow, these may have come before it: rules unchanged (repair)."
    Given residents attested on 2018-03-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the first break is of recognition on 2018-03-01 by residents
    And rules-unchanged may have been broken before
    And that may have been on repair

  @advice-06
  Scenario: A return to the rules of the start is a change too
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the ministry ruled from 2017-01-01 that the village gets "half a repair"
    And the ministry changed that from 2018-05-28 to "full repair", favourable to residents
    And the council changed that from 2019-03-01 to "half a repair", unfavourable to residents
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the first break is in favour of residents
    And the first break to the disadvantage of residents is on 2019-03-01 by council

  @advice-17
  Scenario: What was attested counts for two years
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2018-01-01 for the village that recognition is met: yes
    When somebody asks for the conditions of the village as of 2020-01-01
    Then the verdict is constant
    When somebody asks for the conditions of the village as of 2020-01-02
    Then the verdict is unknown

  @advice-17
  Scenario: What is attested of a wider place alone is told after what is on record for the place
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2018-01-01 for the region that recognition is met: no
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the first line says "Nothing on record for The village itself shows that a condition did not hold. As Residents attest of a wider place, and of The village as a part of it, the conditions for participation were not met at the start."

  @advice-05
  Scenario: A yardstick names the powers that it asks about
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks clear-lead of damage
    Then somebody is warned that no mandate is about lead on damage
    When somebody reads the screen of charters
    Then the screen says "No mandate on record is about lead on damage"
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is unknown

  @advice-05
  Scenario: Who has a lead on record is named where nobody vouches that no other had it
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks clear-lead of repair
    And the ministry has the lead on repair in the village from 2017-01-01
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the screen says "not known: on record as having the lead: Ministry; nobody vouches that no other had it"

  @advice-06
  Scenario: A change of rules for a part of the place stands beside the verdict, and in none
    Given the house "green" in the street, and the group "batch" with that house in it
    And the auditor declared a yardstick for the village from 2018-01-01 that asks rules-unchanged
    And the ministry ruled from 2017-01-01 that the village gets "full repair"
    And the ministry ruled from 2018-03-01 that the group "batch" gets "half a repair", unfavourable to residents
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is unknown
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the screen says "Changes of rules for a part of it, which count for nothing above: 1, of which 1 to the disadvantage of residents; for The batch."
    And the screen says "gestand stability village --list parts"

Feature: Were the conditions for participation met at the start, and have they stayed the same?
  An auditor lays a yardstick along the record of a village. The answer names the first break with
  its day, its record and whose doing it was, says what is not on record, and whose yardstick it is.
  What nobody vouches for is not said.

  Background:
    Given a village with a street, in a region, with residents, their league, a ministry, a council and an auditor

  # -- the verdict --------------------------------------------------------------------------------

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

  # -- silence, and who vouches -------------------------------------------------------------------

  @advice-10
  Scenario: Who vouches for a silence is named
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And informed is so on the word of auditor
    When somebody reads the explained screen of the conditions of the village as of 2018-12-31
    Then the screen says "On the word of those who vouch that all is on record: informed by Auditor."
    And the screen says "not met: the last update on record had become too old; vouched for by Auditor (records"
    When somebody asks for the conditions of the village as of 2018-03-15
    Then informed is so on the word of nobody

  @advice-10
  Scenario: After the last day vouched for, the verdict of that day stands beside that of the day asked about
    Given the auditor vouches for all updates to the village from 2017-01-01 until 2018-12-31
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    When somebody asks for the conditions of the village as of 2019-12-31
    Then the verdict is unknown
    And it was constant on 2018-12-31, the last day vouched for
    When somebody reads the screen of the conditions of the village as of 2019-12-31
    Then the screen says "Vouched for until 31 Dec 2018: on that day the verdict was “held throughout”."
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is constant
    And 2018-12-31 is vouched for, so no other verdict stands beside it
    When the auditor vouches for these updates until 2019-12-31 too
    And somebody asks for the conditions of the village as of 2019-12-31
    Then the verdict is not-constant
    And 2019-12-31 is vouched for, so no other verdict stands beside it
    And informed is so on the word of auditor

  @advice-10
  Scenario: Where nobody vouches, no day is the last one vouched for
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is constant
    And no day is the last one vouched for
    Given the auditor declared another yardstick "second" for the village from 2018-01-01 that asks informed
    When somebody asks for the conditions of the village as of 2018-12-31
    Then no day is the last one vouched for

  # -- what the conditions are made of ------------------------------------------------------------

  @advice-30
  Scenario: Breaches that are too old and promises to the region stand beside it
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "an old plan" by 2018-03-31
    And the ministry promised the region "a railway" by 2020-06-30
    When somebody asks for the conditions of the village as of 2020-12-31
    Then beside promises-kept stand 1 older breach and a breach of "a railway" to a wider place

  @advice-30
  Scenario: A deadline that passed in silence is no breach where the promisors were not heard
    Given the ledger did not hear the promisors
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "a school" by 2018-06-30
    When somebody asks for the conditions of the village as of 2018-12-31
    Then promises-kept was unknown at the start, and is unknown now
    And promises-kept misses promise.assessed

  @advice-16
  Scenario: Input that nobody answered
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks input-answered
    And residents asked the ministry on 2018-02-01 for "a playground"
    And the ministry answered "a playground" on 2018-02-20
    And the league asked the ministry on 2018-06-01 for "a bus stop"
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And the first break is of input-answered on 2018-07-28 by ministry

  @advice-17 @advice-23 @advice-27
  Scenario Outline: What only people can tell is as they attest it, and a body is no witness to itself
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks <key>
    And <attester> attested on 2017-12-01 for the village that <key> is met: <met>
    When somebody asks for the conditions of the village as of 2018-12-31
    Then <key> was <found> at the start, and is <found> now
    And the verdict is <verdict>

    Examples:
      | key                   | attester  | met | found   | verdict          |
      | recognition           | residents | yes | yes     | constant         |
      | equal-goals           | auditor   | no  | no      | not-met-at-start |
      | certainty-about-house | council   | yes | unknown | unknown          |

  @advice-17
  Scenario: Those who attest are named, and where they differ nothing is known
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    And the auditor attested on 2018-06-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2018-12-31
    Then recognition was yes at the start, and is unknown now
    And recognition is attested by auditor and residents
    And the verdict is unknown

  # -- whose yardstick, since when, for where -----------------------------------------------------

  @advice-06
  Scenario: Without a yardstick nothing is measured, and one is offered
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is unknown
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the first line says "Nobody declared a yardstick for The village"
    And the screen says "gestand charter declare --default village"

  @advice-05
  Scenario: The default yardstick can be edited and imported
    When somebody declares the default yardstick for the village by residents from 2018-01-01
    Then the file says what each condition asks
    And it can be imported, and asks 12 conditions by their parameters
    And the screen of all yardsticks names it

  @advice-06
  Scenario: An amendment that asks for more is itself the record of the break
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    And the council amended the yardstick on 2018-05-20: informed every 14 days
    When somebody asks for the conditions of the village as of 2018-06-30
    Then the verdict is not-constant
    And the first break is of informed on 2018-05-20 by council
    When somebody reads the screen of the conditions of the village as of 2018-06-30
    Then the screen says "Amended on 20 May 2018 by Council, agreed by Residents: informed."
    And the first line says "first broken on 20 May 2018 (informed) — the yardstick was amended"
    When somebody asks for the conditions of the village as of 2018-05-19
    Then the verdict is constant

  @advice-06 @advice-17
  Scenario: What is attested on the day of an amendment is so because it is attested
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    And residents attested on 2018-06-01 for the village that recognition is met: no
    And the council amended the topics of the yardstick on 2018-06-01 to repair
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And the first break is of recognition on 2018-06-01 by residents

  @advice-06
  Scenario: A condition that is added later is measured from its own day
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    And the council amended the yardstick on 2019-01-01: informed every 90 days
    When somebody asks for the conditions of the village as of 2019-06-30
    Then the verdict is not-met-at-start
    And the first break is of informed on 2019-01-01 by nobody on record

  @advice-06
  Scenario: After its end a yardstick measures nothing, and before its start neither
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    And the auditor gave the yardstick up on 2018-12-01
    When somebody asks for the conditions of the village as of 2020-12-31
    Then the verdict is constant
    When somebody asks for the conditions of the village as of 2017-06-30
    Then the verdict is unknown
    When somebody reads the screen of the conditions of the village as of 2017-06-30
    Then the first line says "It measures from 1 Jan 2018 on: at this moment there is nothing to judge yet."

  @advice-06
  Scenario: Where a place has two yardsticks, each verdict stands under the name of its own
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And the auditor declared another yardstick "second" for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: no
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the first line says "of-village: The conditions for participation were not met at the start: first broken on 1 Jan 2018, as Residents attested on 1 Dec 2017 that “recognition” is not met."
    And the first line says "second: The conditions for participation were not met at the start: first broken on 1 Jan 2018, as Residents attested on 1 Dec 2017 that “recognition” is not met."

  @advice-06
  Scenario: A yardstick for the region is laid on the village, and one for the street is listed
    Given the auditor declared a yardstick for the region from 2018-01-01 that asks recognition
    And the auditor declared a yardstick for the street from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the street that recognition is met: no
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the yardstick of the region is laid on the village and comes out unknown
    And the yardstick of the street is laid on the street and comes out not-met-at-start
    When somebody reads the screen of the conditions of the village as of 2018-12-31
    Then the screen says "It was declared for The region, and is laid on The village here."
    And the screen says "Yardsticks for a part of it"

  @advice-21
  Scenario Outline: A house and a group of houses are measured as an area is
    Given the house "green" in the street, and the group "batch" with that house in it
    And the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the <kind> "<place>" "a new roof" by 2018-06-30
    When somebody asks for the conditions of "<place>" as of 2018-12-31
    Then promises-kept was nothing at the start, and is no now
    When somebody asks for the conditions of the village as of 2018-12-31
    Then promises-kept was nothing at the start, and is no now

    Examples:
      | kind   | place |
      | case   | green |
      | cohort | batch |

  # -- how it is told -----------------------------------------------------------------------------

  @advice-30
  Scenario: From the verdict down to every change and its source, in order of time
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    And the ministry sent the village an update without news on 2018-05-01
    When somebody reads the explained screen of the conditions of the village as of 2018-12-31
    Then the walk goes through informed: 1 Jan 2018 met, 16 Mar 2018 not met, 1 May 2018 met, 31 Jul 2018 not met
    And the screen says "Residents were told · update/"
    And the screen says "a letter to the village"
    And no line of the screen is longer than 80 characters

  @advice-30
  Scenario Outline: The years fit, however many there are
    Given the auditor declared a yardstick for the village from <start> that asks recognition
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the screen says "<scale>"
    And the screen says "<years>"
    And no line of the screen is longer than 80 characters

    Examples:
      | start      | scale                  | years                                   |
      | 2013-01-01 | One sign a quarter     | 2013 2014 2015 2016 2017 2018 2019 2020 |
      | 2009-01-01 | One sign half a year   | 09 10 11 12 13 14 15 16 17 18 19 20     |
      | 1991-01-01 | One sign a year        | 1990 1995 2000 2005 2010 2015           |

  @advice-06
  Scenario: Year by year
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    When somebody asks for the conditions of the village every year from 2018 to 2019
    Then the verdicts are constant and not-constant

  @advice-06
  Scenario: Late evidence restates the verdict and leaves what was shown before
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And somebody remembers how many records there are
    And residents attested on 2017-12-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-met-at-start
    When somebody asks for the conditions of the village as of 2018-12-31 as known then
    Then the verdict is unknown

  # -- checks -------------------------------------------------------------------------------------

  @advice-06
  Scenario: A check that speaks when the conditions did not stay the same
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    When somebody runs the check "conditions" as of 2018-03-15
    Then the exit code is 0
    And nothing is printed
    When somebody runs the check "conditions" as of 2018-03-16
    Then the exit code is 1
    And the screen says "Yardstick for The village [charter/of-village]: the conditions did not hold throughout: informed, 16 Mar 2018"

  @advice-10
  Scenario: A check on silence where somebody vouches for the record
    Given the auditor vouches for all updates to the village from 2017-01-01
    And the ministry sent the village an update without news on 2017-12-15
    When somebody runs the check "silence" as of 2018-03-15
    Then the exit code is 0
    When somebody runs the check "silence" as of 2018-03-16
    Then the exit code is 1
    And the screen says "The village: no update to residents for more than 90 days"

  @advice-22
  Scenario: Fast, good and within budget, promised together
    Given the ministry promised the village "a fast repair" about pace by 2030
    And the ministry promised the region "a good repair" about quality by 2030
    When somebody runs the check "incompatible" as of 2020-12-31
    Then the exit code is 0
    When the ministry promised the street "a cheap repair" about cost by 2030
    And somebody runs the check "incompatible" as of 2020-12-31
    Then the exit code is 1
    And the screen says "The street: pace, quality and cost are promised together: “a cheap repair” [promise/a-cheap-repair]; “a fast repair” [promise/a-fast-repair]; “a good repair” [promise/a-good-repair]"

  @advice-22
  Scenario: Promises that the record itself sets against each other
    Given the ministry promised the village "strengthening of a hundred homes" by 2030
    And the council promised on 2020-03-01 "demolition of the same homes" against "strengthening of a hundred homes"
    When somebody runs the check "incompatible" as of 2020-02-29
    Then the exit code is 0
    When somebody runs the check "incompatible" as of 2020-12-31
    Then the exit code is 1
    And the screen says "“demolition of the same homes” [promise/demolition-of-the-same-homes]: it cannot be kept together with “strengthening of a hundred homes” [promise/strengthening-of-a-hundred-homes] of Ministry"

  @advice-26
  Scenario: Contradictory messages are listed side by side
    Given the ministry published on 2018-03-01 that 100 houses of the village are safe in 2018
    And the council published on 2018-04-01 that 40 houses of the village are safe in 2018
    And the auditor published on 2019-04-01 that 30 houses of the village are safe in 2018
    And the ministry told the village on 2018-05-01 "it is getting safer"
    And the council told the village on 2018-05-02 "we only know after inspection", against that
    When somebody runs the check "contradictions" as of 2020-12-31
    Then the exit code is 1
    And there are 2 findings
    And the screen says "safe houses: 100 by Ministry, 40 by Council"
    And the screen says "contradicts “it is getting safer” [update/it-is-getting-safer] of Ministry"

  @advice-26
  Scenario: What residents brought forward and attested against a message is listed too
    Given the ministry told the village on 2018-05-01 "it is getting safer"
    And residents brought forward on 2018-06-01 "nothing happens", against that
    And residents attested on 2018-07-01 for the village that certainty is not met, against that
    When somebody runs the check "contradictions" as of 2020-12-31
    Then the exit code is 1
    And there are 2 findings
    And the screen says "“nothing happens” [input/nothing-happens]: contradicts “it is getting safer” [update/it-is-getting-safer] of Ministry"
    And the screen says "certainty, as Residents attested [condition/not-certain]: contradicts “it is getting safer” [update/it-is-getting-safer] of Ministry"

  @advice-30
  Scenario: What became public late
    Given residents attested on 2017-12-01 for the village that recognition is met: no, published on 2019-06-01
    And residents attested on 2018-01-01 for the village that recognition is met: yes, published on 2018-06-01
    When somebody runs the check "late" as of 2020-12-31
    Then the exit code is 1
    And there is 1 finding
    And the screen says "condition.attested of 1 Dec 2017 was public 547 days later"

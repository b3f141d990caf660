Feature: Which rules applied when it started, which apply now, and who changed them
  Professionals cannot explain rules that change under them, and residents cannot be informed well
  about them. The record tells what held for this house on that day, what changed since, by whom, in
  whose favour and with how much notice. That nothing changed is said only where somebody vouches.

  Background:
    Given a village in a region, a house in it whose case opened on 2018-03-01, and a batch of homes
    And since 2010-01-01 the rule on the norm for the region is "NPR 2015", by the ministry

  # -- then and now -------------------------------------------------------------------------------

  @advice-05 @advice-06 @advice-11
  Scenario: An auditor asks whether the rules stayed the same, and sees the first change and whose it was
    Given on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the rules did not stay the same: 1 change, 1 of them worse, the first on 2019-01-01 after 306 days
    And the norm was "NPR 2015" at the start and is "NPR 2018" now
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen begins "The house: the rules did not stay the same since 1 Mar 2018: changes on 1 day, 1 worse for residents; the first: 1 Jan 2019, by Ministry."
    And the screen says "norm: from “NPR 2015” to “NPR 2018”; by Ministry; worse for residents; made known 31 days before"
    And no line of the screen is longer than 80 characters

  @advice-06
  Scenario: That nothing changed is said only where somebody vouches for it
    When somebody asks for the rules of the house as of 2021-12-31
    Then whether the rules stayed the same is unknown, because coverage is missing
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen begins "The house: whether the rules stayed the same since 1 Mar 2018 is not known: no change is on record, and nobody vouches that all rules are on record."
    And the screen says "now the same; nobody vouches for all of the time in between"
    Given the auditor vouches for all rules of the region from 2000-01-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the rules stayed the same

  @advice-06
  Scenario: Who vouches is named, and after the last day vouched for the answer of that day stands beside it
    Given the auditor vouches for all rules of the region from 2000-01-01 until 2020-12-31
    When somebody asks for the rules of the house as of 2020-12-31
    Then the rules stayed the same
    And the auditor vouches for that until 2020-12-31, and no other answer stands beside it
    When somebody reads the rules of the house as of 2020-12-31
    Then the screen begins "The house: the rules stayed the same since 1 Mar 2018; that all are on record is vouched for by Auditor until 31 Dec 2020."
    And the screen says "the same ever since: vouched for by Auditor until 31 Dec 2020"
    When somebody asks for the rules of the house as of 2021-12-31
    Then whether the rules stayed the same is unknown, because coverage is missing
    And the auditor vouches for that until 2020-12-31, and on that day the rules had stayed the same
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "Until 31 Dec 2020, the last day vouched for (by Auditor), they stayed the same."

  Scenario: That there was no rule before rests on the word of who vouches for that
    Given the auditor vouches for all rules of the region from 2000-01-01
    And since 2019-01-01 the rule on the pace for the region is "fast", by the ministry
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "pace no rule, vouched for by Auditor now: “fast”"
    And the screen says "pace: “fast” came in; by Ministry; neither better nor worse for residents; made known on the day itself; that there was no rule before is vouched for by Auditor"

  Scenario: Where nobody vouches no day is the last one vouched for
    When somebody asks for the rules of the house as of 2021-12-31
    Then nobody vouches for that

  Scenario: After the last day vouched for a change is a change, and before it there was none
    Given the auditor vouches for all rules of the region from 2000-01-01 until 2018-12-31
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", better for residents, made known on 2018-12-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the auditor vouches for that until 2018-12-31, and on that day the rules had stayed the same
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen begins "The house: the rules did not stay the same since 1 Mar 2018: changes on 1 day, none worse for residents, 1 better; the first: 1 Jan 2019, by Ministry."
    And the screen says "Until 31 Dec 2018, the last day vouched for (by Auditor), they stayed the same."

  @advice-11
  Scenario: What was known only later could not be known before, and both answers stay
    Given the auditor vouches for all rules of the region from 2000-01-01
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2019-07-01
    When somebody asks for the rules of the house as was public on 2019-03-01
    Then the rules stayed the same
    When somebody asks for the rules of the house as was public on 2019-08-01
    Then the rules did not stay the same: 1 change, 1 of them worse, the first on 2019-01-01 after 306 days
    And 1 change was made known after it took effect, the shortest notice being -181 days

  @advice-11
  Scenario: A change that respects running cases is the rule of those who come later
    Given the auditor vouches for all rules of the region from 2000-01-01
    And on 2019-01-01 the ministry changed the norm to "NPR 2018" for cases opened from then on
    And a case "new-house" opened in the village on 2019-06-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the rules stayed the same
    And the norm was "NPR 2015" at the start and is "NPR 2015" now
    When somebody asks for the rules of the new-house as of 2021-12-31
    Then the norm was "NPR 2018" at the start and is "NPR 2018" now

  @advice-06 @advice-37
  Scenario: What the operation is for is a rule as well, and another goal is another regime
    Given since 2015-01-01 the rule on the goal for the region is "a home and a village with a future", by the ministry
    And on 2019-01-01 the ministry changed the goal to "safety alone", worse for residents, made known on 2019-01-01
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "goal: from “a home and a village with a future” to “safety alone”; by Ministry; worse for residents"

  @advice-12
  Scenario: How many rules there are, counted as acts
    Given since 2016-01-01 the rule on the pace for the region is "fast", by the ministry, part of the act "Stcrt 2016, 1"
    And since 2016-01-01 the rule on the order for the region is "by risk", by the ministry, part of the act "Stcrt 2016, 1"
    When somebody asks for the rules of the house as of 2021-12-31
    Then 2 acts are in force for it

  @advice-11
  Scenario: What is announced or decided is shown and does not apply
    Given on 2020-05-01 the ministry announced "NPR 2020" on the norm for the region, from 2022-01-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the norm was "NPR 2015" at the start and is "NPR 2015" now
    And "NPR 2020" is pending
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "norm: NPR 2020 (announced by Ministry)"
    Given on 2021-05-01 the ministry announced of the rule on the norm for the region that it will be "NPR 2018", from 2022-06
    When somebody lists the rules of the village on the screen
    Then the screen says "“NPR 2015”, for The region: in force since 1 Jan 2010"
    And the screen says "to come: “NPR 2018”, announced 1 May 2021, from some time in Jun 2022 on; by Ministry"
    When somebody lists the rules in force for the village
    Then what is to come of it is "NPR 2018", announced on 2021-05-01 for 2022-06

  # -- on one day ---------------------------------------------------------------------------------

  @advice-11 @advice-29
  Scenario: The rules as they applied to this case on this day, with their source
    Given on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the rules as they applied to the house on 2018-12-31
    Then the screen says "“NPR 2015”, since 1 Jan 2010; guideline, by Ministry, for The region. Source: a letter to the village"
    And the screen begins "On 31 Dec 2018 1 rule applied to The house, on 1 topic."
    When somebody reads the rules as they applied to the house on 2019-01-01
    Then the screen says "“NPR 2018”, since 1 Jan 2019; guideline, by Ministry, for The region. Source: a letter to the village"
    And no line of the screen is longer than 80 characters

  Scenario: Groups that differ conflict, and that is shown
    Given the house is in the batch and in the pilot
    And since 2018-01-01 the rule on the norm for the batch is "as promised", by the ministry
    And since 2018-01-01 the rule on the norm for the pilot is "as tried", by the ministry
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "(its groups or areas differ)"

  Scenario: A date too vague to tell which rule held leaves that open, and proves the change
    Given on 2019 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2020
    When somebody asks for the rules of the house as of 2019-06-30
    Then the norm was "NPR 2015" at the start and is not known now
    When somebody asks for the rules of the house as of 2020-06-30
    Then the norm was "NPR 2015" at the start and is "NPR 2018" now
    And the first change is dated 2019
    And the change was between 2019-01-01 and 2019-12-31 at the latest

  @advice-11
  Scenario: A day that may lie before the first known one is told beside it, and then the days are not counted
    Given since 2015-01-01 the rule on the goal for the region is "a home and a village with a future", by the ministry
    And on 2019 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2020
    And on 2019-06-01 the ministry changed the goal to "safety alone", worse for residents, made known on 2019-06-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the first change is dated 2019-06-01
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen begins "The house: the rules did not stay the same since 1 Mar 2018: changes on 2 days, 2 worse for residents; the first: 1 Jun 2019, by Ministry, or 2019, by Ministry."

  Scenario: What stayed beside a change is told once
    Given since 2012-01-01 the rule on the norm for the region is also "1 in 100,000"
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "norm: from “NPR 2015” to “NPR 2018”, beside “1 in 100,000”; by Ministry; worse for residents"

  # -- for a part ---------------------------------------------------------------------------------

  @advice-13
  Scenario: What changed for a group in the village stands apart from what changed for the village
    Given the house is in the batch and in the pilot
    And since 2018-06-01 the rule on the norm for the batch is "as promised", by the ministry
    And on 2019-06-01 the ministry suspended the norm of the batch, worse for residents
    And since 2019-09-01 the rule on the norm for the scattered is "as tried", by the ministry
    When somebody asks for the rules of the village as of 2021-12-31
    Then the village has 0 changes of its own
    And for a part of it the norm changed on 2018-06-01 (enacted) and 2019-06-01 (suspended), for the batch
    And what may touch it changed on 2019-09-01, for the scattered
    When somebody reads the rules of the village as of 2021-12-31
    Then the screen says "For a part of it: 2, in none of the figures above"
    And the screen says "1 Jun 2019 norm, for The batch (size 1,581): “as promised” was suspended; by Ministry; worse for residents"
    And the screen says "For groups that may touch it: 1, which prove nothing here"
    And no line of the screen is longer than 80 characters
    When somebody asks for the rules of the region as of 2021-12-31
    Then for a part of it the norm changed on 2018-06-01 (enacted), 2019-06-01 (suspended) and 2019-09-01 (enacted)

  Scenario: What one group is given is no change for another, nor for the village that is all of a group
    Given the village is in the batch
    And since 2018-06-01 the rule on the norm for the batch is "as promised", by the ministry
    When somebody asks for the rules of the village as of 2021-12-31 since 2018-01-01
    Then the village has 1 changes of its own
    And nothing changed for a part of it

  Scenario: An exception for a group that only may touch the village is told as such
    Given from 2019-01-01 the ministry tolerated "as tried" on the norm for the scattered
    When somebody reads the rules of the village as of 2021-12-31
    Then the screen says "Exceptions: 0, and 1 for groups that may touch it"
    When somebody lists the rules of the village on the screen
    Then the screen begins "1 on record, a rule counted for each place that it is for: 1 in force."

  # -- lists --------------------------------------------------------------------------------------

  Scenario: Every count can be listed
    Given since 2015-01-01 the rule on the goal for the region is "a home and a village with a future", by the ministry
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    And the house is in the batch and in the pilot
    And from 2019-01-01 until 2020-12-31 the ministry tolerated "as agreed with the village" on the norm in the village
    And since 2019-06-01 the rule on the goal for the batch is "a home", by the ministry
    When somebody asks for the rules of the village as of 2021-12-31
    Then each of its counts is that of its list
    When somebody lists what changed in the village on the screen
    Then the screen begins "The village: topics on which the rules changed: 1."
    And the screen says "norm: from “NPR 2015” to “as agreed with the village”; by Ministry"

  Scenario: A list without a place
    When somebody lists what changed without a place
    Then the exit code is 2
    And the message says "Name an area, a case or a group"

  # -- exceptions ---------------------------------------------------------------------------------

  @advice-20
  Scenario: Where the rule was bent: who allowed it, on what ground, until when, and whether it held
    Given from 2019-01-01 until 2020-12-31 the ministry tolerated "as agreed with the village" on the norm in the village
    When somebody asks for the rules of the house as of 2019-12-31
    Then the norm was "NPR 2015" at the start and is "as agreed with the village" now
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "“as agreed with the village”, for The village (tolerated by Ministry; better for residents; until 31 Dec 2020, held until its end)"

  @advice-20
  Scenario: An exception that was ended before its day did not hold
    Given from 2019-01-01 until 2020-12-31 the ministry tolerated "as agreed with the village" on the norm in the village
    And on 2020-03-01 that exception was ended
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "until 31 Dec 2020, ended 1 Mar 2020, ended before"

  # -- the history of a rule ----------------------------------------------------------------------

  @advice-29
  Scenario: A rule tells its history in plain words
    Given on 2018-06-01 the ministry suspended the norm in the village
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the history of rule/norm as of 2021-12-31
    Then the screen says "1 Jan 2010: for The region it came to say “NPR 2015”, by Ministry."
    And the screen says "1 Jun 2018: suspended for The village, by Ministry; it said “NPR 2015”."
    And the screen says "1 Jan 2019: for all for whom it holds from “NPR 2015” to “NPR 2018”, by Ministry. Worse for residents. Made known 31 days before."

  @advice-11 @advice-29
  Scenario: A case tells its phases and its rules
    Given the house entered the phase "works" on 2018-09-01
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the history of case/house as of 2021-12-31
    Then the screen says "1 Mar 2018: opened, in The village, at the level of the dwelling."
    And the screen says "1 Sep 2018: entered the phase “works”."
    And the screen says "1 Jan 2019: the rules on norm went from “NPR 2015” to “NPR 2018”, by Ministry."

  # -- unequal treatment --------------------------------------------------------------------------

  @advice-13
  Scenario: How differently the homes of a batch are treated, in pairs and by acts
    Given the batch has 5 homes under "A", 3 under "B" and 2 under "C"
    When somebody asks how differently the batch is treated
    Then 69 percent of the pairs are under different rules, 3 in all
    When somebody reads how differently the batch is treated
    Then the screen begins "The batch: of any two dwellings, the two are under different rules in 69% of the pairs (3 sets of rules; as diverse as 2.6 of one size)."
    And the screen says "Cases and groups on record: 10, with 10 dwellings."
    And the screen says "Whether a difference is just, the record does not tell."
    And no line of the screen is longer than 80 characters

  @advice-13
  Scenario: One act that changes the rules of ten homes is one act
    Given the batch has 10 homes under "A"
    And since 2016-01-01 the rule on the pace for the batch is "fast", by the ministry
    And on 2019-01-01 the ministry changed the pace to "slow", worse for residents, made known on 2019-01-01
    When somebody asks how differently the batch is treated
    Then 10 changes for a dwelling were made by 1 act

  @advice-13
  Scenario: Members under yardsticks about different topics are compared on all of these topics
    Given the batch has 1 homes under "A", 1 under "B" and 0 under "C"
    And a yardstick for home-a-0 on payment and one for home-b-0 on norm and payment, from 2018-01-01
    When somebody asks how differently the batch is treated
    Then the members were compared on norm, payment and differ on payment

  # -- lists, checks and mistakes -----------------------------------------------------------------

  @advice-12
  Scenario: The list of rules, filtered
    Given on 2018-06-01 the ministry ended the norm
    And since 2018-06-01 the rule on the norm for the village is "NPR 2018", by the ministry
    When somebody lists the rules in force for the village
    Then the list has NPR 2018 and not NPR 2015

  @advice-05 @advice-11
  Scenario: The checks say which yardstick no longer has its rules, and what came to light too late
    Given the auditor declared a yardstick for the village from 2018-01-01 on the norm
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2019-07-01
    When somebody runs the check "rules-unchanged"
    Then the exit code is 1
    And the screen says "Yardstick for The village [charter/advice]: the rules are no longer those of 1 Jan 2018, since 1 Jan 2019"
    When somebody runs the check "late-rules"
    Then the exit code is 1
    And the screen says "The norm [rule/norm]: the change of 1 Jan 2019 was made known 181 days after it took effect"

  Scenario: The check tells the first day of what is not as at the start, as the record has it
    Given the auditor declared a yardstick for the village from 2018-01-01 on the norm
    And on 2019 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2019-07-01
    And on 2020-01-01 the ministry changed the norm to "NPR 2020", worse for residents, made known on 2019-07-01
    When somebody runs the check "rules-unchanged"
    Then the screen says "Yardstick for The village [charter/advice]: the rules are no longer those of 1 Jan 2018, since some time in 2019"
    When somebody asks for the rules of the village as of 2021-12-31
    Then the first change is dated 2019

  @advice-05 @advice-06
  Scenario: The condition of a yardstick is met again when the old rules are back, and was not constant
    Given the auditor declared a yardstick for the village from 2018-01-01 on the norm
    And the auditor vouches for all rules of the region from 2000-01-01
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    And on 2020-01-01 the ministry changed the norm to "NPR 2015", better for residents, made known on 2019-12-01
    When somebody asks for the conditions of the village as of 2021-12-31
    Then rules-unchanged was yes at the start, is yes now and was not constant
    And its first break is on 2019-01-01, by the ministry, to the disadvantage of residents

  Scenario: A place that nothing on record tells a start of
    When somebody asks for the rules of "elsewhere" as of 2021-12-31 on the screen
    Then the screen says "Say from when with --since DATE."

  Scenario: A day without a place
    When somebody asks for the rules on 2018-01-01 without a place
    Then the exit code is 2
    And the message says "Name an area, a case or a group"

  Scenario: A place that is not there
    When somebody asks for the rules of "nowhere" as of 2021-12-31 on the screen
    Then the exit code is 4

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
    Then the screen says "The rules did not stay the same."
    And the screen says "norm: from “NPR 2015” to “NPR 2018”; by ministry; worse for residents; made known 31 days before"
    And no line of the screen is longer than 80 characters

  @advice-06
  Scenario: That nothing changed is said only where somebody vouches for it
    When somebody asks for the rules of the house as of 2021-12-31
    Then whether the rules stayed the same is unknown, because coverage is missing
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "Whether the rules stayed the same is not known. No change is on record"
    And the screen says "nobody vouches that all rules are on record"
    Given the auditor vouches for all rules of the region from 2000-01-01
    When somebody asks for the rules of the house as of 2021-12-31
    Then the rules stayed the same

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
    Then the screen says "goal: from “a home and a village with a future” to “safety alone”; by ministry"

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
    Then the screen says "norm: NPR 2020 (announced by ministry; npr-2020)"

  # -- on one day ---------------------------------------------------------------------------------

  @advice-11 @advice-29
  Scenario: The rules as they applied to this case on this day, with their source
    Given on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the rules as they applied to the house on 2018-12-31
    Then the screen says "“NPR 2015”, since 1 Jan 2010; guideline by ministry (region; norm). Source: a letter to the village"
    When somebody reads the rules as they applied to the house on 2019-01-01
    Then the screen says "“NPR 2018”, since 1 Jan 2019; guideline by ministry (region; norm). Source: a letter to the village"
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

  # -- exceptions ---------------------------------------------------------------------------------

  @advice-20
  Scenario: Where the rule was bent: who allowed it, on what ground, until when, and whether it held
    Given from 2019-01-01 until 2020-12-31 the ministry tolerated "as agreed with the village" on the norm in the village
    When somebody asks for the rules of the house as of 2019-12-31
    Then the norm was "NPR 2015" at the start and is "as agreed with the village" now
    When somebody reads the rules of the house as of 2021-12-31
    Then the screen says "“as agreed with the village”, for village (tolerated by ministry; until 31 Dec 2020, held until its end)"

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
    Then the screen says "1 Jan 2010: for The region it came to say “NPR 2015”, by ministry."
    And the screen says "1 Jun 2018: suspended for The village, by ministry; it said “NPR 2015”."
    And the screen says "1 Jan 2019: for all for whom it holds from “NPR 2015” to “NPR 2018”, by ministry. Worse for residents. Made known 31 days before."

  @advice-11 @advice-29
  Scenario: A case tells its phases and its rules
    Given the house entered the phase "works" on 2018-09-01
    And on 2019-01-01 the ministry changed the norm to "NPR 2018", worse for residents, made known on 2018-12-01
    When somebody reads the history of case/house as of 2021-12-31
    Then the screen says "1 Mar 2018: opened, in The village, at the level of the dwelling."
    And the screen says "1 Sep 2018: entered the phase “works”."
    And the screen says "1 Jan 2019: the rules on norm went from “NPR 2015” to “NPR 2018”, by ministry."

  # -- unequal treatment --------------------------------------------------------------------------

  @advice-13
  Scenario: How differently the homes of a batch are treated, in pairs and by acts
    Given the batch has 5 homes under "A", 3 under "B" and 2 under "C"
    When somebody asks how differently the batch is treated
    Then 69 percent of the pairs are under different rules, 3 in all
    When somebody reads how differently the batch is treated
    Then the screen says "Cases and groups on record: 10, with 10 dwellings."
    And the screen says "in 69% of the pairs (3 sets of rules; as diverse as 2.6 of one size)"
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
    And the screen says "charter/advice: the rules are no longer those of 1 Jan 2018, since 1 Jan 2019"
    When somebody runs the check "late-rules"
    Then the exit code is 1
    And the screen says "rule/norm: the change of 1 Jan 2019 was made known 181 days after it took effect"

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

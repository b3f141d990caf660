Feature: Whose yardstick is laid along the record
  A verdict says who declared what is asked, who agreed, since when it measures, and for where.

  Background:
    Given a village with a street, in a region, with residents, their league, a ministry, a council and an auditor

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

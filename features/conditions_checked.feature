Feature: Checks that watch over the conditions for participation
  Whoever watches is told when conditions did not stay the same, when a silence grew too long, and
  where promises or messages contradict each other.

  Background:
    Given a village with a street, in a region, with residents, their league, a ministry, a council and an auditor

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

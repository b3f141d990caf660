Feature: Residents decide, and have a say over the process
  Meaningful participation asks that residents have a right to decide, and that no decision gives
  them less say than they were promised. That no decision did is said only where somebody vouches
  for the record; that one did takes one record.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a yardstick for the village from 2020-01-01: residents decide (rung 5) and have a say over the process (rung 4), 365 days

  @advice-05 @advice-28
  Scenario: Nothing on record is no right and no lack of one
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is unknown at the start and unknown now, and unknown as a whole
    And what is missing is decision, rule

  @advice-05 @advice-28
  Scenario: A right in force, and somebody who vouches for the decisions
    Given by law residents have the right to co-decide from 2010-01-01
    And the adviser vouches for all decisions of the village from 2018-01-01
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is yes at the start and yes now, and constant as a whole

  @advice-05
  Scenario: Without anybody who vouches, that no decision gave less is not known
    Given by law residents have the right to co-decide from 2010-01-01
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is unknown at the start and unknown now, and unknown as a whole
    And what is missing is decision

  @advice-05 @advice-15
  Scenario: One decision that gave less than it promised is enough, with or without a right
    Given the ministry decided "plan" on 2020-06-01
    And before "plan" residents were promised co-decide and given inform
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is unknown at the start and no now, and not-constant as a whole
    When somebody asks whether residents-decide was met in the village as of 2022-12-31
    Then it is unknown at the start and unknown now, and not-constant as a whole

  @advice-05 @advice-15
  Scenario: Met at the start and then not: the first break, its day and who decided
    Given by law residents have the right to co-decide from 2010-01-01
    And the adviser vouches for all decisions of the village from 2018-01-01
    And the ministry decided "plan" on 2020-06-01
    And before "plan" residents were promised co-decide and given inform
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is yes at the start and no now, and not-constant as a whole
    And the first break is on 2020-06-01, by ministry, with decision/plan

  @advice-28
  Scenario: A right that was lowered midway
    Given by law residents have the right to co-decide from 2010-01-01
    And from 2020-03-01 on their right is to advise
    And the adviser vouches for all decisions of the village from 2018-01-01
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is yes at the start and no now, and not-constant as a whole
    And the first break is on 2020-03-01, by parliament, with rule/right

  @advice-05
  Scenario: Say over the process is about pace, order and planning alone
    Given by law residents have the right to co-produce the process from 2010-01-01
    And the adviser vouches for all decisions of the village from 2018-01-01
    And the ministry decided "plan" on 2020-06-01
    And before "plan" residents were promised co-decide and given inform
    When somebody asks whether say-over-process was met in the village as of 2020-12-31
    Then it is yes at the start and yes now, and constant as a whole
    Given the ministry decided "order" on 2020-07-01 about the process
    And before "order" residents were promised co-produce and given inform
    When somebody asks whether say-over-process was met in the village as of 2020-12-31
    Then it is yes at the start and no now, and not-constant as a whole
    And the first break is on 2020-07-01, by ministry, with decision/order

  @advice-05
  Scenario: A decision that is disputed proves nothing
    Given by law residents have the right to co-decide from 2010-01-01
    And the adviser vouches for all decisions of the village from 2018-01-01
    And the ministry decided "plan" on 2020-06-01
    And before "plan" residents were promised co-decide and given inform
    And the ministry disputed the record of what residents were given in "plan"
    When somebody asks whether residents-decide was met in the village as of 2020-12-31
    Then it is yes at the start and unknown now, and unknown as a whole

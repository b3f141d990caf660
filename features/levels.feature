Feature: Dwelling, area and governance
  Where one level stands still the others fail more often, says the advice. The record shows what
  was held up and by what. Beyond that it shows quarters next to each other, and calls that an
  association.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  @advice-02
  Scenario: What the record itself says was held up comes first
    Given a case "house" at level dwelling was opened on 2019-03-01 and entered phase design on 2019-06-01
    And a rule "programme" at level governance, suspended from 2020-01-15 to 2020-09-01
    And the ministry promised at level dwelling "works" by 2020-12-31, blocked by the parliament on 2020-02-01
    When somebody reads the screen of levels in the village as of 2021-03-31
    Then the screen says "rule paused (governance): The programme (Ministry; programme)"
    And the screen says "cases under it (dwelling): 1; entered another phase meanwhile: 0 on record"
    And the screen says "promise blocked by Parliament (dwelling): The works. (Ministry; works)"
    And the screen says "paused meanwhile: programme"
    And no line of the screen is longer than 80 characters

  @advice-02
  Scenario: That a level did not stand still is said only where somebody vouches for the record
    Given a rule "programme" at level governance, suspended from 2020-01-01 to 2020-07-01
    When somebody asks for levels in the village from 2020-01-01 to 2020-12-31
    Then governance stood still in 2 quarters, did not in 0, and of 2 nobody knows
    Given the adviser vouches for all promises and rules of the village from 2020-01-01
    When somebody asks for levels in the village from 2020-01-01 to 2020-12-31
    Then governance stood still in 2 quarters, did not in 2, and of 0 nobody knows

  @advice-02
  Scenario: A part of a quarter is not a quarter
    Given a rule "programme" at level governance, suspended from 2020-01-02 to 2020-07-01
    And the adviser vouches for all promises and rules of the village from 2020-01-01
    When somebody asks for levels in the village from 2020-01-01 to 2020-12-31
    Then governance stood still in 1 quarters, did not in 3, and of 0 nobody knows

  @advice-02
  Scenario: A deadline that passed stops its level until the promise is kept after all
    Given the ministry promised at level dwelling "works" by 2020-03-31, kept on 2020-10-01
    And the adviser vouches for all promises and rules of the village from 2020-01-01
    When somebody asks for levels in the village from 2020-01-01 to 2020-12-31
    Then dwelling stood still in 2 quarters, did not in 2, and of 0 nobody knows

  @advice-02
  Scenario: What names no level is kept apart, because it would stop all three at once
    Given a rule "programme" at no level, suspended from 2020-01-01 to 2020-07-01
    And the adviser vouches for all promises and rules of the village from 2020-01-01
    When somebody asks for levels in the village from 2020-01-01 to 2020-12-31
    Then governance stood still in 0 quarters, did not in 4, and of 0 nobody knows
    And what names no level stood still in 2 quarters

  @advice-02
  Scenario: With few quarters nothing is said of how levels go together
    Given a rule "programme" at level governance, suspended from 2020-01-01 to 2020-07-01
    And a rule "inspection" at level dwelling, suspended from 2020-04-01 to 2020-10-01
    And the adviser vouches for all promises and rules of the village from 2020-01-01
    When somebody reads the screen of levels in the village as of 2020-12-31
    Then the screen says "For no pair of levels are 8 quarters of each kind known"

  @advice-02
  Scenario: With eight quarters of each kind an association, with its interval
    Given a rule "programme" at level governance, suspended from 2010-01-01 to 2012-07-01
    And a rule "inspection" at level dwelling, suspended from 2010-04-01 to 2012-01-01
    And a rule "advice" at level dwelling, suspended from 2013-01-01 to 2013-04-01
    And the adviser vouches for all promises and rules of the village from 2010-01-01
    When somebody reads the screen of levels in the village as of 2014-12-31
    Then the screen says "dwelling after governance: it stood still after 7 of 10 quarters in which governance had, and after 1 of 9 in which governance had not."
    And the screen says "That is 6.3 times as often (95% interval 0.9 to 41.8)."
    And the screen says "An association, which says nothing of causes"

Feature: Tables for those who calculate
  An analyst gets the record as tidy tables: a row for each thing, with names beside identifiers.

  Background:
    Given a ledger with a village that has the code GM0040 of 2017

  Scenario: One row for each finding
    Given a promise with the deadline 2019-Q2 that the auditor found kept and residents found broken
    When the analyst exports the tables
    Then the table "outcomes" has 2 rows
    And "outcomes" tells outcome, by_name and basis: kept, Auditor, independent
    And "promises" tells due, due_earliest and due_latest: 2019-Q2, 2019-04-01, 2019-06-30
    And "promises" tells place_name, code and code_year: The village, GM0040, 2017

  Scenario: What was retracted is in no table
    Given a promise that was recorded by mistake and retracted
    When the analyst exports the tables
    Then the table "promises" has 0 rows

  Scenario: As known before a promise was recorded
    Given a promise that was recorded by mistake and retracted
    When the analyst exports the tables as known before the retraction
    Then the table "promises" has 1 rows

  Scenario: A text that a spreadsheet would run
    Given a promise that says "=1+1"
    When the analyst exports the tables
    Then "promises" tells text, promise and by: '=1+1, plan, ministry

  Scenario: A journal has no tables
    When somebody exports a journal with --only promises
    Then it is refused: that is of tables alone

  Scenario: A cell that a sheet cannot hold
    Given a promise with a wording of 33000 characters
    When the analyst exports the tables as a workbook
    Then it is refused: write wording of plan in the sheet promises
    And there is no workbook

  Scenario: A deadline that is put off
    Given a promise with the deadline 2019-06-30 that was put off to 2020-03 without consent
    When the analyst exports the tables
    Then the table "deadlines" has 2 rows
    And "postponements" tells due_before, due, due_latest, days and consented: 2019-06-30, 2020-03, 2020-03-31, 275, false
    And "promises" tells due, due_now and postponements: 2019-06-30, 2019-06-30, 1

  Scenario: A mandate that ended at a part of its place
    Given a mandate for the village and its street, held by the ministry and the auditor together
    And the mandate ended at the street on 2019-07-01
    When the analyst exports the tables
    Then the table "mandates" has 4 rows
    And of "mandates" until_latest at street is 2019-06-30
    And of "mandates" until_latest at village is empty

  Scenario: The value of a rule until the next act
    Given a rule with the value "4000" from 2019-01-01, changed to "5000" from 2020-01-01
    When the analyst exports the tables
    Then "rules" tells value, effective and next_effective_earliest: 4000, 2019-01-01, 2020-01-01

  Scenario: The ledger is no place for tables
    When somebody exports tables over the ledger itself
    Then it is refused: another file is there, and no tables
    And the ledger still answers

Feature: Watching over promises and contact
  A residents' organisation lets a computer ask every night, and hears something only when
  something is to be said.

  Background:
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30

  @advice-04
  Scenario: Silence when all holds
    Given an auditor established on 2020-05-01 that the plan promise was kept
    When somebody runs the checks as of 2020-12-31
    Then the exit code is 0
    And nothing is printed

  @advice-04
  Scenario: One line for each finding, with its record, under what was checked
    Given the ministry reported on 2020-07-15 that the plan promise was kept
    When somebody runs the checks as of 2020-12-31
    Then the exit code is 1
    And the screen begins with "Findings: 2 (deadlines 1, unverified 1)."
    And the screen says "deadlines: a deadline passed, and nothing is established about the promise (1)"
    And the screen says "“The ministry will publish a plan.” [promise/plan]: the deadline 30 Jun 2020 passed (records 5, 6)"
    And the screen says "unverified: only the promisor says that a promise was kept (1)"
    And the screen says "Next: `gestand show STREAM`, such as `gestand show promise/plan`,"

  Scenario: One record is called one record
    When somebody runs the check "deadlines"
    Then the screen says "“The ministry will publish a plan.” [promise/plan]: the deadline 30 Jun 2020 passed (record 5)"

  @advice-10
  Scenario: Of silences nothing is said where nobody vouches for the record
    Given the ministry sent the village an update without news on 2020-01-01
    When somebody asks for contact with the village as of 2020-12-31
    Then the answer counts 1 update, 1 without news, and no days of silence

  @advice-10
  Scenario: Where somebody vouches for the record, silence is counted in days
    Given the ministry sent the village an update without news on 2020-01-01
    And the auditor vouches for all updates to the village from 2019-01-01
    When somebody asks for contact with the village as of 2020-12-31
    Then the answer counts 1 update, 1 without news, and 365 days of silence

  @advice-16
  Scenario: Input that was never answered stays visible
    Given residents asked the ministry on 2020-02-01 for a school
    When somebody runs the checks as of 2020-03-01
    Then the exit code is 1
    And the screen says "“A school.” [input/school]: no answer is on record"

  Scenario: A check that does not exist
    When somebody runs the check "everything"
    Then the exit code is 4
    And the message says "Use deadlines"

  @advice-42
  Scenario: A corrected figure stays on the list beside its correction
    Given the ministry published on 2020-03-01 that it had inspected 40 homes
    And the ministry corrected that figure on 2020-04-01 to 38 homes
    When somebody asks for the published figures of the village
    Then the screen says "homes inspected: 40 homes (Ministry) — later corrected by record"
    And the screen says "homes inspected: 38 homes (Ministry)"

  Scenario: What was not yet public is in no list of what was public
    Given the ministry published on 2020-03-01 that it had inspected 40 homes
    And the ministry corrected that figure on 2020-04-01 to 38 homes
    When somebody asks for the log as was public at 2020-03-15
    Then the screen says "figure/first"
    And the screen does not say "figure/second"

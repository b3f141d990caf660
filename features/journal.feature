Feature: A journal goes in and comes out again
  What the ledger holds is everybody's: it can be taken out as a file that people read,
  and the file makes the same ledger elsewhere.

  Scenario Outline: Export and import
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-05-01 that the plan promise was kept
    When the ledger is exported as <form> and imported into a new one
    Then the new ledger says the same
    And importing the journal again changes nothing

    Examples:
      | form  |
      | yaml  |
      | json  |
      | jsonl |

  Scenario: A table for each kind
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-05-01 that the plan promise was kept
    When every kind of record is exported as a table and all tables are imported into a new ledger
    Then the new ledger holds the same records
    And importing the tables again changes nothing

  Scenario: A dry run records nothing
    Given an empty ledger
    When somebody checks a journal with a dry run
    Then nothing was recorded

  @long
  Scenario: A long import shows on a terminal how far it is
    Given an empty ledger
    When somebody imports 100000 records at a terminal
    Then the terminal shows "Reading" and "Deciding" up to 100%
    And 100000 records were recorded

  Scenario: What is kept in a file needs no progress bar
    Given an empty ledger
    When somebody imports 5000 records
    Then there is no message
    And 5000 records were recorded

  Scenario: A short import says what it did and nothing else
    Given an empty ledger
    When somebody imports 10 records at a terminal
    Then there is no message
    And 10 records were recorded

  Scenario: A correction replaces a record in one step
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-07-15 that the plan promise was kept
    When somebody corrects the promise to be due on 2020-07-31
    And somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 1 kept, 0 late, 0 partly, 0 broken, 0 unresolved
    When somebody asks the same as the ledger stood before the retraction
    Then the answer counts 1 due: 0 kept, 1 late, 0 partly, 0 broken, 0 unresolved

  Scenario: A correction that changes nothing is none
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-05-01 that the plan promise was kept
    When somebody corrects the finding to say what it says
    Then the exit code is 2
    And the message says "nothing changes"
    And 7 records were recorded

  Scenario: A correction comes out and goes in again
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    When somebody corrects the promise to be due on 2020-07-31
    And the ledger is exported as yaml and imported into a new one
    Then the new ledger says the same

  Scenario: A table of one kind holds what was retracted, and says so beside it
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    When somebody types "export --format csv --kind promise.made"
    Then there is no message
    When somebody corrects the promise to be due on 2020-07-31
    And somebody types "export --format csv --kind promise.made"
    Then the message says "Retracted later, which nothing in this file tells: 1 of 2."
    And the screen says "2020-06-30"
    When somebody types "promises --format csv"
    Then the screen says "2020-07-31"
    And the screen does not say "2020-06-30"
    When somebody types "export"
    Then there is no message

  Scenario Outline: What is exported of one kind tells what was corrected and retracted of it
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-07-15 that the plan promise was kept
    And that record was retracted as a mistake
    When somebody corrects the promise to be due on 2020-07-31
    And somebody types "export --format <form> --kind promise.made"
    Then there is no message
    And the screen says "2020-06-30"
    And the screen says "record.retracted"
    And the screen says "2020-07-31"
    And the screen does not say "promise.assessed"
    And the screen does not say "the wrong plan"

    Examples:
      | form  |
      | yaml  |
      | json  |
      | jsonl |

  Scenario: A postponement that residents agreed to moves the deadline
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-07-15 that the plan promise was kept
    When somebody records on the command line that the plan was postponed to 2020-07-31
    And somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 1 kept, 0 late, 0 partly, 0 broken, 0 unresolved

  Scenario: What several records share may be written once
    Given an empty ledger
    When somebody imports the same records as YAML with anchors, as JSON, as a table and as a table with a mapping
    Then all four ledgers hold the same records

Feature: What is published, for others to copy
  An operator publishes the ledger as files that are written once, and never another history over
  them. Where somebody changed these files, or who signed them, nobody takes anything over.

  Background:
    Given an operator who signed and published a ledger of 300 records
    And an organisation that cloned what is published, with the operator's key

  Scenario Outline: Published files that contradict each other
    When somebody <does>
    And somebody else clones the published folder, with the operator's key
    Then the exit code is 8
    And the message says "<message>"
    And nobody has a copy by that
    And the published folder verifies as "altered" or "truncated"

    Examples:
      | does                                  | message                                        |
      | edits a published record              | it is not what its hash was computed from      |
      | edits a published record and its hash | not those that its checkpoint was signed over   |
      | removes a bundle of published records | though the published checkpoint covers 300 |
      | cuts a published tile                 | it is cut off                                  |

  Scenario: Somebody else signs in the name of the log
    Given the operator recorded 20 records more
    When a stranger signs and publishes under the name of the log
    And the organisation pulls
    Then the exit code is 3
    And the message says "no checkpoint of it is signed with a key that you gave"
    And the copy is as it was

  Scenario: A signature that was tampered with
    When somebody changes the signature of the published checkpoint
    And the organisation pulls
    Then the exit code is 8
    And the copy is as it was

  Scenario: What is published and has not changed is not written again
    When the operator publishes once more
    Then the screen says "0 files written"
    Given the operator recorded 250 records more, signed and published
    Then the files of the first full tile are untouched
    And no partial tile is left beside a full one

  @file
  Scenario: A ledger that was edited is not published
    When somebody edits a record in the ledger file
    And the operator publishes once more
    Then the exit code is 8
    And the message says "nothing was published"

  @file
  Scenario: Another history is not published over the one that others may have copied
    When the operator secretly moves the deadline, and publishes in the same folder
    Then the exit code is 8
    And the message says "Others may have copied it"

  Scenario: Another log is not published in the same folder
    When another operator publishes in the same folder
    Then the exit code is 3
    And the message says "the log example.org/village is published there"

  Scenario: A log of somebody else that is whole is no altered ledger
    Given a log of 300 entries that are no records, published and signed by example.com/other
    When somebody verifies that log
    Then the exit code is 6
    And the message says "it is not a ledger of gestand: its 300 entries lead to what example.com/other signed"

  Scenario: A log that was pruned says what is missing
    Given the operator recorded 500 records more, signed and published
    And the operator removed the first 512 records from what is published
    When somebody verifies what is published
    Then the exit code is 8
    And the screen says "records 0 to 511 are not there, though the published checkpoint covers 800: the log was pruned, or they were removed"

  Scenario: A line of a signature in another spelling says nothing for or against a log
    Given somebody added a signature in another spelling to the published checkpoint
    When the organisation pulls
    Then the exit code is 0
    When somebody verifies what is published
    Then the exit code is 0

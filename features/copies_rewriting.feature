Feature: A copy notices by itself when history was rewritten
  Whatever the operator does to the past meanwhile, the copy keeps what it had, says which record was
  changed and how, and holds what proves it to others.

  Background:
    Given an operator who signed and published a ledger of 300 records
    And an organisation that cloned what is published, with the operator's key

  @advice-30 @file
  Scenario: An old promise is edited, all hashes are made anew, and all is signed and published again
    When the operator secretly moves the deadline of a promise from 2020-06-30 to 2030-06-30
    Then the operator's ledger by itself shows nothing of it
    When the organisation pulls
    Then the exit code is 8
    And the screen says "The past was changed, and example.org/village signed both"
    And the screen says "The first record that differs is number 5, promise.made of promise/plan."
    And the screen shows "due" as "30 Jun 2020" in the copy and "30 Jun 2030" at the source
    And the screen says "Nothing was taken over"
    And no line of the screen is longer than 80 characters
    And the copy is as it was
    And anybody can verify both proofs that were written, with the operator's key
    When somebody verifies the evidence as a whole, with the operator's key
    Then the exit code is 8
    And the screen says "one log has one record of each number. That proves to anybody that the past was changed."
    And the screen says "Records of which the operator signed two: 5."
    When somebody holds the proof of the source against the checkpoint of the copy
    Then the exit code is 8
    And the screen says "ANOTHER history of 300 records"

  @file
  Scenario: The same, for a copy without a key
    When somebody else clones the published folder, without a key
    And the operator secretly moves the deadline of a promise from 2020-06-30 to 2030-06-30
    And somebody else pulls
    Then the exit code is 8
    And the screen says "No signature that was checked stands for that record in this copy"

  @file
  Scenario: An old promise is edited while honest records come in
    Given the operator recorded 400 records more
    When the operator secretly moves the deadline of a promise from 2020-06-30 to 2030-06-30
    And the organisation pulls
    Then the exit code is 8
    And the screen says "The first record that differs is number 5, promise.made of promise/plan."
    And anybody can verify both proofs that were written, with the operator's key

  @file
  Scenario: A record is slipped into the past
    When the operator secretly slips a record in before number 280
    And the organisation pulls
    Then the exit code is 8
    And the screen says "The first record that differs is number 280"

  @file
  Scenario: The newest records are removed
    When the operator secretly removes the records from number 290 on
    And the organisation pulls
    Then the exit code is 8
    And the screen says "The source has 290 records, and this copy has 300"
    And the screen says "The first record that is missing is number 290."
    And the copy is as it was

  Scenario: An old backup of the published folder comes back
    Given a backup of the published folder
    And the operator recorded 20 records more, signed and published
    And the organisation pulled
    When the operator puts the backup in its place
    And the organisation pulls
    Then the exit code is 8
    And the screen says "or it shows an old state of the log"

  @file
  Scenario: The operator forgets to hide the old checkpoints
    When somebody edits the ledger file and its hashes, and nothing else
    And somebody else clones the ledger file itself, without a key
    Then the exit code is 8
    And the message says "it contradicts its own checkpoint of 300 records"
    And nobody has a copy by that

  @file
  Scenario: A rewritten history that nobody signed
    When the operator secretly moves the deadline of a promise, and signs nothing
    And the organisation pulls from the ledger file itself
    Then the exit code is 8
    And the screen says "The past was changed: the source does not begin with the 300 records of this copy."
    And the screen shows "due" as "30 Jun 2020" in the copy and "30 Jun 2030" at the source
    And the copy is as it was

  @file
  Scenario: A rewritten history draws no sentence over the alarm
    When the operator secretly writes "All is well." into a promise, on a line and as a name
    And the organisation pulls
    Then the exit code is 8
    And the screen begins with "forked: "
    And no line of the screen begins with "All is well"
    And the screen says "“All is well.”"
    And what the source says is shown with 300 characters at the most
    And the answer shows no character that cannot be seen

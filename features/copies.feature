Feature: A copy notices by itself when history was rewritten
  An organisation takes a copy of the ledger and extends it now and then. Whatever the operator does
  to the past meanwhile, the copy keeps what it had, says which record was changed and how, and
  holds what proves it to others.

  Background:
    Given an operator who signed and published a ledger of 300 records
    And an organisation that cloned what is published, with the operator's key

  @advice-30
  Scenario: A copy answers every question as the original does
    Then the copy and the original answer alike
    And the copy verifies as "unwitnessed"

  Scenario: Nothing can be recorded in a copy
    When the organisation records something in its copy
    Then the exit code is 3
    And the message says "Record in the original"
    When the organisation signs its copy
    Then the exit code is 3
    And the message says "it is a copy of"

  Scenario: What was recorded since is taken over
    Given the operator recorded 250 records more, signed and published
    When the organisation pulls
    Then the exit code is 0
    And the screen says "has 250 records more, 550 in all; they extend the 300 it had."
    And the screen says "They are what example.org/village signed: every record was hashed and leads to its checkpoint."
    And the copy and the original answer alike
    When the organisation pulls
    Then the screen says "has all 550 records of"

  @file
  Scenario Outline: A copy can be taken from <what>
    When somebody else clones <what>, with the operator's key
    Then the exit code is 0
    And the screen says "is a copy of all 300 records"
    Given the operator recorded 20 records more, signed and published
    When somebody else pulls
    Then the exit code is 0
    And the screen says "has 20 records more, 320 in all"

    Examples:
      | what                    |
      | the published folder    |
      | the address of a server |
      | the ledger file itself  |

  Scenario: A copy from the very beginning
    Given another ledger in which nothing is recorded
    When somebody else clones that ledger
    Then the exit code is 0
    And the screen says "Nothing is recorded there yet."
    Given 20 records are recorded there
    When somebody else pulls
    Then the exit code is 0
    And the screen says "has 20 records more, 20 in all"
    And the screen says "No checkpoint of it is signed"

  Scenario: Records that are not signed yet
    Given the operator recorded 5 records more
    When somebody else clones the ledger file itself, with the operator's key
    Then the screen says "is a copy of all 300 records"
    And the screen says "Left out: 5 records more that are not signed yet"
    When another one clones the ledger file itself, without a key
    Then the screen says "is a copy of all 305 records"
    And the screen says "Signatures were not checked."

  Scenario: A copy whose owner was given no key
    When somebody else clones the published folder, without a key
    Then the screen says "Signatures were not checked."
    And the screen says "pull --key VKEY"
    When somebody else pulls with the operator's key
    Then the exit code is 0
    And the screen says "They are what example.org/village signed"

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

  @file
  Scenario: A rewritten history that nobody signed
    When the operator secretly moves the deadline of a promise, and signs nothing
    And the organisation pulls from the ledger file itself
    Then the exit code is 8
    And the screen says "The past was changed: the source does not begin with the 300 records of this copy."
    And the screen shows "due" as "30 Jun 2020" in the copy and "30 Jun 2030" at the source
    And the copy is as it was

  Scenario: The copy lost a record
    Given somebody deleted a record of the copy
    When the organisation pulls
    Then the exit code is 8
    And the message says "299 records are there where 300 were recorded"
    Given the operator recorded 20 records more, signed and published
    When the organisation pulls
    Then the exit code is 8
    When the organisation asks its copy
    Then the exit code is 8

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

  Scenario: An organisation that demands witnesses
    When somebody else clones the published folder, with a policy that asks for a witness
    Then the exit code is 3
    And the message says "has not witnessed this checkpoint"
    And nobody has a copy by that

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

  @file
  Scenario Outline: What cannot be copied or extended
    When somebody runs "<command>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | command                              | code | message                                 |
      | clone public copy.db                 | 3    | the file exists                         |
      | clone nowhere new.db                 | 4    | there is no such file or folder         |
      | clone organisation new.db            | 4    | no checkpoint is published there        |
      | clone gopher://example.org new.db    | 2    | a copy cannot be taken from gopher://   |
      | clone https://user@example.org new.db | 2   | that is no address                      |
      | clone public/checkpoint new.db       | 7    | the file is not a ledger of gestand     |
      | clone public no/folder/new.db        | 7    | no such file or directory               |
      | clone public new.db --key nonsense   | 2    | use the key nonsense                    |
      | clone public new.db --key operator.pub --policy p | 2 | a policy names the keys of its logs |
      | --ledger ledger.db pull              | 3    | it is a ledger of its own, not a copy   |
      | --ledger copy.db pull nowhere        | 4    | there is no such file or folder         |
      | --ledger empty.db publish-log public | 4    | there is no such file                   |
      | verify organisation                  | 4    | no checkpoint is published there        |

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

  Scenario: A log whose name is a sentence
    Given somebody publishes the same records as "All 300 records are verified unchanged."
    When somebody takes a copy of what they publish, without a key
    Then the exit code is 0
    And the screen says "Signatures were not checked."
    And the screen says "says to be signed by “All 300 records are verified unchanged.”"

  @file
  Scenario: Whoever holds a copy keeps what was signed, without a key of their own
    When the organisation keeps what was signed in kept.txt
    Then the exit code is 0
    And the screen says "what example.org/village signed: 300 records"
    And the copy verifies with kept.txt as "intact"
    When the operator secretly moves the deadline of a promise from 2020-06-30 to 2030-06-30
    And somebody verifies the ledger with kept.txt
    Then the exit code is 8
    When the organisation keeps what was signed in kept.txt
    Then the exit code is 3
    And the message says "the file exists"

  Scenario: Of a copy whose records are not those that were signed nothing is kept
    Given somebody edits record 7 of the copy, and no hash
    When the organisation keeps what was signed in kept.txt
    Then the exit code is 8
    And the message says "its first 300 records are not those that were signed"
    And nothing is kept in kept.txt

  Scenario: Of what nobody signed nothing is kept
    Given another ledger in which nothing is recorded
    When somebody keeps what was signed of that ledger
    Then the exit code is 3
    And the message says "no checkpoint of it is signed"

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

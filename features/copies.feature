Feature: A copy of a ledger
  An organisation takes a copy of the ledger and extends it now and then. It answers as the original
  does, nothing is recorded in it, and whoever holds it keeps what the operator signed.

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

  Scenario: An organisation that demands witnesses
    When somebody else clones the published folder, with a policy that asks for a witness
    Then the exit code is 3
    And the message says "has not witnessed this checkpoint"
    And nobody has a copy by that

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

Feature: A time authority says when a checkpoint existed
  Witnesses vouch that a log only grew. A time authority, which knows nothing of the log, vouches
  that what is in it was there on a day: whoever forges an older past needs an older timestamp.

  Background:
    Given a signed checkpoint of 1234 records
    And a time authority that the reader trusts

  @advice-30
  Scenario: A timestamp over the network, verified offline
    When the operator asks the authority for a timestamp
    Then the exit code is 0
    And the screen says "Kept the timestamp in"
    When the reader verifies the timestamp
    Then the exit code is 0
    And the screen says "These 1,234 records of example.org/ledger existed, as they are, on 24 Nov 2026 12:00 UTC, says the time authority “CN=Test authority” (give or take 1 s)"
    And no line of the screen is longer than 80 characters

  Scenario: By hand, without a network
    When the operator writes the question, and the authority answers it by mail
    Then the exit code is 0
    When the reader verifies the timestamp
    Then the exit code is 0

  @advice-30
  Scenario: The timestamp stays good when witnesses cosign later
    When the operator asks the authority for a timestamp
    And a witness cosigns the checkpoint
    And the reader verifies the timestamp
    Then the exit code is 0

  @advice-30
  Scenario: A checkpoint that was changed
    When the operator asks the authority for a timestamp
    And somebody puts a checkpoint of 1233 records in its place
    And the reader verifies the timestamp
    Then the exit code is 8
    And the message says "it does not prove that they existed"

  Scenario: An authority that the reader does not trust
    When the operator asks another authority for a timestamp
    And the reader verifies the timestamp
    Then the exit code is 8
    And the message says "the roots to its authority"

  Scenario: An authority whose certificate had expired
    When the operator asks an authority whose certificate had expired for a timestamp
    And the reader verifies the timestamp
    Then the exit code is 8
    And the message says "certificate has expired"

  Scenario: An authority that does not grant it
    When the operator asks an authority that grants nothing
    Then the exit code is 3
    And the message says "the authority did not grant it"
    And no timestamp is kept

  Scenario: An answer to another question
    When the operator takes an answer about another checkpoint
    Then the exit code is 3
    And the message says "it is about something else than this checkpoint"
    And no timestamp is kept

  Scenario: Something that is no time authority
    When the operator asks something that is no time authority
    Then the exit code is 7
    And the message says "it must be that of a time authority"

  Scenario Outline: Wrong ways to ask
    When somebody asks for a timestamp with "<options>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | options                                    | code | message                     |
      |                                            | 2    | it takes one way to ask     |
      | --query a --reply b                        | 2    | it takes one way to ask     |
      | --authority nowhere                        | 2    | that is no address          |
      | --reply nowhere.tsr                        | 4    | there is no such file       |
      | --reply checkpoint.txt                     | 6    | no reply of a time authority |

  Scenario: Roots that are none
    When the operator asks the authority for a timestamp
    And the reader verifies the timestamp with a letter as roots
    Then the exit code is 6
    And the message says "the file holds no certificates in PEM"

  Scenario: A file that is no checkpoint
    When somebody asks for a timestamp on a letter
    Then the exit code is 6
    And the message says "Name a file with a signed checkpoint"

  Scenario: Without the package
    Given the package rfc3161-client is not installed
    When the operator asks the authority for a timestamp
    Then the exit code is 7
    And the message says "pip install 'gestand[timestamps]'"

  Scenario Outline: An authority that puts its certificates in an order of its own
    Given a time authority that sends its own certificate <where> that of the root
    When the operator asks the authority for a timestamp
    Then the exit code is 0
    When the reader verifies the timestamp
    Then the exit code is 0

    Examples:
      | where  |
      | before |
      | behind |

Feature: A checkpoint is cosigned by organisations that look on
  The operator signs how far the ledger is, and organisations of its choice cosign what extends that
  which they have seen before. They are heard before anything is signed: a ledger that is behind
  them would fork, and a fork cannot be taken back.

  Background:
    Given an operator whose ledger holds 6 records, with a key
    And the organisations bond, union and press each run a witness
    And a policy by which two of these three must have seen a checkpoint

  @advice-30
  Scenario: Everybody cosigns
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the screen says "This checkpoint counts by the policy"
    And no line of the screen is longer than 80 characters
    And the checkpoint of 6 records is cosigned by bond, union and press
    And the ledger keeps it so
    And there is no message
    And everybody can verify the ledger by the policy

  Scenario: A checkpoint that is only printed
    When the operator has a checkpoint cosigned and names no file for it
    Then the exit code is 0
    And the checkpoint stands on the screen as the ledger keeps it

  Scenario: One of three witnesses cannot be reached
    Given the witness of press is down
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond and union
    And the message says "ask the witness witness.press.example at http://127.0.0.1"
    And the message says "no answer came"

  Scenario: Too few cosign, and more do later
    Given the witness of union is down
    And the witness of press is down
    When the operator has a checkpoint cosigned
    Then the exit code is 7
    And the screen says "Not seen by union, press"
    And the message says "not seen by union, press, and 2 of these 3 organisations must have seen it"
    And the checkpoint of 6 records is cosigned by bond
    And the ledger keeps it so
    Given the witness of bond is down
    And the witness of press is back
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond and press
    And the ledger keeps it so
    And only one checkpoint was signed

  Scenario: A witness that has missed some checkpoints
    Given the operator had a checkpoint cosigned
    And the witness of press is down
    And the operator recorded one more and had a checkpoint cosigned
    And the operator recorded one more
    And the witness of press is back
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 8 records is cosigned by bond, union and press
    And the witness of press was asked what it has seen, and once to cosign

  Scenario: The log changes its key
    Given the operator had a checkpoint cosigned
    And the operator has a new key, which the witnesses know
    And the operator recorded one more
    When the operator has a checkpoint cosigned with the new key
    Then the exit code is 0
    And the checkpoint of 7 records is cosigned by bond, union and press

  Scenario: Somebody else's checkpoint lies in the ledger
    Given a stranger put a checkpoint of 99 records in the name of the log into the ledger
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond, union and press

  Scenario: Two witnesses of one organisation count once
    Given the organisation bond runs a second witness
    And a policy by which two of these three must have seen a checkpoint
    And the witness of union is down
    And the witness of press is down
    When the operator has a checkpoint cosigned
    Then the exit code is 7
    And the checkpoint of 6 records is cosigned by bond and bond's second
    And the screen says "Not seen by union, press"

  @advice-30 @file
  Scenario: An old backup, of which only the witnesses know that it is old
    Given the operator made a backup
    And the operator recorded one more and had a checkpoint cosigned
    When the operator restores the backup, and has lost what the key signed last
    And the operator has a checkpoint cosigned
    Then the exit code is 8
    And the message says "says that it has seen 7 records of this log, and here are 6"
    And nothing was signed

  @file
  Scenario: An old backup that has grown since
    Given the operator made a backup
    And the operator recorded one more and had a checkpoint cosigned
    When the operator restores the backup, and has lost what the key signed last
    And the operator records two others
    And the operator has a checkpoint cosigned
    Then the exit code is 3
    And the message says "says that it has seen 7 records of this log, and neither the key nor the ledger remembers"
    And nothing was signed
    When the operator signs it all the same
    And the operator has a checkpoint cosigned
    Then the exit code is 8
    And the message says "it is not proven that this log extends what the witness saw before"
    And the checkpoint of 8 records is cosigned by nobody

  @file
  Scenario: A true ledger that has lost what was signed
    Given the operator recorded one more and had a checkpoint cosigned
    And the operator made a backup
    And the operator recorded one more
    When the operator restores the backup, and has lost what was signed
    And the operator records two others
    And the operator has a checkpoint cosigned
    Then the exit code is 3
    And nothing was signed
    When the operator signs it all the same
    And the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 9 records is cosigned by bond, union and press

  @file
  Scenario: The past is edited in the database
    Given the operator had a checkpoint cosigned
    When somebody changes the due date in the database, recomputes all hashes and forgets what was signed
    And the operator signs it all the same
    And the operator has a checkpoint cosigned
    Then the exit code is 8
    And the message says "it has cosigned another history of the same 6 records"
    And the checkpoint of 6 records is cosigned by nobody

  Scenario Outline: A witness that cannot be believed keeps nobody from cosigning
    Given the witness of press <lies>
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond and union
    And the message says "<message>"

    Examples:
      | lies                        | message                                      |
      | gives a wrong signature     | its answer is no cosignature of this witness |
      | cosigns another root        | its answer is no cosignature of this witness |
      | answers without end         | the answer is longer than                    |
      | hangs up                    | no answer came                               |
      | is said to be elsewhere     | it answers 302                               |
      | does not know the log       | it does not know this log                    |
      | speaks of other keys        | it finds no signature by a key of this log   |

  Scenario: A witness says that it has seen more than there is
    Given the witness of press says that it has seen 99 records
    When the operator has a checkpoint cosigned
    Then the exit code is 8
    And the message says "the witness witness.press.example says that it has seen 99 records of this log, and here are 6"
    And nothing was signed

  Scenario: A witness says so only when it has been signed
    Given the witness of press says at last that it has seen 99 records
    When the operator has a checkpoint cosigned
    Then the exit code is 8
    And the message says "it says that it has seen 99 records of this log, and here are fewer"
    And the checkpoint of 6 records is cosigned by bond and union
    And the ledger keeps it so

  Scenario: A witness that makes nothing of an empty log
    Given the witness of press refuses the checkpoint of an empty log
    When the operator has a checkpoint cosigned
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond, union and press

  @advice-30
  Scenario: By mail
    When the operator writes the requests
    Then the exit code is 0
    And the screen says "Send each witness its file"
    And no line of the screen is longer than 80 characters
    When the operator takes in what bond sends back
    Then the exit code is 7
    And the message says "not seen by union, press"
    When the operator takes in what press sends back
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond and press
    And the ledger keeps it so
    Given the operator recorded one more
    When the operator writes the requests
    Then the request to bond starts from 6 records
    And the request to union starts from 0 records
    When the operator takes in what bond and union send back
    Then the exit code is 0
    And the checkpoint of 7 records is cosigned by bond and union

  Scenario: An answer that comes late
    Given the operator wrote the requests
    And the operator recorded one more
    And the operator wrote other requests
    When the operator takes in what bond and press send back
    Then the exit code is 0
    And the checkpoint of 6 records is cosigned by bond and press

  Scenario: An answer that gets lost
    Given the operator wrote the requests
    When the witness of bond is given its request
    And the operator takes in what bond sends back
    Then the checkpoint of 6 records is cosigned by bond

  Scenario: Answers to two checkpoints come together
    Given the operator wrote the requests
    And the operator recorded one more
    And the operator wrote other requests
    When the operator takes in what bond sends back to the first and press to the other
    Then the exit code is 7
    And the message says "not seen by bond, union"
    And the screen says "example.org/village, 6 records"
    And the checkpoint of 7 records is cosigned by press

  @file
  Scenario: A witness that has seen more than the ledger remembers
    Given the operator had a checkpoint cosigned
    And the operator made a backup
    When the operator restores the backup, and has lost what was signed
    And the operator records two others
    And the operator writes the requests
    And the witness of bond is given its request
    Then the exit code is 3
    And the message says "--requests FOLDER --old witness.bond.example 6"
    When the operator takes in the refusal of bond
    Then the exit code is 3
    And the message says "bond.answer: the witness did not cosign. It says: “have witness.bond.example"
    And the message says "it has seen the first 6 records, and the request starts from another size"
    And the message says "Mend that, and send it a new request"
    When the operator writes the requests, with --old witness.bond.example 6
    And the operator takes in what bond sends back
    Then the exit code is 7
    And the checkpoint of 8 records is cosigned by bond
    When the operator writes the requests, with --old witness.bond.example 99
    Then the exit code is 8
    And the message says "says that it has seen 99 records of this log, and here are 8"

  Scenario: What is no answer
    Given the operator wrote the requests
    When the operator takes in a letter and what bond and press send back
    Then the exit code is 6
    And the message says "It says: “Dear operator, we have seen another history"
    And the checkpoint of 6 records is cosigned by bond and press
    And the ledger keeps it so
    When the operator takes in a cosignature under something else
    Then the exit code is 6
    And the message says "no cosignature of a witness of the policy under a checkpoint kept here"

  Scenario: A policy of another log
    When the operator has a checkpoint cosigned by the policy of another log
    Then the exit code is 3
    And the message says "it does not name the key example.org/village+"
    And nothing was signed

  Scenario: A policy that names witnesses alone
    When the operator has a checkpoint cosigned by a policy that names no log
    Then the exit code is 0
    And the screen says "This checkpoint counts by the policy"
    And the checkpoint of 6 records is cosigned by bond, union and press

  Scenario Outline: Options that do not go together
    When the operator runs "<command>"
    Then the exit code is <code>
    And the message says "<message>"
    And nothing was signed

    Examples:
      | command                                                              | code | message                    |
      | checkpoint --requests there                                          | 2    | Add --policy               |
      | checkpoint --answer there                                            | 2    | Add --policy               |
      | checkpoint --policy gestand.policy --old bond 5                      | 2    | Leave --old out            |
      | checkpoint --policy gestand.policy --requests there --old bonds 5    | 2    | names no such witness      |
      | checkpoint --policy gestand.policy --requests there --answer there   | 2    | one after the other        |
      | checkpoint --policy gestand.policy --answer there                    | 4    | there is no such file      |
      | checkpoint --policy gestand.policy --requests gestand.key            | 2    | is a file                  |
      | checkpoint --policy nowhere.policy                                   | 4    | there is no such file      |

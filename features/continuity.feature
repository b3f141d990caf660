Feature: Nothing is removed, edited or backdated unseen
  An organisation keeps a few hundred bytes: a checkpoint that the operator signed. Years later it
  holds the ledger against it, without having to trust the operator.

  Background:
    Given an operator whose ledger holds 6 records and a promise due on 2020-06-30
    And the operator made a key and signed a checkpoint
    And the organisation keeps that checkpoint and the verifier key

  Scenario: An honest ledger
    When the organisation verifies the ledger with its checkpoint
    Then the verdict is "intact" with exit code 0
    And the screen says "Verified unchanged: all 7 records"

  Scenario: An honest ledger that has grown
    Given the operator recorded that the plan was postponed to 2021-06-30
    When the organisation verifies the ledger with its checkpoint
    Then the verdict is "stale" with exit code 0
    And the screen says "the first 7 are verified"

  Scenario: Only the operator stands for a ledger
    When somebody verifies the ledger with the key alone
    Then the verdict is "unwitnessed" with exit code 0
    And the screen says "only the operator stands for that"

  Scenario: Somebody demands that others stand for it
    When somebody verifies the ledger with the key alone and strictly
    Then the verdict is "unwitnessed" with exit code 8

  Scenario: One old promise is edited in the database
    When somebody changes the due date in the database
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "altered" with exit code 8
    And the screen says "The first record that differs is number 6."
    And the screen says "record 6: the content is not what its hash was computed from"

  Scenario: A guard was removed, and nothing was changed
    When somebody removes the guard "no_update" from the database
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "intact" with exit code 0
    And the screen says "the guard no_update is missing"
    And the screen says "This does not show that anything was changed"

  Scenario: One old promise is edited and all hashes are recomputed
    When somebody changes the due date in the database and recomputes all hashes
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "altered" with exit code 8
    And the screen says "the first 7 records are not those that it was signed over"

  Scenario: The operator signs the edited ledger as well
    When somebody changes the due date in the database and recomputes all hashes
    Then signing is refused with exit code 8
    When the operator removes the memory of the key and the old checkpoints, and signs again
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "forked" with exit code 8
    And the screen says "The operator signed two histories that contradict each other."

  Scenario: The newest records are removed
    When somebody removes the promise from the database and recomputes all hashes
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "truncated" with exit code 8
    And the screen says "The first record that is missing is number 6."

  Scenario: An old backup is restored
    Given the operator made a backup
    And the operator recorded that the plan was postponed to 2021-06-30
    And the operator signed a checkpoint
    When the operator restores the backup
    Then signing is refused with exit code 8
    And the message says "was signed over 8 records and there are 7"
    And the operator's own verdict is "truncated"

  Scenario: An old backup is restored, and goes on as if nothing had been lost
    Given the operator made a backup
    And the operator recorded that the plan was postponed to 2021-06-30
    And the operator signed a checkpoint
    When the operator restores the backup
    And the operator recorded that the plan had been kept on 2019-12-31
    Then signing is refused with exit code 8
    And the message says "its first 8 records are not those of"

  Scenario: A backup of what was not signed over since is as good as the ledger
    Given the operator made a backup
    And the operator recorded that the plan was postponed to 2021-06-30
    When the operator restores the backup
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "intact" with exit code 0
    And the operator can sign it

  Scenario: Another key signs in the name of the log
    When a stranger signs the ledger under the name of the log
    And the organisation verifies the ledger with its checkpoint
    Then the verdict is "altered" with exit code 8
    And the screen says "or somebody else signed in its name"

  Scenario: A resident proves one promise
    When the resident asks for a proof of the promise
    Then the proof holds with the verifier key alone
    And the screen says "The ministry will publish a plan."

  Scenario: A proof of something else
    When the resident asks for a proof of the promise
    And somebody changes the due date in the proof
    Then the proof does not hold, with exit code 8

  Scenario: A proof before anything was signed
    Given the operator recorded that the plan was postponed to 2021-06-30
    When the resident asks for a proof of the newest record
    Then the exit code is 3
    And the message says "no signed checkpoint covers it yet"

  Scenario: A key that others can read
    When others can read the key
    Then signing is refused with exit code 3
    And the message says "chmod 600"

  Scenario: A key under a passphrase
    Given the operator made another key under the passphrase "correct horse"
    Then the verifier key can be shown without it
    And signing with the passphrase "correct horse" succeeds
    And signing with the passphrase "wrong" is refused

  Scenario: The past is rewritten by adding to it
    Given the operator recorded that the plan had been kept on 2019-12-31
    When the organisation asks what was recorded since its checkpoint
    Then the screen says "The checkpoint is signed by example.org/village."
    And the screen says "when the last record of the checkpoint was. It tells of the time before that day"
    And the screen says "Somebody found what became of a promise: “The ministry will publish a plan.” — outcome kept, by Auditor"

  Scenario: What a record says stands in the table, whole
    Given the operator recorded that of the plan "The first chapter is written, and the second one will follow in the course of the next year." some time in 2000/9000
    When the organisation asks what was recorded since its checkpoint
    Then the screen says "when the last record of the checkpoint was. Its date is too vague"
    And the screen tells "How far a promise is: “The ministry will publish a plan.” (by Ministry) — The first chapter is written, and the second one will follow in the course of the next year."
    And no line of the screen is longer than 80 characters

  Scenario: What came after the checkpoint tells of no earlier time
    Given the operator recorded that of the plan "All done." some time in 9000
    When the organisation asks what was recorded since its checkpoint
    Then the screen says "when the last record of the checkpoint was. It does not tell of the time before that day."

  Scenario: What was recorded since, of a ledger that was edited
    When somebody changes the due date in the database and recomputes all hashes
    And the organisation asks what was recorded since its checkpoint
    Then the exit code is 8
    And the message says "does not begin with the 7 records"

  Scenario: What was recorded since, where nobody's key is known
    Given there is no key in the folder
    When the organisation asks what was recorded since its checkpoint
    Then the screen says "Who signed the checkpoint was not checked."
    And the screen says "Nothing was recorded since "

  Scenario: What was recorded since a checkpoint of somebody else
    When the organisation asks by the key of another log what was recorded since
    Then the exit code is 8
    And the message says "none of the known keys has signed this text"

  Scenario: What was recorded since a checkpoint whose signature was changed
    Given somebody changed the signature of the checkpoint that was kept
    When the organisation asks what was recorded since its checkpoint
    Then the exit code is 8
    And the message says "does not belong to this text"

  Scenario: Another ledger beside the key of this one
    Given a second ledger in the same folder that nobody signed
    When somebody verifies the second ledger
    Then the verdict is "truncated" with exit code 8
    And the screen says "Either they were removed from it, or it is another ledger"

  Scenario: The checkpoints are removed with the traces
    When somebody changes the due date in the database and recomputes all hashes
    And somebody removes the checkpoints from the database
    Then the operator's own verdict is "altered"

  Scenario: A witness says when it saw the ledger
    Given a witness cosigned the checkpoint on 2026-11-01
    When the organisation verifies the ledger by a policy with that witness
    Then the verdict is "intact" with exit code 0
    And the screen says "all 7 records are those that the quorum of your policy stands for."
    And the screen says "The first 7 records were seen by witness.example on 1 Nov 2026"

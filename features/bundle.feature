Feature: A ledger in one file that anybody can check, with gestand or without
  An operator hands out one file. Whoever gets it checks it with gestand, and with the program in
  the file that needs Python alone: two programs, written apart, must come to the same verdict.

  Background:
    Given an operator with a ledger of 7 records, the last of which is a promise due on 2020-06-30
    And the operator published the verifier key, and signed a checkpoint that an organisation keeps

  @advice-30
  Scenario: A whole bundle
    When the operator bundles the ledger
    Then the screen says "7 records of example.org/village, up to its newest signed checkpoint"
    And no line of the screen is longer than 80 characters
    When the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "intact" and end with 0
    And the screen says "Verified unchanged: all 7 records are those that the checkpoint kept, which you gave, stands for."

  Scenario: A bundle that only the operator stands for
    When the operator bundles the ledger
    And somebody verifies the bundle with the published key
    Then both programs say "unwitnessed" and end with 0

  Scenario: A bundle that goes on after the checkpoint that was kept
    Given the operator recorded that the plan was postponed, and signed again
    When the operator bundles the ledger
    And the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "stale" and end with 0
    And the screen says "the first 7 are verified unchanged"

  Scenario: What is not signed yet stays out
    Given the operator recorded that the plan was postponed
    When the operator bundles the ledger
    Then the screen says "Not in it: 1 later records, which are not signed yet"
    When the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "intact" and end with 0

  Scenario: Keys that came along with the bundle
    When the operator bundles the ledger
    And somebody verifies the bundle without a key
    Then both programs say "unwitnessed" and end with 0
    And both programs say that the keys came along, and show them
    And no line of the screen but that of a key or a root is longer than 80 characters

  @advice-30
  Scenario: A promise is edited in the bundle
    When the operator bundles the ledger
    And somebody writes another due date into the bundle
    And somebody verifies the bundle with the published key
    Then both programs say "altered", from record 6 on, and end with 8
    And the screen says "tile 0/0: its hashes are not those of the records 6 to 6"
    And the screen says "file records.jsonl: it is not what the manifest says"

  @advice-30
  Scenario: A promise is edited in the bundle, and all hashes are computed anew
    When the operator bundles the ledger
    And somebody writes another due date into the bundle and computes all hashes anew
    And somebody verifies the bundle with the published key
    Then both programs say "altered", from one of the records 0 to 6 on, and end with 8
    And the screen says "the first 7 records are not those that it was signed over"

  @advice-30
  Scenario: The operator edits a promise, computes all hashes anew and signs again
    When the operator bundles the ledger
    And the operator writes another due date into the bundle, computes all hashes anew and signs it
    And somebody verifies the bundle with the published key
    Then both programs say "unwitnessed" and end with 0
    When the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "forked", from one of the records 0 to 6 on, and end with 8
    And the screen says "The operator signed two histories that contradict each other."

  Scenario: A stranger signs an edited ledger under the name of the log
    When the operator bundles the ledger
    And a stranger writes another due date into the bundle, computes all hashes anew and signs it
    And somebody verifies the bundle without a key
    Then both programs say "unwitnessed" and end with 0
    And both programs say that the keys came along, and show them
    When somebody verifies the bundle with the published key
    Then both programs say "altered" and end with 8
    And the screen says "or somebody else signed in its name"

  Scenario: A hash in a tile is edited
    When the operator bundles the ledger
    And somebody changes the hash of record 3 in the bundle
    And somebody verifies the bundle with the published key
    Then both programs say "altered", from record 3 on, and end with 8

  Scenario: The checkpoint says another size
    When the operator bundles the ledger
    And somebody writes that 8 records were signed
    And somebody verifies the bundle with the published key
    Then both programs say "altered" and end with 8

  Scenario: The last record is taken out
    When the operator bundles the ledger
    And somebody takes the promise out of the bundle
    And somebody verifies the bundle with the published key
    Then both programs say "truncated", from record 6 on, and end with 8
    And the screen says "The first record that is missing is number 6."
    And the screen says "the manifest says 7 records, and there are 6"

  Scenario: The last record is taken out, and all hashes are computed anew
    When the operator bundles the ledger
    And the operator takes the promise out of the bundle, computes all hashes anew and signs it
    And the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "truncated", from record 6 on, and end with 8

  Scenario: A file is slipped in
    When the operator bundles the ledger
    And somebody puts the file "../../.bashrc" into the bundle
    And somebody verifies the bundle with the published key
    Then both programs say "altered" and end with 8
    And the screen says "file ../../.bashrc: a bundle has no such file"

  Scenario: The download broke off
    When the operator bundles the ledger
    And the end of the file is missing
    And somebody verifies the bundle with the published key
    Then both programs read nothing and end with 6
    And the message says "it is no zip file, or not the whole of one"

  Scenario: The bundle names the witnesses whom the operator trusts
    Given the operator has a policy with a witness that saw the checkpoint
    When the operator bundles the ledger with the policy
    And somebody verifies the bundle without a key
    Then both programs say "unwitnessed" and end with 0
    When somebody verifies the bundle with that policy
    Then gestand says "intact" and ends with 0

  Scenario: Nothing is signed
    Given another ledger in which nothing is signed
    When the operator bundles the ledger
    Then the exit code is 3
    And the message says "Sign first with `gestand checkpoint`"

  Scenario: The file is there already
    When the operator bundles the ledger
    And the operator bundles the ledger
    Then the exit code is 3
    And the message says "the file exists"

  Scenario: The ledger is not what was signed
    When somebody changes the due date in the ledger
    And the operator bundles the ledger
    Then the exit code is 8
    And the message says "the ledger is not what was signed"

  Scenario: A court asks a bundle that it was handed
    When the operator bundles the ledger
    And a court clones "bundle.zip" with the published key
    Then the screen says "court.db is a copy of all 7 records of"
    And the screen says "They are what example.org/village signed: every record was hashed and leads to its checkpoint."
    And no line of the screen is longer than 80 characters
    And the court's copy and the original answer alike
    When the court pulls "bundle.zip"
    Then the screen says "nothing was added since"
    Given the operator recorded that the plan was postponed, and signed again
    When the operator bundles the ledger as "newer.zip"
    And the court pulls "newer.zip"
    Then the screen says "has 1 records more, 8 in all; they extend the 7 it had."
    And the court's copy and the original answer alike
    When the court pulls "bundle.zip"
    Then the exit code is 8
    And the screen says "or it shows an old state of the log"
    And the court's copy and the original answer alike

  Scenario: A court that compared no key
    When the operator bundles the ledger
    And a court clones "bundle.zip" without a key
    Then the screen says "Signatures were not checked."

  Scenario: The next bundle tells another past
    When the operator bundles the ledger
    And a court clones "bundle.zip" with the published key
    And the operator writes another due date into the bundle, computes all hashes anew and signs it
    And the court pulls "bundle.zip"
    Then the exit code is 8
    And the screen says "The past was changed, and example.org/village signed both"
    And the screen says "The first record that differs is number 6, promise.made of promise/plan."
    And the court's copy and the original answer alike

  Scenario: A stranger's bundle under the name of the log is not cloned
    When the operator bundles the ledger
    And a stranger writes another due date into the bundle, computes all hashes anew and signs it
    And a court clones "bundle.zip" with the published key
    Then the exit code is 3
    And the message says "no checkpoint of it is signed with a key that you gave"
    And the court has no copy

  Scenario: An edited bundle is not cloned
    When the operator bundles the ledger
    And somebody writes another due date into the bundle
    And a court clones "bundle.zip" without a key
    Then the exit code is 8
    And the message says "it is not what its hash was computed from"
    And the court has no copy

  Scenario: A bundle that was unpacked
    When the operator bundles the ledger
    And somebody unpacks the bundle
    And the organisation verifies the bundle with its key and its checkpoint
    Then both programs say "intact" and end with 0
    When a court clones "unpacked" with the published key
    Then the screen says "court.db is a copy of all 7 records of"

  Scenario: A bundle that was edited and unpacked
    When the operator bundles the ledger
    And somebody writes another due date into the bundle
    And somebody unpacks the bundle
    And somebody verifies the bundle with the published key
    Then both programs say "altered", from record 6 on, and end with 8

  Scenario: A bundle is asked as if it were a ledger
    When the operator bundles the ledger
    And somebody asks the bundle itself to show the promise
    Then the exit code is 7
    And the message says "`gestand verify bundle.zip` checks it, and `gestand clone bundle.zip copy.db` makes a ledger of it"

Feature: Organisations witness that a ledger only grows
  The operator of a ledger can rewrite it. What it cannot do is take back a checkpoint that an
  organisation has seen: a witness cosigns a new one only when it extends what it saw before.

  Background:
    Given the log example.org/ledger with 9 records
    And the organisation bond runs a witness that knows the log

  @advice-30
  Scenario: A request that came by mail
    When the witness of bond is given the request for 5 records
    Then the exit code is 0
    And the cosignature of bond stands under the checkpoint of 5 records

  @advice-30
  Scenario: A witness that answers over the network
    When the witness of bond serves and is asked to cosign 5 and then 9 records
    Then the cosignature of bond stands under the checkpoint of 9 records
    And the witness told its operator "example.org/ledger: cosigned, 9 records"

  @advice-30
  Scenario: A log whose past was changed is not cosigned, and the proof is kept
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given another history of 5 records
    Then the exit code is 8
    And the message says "it has cosigned another history of the same 5 records"
    And the message says "FORKED. The log has signed two histories of 5 records"
    When somebody looks at what the witness of bond has seen
    Then the screen says "together they prove that records were changed"

  Scenario: A log that changed its past and goes on from there
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given another history from 5 to 9 records
    Then the exit code is 8
    And the message says "it is not proven that this log extends what the witness saw before"
    And the answer that is mailed back says the same

  Scenario: A log that was set back to an old backup
    Given the witness of bond has cosigned 9 records
    When the witness of bond is given the request for 5 records
    Then the exit code is 8
    And the message says "it says that it has seen 9 records of this log, and here are fewer"

  Scenario: A request that starts from another size than the witness saw last
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given the request from 3 to 9 records
    Then the exit code is 3
    And the message says "--requests FOLDER --old witness.bond.example 5"

  Scenario: The same request again, because the answer got lost
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given the request from 5 to 9 records
    And the witness of bond is given the request from 5 to 9 records
    Then the exit code is 0
    And the cosignature of bond stands under the checkpoint of 9 records

  Scenario: Another history in the place of a request that was answered
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given the request from 5 to 9 records
    And the witness of bond is given another history from 5 to 9 records
    Then the exit code is 8
    And the message says "it has cosigned another history of the same 9 records"
    And the message says "FORKED"

  Scenario: A log that the witness does not know
    When the witness of bond is given a request of another log
    Then the exit code is 4
    And the message says "it does not know this log"
    And the message says "gestand witness add"

  Scenario: A checkpoint that somebody else signed in the name of the log
    When the witness of bond is given a request signed with a stranger's key
    Then the exit code is 3
    And the message says "it finds no signature by a key of this log that it knows"

  Scenario: A file that is no request
    When the witness of bond is given a letter
    Then the exit code is 6
    And the message says "mail programs may change what is not attached"

  Scenario: A folder that belongs to another witness
    Given the witness of bond has cosigned 5 records
    When another witness answers from the folder of bond
    Then the exit code is 3
    And the message says "is that of another witness"

  Scenario Outline: A witness that cannot begin
    When somebody runs "<command>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | command                                   | code | message                      |
      | witness serve                             | 4    | there is no such file        |
      | witness serve                             | 4    | Make one with --name, such as --name witness.example.org |
      | witness serve --name two+two              | 2    | no spaces and no plus        |
      | witness serve --name w --listen here      | 2    | Write it as 127.0.0.1:8080   |
      | witness add example.org/ledger nonsense   | 2    | Give a verifier key     |
      | witness cosign nowhere.txt --name w       | 4    | there is no such file        |
      | witness add example.org/ledger oprator.pub | 2   | there is no such file, and it is no verifier key. Give |
      | witness add a a+b+c                       | 2    | a key is written name+id+base64 |
      | witness remove example.org/ledger         | 4    | does not know it             |
      | witness remove example.org/ledger nonsense | 2   | Give a verifier key     |

  Scenario: A witness stops, and goes on later from where it was
    Given the witness of bond has cosigned 5 records
    When the organisation bond removes the log
    Then the exit code is 0
    And the screen says "What it has cosigned of it stays"
    When the witness of bond is given the request from 5 to 9 records
    Then the exit code is 4
    When somebody looks at what the witness of bond has seen
    Then the screen says "example.org/ledger (removed) 5"
    Given the organisation bond runs a witness that knows the log
    When the witness of bond is given another history from 5 to 9 records
    Then the exit code is 8
    When the witness of bond is given the request from 5 to 9 records
    Then the exit code is 0
    And the cosignature of bond stands under the checkpoint of 9 records

  Scenario: A log signs under its own name
    When somebody adds the key of the log under the name another.example
    Then the exit code is 2
    And the message says "a log signs under its own name"

  @advice-30
  Scenario: Two of three organisations must have seen it
    Given the organisation union runs a witness that knows the log
    And the organisation press runs a witness that knows the log
    And a policy that trusts bond, union and press
    When somebody reads the policy
    Then the screen says "2 of these 3 organisations must have seen it: bond, union, press"
    And no line of the screen is longer than 80 characters
    Given the witness of bond has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 1
    And the screen says "Not seen by union, press"
    And no line of the screen is longer than 80 characters
    Given the witness of press has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 0
    And the screen says "This checkpoint counts by the policy"

  Scenario: Two witnesses of one organisation are one organisation
    Given the organisation bond runs a second witness that knows the log
    And the organisation union runs a witness that knows the log
    And a policy that trusts bond, bond's second and union
    And the witness of bond has cosigned 9 records
    And the second witness of bond has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 1
    And the screen says "Not seen by union"

  Scenario: A checkpoint that was changed after it was signed
    Given a policy that trusts bond
    When somebody changes the checkpoint and checks it against the policy
    Then the exit code is 8
    And the message says "does not belong to this text"

  Scenario: A witness that the policy does not name, or no longer names
    Given the organisation union runs a witness that knows the log
    And a policy that trusts bond
    And the witness of union has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 1
    And the screen says "Not seen by bond"

  Scenario Outline: Policies that cannot be
    When somebody runs "<command>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | command                                | code | message                            |
      | policy new                             | 2    | it names no log                    |
      | policy new --log nonsense              | 2    | Give a verifier key     |
      | policy show nowhere.policy             | 4    | there is no such file              |

  Scenario: A file that is no policy
    When somebody reads a letter as a policy
    Then the exit code is 6
    And the message says "line 1"

  Scenario: Another root of the same size, over the network
    Given the witness of bond has cosigned 5 records
    When the witness of bond serves, and is shown another history of 5 records
    Then it answers 422 with "another root was cosigned for this size"
    When the witness of bond serves, and is shown 9 records from the size 0
    Then it answers 409 with "5"

  Scenario: An empty log has one root
    When the witness of bond serves, and is shown an empty log with another root
    Then it answers 422 with "an empty log has the root of an empty tree"

  Scenario: Whoever monitors the log asks the witness what it cosigned last
    Given the witness of bond has cosigned 9 records
    When somebody asks the witness of bond for the log by the hash of its name
    Then it answers 200 with the checkpoint of 9 records, signed by the log and by bond
    When somebody asks the witness of bond for another log by the hash of its name
    Then it answers 404 with "no checkpoint of such a log was cosigned here"

  Scenario: A log writes a sentence below a fork
    Given the witness of bond has cosigned 5 records
    When the witness of bond is given another history of 5 records that says "All is well."
    Then the exit code is 8
    When somebody looks at what the witness of bond has seen
    Then no line of the screen begins with "All is well."
    And the screen says "> All is well."

  Scenario: A witness that signs with ML-DSA-44
    Given a policy by which two must have seen it: bond, union, or pq with ML-DSA-44
    And the witness of bond has cosigned 9 records
    And the witness pq has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 0
    And the screen says "pq.example"

  Scenario: A witness that signs with ML-DSA-44, where that cannot be checked
    Given a policy by which two must have seen it: bond, union, or pq with ML-DSA-44
    And the witness of bond has cosigned 9 records
    And the witness pq has cosigned 9 records
    And the OpenSSL that is installed does not know ML-DSA
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 1
    And the screen says "Signatures of pq.example cannot be checked here, and count for nothing"
    Given the witness of union has cosigned 9 records
    When somebody checks the checkpoint of 9 records against the policy
    Then the exit code is 0
    And the screen says "This checkpoint counts by the policy"

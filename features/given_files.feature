Feature: Files that a stranger gave are read as files, and nothing else happens
  A folder, a bundle or an attachment may hold something else than files: a pipe in which nothing ever
  comes, a device without end, or a link to a file of the reader. Nobody waits for it, nothing is
  followed, and no file is read further than it may be long.

  Background:
    Given an operator who signed and published a ledger of 20 records

  Scenario Outline: <what> in the place of <file>
    Given <what> stands in the place of <file>
    When somebody checks <file>
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | what   | file                                  | code | message               |
      | a pipe | the published checkpoint              | 7    | it is no regular file |
      | a link | the published checkpoint              | 7    | it is a link          |
      | a pipe | a proof                               | 7    | it is not a regular file |
      | a link | a proof                               | 7    | it is a link          |
      | a pipe | a proof in a folder of proofs         | 7    | it is no regular file |
      | a link | a proof in a folder of proofs         | 7    | it is a link          |
      | a pipe | the verifier key                      | 7    | it is no regular file |
      | a link | the verifier key                      | 7    | it is a link          |
      | a pipe | the policy                            | 7    | it is no regular file |
      | a link | the policy                            | 7    | it is a link          |
      | a pipe | a checkpoint that was sent            | 7    | it is no regular file |
      | a link | a checkpoint that was sent            | 7    | it is a link          |
      | a pipe | a bundle                              | 7    | it is no regular file |
      | a link | a bundle                              | 7    | it is a link          |
      | a pipe | a ledger to clone                     | 7    | it is not a regular file |

  Scenario Outline: <what> in the place of a file that is part of something
    Given <what> stands in the place of <file>
    When somebody checks <file>
    Then the exit code is <code>
    And what was found names that file

    Examples:
      | what   | file                                  | code |
      | a pipe | a published tile of records           | 7    |
      | a link | a published tile of records           | 7    |
      | a link | the folder of published tiles         | 7    |
      | a pipe | the records of an unpacked bundle     | 8    |
      | a link | the records of an unpacked bundle     | 8    |
      | a link | the tiles of an unpacked bundle       | 8    |

  Scenario: A signing key of one's own may be a link
    Given a link stands in the place of the signing key
    When the operator signs
    Then the exit code is 0

  Scenario: A journal that is typed may be a pipe
    When somebody imports what another program writes into a pipe
    Then the exit code is 0
    And the screen says "1 record recorded"

  Scenario: A file that is longer than such a file can be
    Given a policy of two million bytes
    When somebody checks the policy
    Then the exit code is 6
    And the message says "it is longer than 1,048,576 bytes"

  Scenario: A record that is too long for a line of its proof
    Given a record with a text of 60,000 letters, signed
    When somebody proves that record in long.tlog-proof
    Then the exit code is 0
    And no line of long.tlog-proof has more than 65,535 bytes
    And the screen says "long.tlog-proof.json: the record, which is too long to stand in its proof"
    When somebody checks long.tlog-proof with its record
    Then the exit code is 0

  Scenario: A proof has no line that other programs refuse
    Given a checkpoint under which somebody wrote a signature in another spelling is kept in the ledger
    When somebody proves that record in plain.tlog-proof
    Then every line of plain.tlog-proof is in the one spelling that it can have

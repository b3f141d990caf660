@postgres
Feature: A ledger in a PostgreSQL database
  Many write at once to a database on a server, and everybody else derives what they ask from it or
  from a copy.

  Scenario: The same records lead to the same root, wherever they are
    Given a ledger in a database with the records of a village
    When somebody clones it into a file, and that into another database
    Then all three have the same root
    And all three give the same answer

  Scenario: What an operator signs of a database goes on in its copies
    Given a ledger in a database with the records of a village
    And the operator signs it
    When somebody clones it into a file, and that into another database
    And one record more is recorded, signed and pulled into both
    Then all three have the same root
    And the message says nothing of a password

  Scenario: A ledger is made once in a database
    Given a ledger in a database with the records of a village
    When somebody makes a ledger there again
    Then the exit code is 3
    And the message says "there is a ledger in that database"

  Scenario: Who may write writes, who may read reads, and nobody else does either
    Given a ledger in a database with the records of a village
    And its owner, a writer, a reader and a stranger
    Then the writer can record
    And the reader cannot record: "permission denied for function lock_head"
    And the reader can ask
    And the stranger cannot ask: "has no right to use it"
    And the writer cannot sign: "permission denied for table checkpoints"
    And the owner can sign

  Scenario: Records and tiles of a database cannot be changed by anybody
    Given a ledger in a database with the records of a village
    When the superuser tries to change what is recorded
    Then the server refuses each of it
    And the ledger is as it was

  Scenario: Guards that were taken away are remarked upon
    Given a ledger in a database with the records of a village
    When the superuser takes the guard of the records away, and adds a table
    And somebody verifies it
    Then the exit code is 0
    And the screen says "stored_events.no_change"
    And the screen says "the column notes.note is none of gestand's"
    And the screen says "the function tidy is none of gestand's"

  Scenario: A record that was rewritten in a database is found out
    Given a ledger in a database with the records of a village
    When the superuser rewrites a record behind its guard
    And somebody verifies it
    Then the exit code is 8

  Scenario Outline: A record that an index leaves out is found out, though it is there
    Given a ledger in a database with the records of a village
    When the superuser has the index <index> miss a record
    And somebody verifies it
    Then the exit code is 8
    And the screen says "the index by <by> has 300 entries"
    And the screen says "REINDEX makes it anew"

    Examples:
      | index                                               | by       |
      | stored_events_pkey                                  | position |
      | stored_events_originator_id_originator_version_key  | stream   |
      | record_id                                           | id       |

  Scenario Outline: What stands in the way is said, and never a password
    Given a database <state>
    When somebody asks for the log of it
    Then the exit code is <code>
    And the message says "<text>"
    And the message says nothing of a password

    Examples:
      | state                               | code | text                                     |
      | on a server that does not answer    | 7    | Check the host, the port                 |
      | that wants another password         | 7    | password authentication failed           |
      | that is not there                   | 7    | does not exist                           |
      | without a ledger                    | 4    | there is no ledger in that database      |
      | with a schema of somebody else      | 7    | was not made by gestand                  |
      | with a ledger half made             | 7    | it is half made: it has no table tiles   |
      | with a ledger less a column         | 7    | it has no column stored_events.topic     |
      | with a ledger of a later version    | 7    | a newer version of gestand has made it   |
      | over a line that must be encrypted  | 7    | does not support SSL                     |
      | with an option that nobody knows    | 7    | it is no address of a database           |
      | with a password that holds an @     | 2    | in a password %40 for @                  |

  Scenario Outline: Where no ledger can be made it is said why
    Given a database <state>
    When somebody makes a ledger there again
    Then the exit code is 7
    And the message says "<text>"
    And the message says nothing of a password

    Examples:
      | state                          | text                                      |
      | with a schema of somebody else | was not made by gestand                   |
      | in which nobody may make one   | permission denied for database            |
      | that keeps its texts in LATIN1 | the database keeps its texts in LATIN1    |

  Scenario: What is done is told without what it is about, and without a password
    Given a ledger in a database with the records of a village
    When somebody asks what is done while a party called "Zwijger" is recorded
    Then the exit code is 0
    And the message says "connected to postgresql://postgres@"
    And the message says "has the lock"
    And the message says "committed in"
    And the message says nothing of "Zwijger"
    And the message says nothing of a password

  Scenario: A database is backed up by its server
    Given a ledger in a database with the records of a village
    When somebody backs it up
    Then the exit code is 3
    And the message says "Use pg_basebackup or pg_dump there"

  Scenario: A long wait for another writer ends
    Given a ledger in a database with the records of a village
    When somebody records while another program holds the ledger
    Then the exit code is 7
    And the message says "Wait until the other program is done"

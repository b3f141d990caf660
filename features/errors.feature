Feature: Errors say what was asked, what stands in the way and what to do

  Scenario: A record of an unknown kind
    Given an empty ledger
    When somebody imports a journal with a record of kind "promise.maid"
    Then the exit code is 3
    And the message says "Did you mean promise.made"
    And the message points to line 2 of the journal

  Scenario: A reference to something unknown
    Given an empty ledger
    When somebody imports a journal that promises to an area nobody registered
    Then the exit code is 3
    And the message says "area/nowhere is not in the ledger"
    And nothing was recorded

  Scenario: A promisor assesses itself as independent
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    When the ministry assesses the plan promise as independent
    Then the exit code is 3
    And the message says "made this promise, so its assessment is not independent"

  Scenario: An area that is not in the ledger
    Given an empty ledger
    When somebody asks for trust in an area that is not there
    Then the exit code is 4
    And the message says "there is no such area"

  Scenario: A ledger that is not there
    When somebody asks a ledger that is not there
    Then the exit code is 4
    And the message says "Make one with `gestand init`"

  Scenario: An id that belongs to another record
    Given an empty ledger
    When somebody imports two different records with one id after another
    Then the exit code is 5
    And the message says "belongs to another record"

  Scenario Outline: A file that cannot be read as a journal
    Given an empty ledger
    When somebody imports a file <file>
    Then the exit code is 6
    And the message says "<message>"

    Examples:
      | file                     | message                          |
      | that is not there        | no such file                     |
      | that is empty            | the file is empty                |
      | in UTF-16                | it is in UTF-16                  |
      | with a byte of Latin-1   | is not UTF-8                     |
      | with broken YAML         | Mend the YAML there              |
      | with a field twice       | stands there twice               |
      | with an alias            | an alias is not allowed          |
      | with an unknown ending   | its name has no known ending     |

  Scenario: A file that is no ledger
    When somebody asks a file that is no ledger
    Then the exit code is 7
    And the message says "is not a ledger of gestand"

  Scenario: A ledger whose history was rewritten
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And somebody asked for trust in the village
    When the ledger is replaced by a shorter one
    And somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 8
    And the message says "no longer extends what was read from it before"

  Scenario: An option that does not exist
    Given an empty ledger
    When somebody asks for trust with an option that does not exist
    Then the exit code is 2

  Scenario: An area that would lie within itself
    Given an empty ledger
    When somebody imports a village within a municipality within that village
    Then the exit code is 3
    And the message says "it would contain itself: area/village > area/municipality > area/village"
    And nothing was recorded

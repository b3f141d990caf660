Feature: What comes out can be read by others, and comes back as it was
  Registers come from spreadsheets and go to them, and to programs that read YAML in their own way.
  A code, a time or a text that begins with a minus must be the same on the other side.

  Scenario Outline: Codes that other programs take for numbers come back as they were
    Given an empty ledger
    When somebody imports the case exchange/codes-in-yaml
    And every record is exported as <form> and imported into a new ledger
    Then the new ledger holds the same records

    Examples:
      | form  |
      | yaml  |
      | json  |
      | jsonl |
      | csv   |

  Scenario Outline: Texts that a spreadsheet would run come back as they were
    Given an empty ledger
    When somebody imports the cases base and exchange/formula-cells
    And every record is exported as <form> and imported into a new ledger
    Then the new ledger holds the same records

    Examples:
      | form  |
      | yaml  |
      | json  |
      | jsonl |
      | csv   |

  Scenario: A reader with types finds texts alone
    Given an empty ledger
    When somebody imports the case exchange/codes-in-yaml
    Then a reader of YAML 1.1 reads of every record what we recorded

  Scenario Outline: No cell of a table runs in a spreadsheet
    Given an empty ledger
    When somebody imports the cases base and exchange/formula-cells
    And somebody types "<command>"
    Then no cell of the table begins as a formula does
    And the screen says "-2+3+A1"
    And the screen says "+31 50 1234567 bellen"

    Examples:
      | command                                 |
      | export --format csv --kind promise.made |
      | promises --format csv                   |
      | log --format csv                        |

  Scenario Outline: A table without rows has the columns of one with rows
    Given an empty ledger
    When somebody asks for <view> as a table, and again with the case base and exchange/formula-cells
    Then both tables have the same columns

    Examples:
      | view             |
      | trust            |
      | trust --by topic |
      | promises         |
      | parties          |
      | areas            |
      | log              |
      | check            |

  Scenario: A number with a point and three decimals is not guessed at
    Given an empty ledger
    When somebody imports the tables base.jsonl and thousands.csv
    Then the exit code is 3
    And the message says "thousands.csv:2:81: column size: "
    And the message says "the point may group thousands (1500) or mark decimals (1.5). Write 1500 or 1.5."
    And nothing was recorded

  Scenario Outline: A number written so that it has one reading is taken
    Given an empty ledger
    When somebody imports the tables base.jsonl, thousands.csv with "<size>" for "1.500" and thousands-progress.csv
    Then the exit code is 0

    Examples:
      | size    |
      | 1500    |
      | 1.5     |
      | ~1500   |
      | 1..1.5  |
      | 0.500   |
      | 1.5000  |

  Scenario Outline: An amount of money is digits, and decimals after a point
    Given an empty ledger
    When somebody imports the cases base and a promise of "<amount>" euros
    Then the exit code is 3
    And the message says "amount.value cannot be"
    And the message says "<remedy>"

    Examples:
      | amount | remedy                       |
      | 1_000  | Write it as 2600000 or 12.50 |
      | +5     | Write it as 2600000 or 12.50 |
      | -5     | Write it as 2600000 or 12.50 |
      | -0     | Write it as 2600000 or 12.50 |
      | .5     | Write it as 2600000 or 12.50 |
      | 5.     | Write it as 2600000 or 12.50 |
      | ١٢     | Write it as 2600000 or 12.50 |
      | 1e3    | Write it as 2600000 or 12.50 |
      | 2.600  | Write 2600 or 2.6            |

  Scenario: Money with decimals is kept as it was written
    Given an empty ledger
    When somebody imports the cases base and a promise of "12.50" euros
    Then the exit code is 0
    And the promise is of "12.50" euros

  Scenario Outline: A mistake in a table is told by the name of its column
    Given an empty ledger
    When somebody imports the cases base and a table with "<cell>" in the column <column>
    Then the exit code is 3
    And the message says ": column <column>: "
    And the message points into the column <column>
    And the message says "<obstacle>"

    Examples:
      | column       | cell       | obstacle                        |
      | area         | nowhere    | area/nowhere is not in          |
      | area         | No Where   | area cannot be 'No Where'       |
      | level        | house      | level cannot be 'house'         |
      | by[]         | council; x | party/x is not in the ledger    |
      | due          | 2025-02-30 | 2025-02 has 28 days             |
      | source.title |            | the field source.0.title is mis |
      | amount.value | 1,5        | that is no amount               |

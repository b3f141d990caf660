Feature: Tables of others come in by a mapping
  Whoever keeps promises in a spreadsheet brings them in without a programmer: the program writes a
  first mapping, people correct it, and everything that was read in some way is told before it counts.

  Scenario: A register of promises, from the file to the figures
    Given an empty ledger
    And the register of promises of a municipality
    When somebody writes a first mapping of "toezeggingen.csv" as "toezeggingen.yaml"
    Then the first mapping has at most 40 lines
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml --dry-run"
    Then the exit code is 0
    And the screen says "Deadline: voor de zomer 2024 → 2024-05-31 (3 times)"
    And the screen says "Wethouder Wonen → wethouder-wonen"
    And the screen says "Status: Niet gestart (10 times)"
    And the screen says "73 records would be recorded"
    And nothing was recorded
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml --strict"
    Then the exit code is 3
    And the message says "'eind 2026' was read as 2026-Q4. Say so under `values:` of the column Deadline"
    And the message says "'Wethouder Groen' is a new party, wethouder-groen"
    And nothing was recorded
    When somebody imports it strictly with the mapping that was corrected
    Then the exit code is 0
    And the ledger holds 40 promises, 11 reports that they were kept and none on another day than until the file

  Scenario: The file of the next month comes in as what changed
    Given a ledger with the register of promises of a municipality
    When row 1 says "Deels gerealiseerd", row 5 moved its deadline and row 40 is gone
    And somebody types "import toezeggingen.csv --map toezeggingen.yaml"
    Then the exit code is 3
    And the message says "the ledger has outcome: 'kept' and the table 'partly', and it has read this register as of 2026-11-30"
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml --as-snapshot 2026-12-31"
    Then the exit code is 0
    And the screen says "due: 2024-06-30 → 2027-12-31"
    And the screen says "Not in the table any more, and left as they are: toezeggingen-40"
    And the screen says "2 records recorded"
    And the new report lies between 2026-11-30 and 2026-12-31
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml --as-snapshot 2027-01-31"
    Then the screen says "0 records recorded"

  Scenario Outline: Tables of our own kind that other programs wrote come in as they were meant
    Given an empty ledger
    And the file "tables/<file>"
    When somebody writes a first mapping of "<file>" as "map.yaml"
    And the mapping says that the <order> comes first
    And the village of the file is recorded
    And somebody types "import <file> --map map.yaml --dry-run"
    Then the exit code is 0
    And the screen says "update.sent news <day>"

    Examples:
      | file       | order | day        |
      | bom.csv    | day   | 2023-03-07 |
      | cp1252.csv | day   | 2023-03-06 |
      | nldate.csv | day   | 2023-03-07 |
      | nldate.csv | month | 2023-07-03 |
      | semi.csv   | day   | 2023-03-05 |
      | sep.csv    | day   | 2023-03-05 |
      | utf16.csv  | day   | 2023-03-08 |

  Scenario Outline: What nobody can read is refused with its place
    Given an empty ledger
    And a register whose row has <column> "<value>"
    When somebody types "import register.csv --map map.yaml"
    Then the exit code is 6
    And the message says "register.csv:2:<number>: column <column>: read the table: <obstacle>"
    And nothing was recorded

    Examples:
      | column   | value       | number | obstacle                                                      |
      | Deadline | 3/4/2024    | 3      | '3/4/2024': it may be 2024-04-03 or 2024-03-04                 |
      | Deadline | 31-6-2024   | 3      | '31-6-2024': 2024-06 has 30 days                               |
      | Deadline | ooit in 2027 | 3     | 'ooit in 2027' is read as no date                              |
      | Aantal   | 1.500       | 4      | 1.500 may be 1500 or 1.5. Say in the mapping                   |
      | Aantal   | veel        | 4      | 'veel' is no number                                            |
      | Status   | On hold     | 5      | nobody said what the status 'On hold' means                    |
      | Wie      | Iemand      | 6      | the ledger has no party called 'Iemand'                        |

  Scenario: Words that are no date stay words, and it is said that they are never scored
    Given an empty ledger
    And a register whose row has Deadline "zo snel mogelijk"
    When somebody types "import register.csv --map map.yaml --dry-run"
    Then the exit code is 0
    And the screen says "Deadlines in words, which will never be scored: due: zo snel mogelijk"

  Scenario: Characters that nobody sees are taken out and counted
    Given an empty ledger
    And a register whose row has Deadline "13-​2-2024" with a hidden character
    When somebody types "import register.csv --map map.yaml --dry-run"
    Then the exit code is 0
    And the screen says "Characters that nobody sees, taken out: Deadline"

  Scenario: Two rows that are the same are told
    Given an empty ledger
    And a register with the same row twice
    When somebody types "import register.csv --map map.yaml"
    Then the exit code is 6
    And the message says "row 2 has the same value, 'r-1'"
    And nothing was recorded

  Scenario Outline: A mistake in a mapping is told with its place
    Given an empty ledger
    And a register whose row has Status "open"
    When the mapping says "<line>" in the place of "<before>"
    And somebody types "import register.csv --map map.yaml"
    Then the exit code is 6
    And the message says "<message>"

    Examples:
      | line                     | before                    | message                                           |
      | kind: promise.maid       | kind: promise.made        | map.yaml:4:9: read the mapping: there is no kind  |
      | column: Belofde          | column: Belofte           | the table has no column 'Belofde'. Did you mean Belofte? |
      | read: datum              | read: deadline            | map.yaml:9:33: read the mapping: read cannot be so |
      | wanneer: 2020            | on: 2020                  | map.yaml:11:12: read the mapping: there is no field 'wanneer' |
      | colour: red              | column: Status            | map.yaml:13:3: read the mapping: there is no part 'colour' |

  Scenario Outline: A cell of a workbook is read as what it shows, or refused with its place
    Given an empty ledger
    And a workbook whose row has a deadline <shown>
    When somebody types "import register.xlsx --map map.yaml --dry-run"
    Then the exit code is <code>
    And it says "<said>"

    Examples:
      | shown              | code | said                                                                       |
      | in a month         | 0    | 2020-01-01 2024-03                                                          |
      | in a year          | 0    | 2020-01-01 2024                                                             |
      | on a day           | 0    | 2020-01-01 2024-03-01                                                       |
      | in an error        | 6    | register.xlsx:Blad1!C4: column Deadline: read the table: it shows the error #N/A |
      | as a number        | 6    | register.xlsx:Blad1!C4: column Deadline: read the table: it is the number 45352 |
      | before 1900        | 6    | register.xlsx:Blad1!C4: column Deadline: read the table: it shows a date before 1900 |
      | never calculated   | 6    | register.xlsx:Blad1!C4: column Deadline: read the table: its formula was never calculated |

  Scenario Outline: What cannot be meant is told with what to do
    Given an empty ledger
    And a workbook whose row has a deadline on a day
    When somebody types "import <arguments>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | arguments                                          | code | message                              |
      | register.xlsx                                      | 6    | it is a table, and no journal. Import it with a mapping |
      | register.xlsx --map map.yaml --as-snapshot morgen  | 2    | it is no day. Write it as 2026-12-31 |
      | register.xlsx --map nothing.yaml                   | 6    | Write a first one with `gestand map FILE` |
      | register.xlsx --history a:b                        | 2    | it takes files, or a history         |
      | nothing.xlsx --map map.yaml                        | 6    | there is no such file                |

  Scenario Outline: A workbook in another format is refused with what to do
    Given an empty ledger
    And a register whose row has Status "open"
    And the file "<file>" as a program of before 2007 writes it
    When somebody types "<command> <file> <options>"
    Then the exit code is 6
    And the message says "<file>: <message>"
    And nothing was recorded

    Examples:
      | command | file | options        | message                                                       |
      | import  | a.xls  | --map map.yaml | read the table: workbooks in the format .xls are not read. Open it in a spreadsheet program and save it as .xlsx or .ods. |
      | import  | a.xlsb | --map map.yaml | read the table: workbooks in the format .xlsb are not read.  |
      | map     | a.xls  | --sheet Blad1  | read the table: workbooks in the format .xls are not read.   |
      | import  | a.xls  | --dry-run      | read the journal: it is a table, and no journal.             |
      | import  | a.csv  | --map map.yaml | read the table: it is no text. Name it as what it is, or save the table as .xlsx, .ods or .csv. |
      | import  | a.xlsx | --map map.yaml | read the table: it is locked with a password, or of a program from before 2007. |

  Scenario: Journals leave nothing open
    Given an empty ledger
    And a register whose row has Status "open"
    When somebody types "import register.csv --strict"
    Then the exit code is 2
    And the message says "Name a mapping: --map FILE"

  Scenario: A wrong import is taken back in one step, and the right one takes its place
    Given a ledger with the register of promises of a municipality
    When somebody takes back the import of record 40 with a dry run
    Then the screen says "Recorded together: the records 0 to 72. 73 records would be recorded"
    When somebody takes back the import of record 40
    Then the screen says "73 records recorded"
    And there is no promise
    When somebody takes back the import of record 40
    Then the exit code is 3
    And the message says "all of it was retracted before"
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml"
    Then the screen says "73 records recorded"
    When somebody types "import toezeggingen.csv --map toezeggingen.yaml"
    Then the screen says "0 records recorded"
    And there are 40 promises
    And every report lies between the making and the day of the file
    When somebody types "check integrity"
    Then the exit code is 0

  Scenario: An import that something stands on stays
    Given a ledger with the register of promises of a municipality
    When somebody types "record promise.progressed --promise toezeggingen-3 --by college --text half --on 2025 --source X"
    And somebody takes back the import of record 40
    Then the exit code is 3
    And the message says "1 record stands on it: promise/toezeggingen-3 (promise.progressed, record 73)"
    And there are 40 promises

  Scenario: What retracts cannot be retracted
    Given a ledger with the register of promises of a municipality
    When somebody takes back the import of record 40
    And somebody takes back the import of record 73
    Then the exit code is 3
    And the message says "what was retracted stays so"
    When somebody takes back the import of record 146
    Then the exit code is 4

  Scenario Outline: Of a register that nobody looked into it is not said that nothing was kept
    Given a new ledger with the burden <burden>
    And the register of promises of a municipality, without what became of them
    When somebody types "trust"
    Then the screen begins with "Of the promises to the 6 areas below 26 deadlines <passed>; nobody has looked yet."
    When somebody types "trust centrum"
    Then the screen begins with "Of the promises to Centrum 3 deadlines <passed>; nobody has looked yet."
    And the screen says "Of the promises to a wider area or group that covers or touches it 8 deadlines <passed>; nobody has looked yet."
    When somebody types "summary centrum"
    Then the screen says "Here 3 deadlines <passed>; nobody has looked yet. Of wider places 8 deadlines <passed>; nobody has looked yet."
    When the college reports that one of them was kept
    And somebody types "trust centrum"
    Then the screen says "Of 3 promises to Centrum that fell due"

    Examples:
      | burden   | passed                             |
      | open     | passed                             |
      | promisor | passed without a record of keeping |

  Scenario: A new ledger says what it is, and what to do next
    When somebody makes a ledger "Ons dorp" in nl with the burden open
    Then the exit code is 0
    And the screen says "gestand map FILE > mapping.yaml"
    And the ledger says that it is "Ons dorp" with the burden open

  Scenario: A new ledger asks at a terminal
    When somebody makes a ledger at a terminal and types "Ons dorp", "nl" and "open"
    Then the terminal shows "promisor: a deadline that passed without a record of keeping counts as not kept"
    And the ledger says that it is "Ons dorp" with the burden open

  Scenario: A new ledger asks again for a burden that there is not
    When somebody makes a ledger at a terminal and types "Ons dorp", "nl", "both" and "promisor"
    Then the terminal shows "'both' is not one of 'promisor', 'open'"
    And the terminal shows "gestand map FILE > mapping.yaml"
    And the ledger says that it is "Ons dorp" with the burden promisor

  Scenario: What a new ledger is can be said later
    When somebody makes a ledger at a terminal and types ""
    Then the terminal shows "leave empty to say it later"
    And nothing was recorded

  Scenario: A burden alone makes no ledger
    When somebody types "init --burden open"
    Then the exit code is 2
    And the message says "Add --title TEXT"

  Scenario: Every version of a file in a git repository comes in as of its day
    Given an empty ledger
    And a git repository in which the register changed
    When somebody types "import --history repository:data/toezeggingen.csv --map toezeggingen.yaml --dry-run"
    Then the exit code is 0
    And the screen says "2026-12-31:"
    And the screen says "2 records recorded"
    And nothing was recorded
    When somebody types "import --history repository:data/toezeggingen.csv --map toezeggingen.yaml"
    Then the exit code is 0
    And the new report lies between 2026-11-30 and 2026-12-31
    When the register says something else on two days more, and on one of them twice
    And somebody types "import --history repository:data/toezeggingen.csv --map toezeggingen.yaml"
    Then the exit code is 0
    And the screen says "2026-12-31: Passed over: the ledger has read this register as of 2026-12-31."
    And the deadlines of promise 5 are 2024-06-30, 2027-12-31, 2028, 2030
    When the register says on 2027-06-01 what cannot be read
    And somebody types "import --history repository:data/toezeggingen.csv --map toezeggingen.yaml"
    Then the exit code is 6
    And the message begins with "2027-06-01/toezeggingen.csv:6:7: column Deadline"
    When somebody types "import --history repository:nothing.csv --map toezeggingen.yaml"
    Then the exit code is 4
    When somebody types "import --history nowhere:nothing.csv --map toezeggingen.yaml"
    Then the exit code is 7
    When somebody types "import --history nothing.csv --map toezeggingen.yaml"
    Then the exit code is 2

  Scenario: A list of terms becomes mandates, without the names of those who held them
    Given an empty ledger
    And a list of ministers
    When somebody types "import terms.csv --map terms.yaml --dry-run"
    Then the screen says "Left out, so that no person is named: Naam (6 times)"
    And the screen says "Terms that end before they begin, left out: Staatssecretaris: 2024-01-01 – 2020-01-01"
    And the screen says "Posts with several holders at once: Staatssecretaris: 2024-01-01 – …, 2024-02-13 – …"
    When somebody types "import terms.csv --map terms.yaml"
    Then the screen says "12 records recorded"
    And no record names "Jansen"
    And the holder of the mandate "minister-van-wonen-ministerie-van-bzk-term-2" is a part of "ministerie-van-bzk"
    When the term of the third minister has ended
    And somebody types "import terms.csv --map terms.yaml --as-snapshot 2026-01-01"
    Then the screen says "1 record recorded"
    When somebody types "import terms.csv --map terms.yaml --as-snapshot 2026-01-01"
    Then the screen says "0 records recorded"

  Scenario: A first mapping of a list of terms is in its language, of which the bodies were there
    Given an empty ledger
    And a list of ministers
    When somebody writes a first mapping of "terms.csv" as "first.yaml"
    Then the first mapping says "order: dmy"
    And the first mapping says "Een eerste opzet voor terms.csv (rijen: 6)"
    And the first mapping says "parties: {new: {type: executive-body, on: 2020}}"
    When somebody types "import terms.csv --map first.yaml"
    Then the screen says "12 records recorded"

  Scenario: Memberships of Popolo are a list of terms
    Given an empty ledger
    And memberships in Popolo, and the mapping that is written of them
    When somebody types "import popolo.json --map popolo.yaml"
    Then the exit code is 0
    And no record names "person-1"
    And the holder of the mandate "wethouder-gemeente-x-term-2" is a part of "gemeente-x"

  Scenario: A register of areas becomes areas with their mergers
    Given an empty ledger
    And a register of municipalities, and the mapping that is written of it
    When somebody types "import areas.csv --map areas.yaml"
    Then the exit code is 0
    And on 2020-12-31 there are the areas "Appingedam, Delfzijl" and on 2021-01-01 "Eemsdelta"

  Scenario: What is no row of the register is told, and names that are nearly the same stay two
    Given an empty ledger
    And a register with a title above it, a header that comes twice, and two names that are nearly the same
    When somebody types "import register.csv --map map.yaml --dry-run"
    Then the exit code is 0
    And the screen says "Rows that repeat the header, left out: 1, the first at register.csv:5"
    And the screen says "Names that are nearly the same, and were kept apart: party: College → Colege"
    And the screen says "Columns of which nothing is recorded: Opmerking"
    And the screen says "Rows left out, as the mapping says: Status: concept"
    And the screen says "6 records would be recorded"

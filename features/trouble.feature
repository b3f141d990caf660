Feature: When a ledger cannot be used, or is not what it was
  Disks fill up, rights are missing, programs are stopped, files are damaged or forged. Whatever
  happens, the ledger holds all of an import or nothing of it, and nobody sees a traceback.

  Scenario: A ledger that is not there
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 4
    And the message says "Make one with `gestand init`, `gestand demo` or `gestand clone`"
    And the message says "or name it with --ledger or in GESTAND_LEDGER"

  Scenario Outline: Something else in the place of a ledger
    Given <thing> in the place of the ledger
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 7
    And the message says "<message>"

    Examples:
      | thing                         | message                    |
      | a letter                      | is not a ledger of gestand |
      | a database of another program | is not a ledger of gestand |
      | an empty file                 | is not a ledger of gestand |
      | a folder                      | it is a folder             |
      | a pipe                        | it is not a regular file   |
      | a name that is too long       | file name too long         |

  Scenario: A ledger by another name
    Given a ledger with a promise
    And a link in the place of the ledger
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 0

  Scenario: A ledger is not made over another one
    Given an empty ledger
    When somebody runs the command "init"
    Then the exit code is 3
    And the message says "the file exists"

  Scenario: A ledger is not made where the log of another one lies
    Given the log of another ledger in the folder
    When somebody runs the command "init"
    Then the exit code is 3
    And the message says "left over from another file"

  Scenario: Somebody else is writing
    Given a ledger with a promise
    And another program that is writing in it
    When somebody imports a postponement and waits for 0 seconds
    Then the exit code is 7
    And the message says "database is locked"
    And the message says "Wait until the other program is done and try again"
    And the ledger still holds 6 records

  Scenario: Somebody wants to know what is done, and what takes long
    Given a ledger with a promise
    When somebody runs the command "--verbose summary village"
    Then the exit code is 0
    And the message says "opened the ledger file"
    And the message says "opens the book"
    When somebody runs the command "summary village"
    Then there is no message

  Scenario: Somebody may read a ledger and not write in it
    Given a ledger with a promise
    And nobody has the right to write in the ledger and its folder
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 0
    And beside the ledger lies no book
    When somebody imports a postponement and waits for 0 seconds
    Then the exit code is 7
    And the message says "Ask for the right to write there, or work on a copy"

  Scenario: Somebody may not read a ledger
    Given a ledger with a promise
    And nobody has the right to read the ledger
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 7
    And the message says "Ask for the right to use that file and its folder"

  Scenario: The disk is full in the middle of an import
    Given an empty ledger
    When somebody imports 2000 records where no file may grow beyond 200000 bytes
    Then the exit code is 7
    And the message says "Make room on the disk"
    And nothing was recorded
    When somebody imports 2000 records
    Then the ledger still holds 2000 records

  Scenario: The disk is full when a ledger is made
    When somebody makes a ledger where no file may grow beyond 1000 bytes
    Then the exit code is 7
    And the folder of the ledger is empty

  Scenario: Somebody stops an import
    Given an empty ledger
    When somebody stops an import while the journal is being read
    Then the exit code is 130
    And the message says "An import is recorded as a whole or not at all"
    And nothing was recorded

  Scenario: The reader of the output goes away
    Given a ledger with 2000 records
    When somebody exports it and reads the first line only
    Then the exit code is 141
    And there is no message
    When somebody asks for its log as CSV and reads the first line only
    Then the exit code is 141
    And there is no message

  Scenario: The output is closed
    Given a ledger with a promise
    When somebody exports it with the output closed
    Then the exit code is 7
    And the message says "the output is closed"

  Scenario: The output goes to a disk that is full
    Given a ledger with a promise
    When somebody exports it to a disk that is full
    Then the exit code is 7
    And the message says "print the answer: no space left on device"

  Scenario: The system speaks another alphabet
    Given a ledger with a promise
    When somebody exports a party called "Coöperatie — één" where the system has Latin-1
    Then the exit code is 0
    And the journal says "Coöperatie — één" in UTF-8

  Scenario Outline: A book that is damaged, or something else, is set aside and made anew
    Given a ledger with a promise
    And somebody asked for trust in the village
    And <damage>
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 0
    And the message says "it was made anew from the ledger"
    And the answer is the same as without a book

    Examples:
      | damage                                                     |
      | the book was overwritten with a text                       |
      | the first page of the book is damaged                      |
      | the pages of the book that hold what it knows are damaged  |
      | there is a folder in place of a book                       |
      | there is a pipe in place of a book                         |
      | the book is a file of another program                      |

  Scenario Outline: Where no book can be kept, the answer is the same
    Given a ledger with a promise
    And somebody asked for trust in the village
    And <obstacle>
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 0
    And there is no message
    And the answer is the same as without a book

    Examples:
      | obstacle                                        |
      | another program is writing in the book          |
      | nobody may write any more where books are kept  |
      | whoever asks has no home                        |
      | the folder of the books is a file               |

  Scenario: A disk that damages a book in a way that the system does not notice
    Given a ledger with 2000 records
    And somebody asked for trust in the village
    And the page of the book at which its rows begin is damaged
    And the system does not notice
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 7
    And the message says "book --forget` and ask again"

  Scenario: A disk that damages the first page of a book in a way that the system does not notice
    Given a ledger with a promise
    And somebody asked for trust in the village
    And the first page of the book is damaged
    And the system does not notice
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 0
    And the message says "it was made anew from the ledger"
    And the answer is the same as without a book

  Scenario: A damaged ledger
    Given a ledger with 2000 records
    And the pages of the ledger that hold its records are damaged
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 7
    And the message says "take a copy of the ledger in its place"

  Scenario: A ledger whose history was rewritten
    Given a ledger with a promise
    And somebody asked for trust in the village
    When the ledger is replaced by a shorter one
    And somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 8
    And the message says "no longer extends what was read from it before"

  Scenario Outline: A forged ledger
    Given a ledger with a promise
    And <forgery>
    When somebody asks for trust in the village as of 2020-12-31
    Then the exit code is 8
    And the message says "<message>"

    Examples:
      | forgery                             | message                                |
      | the deadline was changed in the file | its records are not those of its root |
      | a record was overwritten with noise | its bytes are not those of a record    |
      | the head of the ledger was changed  | it does not fit a tree of records      |

  Scenario: A ledger of a later version
    Given a ledger with a promise
    And a later version recorded something unknown about the promise
    When somebody imports a postponement and waits for 0 seconds
    Then the exit code is 7
    And the message says "Use the version that recorded it, or a later one"

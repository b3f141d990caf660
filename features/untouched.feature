Feature: No answer rests on a book or a record that somebody changed
  The book holds what the records amount to, so that answers come at once. It is a file, and so is the
  ledger. Whoever changes a book is found out before anything is answered from it: it is made anew.
  Whoever changes a ledger is found out by whoever read it before: no record is shown that is not the
  one that was recorded, and what the book alone tells is still what the untouched records said.

  Scenario Outline: Somebody changes the book
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When somebody <change> the book
    And somebody asks again what was promised
    Then the exit code is 0
    And the answer is what the records say
    And the message says "is not the one that gestand left there: it was made anew from the ledger"
    When somebody asks again what was promised
    Then the answer is what the records say
    And there is no message

    Examples:
      | change                                                 |
      | writes another text into a row of                      |
      | writes another text and sets back the clock of         |
      | writes another shape into                              |
      | writes another name into                               |
      | deletes a row of                                       |
      | adds a row to                                          |
      | swaps the rows of two villages in                      |
      | writes another size into the state of                  |
      | writes another ledger into the state of                |
      | writes other moments into the commits of               |
      | deletes the links of                                   |
      | deletes the hashes of the records in                   |
      | writes other hashes of records into                    |
      | puts the book of another ledger in the place of        |
      | puts an older book of the same ledger in the place of  |
      | leaves a journal that undoes a change beside           |

  Scenario: Somebody writes that another version made the book
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When somebody says that another version of gestand made it
    And somebody asks again what was promised
    Then the exit code is 0
    And the answer is what the records say
    And the command book tells that it is the one that was left there

  Scenario: What there is of a book
    Given a ledger with two villages and a promise to each
    When somebody asks about its book
    Then the screen begins with "There is no book of"
    When somebody asks what was promised
    And somebody asks about its book
    Then the screen says "is the one that gestand left here for you: answers rest on it."
    And the screen says "Records that were read: 8"
    When somebody writes another text into a row of the book
    And somebody asks about its book
    Then the exit code is 0
    And the screen says "is not the one that gestand left here"
    When somebody asks what was promised
    And somebody says that another version of gestand made it
    And somebody asks about its book
    Then the screen says "was made by another version of gestand"
    When somebody who has no home asks about its book
    Then the screen says "this user has no folder in which nobody else can write"

  Scenario: Two users ask about one ledger
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When another user asks what was promised
    Then there is no message
    And the answer is what the records say
    When somebody asks again what was promised
    Then there is no message
    And the answer is what the records say

  Scenario: A user is handed a book that somebody changed
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When another user, who was handed the book of the first one, asks what was promised
    Then the exit code is 0
    And the answer is what the records say

  Scenario: Somebody also writes what the user remembers of the book
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When the command book derives it anew
    Then the exit code is 0
    And the screen says "It was derived anew from the records: it says the same."
    When somebody writes another text into a row of the book
    And somebody who may do so writes that this is the book that was left there
    And the command book derives it anew
    Then the exit code is 8
    And the screen says "says something else of: rows."
    When somebody verifies the ledger
    Then the exit code is 8
    And the screen says "The book that is kept of it for you was derived anew, and says something else of: rows."
    When the book is forgotten
    And somebody asks again what was promised
    Then the answer is what the records say

  Scenario Outline: Somebody changes a record, or where it is found
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When somebody <change>
    And somebody asks again what was promised
    Then the exit code is 0
    And the answer is what the records say
    When somebody <asks>
    Then the exit code is 8
    And the message says "Keep the file as evidence"
    When somebody verifies the ledger
    Then the exit code is 8

    Examples:
      | change                                      | asks                              |
      | writes another text into a record           | shows the promise                 |
      | writes another text into a record           | shows the record by its number    |
      | writes another text into a record           | shows the record by its id        |
      | writes another text into a record           | lists all records                 |
      | writes another text into a record           | lists the records of the village  |
      | writes another text into a record           | exports the ledger                |
      | writes another text into a record           | exports the promises              |
      | writes another text into a record           | asks for the sources of an answer |
      | deletes a record                            | shows the promise                 |
      | deletes a record                            | shows the record by its number    |
      | deletes a record                            | shows the record by its id        |
      | deletes a record                            | lists all records                 |
      | deletes a record                            | lists the records of the village  |
      | deletes a record                            | exports the promises              |
      | deletes the last record                     | lists all records                 |
      | deletes the last record                     | shows the other promise           |
      | swaps two records                           | shows the promise                 |
      | swaps two records                           | lists all records                 |
      | says of a record that it stands elsewhere   | shows the promise                 |
      | says of a record that it stands elsewhere   | asks for the sources of an answer |
      | adds a second record to a place             | shows the promise                 |
      | adds a second record to a place             | lists all records                 |
      | adds a second record to a place             | exports the ledger                |
      | adds a second record to a place             | exports the promises              |
      | writes another kind beside a record         | exports the promises              |
      | writes that kind beside another record      | exports the promises              |

  Scenario Outline: Somebody changes a column that no answer rests on
    Given a ledger with two villages and a promise to each
    And somebody asked what was promised
    When somebody <change>
    And somebody <asks>
    Then the exit code is 0
    And the screen tells of the promise
    When somebody verifies the ledger
    Then the exit code is 8

    Examples:
      | change                                     | asks                              |
      | writes another hash beside a record        | shows the promise                 |
      | writes another kind beside a record        | lists all records                 |
      | says of a record that it stands elsewhere  | lists the records of the village  |

  Scenario Outline: Somebody changes a ledger of which no book is kept
    Given a ledger with two villages and a promise to each
    When somebody <change>
    And somebody <asks>
    Then the exit code is 8

    Examples:
      | change                                      | asks                             |
      | writes another text into a record           | asks what was promised           |
      | writes another text into a record           | exports the ledger               |
      | deletes a record                            | asks what was promised           |
      | deletes the last record                     | exports the ledger               |
      | swaps two records                           | asks what was promised           |
      | says of a record that it stands elsewhere   | asks what was promised           |
      | says of a record that it stands elsewhere   | shows the promise                |
      | adds a second record to a place             | asks what was promised           |

  Scenario Outline: Who records, corrects or proves rests on no record that somebody changed
    Given a ledger with two villages and a promise to each
    And the operator signed it
    And <asked before>
    When somebody <change>
    And somebody <does>
    Then the exit code is 8
    And the message says "Keep the file as evidence"
    And as many records are there as before that

    Examples:
      | asked before                    | change                                    | does                                |
      | somebody asked what was promised | writes another text into a record        | postpones the promise               |
      | somebody asked what was promised | writes another text into a record        | corrects the promise                |
      | somebody asked what was promised | writes another text into a record        | imports both promises anew          |
      | somebody asked what was promised | writes another text into a record        | proves the promise                  |
      | somebody asked what was promised | deletes a record                         | postpones the promise               |
      | somebody asked what was promised | deletes a record                         | postpones the other promise         |
      | somebody asked what was promised | deletes a record                         | proves the promise                  |
      | somebody asked what was promised | deletes the last record                  | postpones the promise               |
      | somebody asked what was promised | swaps two records                        | postpones the promise               |
      | somebody asked what was promised | swaps two records                        | proves the promise                  |
      | somebody asked what was promised | says of a record that it stands elsewhere | postpones the promise              |
      | somebody asked what was promised | rewrites a record and all hashes         | postpones the promise               |
      | nobody asked anything            | writes another text into a record        | postpones the promise               |
      | nobody asked anything            | writes another text into a record        | proves the promise                  |
      | nobody asked anything            | deletes a record                         | postpones the other promise         |
      | nobody asked anything            | deletes the last record                  | corrects the promise                |
      | nobody asked anything            | swaps two records                        | postpones the promise               |
      | nobody asked anything            | says of a record that it stands elsewhere | postpones the promise              |
      | somebody asked before the book was lost | rewrites a record and all hashes  | postpones the promise               |
      | somebody asked before the book was lost | rewrites a record and all hashes  | corrects the promise                |
      | somebody asked before the book was lost | rewrites a record and all hashes  | proves the promise                  |
      | somebody asked with an older version    | rewrites a record and all hashes  | postpones the promise               |
      | somebody asked what was promised | says that a record counts for nothing    | postpones the other promise         |
      | somebody asked what was promised | says that a record counts for nothing, and rewrites another | postpones the promise |
      | somebody asked what was promised | says that a record counts for nothing, and makes another unreadable | postpones the promise |
      | somebody asked what was promised | says that a record counts for nothing, and deletes the last | postpones the promise |

  Scenario Outline: A record rests on nothing that somebody made up in a column
    Given a ledger with two villages and a promise to each
    And a party that was retracted, and one with a part
    And <asked before>
    When somebody who knows the file <change>
    And somebody <does>
    Then the exit code is 8
    And the message says "Keep the file as evidence"
    And as many records are there as before that

    Examples:
      | asked before                     | change                                      | does                                 |
      | nobody asked anything            | marks the retraction                        | founds a part of that party          |
      | somebody asked what was promised | marks the retraction                        | founds a part of that party          |
      | somebody asked what was promised | moves a record to a party that is not there | makes a promise to the missing party |
      | nobody asked anything            | moves a record to a party that is not there | makes a promise to the missing party |
      | nobody asked anything            | takes an entry out of the index of streams  | changes the whole                    |
      | nobody asked anything            | takes an entry out of the index of ids      | changes the whole                    |
      | nobody asked anything            | empties the bytes of the part               | retracts the whole                   |

  Scenario Outline: A column tells nobody what was retracted
    Given a ledger with two villages and a promise to each
    And a party that was retracted, and one with a part
    And <asked before>
    When somebody who knows the file <change>
    And somebody <does>
    Then the exit code is 3
    And as many records are there as before that

    Examples:
      | asked before                     | change                               | does                        |
      | nobody asked anything            | says that the retraction is a remark | founds a part of that party |
      | somebody asked what was promised | says that the retraction is a remark | founds a part of that party |
      | nobody asked anything            | says that the part is a remark       | retracts the whole          |
      | somebody asked what was promised | says that the part is a remark       | retracts the whole          |

  Scenario: Who may speak for somebody is told by no mandate that somebody edited away
    Given a ledger with two villages and a promise to each
    And the residents gave an agency a mandate to speak for them
    When somebody releases the ministry from the promise in their name
    Then the exit code is 0
    When somebody who knows the file empties the bytes of the mandate
    And somebody releases the ministry from the other promise in their name
    Then the exit code is 8
    And the message says "Keep the file as evidence"
    And as many records are there as before that

Feature: A log is not only intact but lawful
  Whoever operates a log can write into it what recording would have refused, and sign it. Whoever
  clones, pulls or verifies it holds every record against the rules of recording. What breaks them is
  told with the reason and counts for nothing; what only newer programs refuse counts as before.

  Background:
    Given an operator's log of a village with a promise of a plan by June 2020

  Scenario Outline: A record that <what> is listed and counts for nothing
    When the operator writes, signs and serves a record that <what>
    And a group of residents clones the log
    Then the exit code is 0
    And the screen says "Recorded against the rules"
    And the screen says "<why>"
    And the copy answers as it did without that record
    When the residents verify their copy
    Then the exit code is 0
    And the verdict lists that record under "<code>", which counts for nothing
    When the residents verify their copy strictly, with a checkpoint that they kept
    Then the exit code is 1

    Examples:
      | what                                        | code              | why                                     |
      | is of a kind that nobody knows              | unknown-kind      | there is no kind 'promise.sworn'        |
      | is of a schema that is newer                | newer-schema      | update the program                      |
      | has no schema                               | refused           | its schema cannot be                    |
      | withdraws the promise on a day without name | refused           | on cannot be                            |
      | releases it without saying who              | refused           | the field by is missing                 |
      | says its promise in a list                  | refused           | promise cannot be                       |
      | has a field that nobody knows               | refused           | there is no field                       |
      | writes one party where a list is kept       | refused           | is not written as the ledger keeps it   |
      | has a value that is nothing                 | refused           | is not written as the ledger keeps it   |
      | is nested without end                       | refused           | there is no field                       |
      | releases it in the name of the promisor     | not-theirs        | is none of those it was made to         |
      | withdraws it in the name of a stranger      | not-theirs        | is none of those that owe it            |
      | names a party that is not there             | unknown-reference | party/nobody is not in the ledger       |
      | is about a promise that nobody made         | never-founded     | promise/other is not in the ledger      |
      | makes the same promise otherwise            | second-founding   | was recorded before with other content  |
      | keeps it before it was made                 | impossible-order  | before promise/plan began               |
      | lifts a block that never was                | nothing-to-act-on | there is no promise.blocked             |
      | retracts a record that is not there         | unknown-reference | is not on promise/plan                  |
      | retracts the making of the promise          | still-needed      | stands on it                            |
      | stands on the stream of another promise     | refused           | belongs on promise/plan                 |
      | puts the region into its village                | cycle             | contain itself                          |

  Scenario Outline: A record that <what> was lawful when it was recorded, and counts
    When the operator writes, signs and serves a record that <what>
    And a group of residents clones the log
    Then the screen says "would be refused today, and count as they did"
    And the copy shows that record
    When the residents verify their copy
    Then the verdict lists that record under "<code>", which counts

    Examples:
      | what                                     | code             |
      | promises something by a date in words    | refused          |
      | promises a size that is a ceiling        | nothing-to-reach |
      | promises an amount of 1_000              | refused          |
      | vouches for days that had not been       | impossible-order |
      | has a sign in it that nobody sees        | refused          |

  Scenario: What rests on an unlawful record falls with it, and nothing else does
    When the operator writes, signs and serves a party without a type, its promise, and a letter
    And a group of residents clones the log
    Then the exit code is 0
    And the copy has the letter, and neither the party nor its promise

  Scenario: A later record on the place of an unlawful one is lawful
    When the operator writes, signs and serves a promise without a text, and then the promise with one
    And a group of residents clones the log
    Then the copy has the promise with its text

  Scenario: What is pulled is held against the rules, and nothing is judged twice
    Given a group of residents that cloned the log
    When the operator writes, signs and serves a record that releases it without saying who
    And the residents pull, and count the records that are held against the rules
    Then the exit code is 0
    And the screen says "Recorded against the rules"
    And only the new record and those on its stream were held against the rules
    And the copy answers as it did without that record
    When the operator writes, signs and serves a record that withdraws it in the name of a stranger
    And the residents pull
    Then the screen says "none of those that owe it"
    And the copy answers as it did without that record

  Scenario: A newer program counts what an older one did not know
    Given a copy in which an older program left out a record of a kind that it did not know
    When the residents verify their copy once
    Then the exit code is 0
    And the screen says "another program, which knew other kinds, said otherwise whether they count: 12"
    And the screen says "They were judged anew, and the copy now says what was found."
    And nothing is left out of the copy any more
    And the copy and the original answer alike
    When the residents verify their copy once
    Then the exit code is 0
    And the screen does not tell "another program"

  Scenario: A pull counts it too
    Given a copy in which an older program left out a record of a kind that it did not know
    When the operator writes, signs and serves a record that says nothing wrong
    And the residents pull
    Then nothing is left out of the copy any more
    And the copy and the original answer alike

  Scenario: What an older program does not know is shown by its code
    When a newer program records something of a kind, and on a stream, that this one does not know
    Then the screen of "show promise/plan" says "2 Feb 2020 promise.sworn"
    And the screen of "show gadget/x" says "X · gadget, 1 record; the last: gadget.made, 2 Feb 2020."
    And the screen of "show gadget/x" says "gadget.made"
    And the screen of "log" says "promise.sworn · promise/plan"
    And the screen of "diff 1" says "gadget.made: "

  Scenario: A copy that cannot be written to says so
    Given a copy in which an older program left out a record of a kind that it did not know
    When the residents verify their copy, which they may only read
    Then the exit code is 0
    And the screen says "the copy cannot be written to"

  Scenario: A copy that hides a lawful record in the name of another program
    Given a group of residents that cloned the log
    When somebody marks a record of the copy as left out by another program
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record 3 counts"
    When the residents verify their copy once
    Then the exit code is 0
    And the screen says "said otherwise whether they count: 3"
    And nothing is left out of the copy any more
    And the copy and the original answer alike

  Scenario: A ledger of one's own never leaves out a record, in whatever name
    When somebody marks a record of the operator's file as left out by another program
    And the operator verifies the file twice
    Then the exit code is 8
    And the screen says "the file says wrongly whether it counts"
    And the mark is there as before

  Scenario: A copy that hides a lawful record is altered
    Given a group of residents that cloned the log
    When somebody marks a record of the copy as one that counts for nothing
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record 3 counts"
    When the residents verify their copy
    Then the exit code is 8
    And the screen says "the file says wrongly whether it counts"

  Scenario: A copy that shows an unlawful record is altered
    When the operator writes, signs and serves a record that releases it without saying who
    And a group of residents clones the log
    And the residents ask their copy
    And somebody takes the mark off the record
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record"
    When the residents verify their copy
    Then the exit code is 8
    And the screen says "the file says wrongly whether it counts"

  Scenario: A copy that says that what is still to come was judged
    Given a group of residents that cloned the log
    When somebody lets the copy say that more was judged than there is
    And the operator writes, signs and serves a record that releases it without saying who
    And the residents pull
    Then the screen says "Recorded against the rules"

  Scenario: What counts for nothing keeps nobody from proving the rest
    When the operator writes, signs and serves a record that releases it without saying who
    And the operator writes, signs and serves a record that withdraws it
    And a group of residents clones the log
    And the residents prove the promise from their copy
    Then the exit code is 0

  Scenario: A mark that is taken off before anybody asked
    When the operator writes, signs and serves a record that releases it without saying who
    And a group of residents clones the log
    And somebody takes the mark off the record
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record"

  Scenario: A mark that is taken off after a pull, before anybody asked
    Given a group of residents that cloned the log
    When the operator writes, signs and serves a record that releases it without saying who
    And the residents pull
    And somebody takes the mark off the record
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record"

  Scenario: A mark that is taken off before a pull
    When the operator writes, signs and serves a record that releases it without saying who
    And a group of residents clones the log
    And somebody takes the mark off the record
    And the operator writes, signs and serves a record that says nothing wrong
    And the residents pull
    And the residents ask their copy
    Then the exit code is 8
    And the message says "says wrongly whether record"

  Scenario: A copy that is rewritten before anybody asked it
    Given a group of residents that cloned the log
    When somebody rewrites a record of the copy, and all hashes
    And the residents ask their copy
    Then the exit code is 8
    And the message says "it no longer extends what was read from it before"

  Scenario Outline: <Source> is held against the rules where it is verified
    When the operator writes, signs and serves a record that releases it without saying who
    And somebody verifies <source>
    Then the exit code is 0
    And the screen says "the field by is missing"

    Examples:
      | Source          | source                |
      | The folder      | the published folder  |
      | A bundle        | a bundle of the log   |
      | The ledger file | the file of the operator |

  Scenario: A file that somebody handed over ends no question in a mistake of the program
    When the operator writes, signs and serves a record that withdraws the promise on a day without name
    And somebody asks every question about the file of the operator
    Then no answer ends in a mistake of the program
    And one of them says "was recorded against the rules"

  Scenario: The example ledger is lawful
    When somebody verifies the example ledger
    Then the verdict lists nothing as recorded against the rules

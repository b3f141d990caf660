Feature: What is recorded holds together
  A ledger is defended record by record. So nothing is recorded that hangs in the air, what others
  rest on does not vanish from under them, and whoever has made mistakes is told all of them.

  Scenario: All mistakes of a file come at once, in whichever stage they are found
    Given an empty ledger
    When somebody imports the case "recording/mistakes-in-stages.jsonl" and
      """
      {"kind":"mandate.granted","mandate":"m3","holder":"another","power":"lead","basis":"agreement","from":"2020","on":"2020","source":"Minutes"}
      {"kind":"party.registered","party":"p","name":"P","type":"other","on":"2020","source":null}
      {"kind":"party.registered","party":"q",,}
      """
    Then the exit code is 6
    And these are the mistakes, each with its line
      | line | mistake                                            |
      | 5:1  | it is dated 2020-02-01, before mandate/m1 began    |
      | 6:51  | party/nobody-known is not in the ledger            |
      | 7:1  | the field place is missing                         |
      | 7:51 | party/another is not in the ledger                 |
      | 8:87 | the field has no value                             |
      | 9:40 | expecting a name in quotes                         |

  Scenario Outline: What follows from a mistake is no mistake of its own
    Given an empty ledger
    When somebody imports records of which one is <record>
    Then the message has 1 lines
    And the message says "<mistake>"

    Examples:
      | record                    | mistake                                   |
      | a party without a name    | the field name is missing                 |
      | a party in broken JSON    | expecting ','                             |
      | a promise without a text  | the field text is missing                 |
      | a promise of no kind      | there is no kind 'promise.mad'            |
      | a suspension by nobody    | the field by is missing                   |

  Scenario Outline: What stands in a file that cannot be read may be all that others need
    Given an empty ledger
    When somebody imports promises together with <file>
    Then the exit code is 6
    And the message has 1 lines

    Examples:
      | file                                      |
      | parties in YAML with a bracket left open  |
      | parties in JSON without a comma           |
      | a table of parties with a cell too many   |
      | parties in UTF-16                         |
      | a file of parties that is not there       |

  Scenario: A program is told every mistake, and a terminal the first hundred
    Given an empty ledger
    When somebody imports 130 parties without a name
    Then the message has 130 lines
    When somebody at a terminal imports 130 parties without a name
    Then the message has 101 lines
    And the message says "And 30 problems more."

  Scenario Outline: What others rest on can neither be retracted nor get another name
    Given a hill and a trust that a promise and a mandate rest on
    When somebody <does> <record>
    Then the exit code is 3
    And the message says "2 records stand on it: promise/mill (promise.made, record 9), mandate/lead-hill (mandate.granted, record 11)"
    And the message says "<instead>"
    And the ledger still holds 12 records

    Examples:
      | does                        | record  | instead                                        |
      | retracts                    | a-hill  | area.renamed, area.moved, area.succeeded       |
      | corrects to another name    | a-hill  | area.renamed, area.moved, area.succeeded       |
      | retracts                    | p-trust | party.changed, party.succeeded                 |
      | corrects to another name    | p-trust | party.changed, party.succeeded                 |

  Scenario Outline: What may always be done
    Given a hill and a trust that a promise and a mandate rest on
    When somebody <does>
    Then the exit code is 0

    Examples:
      | does                                                                  |
      | corrects how a-hill is spelled                                        |
      | retracts the hill together with the promise and the mandate           |
      | retracts the mandate and the promise, and after them the hill         |
      | retracts a party that was only disputed, commented on and related to  |

  Scenario: What stands on the stream itself is listed too
    Given a hill and a trust that a promise and a mandate rest on
    When somebody retracts the promise of the mill
    Then the exit code is 3
    And the message says "1 record stands on it: promise/mill (promise.assessed, record 10)"
    And the message says "promise.withdrawn, promise.released, promise.superseded"

  Scenario: What was retracted cannot be referred to
    Given a hill and a trust that a promise and a mandate rest on
    When somebody registers a mound, retracts it, and promises something there
    Then the exit code is 3
    And the message says "area/mound was retracted"

  Scenario: What was retracted in an export is no reference into nothing
    Given a hill and a trust that a promise and a mandate rest on
    When somebody retracts the hill together with the promise and the mandate
    And somebody imports its export into another ledger
    Then the exit code is 0

  Scenario: An id that a record of something else has
    Given a hill and a trust that a promise and a mandate rest on
    When somebody promises something under the id m-lead
    Then the exit code is 5
    And the message says "the id m-lead belongs to mandate/lead-hill"
    And the message does not say "Try again"

  Scenario: A promise to an area that had ended before it was made
    Given a hill and a trust that a promise and a mandate rest on
    When somebody records that the hill ended in 2018, and a promise to it of 2022
    Then the exit code is 0
    When somebody runs the check "integrity"
    Then the exit code is 1
    And the finding is "promise.made is out of order: area/hill ended on 2018, before it was made"

  Scenario: A deadline in words is told, for nobody is held to it
    Given a hill and a trust that a promise and a mandate rest on
    When somebody promises something by "nonsense"
    Then the exit code is 0
    And the message says "these promises count as undated: promise/by-then (“nonsense”)."
    When somebody promises something by "2022-06-30"
    Then there is no message

  Scenario: The records of a ledger that hold together
    Given a hill and a trust that a promise and a mandate rest on
    When somebody runs the check "integrity"
    Then the exit code is 0
    And nothing is found

  Scenario Outline: The records of a ledger that do not hold together
    Given a hill and a trust that a promise and a mandate rest on
    And a record that came from elsewhere: <record>
    When somebody runs the check "<check>"
    Then the exit code is 1
    And the finding is "<finding>"

    Examples:
      | record                              | check     | finding                                                                                      |
      | the hill moved to where nothing is  | integrity | area.moved refers to what is not there: area/nowhere is not in the ledger                    |
      | the town moved into the hill        | integrity | area.moved closes a circle: it would contain itself: area/town > area/hill > area/town       |
      | the mandate ended before it began   | integrity | mandate.ended is out of order: the mandate would end on 2019, before it begins on 2020-01-01 |
      | something kept that nobody promised | integrity | promise.assessed stands on what never began: promise/other is not in the ledger              |
      | the hill was never registered       | integrity | promise.made refers to what is not there: area/hill was retracted                            |

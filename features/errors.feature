Feature: Errors say what was asked, what stands in the way and what to do
  Whoever makes a mistake learns in one message where it is and how to mend it; what cannot be
  recorded as a whole is not recorded at all.

  Scenario: A record of an unknown kind
    Given an empty ledger
    When somebody imports a journal with a record of kind "promise.maid"
    Then the exit code is 3
    And the message says "Did you mean promise.made?"
    And the message points to line 2 of the journal

  Scenario: A reference to something unknown
    Given an empty ledger
    When somebody imports a journal that promises to an area nobody registered
    Then the exit code is 3
    And the message says "area/nowhere is not in the ledger"
    And nothing was recorded

  Scenario Outline: A record that cannot be as it was written
    Given an empty ledger
    When somebody imports a promise <promise>
    Then the exit code is 3
    And the message says "<obstacle>"
    And the message says "<remedy>"
    And the message points to line 6 of the journal
    And nothing was recorded

    Examples:
      | promise                           | obstacle                               | remedy                                |
      | made on 30 February               | 2021-02 has 28 days                    | Correct the date                      |
      | due on 30 February                | 2021-02 has 28 days                    | Correct the date                      |
      | due on a day written otherwise    | that is no date                        | Write it as 2021-06-30                |
      | due before it was made            | lies before it was made                | Correct one of the two dates          |
      | with a field that does not exist  | there is no field 'deu'                | Did you mean due?                     |
      | with a field that the ledger adds | the ledger itself adds recorded_at     | Leave it out                          |
      | from a source without a title     | there is no field 'source.0.titel'     | Did you mean title?                   |
      | without a text                    | the field text is missing              | Add `text:`                           |
      | with an empty text                | text is empty                          | Give it a value, or leave it out      |
      | at two places                     | a place is one area, one cohort or one | Name one of them                      |
      | by a name in capitals             | by.0 cannot be 'NCG'                   | Write it in lower case letters        |
      | of an unknown strength            | strength cannot be 'oath'              | Use pledge, target or expectation     |
      | of a sum in words                 | that is no amount                      | Write it as 2600000 or 12.50          |
      | of a number in words              | that is no quantity                    | Write it as 4000                      |
      | kept up, without saying so        | until belongs to a promise with hold   | Write due in its place                |
      | too long for any record           | and 65,535 is the most                 | Shorten its texts                     |

  Scenario: A parameter of a condition that stands beside its key
    Given a ledger in which a deadline without any later record counts as not looked into
    When somebody imports a yardstick with the condition {key: informed, days: 30}
    Then the exit code is 3
    And the message says "'days' is a parameter of a condition, and no field beside its key"
    And the message says "Write parameters: {days: ...} beside key"

  Scenario: All mistakes of a file come at once
    Given an empty ledger
    When somebody imports a journal with three mistakes
    Then the exit code is 3
    And the message has 3 lines

  Scenario Outline: A password in an address is not shown, wherever the address stands
    Given an empty ledger
    When somebody runs "<command>"
    Then the exit code is 2
    And the message says "<shown>"
    And the message does not say "s3cret"

    Examples:
      | command                                                                  | shown                          |
      | --ledger=postgresql://anna:s3cret@h/d record party.registered --party '' | --ledger=postgresql://anna@h/d |
      | clone https://anna:s3cret@h/log copy.db ''                               | clone https://h/log            |
      | clone https://anna:s3cret@h/log copy.db                                  | read https://h/log             |
      | clone ftp://anna:s3cret@h/log copy.db                                    | read ftp://h/log               |
      | postgresql://anna:s3cret@h/d                                             | 'postgresql://anna@h/d'        |

  Scenario Outline: The settings of a database, as its own programs take them, are shown without it
    Given an empty ledger
    When somebody runs "<command>"
    Then the message says "<shown>"
    And the message does not say "s3cret"

    Examples:
      | command                                      | shown                           |
      | clone 'host=h password=s3cret' copy.db       | read host=h password=…          |
      | verify 'sslpassword = s3cret user=anna'      | the ledger sslpassword = … user |
      | import 'PASSWORD=s3cret.yaml'                | PASSWORD=…                      |
      | demo 'host=h password=un\ s3cret'            | argument (host=h password=…     |
      | --ledger 'host=h sslpassword=s3cret' trust   | it is no address of a database  |
      | trust 'host=h password=s3cret' ''            | host=h password=…               |

  Scenario: A promisor assesses itself as independent
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    When the ministry assesses the plan promise as independent
    Then the exit code is 3
    And the message says "ministry is not independent of it: it owes or owed it (ministry)"

  Scenario: An area that would lie within itself
    Given an empty ledger
    When somebody imports a village within a municipality within that village
    Then the exit code is 3
    And the message says "it would contain itself: area/village > area/municipality > area/village"
    And nothing was recorded

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
    And nothing was recorded

    Examples:
      | file                           | message                            |
      | that is not there              | there is no such file              |
      | that nobody may read           | you have no right to read it       |
      | that is empty                  | the file is empty                  |
      | in UTF-16                      | it is in UTF-16                    |
      | with a byte of Latin-1         | is not UTF-8                       |
      | with a NUL byte                | U+0000 cannot be printed           |
      | with broken YAML               | Mend the YAML there                |
      | with broken JSON               | Mend the JSON there                |
      | with broken CSV                | Mend the quotes in that row        |
      | with a field twice             | stands there twice                 |
      | with an alias of nothing       | no anchor &b stands before it      |
      | that grows when it is read     | aliases repeat too much            |
      | nested a million deep          | nested too deeply                  |
      | with a number in an exponent   | write decimals as text             |
      | with a line that never ends    | is longer than 1 MiB               |
      | that is larger than any memory | it is in UTF-16                    |
      | with an unknown ending         | its name has no known ending       |
      | whose name is too long         | file name too long                 |
      | that is a folder without any   | the folder holds no journal        |

  Scenario: A mark at the beginning of a file is no mistake
    Given an empty ledger
    When somebody imports a journal that begins with a byte order mark
    Then the exit code is 0

  Scenario Outline: A command line that cannot be understood
    Given a ledger in which a deadline without any later record counts as not looked into
    When somebody runs "<command>"
    Then the exit code is 2
    And the message says "<obstacle>"
    And the message says "<remedy>"

    Examples:
      | command                                    | obstacle                      | remedy                              |
      | trust --as-off 2020                        | no such option '--as-off'     | Did you mean '--as-of'?             |
      | trust --as-of 2021-02-30                   | 2021-02 has 28 days           | Correct the date                    |
      | trust --as-of yesterday                    | that is no date               | Write it as 2021-06-30, 2021-06     |
      | trust --as-of ''                           | an argument of it is empty    | Give it a value, or leave it out    |
      | trust --as-of                              | requires an argument          | See `gestand trust --help`          |
      | trust --known-at abc                       | that is no date               | Write it as                         |
      | trust --known-at ²²                        | that is no date               | Write it as                         |
      | trust --public-at 2021-13                  | there is no month 13          | Correct the date                    |
      | trust --known-at 2199                      | is still to come              | Leave out --known-at                |
      | trust --public-at 2090-01-01               | is still to come              | Leave out --public-at               |
      | trust --known-at 2020 --public-at 2020     | one in place of the other     | Leave out one of them               |
      | trust --format poem                        | 'poem' is not one of          | See `gestand trust --help`          |
      | trust --from 2020 --to 2015 --every year   | it ends before it begins      | Swap the two dates                  |
      | trust --to 2015 --every year               | it has no beginning           | Add --from                          |
      | trust --from 2015                          | it has no step                | Add --every year                    |
      | log --late many                            | 'many' is not a valid integer | See `gestand log --help`            |
      | trrust                                     | no such command 'trrust'      | Did you mean trust?                 |
      | import                                     | missing argument 'FILES...'   | See `gestand import --help`         |
      | record promise.maid                        | no such command               | Did you mean promise.made?          |
      | record promise.made --promise plan         | missing option                | See `gestand record promise.made    |
      | record update.sent --by ministry --content news --on 2020 --source x | missing option '--area' | gestand record update.sent |
      | record promise.resumed --promise p --on 2020 --source {title: | read --source {title: | Close the brackets  |
      | correct an-id due --reason 'a slip'        | it is no FIELD=VALUE          | Write for example by=ncg            |
      | log --late -1                              | -1 is not in the range 0 or more. | See `gestand log --help`            |
      | export --format csv                        | the records are of 3 kinds    | Name one with --kind                |
      | trust village --compare                    | it takes two, and not 1       | Name two: trust A B --compare       |

  Scenario Outline: Something that is not there
    Given a ledger in which a deadline without any later record counts as not looked into
    When somebody runs "<command>"
    Then the exit code is 4
    And the message says "<obstacle>"
    And the message says "<remedy>"

    Examples:
      | command                              | obstacle                  | remedy                          |
      | trust nowhere                        | there is no such area     | See `gestand areas`             |
      | trust vilage                         | there is no such area     | Did you mean village?           |
      | trust Village                        | there is no such area     | Did you mean village?           |
      | control VILLAGE                      | there is no such area     | Did you mean village?           |
      | stability area/vilage                | there is no such area     | Did you mean area/village?      |
      | promises --promisor ministri         | there is no such party    | Did you mean ministry?          |
      | decisions --by Ministry              | there is no such party    | Did you mean ministry?          |
      | decisions --by nobody                | there is no such party    | See `gestand parties`           |
      | show party/ministri                  | no such stream or record  | Did you mean party/ministry?    |
      | show 99                              | no such stream or record  | Look it up with `gestand log`   |
      | prove 99                             | no such stream or record  | Look it up with `gestand log`   |
      | show promise/none                    | no such stream or record  | Look it up with `gestand log`   |
      | correct none due=2020 --reason slip  | there is no such record   | See `gestand log`               |
      | export --kind promise.maid           | there is no such kind     | Did you mean promise.made?      |
      | schema promise.maid                  | there is no such kind     | Did you mean promise.made?      |
      | check everything                     | there is no such check    | Use deadlines                   |
      | trust --known-at 5000                | the ledger holds 5 records | Give a size that it has had    |
      | trust --known-at 1799                | the ledger holds 5 records | Give a size that it has had    |
      | trust --known-at 2200                | the ledger holds 5 records | Give a size that it has had    |
      | log --known-at 6                     | the ledger holds 5 records | or a date                      |

  Scenario Outline: A topic that no record names
    Given a ledger in which a deadline without any later record counts as not looked into
    And a rule on the norm, a yardstick on damage and a mandate on the division
    When somebody runs "<command> --topic <topic>"
    Then the exit code is 4
    And the message says "<message>"

    Examples:
      | command         | topic   | message                                                |
      | rules           | norms   | no record in the ledger names it. Did you mean norm?   |
      | decisions       | Damage  | no record in the ledger names it. Did you mean damage? |
      | control         | divsion | Did you mean division?                                 |
      | control village | x       | ask about the topic x: no record in the ledger         |
      | unequal village | nrm     | Did you mean norm?                                     |

  Scenario Outline: A topic that some record names, though none that is asked about
    Given a ledger in which a deadline without any later record counts as not looked into
    And a rule on the norm, a yardstick on damage and a mandate on the division
    When somebody runs "<command> --topic <topic>"
    Then the exit code is 0

    Examples:
      | command         | topic    |
      | rules           | norm     |
      | decisions       | damage   |
      | control         | division |
      | unequal village | norm     |

  Scenario Outline: Four digits of our time are a year, and others a number of records
    Given a ledger in which a deadline without any later record counts as not looked into
    When somebody runs "log --known-at <moment>"
    Then the exit code is 0
    And the screen says "<told>"

    Examples:
      | moment | told                                |
      | 5      | as known at size 5   |
      | 0005   | as known at size 5   |
      | 1800   | as known at 1800                    |
      | 2025   | as known at 2025                    |

  Scenario Outline: A record is shown by whatever the screens call it
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    When somebody runs "show <name>"
    Then the exit code is 0
    And the screen says "promise/plan"

    Examples:
      | name         |
      | promise/plan |
      | plan         |
      | 5            |

  Scenario: One record is no several records
    Given an empty ledger
    When somebody records what the ledger is
    Then the screen says "1 record recorded, 0 were there before."
    When somebody runs "log"
    Then the screen says "1 record, checkpoint"
    When somebody runs "log --known-at 2"
    Then the message says "the ledger holds 1 record."

  Scenario: A name that several streams have
    Given a ledger in which a deadline without any later record counts as not looked into
    When the ministry promises something that is called as the village is
    And somebody runs "show village"
    Then the exit code is 2
    And the message says "2 streams are called so. Name one of area/village, promise/village."

  Scenario: A number that is the id of a record
    Given a ledger in which a deadline without any later record counts as not looked into
    When the ministry promises something that is called as the village is
    And somebody runs "show 2"
    Then the exit code is 0
    And the screen says "promise/village"

  Scenario: A mistake on the command line is told by its option
    Given a ledger in which a deadline without any later record counts as not looked into
    When somebody runs "record promise.withdrawn --promise plan --on 2021-02-30 --source x"
    Then the exit code is 3
    And the message says "--on: read a record of kind promise.withdrawn: on cannot be '2021-02-30'"

Feature: A place on one screen
  Whoever has one minute asks what broke first in a place, when, through whom, who says so, and what
  nobody knows. The summary takes it from the other answers, and fits a small terminal.

  Scenario: A promise that was not kept, and who found that
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the ministry promised the village to publish a plan by 2020-06-30
    And the adviser found on 2020-08-01 that the plan was not published
    When somebody types "village --as-of 2020-12-31"
    Then the screen says "Nobody declared a yardstick for The village"
    And the screen says "1 here fell due: 0 kept in time, 1 not kept."
    And the screen says "Last found not kept: “The ministry will publish a plan” (Ministry), 1 Aug 2020 by Adviser, independent of both sides."
    And the screen says "No mandate to lead is on record here or above."
    And the screen says "Nothing on record tells from when on to compare."

  Scenario: Nobody looked, and who could tell
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a yardstick for the village from 2019-01-01 on that asks informed and recognition
    When somebody types "summary village --as-of 2020-12-31"
    Then the screen says "The village. Whether the conditions for participation held throughout is not known."
    And the screen says "2 of 2 conditions. Residents or others independent could tell of recognition; of 1 whoever vouches for the record (nobody now)."
    And the screen says "gestand conditions village --explain; or trust, control, stability"
    And the screen does not say "informed-village"

  Scenario Outline: A bare place is its summary; a command of that name wins
    Given the example ledger
    When somebody asks the example ledger "<words>"
    Then the answer is that to "<question>"

    Examples:
      | words                              | question                                   |
      | overschild                         | summary overschild                         |

    @long
    Examples:
      | words                              | question                                   |
      | overschild --as-of 2019-12-31      | summary overschild --as-of 2019-12-31      |
      | cohort/batch-1581 --format json    | summary batch-1581 --format json           |
      | krewerd opwierde --format markdown | summary krewerd opwierde --format markdown |

  Scenario: A place that is called as a command is
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And an area "areas"
    When somebody types "areas"
    Then the screen says "The village"
    When somebody types "summary areas"
    Then the screen says "None here that can be judged fell due."

  Scenario Outline: A word that is neither stays no such command, with the nearest of both
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    When somebody types "<word>"
    Then the exit code is 2
    And the message says "o such command '<word>'"
    And the message says "<hint>"

    Examples:
      | word    | hint                       |
      | vilage  | Did you mean village?      |
      | comtrol | Did you mean control?      |
      | xyzzy   | See `gestand --help`.      |

  Scenario: Without a ledger there are no places, and no other message
    When somebody types "village"
    Then the exit code is 2
    And the message says "o such command 'village'"

  Scenario Outline: It says what the other commands say of the same day
    Given the example ledger
    When somebody asks for the summary of <place> as of <day>
    Then conditions gives the same verdict, the same first break and the same open conditions
    And trust gives the same counts, here and in wider places
    And control gives the same leads since the same days, and as many handovers
    And stability gives the same days, directions and first change

    Examples:
      | place                     | day        |
      | overschild                | 2018-06-30 |

    @long
    Examples:
      | place                     | day        |
      | krewerd                   | 2020-12-31 |
      | overschild                | 2024-12-31 |
      | opwierde                  | 2026-11-01 |
      | eemsdelta                 | 2024-12-31 |
      | groningen-earthquake-area | 2022-06-30 |
      | garrelsweer               | 2016-12-31 |

  Scenario Outline: Every place fits a terminal of 24 lines of 80 columns, with the line to go on
    Given the example ledger
    When somebody asks for one summary after another, of <places> on <day>
    Then none of them is longer than 23 lines or wider than 80 columns
    And none of them names a party by its name in the ledger

    Examples:
      | places  | day        |
      | krewerd | 2024-12-31 |
      | krewerd | 2030       |

    @long
    Examples:
      | places     | day        |
      | every area | 2024-12-31 |
      | every area | 2020-12-31 |
      | every area | 2015-12-31 |
      | every area | 2012-06-30 |
      | every area | 2018-12-31 |
      | every area | 2026-11-30 |
      | every area | 2030       |

  Scenario: A summary year by year begins with the last answer, as every series
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a yardstick for the village from 2019-01-01 on that asks informed and recognition
    When somebody types "village --from 2019 --to 2020 --every year"
    Then the screen says "Whether the conditions for participation held throughout is not known."
    And the screen says "31 Dec 2019"

  Scenario: The demonstration is read in a minute
    When somebody runs the demonstration
    Then it prints less than 65 lines, none wider than 80 columns
    And it tells of "Groningen earthquake area", "Overschild", "Krewerd" and "Opwierde"
    And it tells where to look next, and ends by naming the page that it made

  Scenario Outline: In Dutch a place is told with the same facts
    Given the example ledger
    When somebody asks for the summary of <place> on 2024-06-30 in Dutch and in English
    Then both name other yardsticks, what else is led apart, and the same days, counts and sources

    Examples:
      | place      |
      | overschild |
      | krewerd    |
      | appingedam |
      | opwierde   |

Feature: Dates as people write them, and days that have not been
  Whoever promises something by a date is held to that date, however it is written; and nobody is
  held to a day that has not been.

  Background:
    Given a town with a village, and bodies that speak of them

  Scenario Outline: A deadline is read in every notation of EDTF
    Given the council promised the village a bridge by <due>
    When somebody asks for the promises as of <day before>
    Then the promise "bridge" is "open"
    When somebody asks for the promises as of <day after>
    Then the promise "bridge" is "overdue"

    Examples:
      | due                       | day before | day after  |
      | 2021-06?                  | 2021-07-31 | 2021-08-01 |
      | 2021?                     | 2022-12-31 | 2023-01-01 |
      | 201X                      | 2019-12-31 | 2020-01-01 |
      | 2021-06-XX                | 2021-06-30 | 2021-07-01 |
      | /2021                     | 2021-12-31 | 2022-01-01 |
      | [2019,2021-03]            | 2021-03-31 | 2021-04-01 |
      | 2021-24                   | 2022-02-28 | 2022-03-01 |
      | 2021-35                   | 2021-09-30 | 2021-10-01 |
      | 2021-Q3~                  | 2021-12-31 | 2022-01-01 |
      | 2021-W26                  | 2021-07-04 | 2021-07-05 |
      | 2021-06-30T23:59:59Z      | 2021-06-30 | 2021-07-01 |
      | 2020-12-31T23:30:00-01:00 | 2020-12-31 | 2021-01-01 |

  Scenario Outline: A deadline without a last day, or in words, is undated
    Given the council promised the village a bridge by <due>
    When somebody asks for the promises as of 2021-12-31
    Then the promise "bridge" is "undated"

    Examples:
      | due                 |
      | 2021/..             |
      | 2021/               |
      | [2021..]            |
      | as soon as possible |
      | in 2-3 years        |

  Scenario: Dates among words are refused, each with its place and the ways to write it
    When somebody imports the file "tables/deadlines-in-words.csv"
    Then the exit code is 3
    And the message says "deadlines-in-words.csv:2:70: column due: read a record of kind promise.made: due cannot be '1 maart 2025': that is no date. Write it as 2025-03-01"
    And the message says "deadlines-in-words.csv:3:66: column due: read a record of kind promise.made: due cannot be 'uiterlijk 1 juli 2025': that is no date. Write it as 2025-07-01"
    And the message says "deadlines-in-words.csv:4:70: column due: read a record of kind promise.made: due cannot be 'December 2024': that is no date. Write it as 2024-12"
    When somebody asks for the promises as of 2026-01-01
    Then there is no promise

  Scenario Outline: What is refused as a deadline is refused wherever one is read
    Given the council promised the village a bridge by 2021-06-30
    When the council records <record> with <field> "<date>"
    Then the exit code is 3
    And the message says "<obstacle>"

    Examples:
      | record            | field         | date                | obstacle                                   |
      | another promise   | due           | eind 2026           | that is no date. Write it as               |
      | another promise   | due           | 30-6                | that is no date. Write it as               |
      | another promise   | due           | 2021-W54            | 2021 has 52 weeks                          |
      | another promise   | due           | 2021-25             | a season as 21 to 24                       |
      | another promise   | until         | june 2021           | that is no date. Write it as               |
      | another promise   | condition.due | {2019,2021}         | that is no date. Write it as               |
      | another promise   | on            | 2021-03-28T02:30:00 | the clocks in Amsterdam skipped that hour  |
      | a postponement    | due           | 1 juli              | that is no date. Write it as               |
      | a postponement    | due           | 2021-03-28T02:30:00 | the clocks in Amsterdam skipped that hour  |
      | a postponement    | on            | 2021-02-30          | 2021-02 has 28 days                        |

  Scenario Outline: A moment that is asked about is one that was, has an end and can be known
    When somebody runs "<command>"
    Then the exit code is 2
    And the message says "<obstacle>"

    Examples:
      | command                                   | obstacle                                  |
      | promises --as-of 2021-03-28T02:30:00      | the clocks in Amsterdam skipped that hour |
      | promises --known-at 2021-03-28T02:30:00   | the clocks in Amsterdam skipped that hour |
      | log --since 2021-03-28T02:30:00           | the clocks in Amsterdam skipped that hour |
      | promises --as-of 2021/..                  | it has no last day                        |
      | promises --public-at [2021..]             | it has no last day                        |
      | promises --known-at 2090-01-01            | that moment is still to come              |
      | promises --public-at 2090                 | that moment is still to come              |

  Scenario: A date among the words of an undated promise is listed
    Given the council promised "The bridge opens on 1 May." as "bridge" by soon
    And the council promised "There will be news in 2021." as "news" by 2021-12-31
    And the council promised "The council may listen." as "ear" by soon
    When somebody runs "check vague"
    Then the exit code is 1
    And the screen says "“The bridge opens on 1 May.” [promise/bridge]: a date in words, in text"
    And the screen does not say "promise/news"
    And the screen does not say "promise/ear"

  Scenario Outline: Nobody is held to a day that has not been
    Given the file "time/days-to-come.yaml" was imported
    When somebody runs "<command> --as-of 2090-01-01"
    Then the screen says "1 Jan 2090 lies after"
    And the screen says "so it is a day still to come"
    When somebody asks "<command> --as-of 2090-01-01" for data
    Then the answer is of a day to come

    Examples:
      | command              |
      | promises             |
      | trust village        |
      | contact village      |
      | stability village    |
      | control village      |
      | participation        |
      | levels village       |
      | rules                |
      | areas                |

  Scenario: What fell due, lasted or was silent is counted up to the day that an answer knows of
    Given the file "time/days-to-come.yaml" was imported
    When somebody asks for the promises as of 2090-01-01
    Then the promise "bridge" is "open"
    And the promise "quiet" is "in-force"
    And the answer is of a day to come
    When somebody asks for the promises as of 2026-01-01
    Then the answer is of a day that has been

  Scenario: What was public on a day is asked about that day
    Given the council promised the village a bridge by 2021-06-30
    When somebody asks "promises --public-at 2021-06-30" for data
    Then the answer is of 2021-06-30
    When somebody asks "promises --known-at 2025-01-31" for data
    Then the answer is of 2025-01-31
    When somebody asks "promises --public-at 2021-06-30 --as-of 2021-07-01" for data
    Then the answer is of 2021-07-01
    And the answer is of a day to come

  Scenario: An end after the last day of a mandate does not prolong it
    Given the file "time/end-moved-later.yaml" was imported
    When somebody runs "control town --as-of 2021-06-01"
    Then the screen does not say "last day for The agency"
    When somebody runs "show mandate/pay-agency"
    Then the screen says "As granted, its last day is 31 Dec 2020."
    And the screen says "An end with 1 Jan 2022 as the first day without is on record too; it was over before that."
    When somebody runs "show mandate/lead-agency"
    Then the screen says "As granted, its last day was to be 31 Dec 2022."
    And the screen says "It ended; the first day without: 1 Apr 2021."
    When somebody runs "check ends"
    Then the exit code is 1
    And the screen says "The agency, to pay [mandate/pay-agency]: it counts until its own last day, 31 Dec 2020: the end, 1 Jan 2022 as the first day without, came later"
    And the screen does not say "mandate/lead-agency"

  Scenario: A series and a stretch of time are headed by the moments that they are about
    Given the council promised the village a bridge by 2021-06-30
    When somebody runs "trust village --from 2020 --to 2022 --every year"
    Then the screen says "31 Dec 2020 to 31 Dec 2022, at the end of every year, as known now"
    When somebody asks "trust village --from 2020 --to 2022 --every year" for data
    Then the answer is of 2022-12-31
    When somebody runs "control village --from 2020 --to 2021"
    Then the screen says "1 Jan 2020 to 31 Dec 2021"
    And the screen says "Nobody vouches"

Feature: Every count on a screen can be listed
  A number is believed when one can see what it counts. `--list NAME` prints what is behind a count
  of a screen, no more and no less, and in every format.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  Scenario: What is behind a count of contact, by the channel
    Given the ministry sent residents of the village a letter on 2019-01-01
    And the ministry sent residents of the village a visit on 2019-03-01
    When somebody lists "contact village --list channels"
    Then the screen begins with "The village: updates to residents, by channel: 2."
    And the screen says "letter: 1"
    And the screen says "Ministry: news (visit; update/"
    When somebody lists "contact village --list channels:letter"
    Then the screen begins with "The village: updates to residents, by channel (letter): 1."
    When somebody lists "contact village --list channels:telegram"
    Then the exit code is 4
    And the message says "nothing is counted under telegram. Use channels:letter, channels:visit."

  Scenario: Promises of a year, and the sources that their records cite
    Given the ministry promised the village to publish a plan by 2020-01-01
    When somebody lists "trust village --list made:2019"
    Then the screen begins with "Promises counted as made (2019): 1 to The village or a part of it."
    And the screen says "due 2019: 1"
    When somebody lists "trust village --list sources"
    Then the screen begins with "Sources of the records of promises, cited sources: 1 to The village or a part of it."
    And the screen says "a letter to the village (of plan)"

  Scenario Outline: An empty list says so in a sentence, with the name of the place
    When somebody lists "<question>"
    Then the screen begins with "<answer>"

    Examples:
      | question | answer |
      | contact village --list adopted | The village: input that was adopted: 0. |
      | participation village --list less | The village: say of less than was promised: 0. |
      | participation --list tables | Everywhere: tables: 0. |
      | participation --by group --list left | Everywhere: seats given up: 0. |
      | tables village --list left | The village: seats given up: 0. |
      | levels village --list still | The village: quarters in which a level stood still, by level: 0. |
      | trust village --list broken | Promises counted as not kept: none to The village or a part of it. |
      | trust --list broken | Promises counted as not kept: none to any area or a part of it. |
      | trust village --list sources | Sources of the records of promises, cited sources: none to The village or a part of it. |
      | stability village --list exceptions | The village: exceptions in it, around it and for groups that may touch it: 0. |

  Scenario Outline: A list is of one moment
    When somebody lists "<question> --from 2018 --to 2020 --every year"
    Then the exit code is 2
    And the message says "a list is of one moment. Leave out --every, and name the moment with --as-of."

    Examples:
      | question |
      | contact village --list updates |
      | participation village --list kept |
      | tables --list left |
      | levels village --list still |
      | trust village --list kept |
      | stability village --list changed |

  Scenario Outline: A count that there is not is refused with those that there are
    When somebody lists "<question>"
    Then the exit code is 2
    And the message says "<message>"

    Examples:
      | question | message |
      | contact village --list news | 'news' is not one of 'updates', 'without-news', 'channels' |
      | participation --list nobody | 'nobody' is not one of 'decisions', 'perhaps', 'unrecorded' |
      | tables --list seats | 'seats' is not one of 'sitting', 'left', 'returned' |
      | levels --list years | 'years' is not one of 'promises', 'decisions', 'updates' |
      | trust --list kept:2018 | 'kept:2018' is no part of a count; told apart are undated:STATE, made:YEAR, sources:TYPE |
      | stability village --list changed:goal | 'changed:goal' is no part of a count; use changed |

  Scenario Outline: The lists come in every format
    Given the ministry sent residents of the village a letter on 2019-01-01
    When somebody lists "contact village --list updates --format <form>"
    Then the exit code is 0
    And the screen says "<text>"

    Examples:
      | form | text |
      | json | "channel": "letter" |
      | csv | ,village,The village,,update/ |
      | markdown | Ministry: news (letter; update/ |

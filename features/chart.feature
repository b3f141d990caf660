Feature: A series as bars and lanes
  Some would rather look than read: how promises, rules, control and conditions went, one moment after
  another, in signs that a pipe, a printer and a screen without colours show alike.

  Background:
    Given the example ledger

  Scenario Outline: A chart says what the table says, within 80 columns
    When somebody asks "<question> --from 2018 --to 2020 --every <step>" as a table and as a chart
    Then both begin with the same answer
    And no line of the chart is wider than 80 columns
    And the chart has a sign for each <what>
    And nothing in the chart depends on a colour

    Examples:
      | question                        | step    | what                            |
      | trust groningen-earthquake-area | year    | promise that fell due           |
      | stability overschild            | year    | day with a change of rules      |
      | control overschild --power lead | year    | body and moment                 |
      | conditions overschild           | year    | condition of each yardstick     |

  Scenario: Of many things one sign stands for several
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the council promised the village 200 things by 2020-06-30
    When somebody asks "trust village --from 2020 --to 2021 --every year --chart"
    Then the screen says "One sign for about"
    And no line of the screen is wider than 80 columns

  Scenario Outline: A chart is of a series, and for people
    When somebody asks "<question>"
    Then the exit code is 2
    And the message says "<message>"

    Examples:
      | question                                                     | message             |
      | trust overschild --chart                                     | Add --every         |
      | conditions overschild --chart                                | Add --every         |
      | control overschild --duties --every year --chart             | Leave out --chart   |
      | stability overschild --at 2019-01-01 --every year --chart    | Leave out --chart   |
      | trust overschild --list broken --chart                       | Leave out --chart   |
      | trust overschild --from 2015 --every year --chart --format json | Leave out --chart |

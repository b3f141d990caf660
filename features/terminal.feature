Feature: A screen fits its terminal, and a long answer is read from its top
  One reads in a narrow window beside a letter, another on a wide one. The answer stands in the first
  lines: nobody should have to scroll back for it, and no name should be torn apart.

  Background:
    Given the example ledger

  Scenario Outline: A screen is as wide as the terminal, from 60 to 120 columns
    When somebody asks "promises" on a terminal of <columns> columns
    Then the widest line of the answer has about <width> columns

    Examples:
      | columns | width |
      | 100     | 100   |

    @long
    Examples:
      | columns | width |
      | 40      | 60    |
      | 200     | 120   |

  Scenario: A file has 80 columns whatever the terminal, so that answers can be compared
    When somebody writes the answer to "promises" to a file, at a terminal of 120 columns
    Then the widest line of the answer has about 80 columns

  Scenario Outline: A table keeps names whole at every width, or breaks them at a hyphen or a slash
    When somebody asks "<question>" on terminals of 60, 80, 100 and 120 columns
    Then no line is wider than its terminal
    And no word of the answer is torn apart

    Examples:
      | question                                   |
      | control overschild                         |
      | trust overschild                           |
      | promises                                   |

    @long
    Examples:
      | question                                   |
      | trust                                      |
      | check deadlines                            |
      | parties                                    |
      | log --kind mandate                         |
      | control overschild --from 2015 --every year |
      | stability overschild                       |
      | areas                                      |
      | trust --by promisor                        |
      | conditions overschild                      |
      | control                                    |
      | control --duties                           |
      | stability                                  |
      | conditions                                 |
      | conditions overschild --from 2015 --every year |
      | trust overschild --explain                 |
      | show promise/hundred-homes-a-week          |
      | unequal appingedam                         |
      | participation overschild                   |
      | check                                      |

  Scenario: What is verified fits too, but for a root, which is one word
    When somebody asks "verify" on terminals of 60, 80, 100 and 120 columns
    Then no line is wider than its terminal

  Scenario: Where there is no room for the columns of a table, a row is a paragraph that names them
    When somebody asks "trust" on a terminal of 60 columns
    Then the terminal shows "area Krewerd due 2; in time 1; late 0; in part 0"

  Scenario: On a wide terminal the conditions are shown by the quarter, on a narrow one by the year
    When somebody asks "conditions overschild" on a terminal of 120 columns
    Then the terminal shows "One sign a quarter"
    When somebody asks "conditions overschild" on a terminal of 60 columns
    Then the terminal shows "One sign a year"

  Scenario: On a wide terminal a promise has its deadlines and the day it was done side by side
    When somebody asks "promises --status kept-late" on a terminal of 120 columns
    Then the terminal shows "due at first due now done what became of it"
    And the terminal shows "1 Jul 2017 1 Jul 2017 31 Jan 2018 kept late"
    When somebody asks "promises --status kept-late" on a terminal of 80 columns
    Then the terminal shows "due what became of it"

  Scenario: What a check finds is a line for a program, and goes on further in for people
    When somebody asks "check deadlines" on a terminal of 60 columns
    Then the terminal shows "the deadline 31" at the end of a line and "  Dec 2021 passed (records 373, 382, 381)" on the next
    When somebody writes the answer to "check deadlines" to a file, at a terminal of 60 columns
    Then the answer has the line "“The targets for 2021 were 4,000 inspections, 4,000 assessments and…” [promise/targets-2021]: the deadline 31 Dec 2021 passed (records 373, 382, 381)"

  Scenario Outline: An answer longer than the terminal is read in a pager, and its beginning stays
    Given a pager that keeps what it gets
    When somebody asks "<question>" on a terminal of 80 columns and <lines> lines
    Then the pager got the whole answer
    And the terminal shows only the beginning of the answer
    And the exit code is <code>

    Examples:
      | question                          | lines | code |
      | trust overschild                  | 24    | 0    |
      | verify                            | 4     | 0    |

    @long
    Examples:
      | question                          | lines | code |
      | log                               | 24    | 0    |
      | show promise/hundred-homes-a-week | 24    | 0    |
      | diff 1000                         | 24    | 0    |
      | check deadlines                   | 24    | 1    |

  Scenario: A pager that is left before it has read all ends the command, and nothing is said of it
    Given a pager that reads one line
    When somebody asks "log" on a terminal of 80 columns and 24 lines
    Then the pager got the beginning of the answer
    And the terminal shows only the beginning of the answer
    And the exit code is 0
    And there is no message

  Scenario Outline: What needs no pager is printed, once
    Given a pager that keeps what it gets
    When somebody asks "<question>" on a terminal of 80 columns and <lines> lines
    Then the pager got nothing
    And the terminal shows the answer

    Examples:
      | question                     | lines |
      | control --power lead         | 500   |
      | trust overschild --no-pager  | 24    |

    @long
    Examples:
      | question                     | lines |
      | verify --no-pager            | 4     |
      | trust --format markdown      | 24    |
      | trust --format csv --as-of 2020-12-31 | 24 |

  Scenario: A file needs no pager either
    Given a pager that keeps what it gets
    When somebody writes the answer to "log" to a file, at a terminal of 80 columns
    Then the pager got nothing

  Scenario Outline: Whoever wants no pager says so
    Given that PAGER is "<pager>"
    When somebody asks "trust overschild" on a terminal of 80 columns and 24 lines
    Then the terminal shows the answer
    And the exit code is 0

    Examples:
      | pager |
      | cat   |
      |       |

  Scenario Outline: A pager that does not work loses no answer
    Given that PAGER is "<pager>"
    When somebody asks "trust overschild" on a terminal of 80 columns and 24 lines
    Then the terminal shows the answer
    And the message says "show the answer with the pager <pager>: <obstacle>"
    And the exit code is 0

    Examples:
      | pager        | obstacle                    |
      | no-such-page | it cannot be started        |
      | exit 3;      | it ended with exit code 3   |

    @long
    Examples:
      | pager        | obstacle                    |
      | /            | it cannot be started        |
      | cat '        | it ended with exit code     |

  Scenario: PAGER is a command of the shell
    Given that PAGER is "tr a-z A-Z | head -1"
    When somebody asks "trust overschild" on a terminal of 80 columns and 24 lines
    Then the terminal shows "NO PROMISE TO OVERSCHILD"

  Scenario: A pager may be closed before it has read everything
    Given that PAGER is "true"
    When somebody asks "log --explain" on a terminal of 80 columns and 24 lines
    Then the terminal shows only the beginning of the answer
    And the exit code is 0
    And there is no message

  Scenario Outline: An interrupt from the keyboard is for the pager
    Given a pager that <does> when it is interrupted
    When somebody asks "log" on a terminal and interrupts the pager
    Then the terminal shows only the beginning of the answer
    And the exit code is 0
    And there is no message

    Examples:
      | does     |
      | stops    |

    @long
    Examples:
      | does     |
      | goes on  |

  Scenario Outline: Colours pass through less, and what else it is told stays
    Given a pager that keeps what it gets
    And that LESS is "<told>"
    When somebody asks "trust overschild" on a terminal of 80 columns and 24 lines
    Then the pager got its headings in bold
    And less is told "<all>"

    Examples:
      | told | all    |
      |      | -R     |
      | -iF  | -R -iF |

Feature: Who found what became of a promise, and what stands behind a count
  No outcome stands without who found it, on what basis and when. Whoever keeps a ledger reads what
  others found out, so what they say is not called independent. Every count can be listed.

  Background:
    Given a village whose ledger the coders keep, and in which silence is not keeping
    And the ministry promised the village to publish a plan by 2020-06-30

  @advice-04
  Scenario Outline: An outcome with who found it, on what basis and when
    Given <what>
    When somebody asks for the promises as of 2020-12-31
    Then the plan is <status>, found by "<by>", on the basis <basis>, on <on>
    And the list and the figures of the village say "<told>"

    Examples:
      | what                                              | status    | by        | basis       | on         | told                                                      |
      | the auditor found on 2020-08-01 that it is broken | broken    | auditor   | independent | 2020-08-01 | found 1 Aug 2020 by Auditor, independent of both sides    |
      | the coders found on 2020-08 that it is broken     | broken    | coders    | coders      | 2020-08    | found Aug 2020 by the coders of this ledger, from the press |
      | the coders found on 2020-05-01 that it is kept    | kept      | coders    | coders      | 2020-05-01 | 1 May 2020, found by the coders of this ledger, from the press |
      | the residents found on 2020-07-02 that it is kept | kept-late | residents | beneficiary | 2020-07-02 | 2 Jul 2020, found by Residents, for those it was promised to |
      | the ministry reported on 2020-08-01 not-kept      | broken    | ministry  | promisor    | 2020-08-01 | 1 Aug 2020, on the word of Ministry, who had to keep it   |
      | the ministry withdrew on 2020-05-01               | withdrawn | ministry  | promisor    | 2020-05-01 | withdrawn; 1 May 2020, by Ministry                        |
      | nothing                                           | overdue   |           | dates       | null       | by the dates alone, with nothing found to the contrary    |

  Scenario: Those who agree are named together, and who looked into it before who read of it
    Given the auditor found on 2020-08-01 that it is broken
    And the court found on 2020-09-01 that it is broken
    And the coders found on 2020-10-01 that it is broken
    When somebody asks for the promises as of 2020-12-31
    Then the plan is broken, found by "auditor, court", on the basis independent, on 2020-09-01

  Scenario: Of findings that differ none is the one that established it
    Given the auditor found on 2020-08-01 that it is broken
    And the court found on 2020-09-01 that it is partly
    When somebody asks for the promises as of 2020-12-31
    Then the plan is partly, found by "", on the basis null, on null

  Scenario: Somebody looked and could not tell
    Given the coders found on 2020-08-01 that it is unknown
    When somebody asks for the promises as of 2020-12-31
    Then the plan is overdue, found by "coders", on the basis coders, on 2020-08-01
    And the list and the figures of the village say "could not be established: looked into 1 Aug 2020 by the coders of this ledger, from the press"

  Scenario: On the promisor's word it is told whose word that is
    Given the ministry reported on 2020-05-01 kept
    When somebody asks for trust in the village on the word of the promisors
    Then the screen says "1 May 2020, on the word of Ministry, who had to keep it"

  Scenario: In a ledger that heard no promisor the dates alone establish nothing
    Given the ledger did not hear the promisors
    When somebody asks for the promises as of 2020-12-31
    Then the plan is overdue, found by "", on the basis null, on null
    Given the ministry spoke of it on 2020-09-01
    When somebody asks for the promises as of 2020-12-31
    Then the plan is overdue, found by "", on the basis dates, on 2020-09-01
    And the list and the figures of the village say "by the dates, last looked into 1 Sep 2020"

  Scenario: What was recorded of a promise begins with what became of it
    Given the coders found on 2020-08-01 that it is broken
    When somebody types "show plan"
    Then the screen says "Due: 30 Jun 2020. What became of it: not kept; found 1 Aug 2020 by the coders of this ledger, from the press."
    And the screen says "found by the coders of this ledger, from the press"
    And the screen does not say "independent"

  Scenario Outline: Promises that are asked for
    Given the promises of the example of filters
    When somebody lists promises with <options>
    Then the promises are "<names>"

    Examples:
      | options                        | names                  |
      | --topic roads                  | bridge, road           |
      | --made 2018                    | bridge, school         |
      | --made ..2018-02               | bridge                 |
      | --made 2018-06..2018-07        | school                 |
      | --made 2019..                  | plan, road             |
      | --due 2021..2021               | bridge, school         |
      | --due 2021-12                  | school                 |
      | --due ..2020                   | plan                   |
      | --due 2022..                   | road                   |
      | --text "NEW road"              | road                   |
      | --text "trucks"                | bridge                 |
      | --text "safe crossing"         | bridge                 |
      | --found-by court               | bridge                 |
      | --status unresolved            | school                 |
      | --topic roads --due 2022..     | road                   |
      | --area village --made 2018     | bridge, school         |

  Scenario Outline: A list that cannot be made
    When somebody lists promises with <options>
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | options            | code | message                                          |
      | --topic road       | 4    | no record in the ledger names it                 |
      | --found-by auditr  | 4    | Did you mean auditor?                            |
      | --made june        | 2    | Write --made 2018, --made 2018-03..2020, --made 2018.. or --made ..2020 |
      | --made 2018...2020 | 2    | it is no range of days                           |
      | --due ..           | 2    | it is no range of days                           |
      | --due 2020..2018   | 2    | it ends before it begins                         |

  Scenario: The list says how many came to what, and each of these can be listed
    Given the promises of the example of filters
    Then every count of the list of promises is the number of those listed by its name

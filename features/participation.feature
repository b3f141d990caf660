Feature: The say that residents were promised, and the say that they were given
  A court of audit and a residents' organisation read the same record: decision by decision which
  form of say a group was promised, which it was given, and whose advice was followed. Forms are
  shown. They are never averaged, and a higher one is not called a better one.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  @advice-01
  Scenario: What was promised stands beside what was given
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given consult
    And before "plan" council was promised consult and given advise
    When somebody reads the screen of participation in the village
    Then the screen says "Residents: co-decide → consult (less than promised)"
    And the screen says "Council: consult → advise"
    And the screen begins with "Of 2 promises of a say in 1 decision about The village, 1 was kept and 1 not."
    And the screen says "Known of 2, fewer than 8: too few for a share"
    And no line of the screen is longer than 80 characters

  @advice-01
  Scenario: Nothing on record is not the same as no say
    Given the ministry decided "plan" on 2020-03-01
    When somebody reads the screen of participation in the village
    Then the screen says "whether anybody had a say is not on record"
    And the screen begins with "No promise of a say is on record in 1 decision about The village; in 1 of the decisions no say of anybody is on record."

  @advice-01
  Scenario: What came after the decision counts as informing at most
    Given the ministry decided "plan" on 2020-03-01
    And after "plan" residents were promised consult and given co-decide
    When somebody asks for participation in the village as of 2020-12-31
    Then of 1 promises of say 0 were kept and 1 not, and 0 are not clear
    And residents count as having been given inform in "plan"

  @advice-35
  Scenario Outline: Whoever had one option left had nothing to decide
    Given the ministry decided "plan" on 2020-03-01 between <options> options
    And before "plan" residents were promised consult and given co-decide
    When somebody asks for participation in the village as of 2020-12-31
    Then of 1 promises of say <kept> were kept and <less> not, and <unclear> are not clear

    Examples: the number of options may be known, or not exactly
      | options | kept | less | unclear |
      | 1       | 0    | 1    | 0       |
      | 2       | 1    | 0    | 0       |
      | 1..3    | 0    | 0    | 1       |

  @advice-41
  Scenario: Eight decisions are enough for an interval, and no form is averaged
    Given these decisions of 2020, each with the form that residents were promised and given
      | decision | promised   | given      |
      | d1       | advise     | advise     |
      | d2       | co-produce | consult    |
      | d3       | consult    | consult    |
      | d4       | co-decide  | inform     |
      | d5       | advise     | co-produce |
      | d6       | co-produce | advise     |
      | d7       | consult    | inform     |
      | d8       | inform     | inform     |
    When somebody asks for participation in the village as of 2020-12-31
    Then of 8 promises of say 4 were kept and 4 not, and 0 are not clear
    And the share kept lies between 0.215216 and 0.784784, and is itself not given
    And the middle gap is -0.5 rungs, and 2 were drops
    And the answer has no mean of forms
    When somebody reads the screen of participation in the village
    Then the screen says "between 22% and 78% (95% interval, Wilson)"
    And the screen says "They are compared, never averaged: which form fits depends on the task."

  @advice-03
  Scenario: A trend is drawn only where every year has enough
    Given the ministry decided "first" on 2019-03-01
    And before "first" residents were promised co-decide and given co-decide
    And the ministry decided "second" on 2020-03-01
    And before "second" residents were promised co-decide and given inform
    And the ministry decided "vague" on 2019/2020
    When somebody asks for participation in the village by year from 2019 to 2020
    Then the decisions of 2019 are 1, 1 kept and 0 not, and of 1 the year is too vague
    And the decisions of 2020 are 1, 0 kept and 1 not, and of 1 the year is too vague
    When somebody reads the screen of participation in the village by year from 2019 to 2020
    Then the screen says "No trend is drawn"

  @advice-03
  Scenario: With enough in every year the shares stand side by side
    Given 8 decisions of 2019 in which residents were given what they were promised
    And 8 decisions of 2020 in which residents were given less than they were promised
    When somebody reads the screen of participation in the village by year from 2019 to 2020
    Then the screen says "68% to 100%"
    And the screen says "0% to 32%"

  @advice-02 @advice-03
  Scenario: Level by level
    Given the ministry decided "plan" on 2020-03-01 at level governance
    And before "plan" residents were promised advise and given none
    And the council decided "street" on 2020-04-01 at level area
    And before "street" residents were promised consult and given co-produce
    When somebody asks for participation in the village by level
    Then for area 1 promise of say was kept and 0 not
    And for governance 0 promises of say were kept and 1 not

  @advice-32
  Scenario: The norm apart from carrying it out
    Given the ministry decided "what-is-unsafe" on 2020-03-01 on topic norm
    And before "what-is-unsafe" residents were given none
    And the ministry decided "colour-of-the-door" on 2020-04-01 on topic works
    And before "colour-of-the-door" residents were given co-decide
    When somebody asks for participation in the village by topic
    Then on topic norm the forms given are none 1
    And on topic works the forms given are co-decide 1

  @advice-33
  Scenario: Whose advice was followed
    Given the ministry decided "plan" on 2020-03-01
    And adviser advised about "plan" and was followed: yes
    And league advised about "plan" and was followed: no
    And council advised about "plan" and was followed: partly
    When somebody reads the screen of participation in the village
    Then the screen says "· advice of League: not followed"
    And the row "advice of residents and" says "followed 0, in part 1, not 1"
    And the row "advice of technical, legal," says "followed 1, in part 0, not 0"

  @advice-39
  Scenario: Invited, or in protest
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" league came in protest, begun by residents, and was given consult
    When somebody reads the screen of participation in the village
    Then the screen says "League: consult (in protest, begun by Residents)"
    And the row "who began it" says "residents 1, others 0, not on record 0"
    And the row "how they came in" says "invited 0, in protest 1, not on record 0"

  Scenario: A decision that was reversed stays, and so does the say that there was in it
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given none
    And the court reversed "plan" on 2020-09-01
    When somebody reads the screen of participation in the village
    Then the screen says "· reversed 1 Sep 2020 by Court: It was not reasoned."
    And the row "decisions reversed" says "1"

  Scenario: As it stood before the reversal, and as it was known before the mistake was found
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given none
    And the court reversed "plan" on 2020-09-01
    And the record of what residents were given in "plan" was retracted as a mistake
    When somebody asks for participation in the village as of 2020-06-30
    Then of 0 promises of say 0 were kept and 0 not, and 0 are not clear
    And 0 decisions were reversed
    When somebody asks the same as it was known before the retraction
    Then of 1 promises of say 0 were kept and 1 not, and 0 are not clear

  Scenario: What is disputed stays and is marked
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given none
    And the ministry disputed the record of what residents were given in "plan"
    When somebody reads the screen of participation in the village
    Then the screen says "Residents: co-decide → none (less than promised, disputed)"

  Scenario: Decisions about the region are told apart from those about the village
    Given the ministry decided "regional" on 2020-03-01 about the region
    And before "regional" residents were promised consult and given none
    When somebody asks for participation in the village as of 2020-12-31
    Then 0 decisions are about the village and 1 about what covers it
    When somebody lists the decisions about the village
    Then the screen says "A decision. (Ministry; regional)"

  Scenario: One decision in plain words, with its sources
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given consult
    When somebody shows the decision "plan"
    Then the screen says "1 Mar 2020, decided by Ministry: A decision."
    And the screen says "Residents had been promised this say: co-decide; it was given: consult. That is less than promised."

  Scenario: Every figure can be followed to its records
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given consult
    When somebody asks for participation in the village with an explanation
    Then the explanation names decision.taken and decision.participation with their sources

  @advice-28
  Scenario: No decision about a dwelling without its owner
    Given the ministry decided "demolition" on 2020-03-01 at level dwelling
    And before "demolition" residents were given consult
    And the council decided "strengthening" on 2020-03-01 at level dwelling
    And before "strengthening" residents were given co-decide
    When somebody runs the check owner-decides
    Then the exit code is 1
    And the only finding is about decision/demolition

  @advice-28
  Scenario: A check for promised say that was not given
    Given the ministry decided "plan" on 2020-03-01
    And before "plan" residents were promised co-decide and given consult
    When somebody runs the check promised-say
    Then the exit code is 1
    And the screen says "Residents was promised co-decide and given consult"

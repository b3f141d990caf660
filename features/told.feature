Feature: Told what changed
  What a ledger showed, it shows otherwise after a correction. Whoever read it before is told what was
  corrected, old and new, why, by whom, and what that moves.

  Background:
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30
    And an auditor established on 2020-07-15 that the plan promise was kept

  Scenario: What was recorded since tells field, old, new, reason, by whom and what it moves
    When the clerk corrects the promise to be due on 2020-07-31
    And somebody asks "diff 7"
    Then the screen says "A promise was made: “The ministry will publish a plan.” — due 30 Jun 2020 → 31 Jul 2020 (reason: a typing error; by clerk); with it: what became of it kept late → kept; counts as 0 → 1"
    And the screen says "Corrected, each with what it moves"
    And the screen does not tell "New promises"
    When somebody asks "log --since 2026"
    Then the screen says "due 30 Jun 2020 → 31 Jul 2020 (reason: a typing error; by clerk); with it: what became of it kept late → kept"
    When somebody asks "log"
    Then the screen says "(retracted; corrected later by record 8)"
    And the screen says "A promise was made · promise/plan: in the place of record 5"

  Scenario: Every view marks what was corrected after it had stood
    When the clerk corrects the promise to be due on 2020-07-31
    And somebody asks "promises"
    Then the screen says "publish a plan. †"
    And the screen says "† Corrected after it had stood in this ledger: promise/plan by record 8."
    And the rows of "promises" say that record 8 corrected them
    And the rows of "promises --known-at 7" say that nothing corrected them
    And the answer to "trust village --explain" names promise/plan as corrected by record 8

  Scenario Outline: The sign stands where a view tells of what was corrected
    Given a mandate, a decision, an update and a figure that were corrected
    When somebody asks "<question>"
    Then the screen says "<told>"
    And the screen says "† Corrected after it had stood in this ledger:"

    Examples:
      | question                      | told           |
      | control village               | everything †   |
      | decisions                     | The route. †   |
      | contact village --list updates | letter †      |
      | figures                       | houses †       |

  Scenario Outline: Every command that tells of records marks what was corrected
    Given the example ledger, in which all that stood was corrected in a later import
    When each command that tells of records is asked with "<option>"
    Then each answer names what was corrected, and each row what corrected it
    And each screen bears the sign, and says what it means

    Examples:
      | option             |
      | --no-pager         |
      | --public-at 2021   |

  Scenario: Words that were not public then are not told
    Given a promise that was public in 2025, and the letter of 2021 that put it off
    When somebody asks "diff 7 --public-at 2022-01-01"
    Then the screen says "A promise was put off: unheard"
    And the screen does not tell "Nobody heard of it."
    When somebody asks "diff 7 --public-at 2025-12-31"
    Then the screen says "A promise was put off: “Nobody heard of it.”"

  Scenario Outline: What corrects a record that was not public then does not say what that said
    Given a promise that was public in 2025, and the letter of 2021 that put it off
    When the words of that promise are corrected
    And somebody asks "<question> --public-at 2022-01-01"
    Then the screen says "A mistake in the record was taken back"
    And the screen does not tell "Nobody heard"
    When somebody asks "<question> --public-at 2025-12-31"
    Then the screen says "text Nobody heard of it. → Nobody heard of this."

    Examples:
      | question             |
      | diff 7               |
      | log                  |
      | show promise/unheard |

  Scenario: A page for readers marks what was corrected
    When the clerk corrects the promise to be due on 2020-07-31
    And somebody writes the report of the village
    Then the screen says "] †"
    And the screen says "† Corrected after it had stood in this ledger: promise/plan by record 8."

  Scenario: What is told of a condition whose first record was retracted
    Given the ministry said that residents were heard, and they said that they were not
    When the first of these is corrected
    And somebody checks for contradictions
    Then the exit code is 1
    And the screen says "contradicts"

  Scenario: What an import corrects of itself had never stood
    When somebody imports a promise and its correction together
    And somebody asks "promises"
    Then the screen does not tell "†"
    When somebody asks "diff 7"
    Then the screen says "due 31 Dec 2021 → 31 Dec 2022"
    And the screen does not tell "with it:"

  Scenario: What was retracted with nothing in its place
    When somebody retracts the finding as a mistake
    And somebody asks "diff 7"
    Then the screen says "A mistake in the record was taken back: “The ministry will publish a plan.” — retracted, with nothing in its place (reason: the wrong plan); with it: what became of it kept late → deadline passed"

  Scenario: Who extends a copy is told
    Given somebody cloned the ledger
    When the clerk corrects the promise to be due on 2020-07-31
    And they pull
    Then the screen says "Corrected since: 1"
    And the screen says "due 30 Jun 2020 → 31 Jul 2020 (reason: a typing error; by clerk); with it: what became of it kept late → kept"
    When they pull
    Then the screen does not tell "Corrected since"

  Scenario: A reader program is told each thing once, and the same again
    Given the ministry promised the village by 2021-06-30, and nothing came of it
    When the clerk corrects the promise to be due on 2020-07-31
    And somebody writes a feed
    Then the feed is one that reader programs take
    And it tells of each record once, but for the retraction
    And its entry of record 9 says "due 30 Jun 2020 → 31 Jul 2020 (reason: a typing error; by clerk); with it: what became of it kept late → kept"
    And it tells "Fell due, with nothing established: “A plan.”"
    And it tells "A promise was made: “A plan.” (in The village, by Ministry)"
    And it tells "Corrected: A promise was made: “The ministry will publish a plan.”"
    And it is the same when it is written again

  Scenario: A reader program is told what came since, and of a place alone
    When the clerk corrects the promise to be due on 2020-07-31
    And somebody writes a feed with "--since 7"
    Then it tells of 1 entry
    When somebody writes a feed with "--since 9"
    Then it tells of 0 entries
    When somebody writes a feed with "--area village"
    Then it tells of 3 entries
    When somebody writes a feed with "--since 10"
    Then the exit code is 4
    When somebody writes a feed with "--area nowhere"
    Then the exit code is 4
    When somebody writes a feed with "--url javascript:x"
    Then the exit code is 2

  Scenario: A feed calls a promise as it stood when a record came
    When the clerk corrects the promise to be called "A plan with a map."
    And the ministry puts the plan off
    And somebody writes a feed
    Then its entry of record 6 is titled "Somebody found what became of a promise: “The ministry will publish a plan.” (by Auditor)"
    And its entry of record 8 is titled "Corrected: A promise was made: “A plan with a map.”"
    And its entry of record 9 is titled "A promise was put off: “A plan with a map.” (by Ministry)"
    When somebody writes a feed with "--since 7"
    Then its entry of record 9 is titled "A promise was put off: “A plan with a map.” (by Ministry)"

  @long
  Scenario: A feed of a large ledger leads to what came before
    When somebody registers 3200 parties
    And somebody writes a feed
    Then the feed and its archives tell of each record once
    And the archives stay as they are when more is recorded

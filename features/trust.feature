Feature: How far the record supports trust
  A resident, an auditor and a journalist ask the same question and get the same answer:
  what was promised, what became of it, and how sure can I be?

  Background:
    Given a ledger in which a deadline without any later record counts as not looked into
    And the ministry promised the village to publish a plan by 2020-06-30

  @advice-04 @advice-30
  Scenario: A promise that was kept in time
    Given an auditor established on 2020-05-01 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 1 kept, 0 late, 0 partly, 0 broken, 0 unresolved

  @advice-04
  Scenario: The last day of a deadline is in time and the next day is late
    Given an auditor established on 2020-07-01 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 0 kept, 1 late, 0 partly, 0 broken, 0 unresolved

  @advice-04
  Scenario: Silence is not a breach when the promisor was not heard
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 0 kept, 0 late, 0 partly, 0 broken, 1 unresolved

  @advice-04
  Scenario: The promisor's word alone establishes nothing
    Given the ministry reported on 2020-05-01 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 0 kept, 0 late, 0 partly, 0 broken, 1 unresolved

  Scenario: A promise is not counted before it is due
    Given an auditor established on 2020-05-01 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-06-30
    Then the answer counts 0 due: 0 kept, 0 late, 0 partly, 0 broken, 0 unresolved

  Scenario: A mistake of ours is retracted, and what was shown before stays reproducible
    Given an auditor established on 2020-05-01 that the plan promise was kept
    And that record was retracted as a mistake
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 0 kept, 0 late, 0 partly, 0 broken, 1 unresolved
    When somebody asks the same as the ledger stood before the retraction
    Then the answer counts 1 due: 1 kept, 0 late, 0 partly, 0 broken, 0 unresolved

  Scenario: A screen says what it is about and what it is not
    When somebody reads the screen for the village as of 2020-12-31
    Then the screen says "It is not what residents feel."
    And the screen says "fewer than 8: too few for a figure"
    And no line of the screen is longer than 80 characters

  @advice-04 @advice-07
  Scenario Outline: Who speaks for residents needs their mandate to agree to a later date
    Given the residents gave the council a mandate to decide for them from <mandate>
    And the council agreed on 2020-06-01 that the plan was postponed to 2020-07-31
    And an auditor established on 2020-07-15 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: <kept> kept, <late> late, 0 partly, 0 broken, 0 unresolved
    And the list of promises has the plan due on 2020-06-30 at first, on <due> now, and done on 2020-07-15

    Examples:
      | mandate    | kept | late | due        |
      | 2019-06-01 | 1    | 0    | 2020-07-31 |
      | 2020-06-02 | 0    | 1    | 2020-06-30 |

  @advice-07
  Scenario: A mandate that was taken back for the village speaks for it no more
    Given the residents gave the council a mandate to decide for them from 2019-06-01
    And the residents took that mandate back for the village from 2020-03-01
    And the council agreed on 2020-06-01 that the plan was postponed to 2020-07-31
    And an auditor established on 2020-07-15 that the plan promise was kept
    When somebody asks for trust in the village as of 2020-12-31
    Then the answer counts 1 due: 0 kept, 1 late, 0 partly, 0 broken, 0 unresolved

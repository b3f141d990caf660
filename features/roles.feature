Feature: Who may say what of a promise
  Nobody certifies its own promise, and nobody speaks for others who did not ask it to. A saying by
  somebody who may not say it is refused when it is recorded; where a later record makes it such, it
  is listed and counts for nothing.

  Background:
    Given a council, its office, a new council, an agency, an auditor and residents
    And the old council promised the residents a pool by 2023-12-31

  Scenario Outline: What is not theirs to say is refused
    When somebody records that <who> <said> on 2023-05-01
    Then the exit code is 3
    And the message says "record <kind> on promise/pool: <obstacle>"
    And the message says "input.received"
    And nothing of it was recorded

    Examples:
      | who        | said                            | kind               | obstacle                                  |
      | the office | found it kept, as independent   | promise.assessed   | office is not independent of it           |
      | residents  | found it kept, as independent   | promise.assessed   | residents is not independent of it        |
      | the agency | found it kept, as a beneficiary | promise.assessed   | agency is none of those it was made to    |
      | the agency | found it kept, as the promisor  | promise.assessed   | agency is none of those that owe it       |
      | the agency | reported it kept                | promise.reported   | agency is none of those that owe it       |
      | the agency | withdrew it                     | promise.withdrawn  | agency is none of those that owe it       |
      | the agency | postponed it                    | promise.postponed  | agency is none of those that owe it       |
      | the agency | suspended it                    | promise.suspended  | agency is none of those that owe it       |
      | the agency | redefined it                    | promise.redefined  | agency is none of those that owe it       |
      | the office | released it                     | promise.released   | office is none of those it was made to    |

  Scenario Outline: What is theirs to say is recorded
    When somebody records that <who> <said> on 2023-05-01
    Then the exit code is 0

    Examples:
      | who         | said                            |
      | the auditor | found it kept, as independent   |
      | residents   | found it kept, as a beneficiary |
      | the office  | found it kept, as the promisor  |
      | the office  | reported it kept                |
      | residents   | released it                     |

  Scenario Outline: A mandate to decide for the residents lets a body speak for them
    Given the residents gave the agency a mandate to decide for them in the <area> up to <until>
    When somebody records that the agency <said> on 2023-05-01
    Then the exit code is <code>
    When somebody asks for a check of roles
    Then the exit code is <listed>

    Examples:
      | area    | until      | said                            | code | listed |
      | village | 2025-12-31 | released it                     | 0    | 0      |
      | village | 2025-12-31 | found it kept, as a beneficiary | 0    | 0      |
      | village | 2025-12-31 | found it kept, as independent   | 3    | 0      |
      | village | 2022-12-31 | released it                     | 3    | 0      |
      | village | 2022-12-31 | found it kept, as independent   | 0    | 0      |
      | hamlet  | 2025-12-31 | found it kept, as independent   | 0    | 0      |
      | hamlet  | 2025-12-31 | released it                     | 0    | 1      |

  Scenario: A successor is refused in whatever order the records stand
    When somebody records that the new council assesses it before the succession is told
    Then the exit code is 3
    And the message says "new-town is not independent of it: it owes or owed it (new-town, old-town)"

  Scenario: On an imprecise day it is enough that one of its days will do
    Given the new council took over from the old one on 2023-03-01
    When somebody records that the new council found it kept, as the promisor on 2023
    Then the exit code is 0

  Scenario: A later succession is not refused, and takes the weight of what was said before
    Given the new council found it kept, as independent on 2023-05-01
    When somebody asks how the pool promise stands on 2024-06-01
    Then it is kept
    When the new council took over from the old one on 2023-03-01
    Then the exit code is 0
    When somebody asks how the pool promise stands on 2024-06-01
    Then it is overdue and owed by new-town
    When somebody asks for a check of roles
    Then the exit code is 1
    And the screen says "new-town assessed it as an independent party, and is none of these"
    When somebody asks how it stood as the ledger was before that
    Then it is kept

  Scenario: Of two who owe a promise, each withdraws for itself
    Given the old council and the agency promised the residents a park by 2023-12-31
    When the agency withdrew the park promise on 2023-05-01
    And somebody asks how the park promise stands on 2023-06-01
    Then it is open and owed by old-town
    When the old council withdrew the park promise on 2023-05-02
    And somebody asks how the park promise stands on 2023-06-01
    Then it is withdrawn and owed by agency, old-town

  Scenario: What one of two claims, the other still owes
    Given the old council and the agency promised the residents a park by 2023-12-31
    When the agency reported the park promise kept on 2023-05-01
    And somebody asks how the park promise stands on 2024-06-01
    Then it is overdue and scored -1
    When the old council reported the park promise kept on 2023-05-02
    And somebody asks how the park promise stands on 2024-06-01
    Then it is overdue and not scored

  Scenario: An office of a body attests nothing of the body's conditions
    Given a yardstick of the residents for the village from 2023-01-01 with the condition heard
    When the office attested on 2023-02-01 that heard is met
    Then the condition heard is unknown on 2023-06-01
    When the auditor attested on 2023-03-01 that heard is met
    Then the condition heard is met on 2023-06-01

  Scenario: The example journal has no record that says what is not theirs to say
    Given the example ledger
    When somebody asks for a check of roles
    Then the exit code is 0

Feature: What a register says otherwise in a later file
  A register overwrites what it said. The ledger keeps both: what differs is recorded as what it means,
  and where nobody can tell what it means, it is told and nothing is recorded.

  Background:
    Given a register that was read on 2025-01-31

  Scenario Outline: What was promised became something else, and what was said first stands
    When the register says <column> "<now>"
    And somebody imports it as of 2025-02-28
    Then the exit code is 0
    And the screen says "What changed since the file before, and is recorded as such: <told>"
    And the new records are <records>
    And the new records were public on 2025-02-28
    When somebody imports it as of 2025-03-31
    Then the screen says "0 records recorded"
    When the register says <column> "<before>"
    And somebody imports it as of 2025-04-30
    Then the screen says "1 record recorded"

    Examples:
      | column   | before                  | now         | told                                     | records                                        |
      | Deadline | 2024                    | 2026-06-30  | due: 2024 → 2026-06-30                   | promise.postponed r-1-due-2025-02-28           |
      | Aantal   | 100                     | 80          | size: 100 → 80                           | promise.redefined r-1-size-2025-02-28          |
      | Budget   | 2,5                     | 2           | amount: EUR 2.5 → EUR 2                  | promise.redefined r-1-amount-2025-02-28        |
      | Maatstaf | Opgeleverd              | Aanbesteed  | criterion: Opgeleverd → Aanbesteed       | promise.redefined r-1-criterion-2025-02-28     |
      | Gereed   | 10                      | 25          | done: 10 → 25                            | promise.progressed r-1-progressed-2            |
      | Status   | Loopt                   | Klaar       | outcome: partly → kept                   | promise.reported r-1-kept                      |

  Scenario: The first size stands
    When the register says Aantal "80"
    And somebody imports it as of 2025-02-28
    And somebody asks for the promise
    Then the screen says "(promise.redefined) by College how one knows size: 80"

  Scenario: Of other fields nobody can tell what a difference means, until the mapping says so
    When the register says Belofte "Honderd nieuwe woningen"
    And somebody imports it as of 2025-02-28
    Then the exit code is 0
    And the screen says "What differs from the file before, and is not recorded as long as the mapping does not say under `changes:` what that means: text: Honderd woningen → Honderd nieuwe woningen"
    And the screen says "0 records recorded"
    When somebody imports it strictly as of 2025-02-28
    Then the exit code is 3
    And the message says "text was 'Honderd woningen' and is 'Honderd nieuwe woningen', and nobody said what that means. Say at text under `changes:`: correction, redefinition, or nothing"

  Scenario Outline: The mapping says what a difference means
    When the register says Belofte "Honderd nieuwe woningen"
    And the mapping says that another <field> is <meaning>
    And somebody imports it strictly as of 2025-02-28
    Then the exit code is 0
    And the new records are <records>
    And the promise says "<text>"
    When somebody imports it strictly as of 2025-03-31
    Then the screen says "0 records recorded"

    Examples:
      | field | meaning      | records                                                                          | text                    |
      | text  | correction   | record.retracted r-1-of-2025-02-28-retracted, promise.made r-1-of-2025-02-28     | Honderd nieuwe woningen |
      | text  | redefinition | promise.redefined r-1-text-2025-02-28                                            | Honderd woningen        |
      | text  | nothing      | none                                                                             | Honderd woningen        |

  Scenario: A correction keeps what else the register said
    When the register says Deadline "2026-06-30"
    And somebody imports it as of 2025-02-28
    And the register says Belofte "Honderd nieuwe woningen"
    And the mapping says that another text is correction
    And somebody imports it strictly as of 2025-03-31
    Then the exit code is 0
    And the promise says "Honderd nieuwe woningen"
    And the promise is due on 2024 and was put off once

  Scenario: A status of which nothing is recorded takes back none that was
    When the register says Status "Open"
    And somebody imports it as of 2025-02-28
    Then the exit code is 0
    And the screen says "outcome: partly → Open"
    And the screen says "0 records recorded"
    When somebody imports it strictly as of 2025-02-28
    Then the exit code is 3

  Scenario: What others recorded meanwhile is no news of the register
    Given others recorded that the deadline moved to 2027 and that the promise was kept
    When somebody imports it as of 2025-02-28
    Then the screen says "0 records recorded"
    When the register says Deadline "2027"
    And somebody imports it as of 2025-03-31
    Then the screen says "0 records recorded"

  Scenario: What somebody added of which the register has no column stays
    When somebody corrects the promise with topic=wonen
    And somebody imports it strictly as of 2025-02-28
    Then the exit code is 0
    And the screen says "0 records recorded"
    When the register says nothing as Maatstaf
    And somebody imports it as of 2025-03-31
    Then the screen says "criterion: Opgeleverd → (empty)"

  Scenario Outline: What cannot be meant is refused with its place
    When the mapping says that another <field> is <meaning>
    And somebody imports it as of 2025-02-28
    Then the exit code is 6
    And the message says "<message>"

    Examples:
      | field | meaning   | message                                                          |
      | tekst | nothing   | read the mapping: there is no field 'tekst'. Did you mean text?  |
      | text  | withdrawn | read the mapping: text cannot be so                              |

Feature: A screen says what it counts, in an order that can be followed
  A journalist reads the screens one after another and quotes from them. What is left out, what a
  record says and where to look next must stand on the screen itself.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  @advice-04
  Scenario: A series of one place shows the promises to a wider place as well, the fuller block first
    Given the ministry promised the region "A study." by 2018-06-30
    When somebody runs "trust village --from 2018 --to 2019 --every year"
    Then the screen says "Promised to a wider area or group that covers or touches it"
    And the screen says "31 Dec 2018 The village 1 0 0 0 1 0"
    And the screen says "Promised to The village or a part of it"
    And the screen says "31 Dec 2018 The village 0 0 0 0 0 0"
    And "wider area or group" stands before "The village or a part of it"

  @advice-04
  Scenario: A series of several places says that it leaves out the wider ones, and how to see them
    Given the ministry promised the region "A study." by 2018-06-30
    And the ministry promised the village "A path." by 2018-06-30
    When somebody runs "trust --from 2018 --to 2019 --every year"
    Then the screen says "Counted is only what was promised to that area or a part of it."
    And the screen says "name one area to see them: gestand trust AREA --from DATE --every year"

  @advice-04
  Scenario: Promises told apart by promisor stand under their area, by their names
    Given the ministry promised the region "A study." by 2018-06-30
    And the ministry promised the village "A path." by 2018-06-30
    When somebody runs "trust --by promisor"
    Then the screen says "The region in in not not not no told apart by due"
    And the screen says "The village in in not not not no told apart by due"
    And the screen says "Counted is only what was promised to that area or a part of it."
    When somebody runs "trust village --by promisor --from 2018 --to 2019 --every year"
    Then the screen says "Counted is only what was promised to that area or a part of it."

  Scenario: A series names parties as every screen does, and an order between two areas has one too
    Given the ministry promised the village "A path." by 2018-06-30
    When somebody runs "promises --from 2018 --to 2019 --every year"
    Then the screen says "Ministry"
    And the screen does not say "['"
    And the screen does not say "('"
    When somebody runs "trust village region --compare --by promisor --from 2018 --to 2019 --every year"
    Then the screen says "31 Dec 2018 village region 1 1 ?"
    When somebody runs "trust village region --compare"
    Then the screen says "Promises to The village and to The region compared"
    And the screen says "Outcomes known: 1 for The village, 1 for The region."

  Scenario Outline: The answer stands first, in a sentence, before what was asked
    Given the ministry promised the region "A study." by 2018-06-30
    And the ministry promised the village "A path." by 2018-06-30
    When somebody runs "<question>"
    Then the screen begins with "<answer>"

    Examples:
      | question | answer |
      | trust village | Of the promises to The village 1 deadline passed without a record of keeping; nobody has looked yet. The village, village in The region |
      | trust village --as-of 2018-01-01 | No promise to The village that can be scored has fallen due. The village, village in The region |
      | trust | Of the promises to the 2 areas below 2 deadlines passed without a record of keeping; nobody has looked yet. Promises and what became of them |
      | trust village --by promisor | Of 1 promise to The village that fell due, 0 were kept in time, 0 late, 0 in part and 1 not; what became of 0 is not established. Promises and what became of them |
      | trust village region --compare | No order between the two can be defended by this record. Promises to The village and to The region compared |
      | trust village --list broken | Promises counted as not kept: 1 to The village or a part of it, 1 to a wider area or group that covers or touches it. |
      | trust village --from 2018 --to 2019 --every year | On 31 Dec 2019: Of the promises to The village 1 deadline passed without a record of keeping |
      | promises | 2 promises on record: 2 deadline passed. Promises |
      | promises --status overdue | 2 promises on record in this state: deadline passed. Promises |
      | promises --status kept | None on record that fits the question. Promises |
      | participation village | No decision about The village is on record. |
      | decisions | None on record that fits the question. Decisions |
      | contact village | The village: no update to residents is on record; no wish, objection, advice or other input is on record. Contact with The village |
      | levels village --as-of 2019-12-31 | Of 12 whole quarters between 1 Jan 2017 and 31 Dec 2019 the record shows a standstill in 0 (dwelling), 0 (area), 0 (governance). Dwelling, area and governance: |
      | tables | None on record that fits the question. Tables |
      | lessons | Lessons on record: 0, taken up by somebody on record: 0; times on record that parties looked back together: 0. Looking back |
      | charters | No yardstick is on record. Yardsticks |
      | figures | None on record that fits the question. Published figures |
      | parties | Bodies, offices and groups on record: 7; of these made a promise: 1. Parties |
      | areas | Areas on record: 2; to 2 of them a promise was made directly, and 0 came to an end. Areas |
      | cases | None on record. Cases |
      | log | Records: 12, of these retracted: 0, disputed: 0. Records in the order |
      | diff 2 | 10 records were recorded since |
      | check deadlines | Findings: 2 (deadlines 2). Findings |
      | show party/ministry | Ministry · body or organisation, 1 record; the last: a body or organisation was put on record, |

  Scenario: A ledger in which nobody signed anything says so, when only signed records are asked for
    Given the ministry promised the village "A path." by 2018-06-30
    When somebody runs "promises --signed"
    Then the screen says "None on record that fits the question."
    And the screen says "No record of this ledger is signed by a party that is registered with its key."
    When somebody runs "promises --promisor council"
    Then the screen says "None on record that fits the question."
    And the screen does not say "is signed"

  @advice-16
  Scenario: Who has control everywhere stands under the widest place, by name, each power once
    Given the group "Old damage claims" in the village
    And the ministry leads for the village by the mandate "leading-the-strengthening-in-villages"
    And the ministry leads for the group by the mandate "leading-old-damage-claims"
    And the ministry led for the village on the norm until 2018-12-31
    When somebody runs "control"
    Then the screen says "the lead in The village is held on strengthening by Ministry, since 1 Jan 2018; on damage for the group Old damage claims by Ministry, since 1 Jan 2018; on norm by nobody on record. Who has control"
    And the screen says "norm None on record. Before that, until 31 Dec 2018: Ministry"
    And the screen says "strengthening Ministry, since 1 Jan 2018, by law or decree"
    And the screen does not say "leading-the-strengthening-in-villages"
    And no line of the screen is longer than 80 characters
    When somebody runs "control cohort/old-damage-claims"
    Then the screen does not say "damage, for the group Old damage claims"

  @advice-04
  Scenario: A table for a spreadsheet says of which day it is, and has no figure where nothing fell due
    Given the ministry promised the village "A path." by 2030-06-30
    And the ministry promised the region "A study." by 2018-06-30
    When somebody runs "trust village region --as-of 2020-12-31 --format csv"
    Then in the table of 2 rows every row is as of 2020-12-31
    And "strict, lenient, unresolved_low, unresolved_high" are empty for the village
    And "strict, lenient, unresolved_low, unresolved_high" are "0.3333333333333333" for the region
    When somebody runs "trust village --from 2019 --to 2020 --every year --format csv"
    Then the columns of the table begin with "as_of, area"

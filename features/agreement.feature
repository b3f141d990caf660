Feature: The answers about one day and place agree
  Whoever asks several commands about the same day and place, on the example of Groningen, gets
  answers that can stand side by side: who leads and since when, when the rules first changed, what
  was broken first, and which promises are in breach.

  Scenario Outline: One place on one day
    Given the example ledger
    When somebody asks everything about <place> as of <day>
    Then conditions names those who lead as control does, since the same day
    And a lead that passed on is no longer that of the start, from the day on that the check has
    And stability, conditions and the check date the first change of rules alike
    And the check names the condition that was broken first, and the day, as conditions does
    And every promise in breach by conditions is one that promises and trust show as not kept
    And what conditions counts for a part of it is what stability lists

    Examples:
      | place                     | day        |
      | overschild                | 2020-12-31 |

    @long
    Examples:
      | place                     | day        |
      | krewerd                   | 2022-12-31 |
      | opwierde                  | 2019-10-16 |
      | overschild                | 2018-06-30 |
      | overschild                | 2024-12-31 |
      | krewerd                   | 2018-12-31 |
      | krewerd                   | 2026-11-01 |
      | opwierde                  | 2018-06-30 |
      | opwierde                  | 2022-06-30 |
      | groningen-earthquake-area | 2018-12-31 |
      | groningen-earthquake-area | 2025-06-30 |
      | groningen-earthquake-area | 2020-12-31 |

Feature: While a site is made
  Several processes make it, others record and sign meanwhile, and the program may be stopped or
  killed: the old site stays until the new one is whole.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page

  Scenario: A program that is killed while it makes the site leaves the old one
    When somebody makes the site
    And the council promised the league a meeting, and the system kills whoever makes the site again
    Then every file of the site is as it was
    And an unfinished folder stands beside the site
    When somebody makes the site again
    Then the page of that promise is new, and stands on that of the council
    And nothing else stands beside the site

  Scenario: Several processes make the same site as one
    When somebody makes the site
    And somebody makes it once more elsewhere, by 3 processes
    Then both have the same files with the same bytes
    And nothing else stands beside the site

  Scenario: A process that helps is killed, and the old site stays
    When somebody makes the site
    And the council promised the league a meeting, and the system kills what helps to make the site
    Then the exit code is 7
    And every file of the site is as it was
    And nothing else stands beside the site

  Scenario: Whoever stops the program stops all that help, and the old site stays
    When somebody makes the site
    And somebody stops the program while 2 processes make the site
    Then the exit code is 130
    And none of its processes goes on
    And every file of the site is as it was
    And nothing else stands beside the site

  Scenario Outline: Whoever stops the program stops the sites in both languages, and the old ones stay
    When somebody makes the site in Dutch and English
    And somebody stops <whom> while the site is made in Dutch and English
    Then the exit code is 130
    And it is said once that it was stopped
    And none of its processes goes on
    And every file of the site is as it was
    And nothing else stands beside the site

    Examples:
      | whom                                |
      | the program alone                   |
      | the program with all that it starts |

  Scenario: What others record and sign while the site is made counts the next time
    Given the ledger is signed
    When somebody makes the site, and meanwhile the council promises the league a meeting and signs
    Then the bundle has the records that the site tells of, and what was signed of them
    And no page tells of the meeting

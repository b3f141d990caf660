Feature: A program that is ended from outside while it makes sites
  Nobody can stop what it started any more, which works on without anybody who wants it.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  Scenario Outline: What makes the sites in both languages ends with the program that started it
    Given a site in Dutch and English
    When somebody sends <signal> to the program alone while it makes the site again
    Then nothing that it started goes on
    And every file of the site is as it was
    And nothing is left of the new site but an empty folder

    Examples:
      | signal  |
      | SIGTERM |
      | SIGKILL |

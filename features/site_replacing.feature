Feature: A new site takes the place of the old one, and of nothing else
  Made again, a site is the same but for what changed. A folder in which anything else stands is left
  alone, and a site that cannot be made leaves the old one.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page

  Scenario: The same ledger gives the same bytes, and what stays the same is not written again
    When somebody makes the site
    And somebody makes the site again
    Then the screen says "0 changed"
    And no page was written again

  Scenario: What is recorded later changes the pages that it concerns
    When somebody makes the site
    And the council promised the league a meeting, and somebody makes the site again
    Then the page of that promise is new, and stands on that of the council

  Scenario: A folder that holds other files is left alone
    Given a folder with a letter in it
    When somebody makes the site there
    Then the exit code is 3
    And the message says "it holds other files"
    And the letter is as it was

  Scenario: A folder that holds other files is left alone by a site that replaces another too
    Given a folder with a letter in it
    When somebody makes the site there, which is to replace one elsewhere
    Then the exit code is 3
    And the message says "it holds other files"
    And the letter is as it was

  Scenario: A site that cannot be made leaves the old one
    When somebody makes the site
    And somebody makes the site as known at size 99999
    Then the exit code is 4
    And no page was written again
    And nothing else stands beside the site

  Scenario: A folder with a site in which somebody put something else is left alone too
    When somebody makes the site
    And somebody puts a letter into it, and makes the site again
    Then the exit code is 3
    And the message says "it holds other files, such as letter.txt"
    And no page was written again

  Scenario: A site is not replaced by that of another ledger
    When somebody makes the site
    And somebody makes the site of another ledger there
    Then the exit code is 3
    And the message says "this ledger does not begin with these"
    And no page was written again

  Scenario: An old site that somebody keeps beside the new one stays
    When somebody makes the site
    And somebody keeps it as ".site.old", and makes the site
    Then the exit code is 0
    And what was kept is as it was

  Scenario: A site is of a day, so that made again on that day it is the same
    Given the ministry leads the strengthening in the village
    When somebody makes the site of today
    And somebody makes the site of today as of the day that stands on it
    Then the screen says "0 changed"

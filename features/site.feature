Feature: A ledger as a site
  Whoever runs a ledger puts it on any web server as plain files: a page for each place and for each
  record, at addresses that stay.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page

  Scenario: Every page leads somewhere, and asks nobody for anything
    When somebody makes the site
    Then there is a page for each place, stream, source and kind, and pages on the whole
    And every link of the site leads to a page of it and to a place on that page
    And no page asks anybody for anything, and what strangers wrote stays text
    And every record stands on one page with its proof

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

  Scenario: A site that cannot be made leaves the old one
    When somebody makes the site
    And somebody makes the site as known at size 99999
    Then the exit code is 4
    And no page was written again
    And nothing else stands beside the site

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
    And what happened last to a party is said in words

  Scenario: Every source has a page with all that rests on it
    When somebody makes the site
    Then the page of each source leads to every record that names it, and to no other

  Scenario: Long lists go on over further pages
    Given the league was promised 300 things by the council, each with a source of its own
    When somebody makes the site
    Then no page is heavier than 150 kB
    And each promise stands in the lists of the village, and in those of the council
    And every link of the site leads to a page of it and to a place on that page

  Scenario: A stream with very many records goes on over further pages
    Given a promise on which the council reported 70 times
    When somebody makes the site
    Then the records of that promise stand on 3 pages
    And every record stands on one page with its proof

  Scenario: Whoever may see only what was public gets no data that tell more
    When somebody makes the site as was public at 2018-01-01
    Then the data of the site are tables alone

  Scenario: Whoever may see only what was public is told no words that were not
    When somebody makes the site as was public at 2018-01-01
    And the council puts off in public what it promised in private
    And somebody makes the site as was public at 2018-01-01
    Then no file of the site has the words of that promise
    And what came from the first to the second names the promise that was put off
    And what is new about the village is that it was registered

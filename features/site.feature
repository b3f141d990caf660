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

  Scenario: What is new about a place can be followed, and its deadlines stand in a calendar
    When the council promised the league a meeting, and somebody makes the site
    Then the feed of the village is the one that the feed command writes
    And the calendar of the village has the deadline of the meeting, at the time of its record
    And a day later the feeds, the calendars and the pages of records are the same

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

  Scenario: What changed since a checkpoint of which the site was published
    When somebody makes the site
    And the council promised the league a meeting, and somebody makes the site again
    And the ministry promised the league a dinner, and somebody makes the site again
    Then the list of checkpoints has 3 lines, from the oldest on
    And what came from the first to the second tells of the meeting, and not of the dinner
    And what came since the first tells of the meeting and the dinner
    And what came from the first to the third tells of the meeting and the dinner
    And on the page of the first each later one can be chosen, with the way to what came until then
    And every link of the site leads to a page of it and to a place on that page

  Scenario: What changed since the ledger was empty
    Given a ledger in which nothing is recorded yet
    When somebody makes the site
    And 6 records are recorded, and somebody makes the site again
    Then what came since then is told as "What changed since the beginning"
    And what came until the newest checkpoint is told as "What changed from the beginning to"
    And both say "6 records were recorded since the ledger was empty."
    When somebody asks what changed since then
    Then the screen says "6 records were recorded since the ledger was empty."

  Scenario: A site is not replaced by that of another ledger
    When somebody makes the site
    And somebody makes the site of another ledger there
    Then the exit code is 3
    And the message says "this ledger does not begin with these"
    And no page was written again

  Scenario: What is told in another language than the page is marked with it
    Given a promise in Dutch in a ledger that is kept in Dutch and English
    When somebody makes the site
    Then the words of that promise are marked as Dutch, and those of others are not

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

  Scenario: A site in two languages, each for itself, with a way from every page to the same in the other
    When somebody makes the site in Dutch and English
    Then each page of one language leads to the same page in the other
    And the methods are in Dutch and lead to those in English, with the same anchors
    And every link of the site leads to a page of it and to a place on that page
    And each page says in which language it is

  Scenario: A site in Dutch has the methods in Dutch, and says that the English text decides
    When somebody makes the site in Dutch
    Then the methods are in Dutch and lead to those in English, with the same anchors
    And every link of the site leads to a page of it and to a place on that page

  Scenario: Sites in two languages come at once, and hold data once that are the same
    When somebody makes the site in Dutch and English
    And the council promised the league a meeting, and the Dutch site has a letter in it
    And somebody makes the site there in Dutch and English
    Then the exit code is 3
    And every file of the site is as it was
    And nothing else stands beside the site
    And the data of both languages are the same files

  Scenario: Sites in two languages are not put where anything else stands
    Given a folder with a letter in it
    When somebody makes the site there in Dutch and English
    Then the exit code is 3
    And the message says "it holds other files"
    And the letter is as it was

  Scenario Outline: Where sites in two languages would replace a file of somebody else, none is written
    Given a folder with a letter at "<place>" in it
    When somebody makes the site there in Dutch and English
    Then the exit code is 3
    And the message says "it holds other files, such as <name>"
    And there is nothing in the folder but the letter

    Examples:
      | place         | name       |
      | index.html    | index.html |
      | nl/letter.txt | letter.txt |
      | en/letter.txt | letter.txt |

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

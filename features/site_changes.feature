Feature: What is new on a site
  Whoever comes back sees what was recorded since a checkpoint, and whoever follows a place gets what
  is new about it as a feed, and its deadlines in a calendar.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page

  Scenario: What is new about a place can be followed, and its deadlines stand in a calendar
    When the council promised the league a meeting, and somebody makes the site
    Then the feed of the village is the one that the feed command writes
    And the calendar of the village has the deadline of the meeting, at the time of its record
    And a day later the feeds, the calendars and the pages of records are the same

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

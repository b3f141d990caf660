Feature: A site in several languages
  Each language has a site for itself, with a way from every page to the same in the other. They come
  at once or not at all.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page

  Scenario: What is told in another language than the page is marked with it
    Given a promise in Dutch in a ledger that is kept in Dutch and English
    When somebody makes the site
    Then the words of that promise are marked as Dutch, and those of others are not

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

Feature: From a page of a site to the bodies that it names
  Whoever reads who promised, decided or leads goes on from there to all that this body did.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the ministry leads in the village, and adopted a rule there
    And the council promised the village a plan, which it put off, and decided on it

  Scenario: A page of a place leads to each body that it names
    When somebody makes the site
    Then the page of the village and its lists lead to the council and the ministry
    And every link of the site leads to a page of it

  Scenario: A page of a rule leads to the body whose rule it is
    When somebody makes the site
    Then the page of the rule leads to the ministry, in the words by which it is named
    And the page of the promise leads to the council and the residents
    And no words of a record were made to lead anywhere

  Scenario: A document about a place, which stands alone, leads to no page of a site
    When somebody makes a document about the village
    Then it names the council, and leads nowhere but to parts of itself

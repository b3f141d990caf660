Feature: Tables, and what was learned at them
  Organisations leave a table when agreements are made without them, and come back or not. Parties
  look back together, write down what they learned, and others take it up or not.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  @advice-15 @advice-18
  Scenario: Who left the table and who came back
    Given a table "talks" with ministry, residents and league from 2020-01-01
    And league left the table "talks" on 2020-05-01: the agreement had been made without them
    And league came back to the table "talks" on 2020-11-01
    When somebody asks for the tables as of 2020-06-30
    Then ministry and residents sit at "talks"
    When somebody asks for the tables as of 2020-12-31
    Then ministry, residents and league sit at "talks"
    When somebody reads the screen of participation in the village
    Then the screen says "Tables on record: 1; seats given up: 1; taken up again: 1"
    And the screen says "League left Talks: the agreement had been made without them"

  @advice-18
  Scenario: A date too vague to say whether somebody still sits there
    Given a table "talks" with ministry, residents and league from 2020-01-01
    And league left the table "talks" on 2020-07/2020-12: no reason given
    When somebody asks for the tables as of 2020-09-30
    Then whether league sits at "talks" is unknown

  @advice-25
  Scenario: What was learned, and who took it up
    Given the ministry and residents looked back together on 2020-06-01
    And a lesson "say-so" was recorded on 2020-07-01
    And a lesson "listen" was recorded on 2020-07-01 and taken up by council
    When somebody reads the lessons of the village
    Then the screen begins with "Lessons on record: 2, taken up by somebody on record: 1; times on record that parties looked back together: 1."
    And the screen says "(say-so) — taken up by nobody on record"
    And the screen says "(listen) — taken up by Council"

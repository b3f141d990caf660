Feature: Contact with residents
  Long silences are worse than a message that there is no news; asking again opens old wounds; and
  whoever has a story to tell wants to be heard first. The record shows what was said, by which
  channel, and what became of what people brought forward.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser

  @advice-10
  Scenario: A silence counts only where somebody vouches for all of it
    Given the ministry sent residents of the village a letter on 2019-01-01
    And the ministry sent residents of the village a letter on 2019-09-01
    And the ministry sent residents of the village a letter on 2020-03-01
    And the adviser vouches for all updates to the village from 2019-06-01
    When somebody asks for contact with the village as of 2020-12-31
    Then the last silence is 305 days, and the longest before it 182 days from 2019-09-01
    When somebody asks for contact with the village as of 2019-12-31
    Then the last silence is 121 days, and of those before it nothing is known

  @advice-10
  Scenario: A letter to another body is no update to residents
    Given the ministry sent residents of the village a letter on 2019-01-01
    And the ministry sent council of the village a letter on 2020-01-01
    When somebody asks for contact with the village as of 2020-12-31
    Then 1 updates are counted, the last of 2019-01-01

  @advice-40
  Scenario: By which channel, and whether a story was acknowledged
    Given the ministry sent residents of the village a letter on 2019-01-01
    And the ministry sent residents of the village a visit on 2019-03-01
    And residents told the ministry their story "night-of-the-quake" on 2019-04-01
    And residents told the ministry their story "years-of-waiting" on 2019-05-01
    And the ministry acknowledged "years-of-waiting" on 2019-06-01
    When somebody reads the screen of contact with the village
    Then the screen says "By channel: letter 1, visit 1."
    And the screen says "Stories that people told: 2; acknowledged: 1."

  @advice-16 @advice-17
  Scenario: What was asked before, and what became of it
    Given residents asked the ministry for "school" on 2019-01-01
    And residents asked the ministry for "school-again" on 2019-06-01, as they had for "school"
    And residents asked the ministry for "road" on 2019-02-01
    And the ministry answered "road" on 2019-03-01: adopted
    When somebody reads the screen of contact with the village
    Then the screen says "Wishes, objections, advices and other input on record: 3 (wish 3)."
    And the screen says "answered: 1, of which adopted 1, in part 0, rejected 0; asked before: 1."
    And the screen says "No answer on record: 2"
    And the screen says "A school-again. (asked before: school)"

  Scenario: What waits for an answer stands in the order of when it had certainly come
    Given residents asked the ministry for "road" on 2018-05
    And residents asked the ministry for "school" on 2017~
    And residents asked the ministry for "bridge" on 2019-01-28
    When somebody reads the screen of contact with the village
    Then the screen says "May 2018 wish of Residents: A road. about 2017 wish of Residents: A school. 28 Jan 2019 wish of Residents: A bridge."
    And the screen says "A vague date stands at the last day that it can mean."
    And the screen says "Next: `gestand show input/NAME`"

Feature: What a verdict on the conditions rests on
  Each condition leads to the records that it rests on, and names who vouches or attests. What nobody
  vouches for is not said.

  Background:
    Given a village with a street, in a region, with residents, their league, a ministry, a council and an auditor

  @advice-10
  Scenario: Who vouches for a silence is named
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And informed is so on the word of auditor
    When somebody reads the explained screen of the conditions of the village as of 2018-12-31
    Then the screen says "On the word of those who vouch that all is on record: informed by Auditor."
    And the screen says "not met: the last update on record had become too old; vouched for by Auditor (records"
    When somebody asks for the conditions of the village as of 2018-03-15
    Then informed is so on the word of nobody

  @advice-10
  Scenario: After the last day vouched for, the verdict of that day stands beside that of the day asked about
    Given the auditor vouches for all updates to the village from 2017-01-01 until 2018-12-31
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    When somebody asks for the conditions of the village as of 2019-12-31
    Then the verdict is unknown
    And it was constant on 2018-12-31, the last day vouched for
    When somebody reads the screen of the conditions of the village as of 2019-12-31
    Then the screen says "Vouched for until 31 Dec 2018: on that day the verdict was “held throughout”."
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is constant
    And 2018-12-31 is vouched for, so no other verdict stands beside it
    When the auditor vouches for these updates until 2019-12-31 too
    And somebody asks for the conditions of the village as of 2019-12-31
    Then the verdict is not-constant
    And 2019-12-31 is vouched for, so no other verdict stands beside it
    And informed is so on the word of auditor

  @advice-10
  Scenario: Where nobody vouches, no day is the last one vouched for
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is constant
    And no day is the last one vouched for
    Given the auditor declared another yardstick "second" for the village from 2018-01-01 that asks informed
    When somebody asks for the conditions of the village as of 2018-12-31
    Then no day is the last one vouched for

  @advice-30
  Scenario: Breaches that are too old and promises to the region stand beside it
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "an old plan" by 2018-03-31
    And the ministry promised the region "a railway" by 2020-06-30
    When somebody asks for the conditions of the village as of 2020-12-31
    Then beside promises-kept stand 1 older breach and a breach of "a railway" to a wider place

  @advice-30
  Scenario: A deadline that passed in silence is no breach where the promisors were not heard
    Given the ledger did not hear the promisors
    And the auditor declared a yardstick for the village from 2018-01-01 that asks promises-kept
    And the ministry promised the village "a school" by 2018-06-30
    When somebody asks for the conditions of the village as of 2018-12-31
    Then promises-kept was unknown at the start, and is unknown now
    And promises-kept misses promise.assessed

  @advice-16
  Scenario: Input that nobody answered
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks input-answered
    And residents asked the ministry on 2018-02-01 for "a playground"
    And the ministry answered "a playground" on 2018-02-20
    And the league asked the ministry on 2018-06-01 for "a bus stop"
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-constant
    And the first break is of input-answered on 2018-07-28 by ministry

  @advice-17 @advice-23 @advice-27
  Scenario Outline: What only people can tell is as they attest it, and a body is no witness to itself
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks <key>
    And <attester> attested on 2017-12-01 for the village that <key> is met: <met>
    When somebody asks for the conditions of the village as of 2018-12-31
    Then <key> was <found> at the start, and is <found> now
    And the verdict is <verdict>

    Examples:
      | key                   | attester  | met | found   | verdict          |
      | recognition           | residents | yes | yes     | constant         |
      | equal-goals           | auditor   | no  | no      | not-met-at-start |
      | certainty-about-house | council   | yes | unknown | unknown          |

  @advice-17
  Scenario: Those who attest are named, and where they differ nothing is known
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And residents attested on 2017-12-01 for the village that recognition is met: yes
    And the auditor attested on 2018-06-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2018-12-31
    Then recognition was yes at the start, and is unknown now
    And recognition is attested by auditor and residents
    And the verdict is unknown

  @advice-30
  Scenario: From the verdict down to every change and its source, in order of time
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update without news on 2017-12-15
    And the ministry sent the village an update without news on 2018-05-01
    When somebody reads the explained screen of the conditions of the village as of 2018-12-31
    Then the walk goes through informed: 1 Jan 2018 met, 16 Mar 2018 not met, 1 May 2018 met, 31 Jul 2018 not met
    And the screen says "Residents were told · update/"
    And the screen says "a letter to the village"
    And no line of the screen is longer than 80 characters

  @advice-30
  Scenario Outline: The years fit, however many there are
    Given the auditor declared a yardstick for the village from <start> that asks recognition
    When somebody reads the screen of the conditions of the village as of 2020-12-31
    Then the screen says "<scale>"
    And the screen says "<years>"
    And no line of the screen is longer than 80 characters

    Examples:
      | start      | scale                  | years                                   |
      | 2013-01-01 | One sign a quarter     | 2013 2014 2015 2016 2017 2018 2019 2020 |
      | 2009-01-01 | One sign half a year   | 09 10 11 12 13 14 15 16 17 18 19 20     |
      | 1991-01-01 | One sign a year        | 1990 1995 2000 2005 2010 2015           |

  @advice-06
  Scenario: Year by year
    Given the auditor vouches for all promises, updates and input of the village from 2017-01-01
    And the auditor declared a yardstick for the village from 2018-01-01 that asks informed
    And the ministry sent the village an update every 60 days from 2017-12-01 to 2018-12-01
    When somebody asks for the conditions of the village every year from 2018 to 2019
    Then the verdicts are constant and not-constant

  @advice-06
  Scenario: Late evidence restates the verdict and leaves what was shown before
    Given the auditor declared a yardstick for the village from 2018-01-01 that asks recognition
    And somebody remembers how many records there are
    And residents attested on 2017-12-01 for the village that recognition is met: no
    When somebody asks for the conditions of the village as of 2018-12-31
    Then the verdict is not-met-at-start
    When somebody asks for the conditions of the village as of 2018-12-31 as known then
    Then the verdict is unknown

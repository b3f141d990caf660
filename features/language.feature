Feature: The program speaks Dutch and English
  A resident of Overschild reads Dutch, and so does the council clerk who makes the page of the
  village; an analyst elsewhere reads English, and programs read what they always did.

  Background:
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the ministry promised the village to publish a plan by 2020-12-31

  Scenario Outline: The language is chosen on the command line, by a variable or by the system
    When somebody with <variables> types "<line>"
    Then the screen says "<says>"

    Examples:
      | variables                     | line                              | says                    |
      | nothing set                   | trust village                     | as of 30 Jun 2024       |
      | nothing set                   | --lang nl trust village           | stand op 30 jun 2024    |
      | nothing set                   | trust village --lang nl           | stand op 30 jun 2024    |
      | LANG=nl_NL.UTF-8              | trust village                     | stand op 30 jun 2024    |
      | LANG=nl_NL.UTF-8              | trust village --lang en           | as of 30 Jun 2024       |
      | GESTAND_LANG=nl               | trust village                     | stand op 30 jun 2024    |
      | GESTAND_LANG=nl               | promises --help                   | Gebruik: gestand        |
      | GESTAND_LANG=nl               | record promise.made --help        | Velden van promise.made |
      | GESTAND_LANG=nl               | trust village --format markdown   | stand op 30 jun 2024    |

  Scenario Outline: What is on record reads as a sentence: what happened, to what, where and by whom
    When somebody with <variables> types "<line>"
    Then the screen says "<says>"

    Examples:
      | variables       | line              | says                                                                                          |
      | nothing set     | diff 2            | A promise was made: “The ministry will publish a plan.” (in The village, by Ministry)         |
      | GESTAND_LANG=nl | diff 2            | Er is een toezegging gedaan: “The ministry will publish a plan.” (in The village, door Ministry) |
      | nothing set     | show promise/plan | A promise was made (promise.made)                                                             |
      | GESTAND_LANG=nl | show promise/plan | Er is een toezegging gedaan (promise.made)                                                    |
      | GESTAND_LANG=nl | log               | Er is een toezegging gedaan · promise/plan                                                    |

  Scenario: The words of a record stay as they are
    When somebody with GESTAND_LANG=nl types "trust village"
    Then the screen says "The ministry will publish a plan."

  Scenario Outline: A body is called by its name in the language, where the ledger has one
    Given a water board that the ledger calls Water Board Noorderzijlvest, in Dutch Waterschap Noorderzijlvest
    When somebody with <variables> types "<line>"
    Then the screen says "<says>"

    Examples:
      | variables       | line                    | says                                        |
      | nothing set     | parties                 | Water Board Noorderzijlvest (water)         |
      | GESTAND_LANG=nl | parties                 | Waterschap Noorderzijlvest (water)          |
      | GESTAND_LANG=nl | promises                | Waterschap Noorderzijlvest                  |
      | GESTAND_LANG=nl | show party/water        | Waterschap Noorderzijlvest · instantie      |
      | GESTAND_LANG=nl | show mandate/dikes      | Waterschap Noorderzijlvest kreeg            |
      | GESTAND_LANG=nl | parties --format csv    | Water Board Noorderzijlvest                 |

  Scenario: A body that got another name since is called by that, as nobody said what it is in Dutch
    Given a water board that the ledger calls Water Board Noorderzijlvest, in Dutch Waterschap Noorderzijlvest
    And the water board got the name Water Authority North
    When somebody with GESTAND_LANG=nl types "parties"
    Then the screen says "Water Authority North (water)"
    And the screen does not say "Waterschap"

  Scenario Outline: The help says in words which numbers may be typed
    When somebody with GESTAND_LANG=<language> types "<line>"
    Then the screen says "<says>"
    And the screen does not say "x>="
    And the screen does not say "<=x"

    Examples:
      | language | line                     | says                     |
      | en       | record party.changed --help | 30; 0 to 86400]          |
      | nl       | record party.changed --help | 30; 0 tot en met 86400] |
      | en       | log --help               | [0 or more]              |
      | nl       | log --help               | [0 of meer]              |

  Scenario Outline: What stands in the way is said in the same language
    When somebody with GESTAND_LANG=nl types "<line>"
    Then the exit code is <code>
    And the message says "<says>"

    Examples:
      | line                        | code | says                                                |
      | trust nowhere               | 4    | Zie `gestand areas`                                 |
      | trust --foo                 | 2    | de optie '--foo' bestaat niet                       |
      | trust village --as-of 2020x | 2    | dit is geen datum                                   |
      | import nothing.yaml         | 6    | Controleer de naam en de map                        |

  Scenario: A language that the program does not speak is refused
    When somebody with nothing set types "trust village --lang fr"
    Then the exit code is 2
    And the message says "'fr' is not one of 'en', 'nl'"

  Scenario Outline: What programs read is the same whatever the language
    When somebody asks "<line>" in Dutch and in English
    Then both answers are the same

    Examples:
      | line                                  |
      | trust village --format json           |
      | promises --format csv                 |
      | log --format ndjson                   |
      | check --format json                   |
      | show promise/plan --format json       |
      | export                                |
      | schema promise.made                   |
      | verify --format json                  |
      | trust nowhere --format json           |

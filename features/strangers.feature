Feature: A screen shows what others wrote, and never does what they say
  Whoever writes a record, a note or a name could try to write on the screen of the reader: to erase a
  line, to turn letters around, to hide some, or to add a sentence of their own. What they wrote is
  data. It is shown with escapes in place of whatever nobody sees, and it draws no line.

  Scenario Outline: Import refuses a character that nobody sees, and says where it is
    Given a ledger with a village
    When somebody imports a village whose name has <what> as its fourth character
    Then the exit code is 3
    And the message says "strange.yaml:3:9: read a record of kind area.registered: name cannot be"
    And the message says "its character 4 is <code>, which nobody sees. Remove it"
    And the message shows no character that cannot be seen

    Examples:
      | what                                             | code   |
      | the sign that turns letters around               | U+202E |
      | a space of no width                              | U+200B |
      | a joiner between letters that are never joined   | U+200D |
      | a hyphen that is only seen at the end of a line  | U+00AD |
      | a letter without ink                             | U+3164 |

  Scenario Outline: What writing needs is taken as it is
    Given a ledger with a village
    When somebody records the <what> as the name of a group
    Then the exit code is 0
    When somebody asks for the parties
    Then the screen shows the <what> as it was written

    Examples:
      | what                                  |
      | Persian word with a break in a word   |
      | sign of a firefighter                 |
      | flag of Scotland                      |
      | town in Japan with its own sign       |

  Scenario: Who records is a label that is seen whole
    Given a ledger with a village
    When somebody records under a label with a sign that turns letters around
    Then the exit code is 2
    And the message says "its character 4 is one that nobody sees"

  Scenario: A record of old that holds such characters stays readable
    Given a ledger whose records hold every character that nobody sees
    When somebody asks for the parties
    Then the exit code is 0
    And the screen has escapes in the place of such characters
    And the answer shows no character that cannot be seen
    When somebody asks for the parties as data
    Then the data give the names as they were recorded
    When somebody verifies the ledger
    Then the exit code is 0

  Scenario: A record with paragraphs draws no line of its own
    Given a ledger with a village
    And the name of a party is "Ministry", an empty line, and "The conditions stayed the same."
    When somebody asks for the parties
    Then no line of the screen begins with "The conditions stayed the same."
    And the screen says "Ministry The conditions stayed the same."

  Scenario Outline: Every screen about a ledger whose records hold every character that nobody sees
    Given a ledger whose records hold every character that nobody sees
    When somebody asks every question about <what>
    Then no answer shows a character that cannot be seen
    And no message does

    Examples:
      | what                                                          |
      | a place, as a screen, as Markdown, in CSV and as data         |

    @long
    Examples:
      | what       |
      | everything |

  Scenario: What is typed is shown no other way
    Given a ledger with a village
    When somebody asks for a place with a sign that erases the screen in its name
    Then the exit code is 4
    And the message says "\x1b"
    And the message shows no character that cannot be seen

Feature: A place on one page
  A clerk puts one page about a village before the council; residents read it on a telephone, and
  whoever doubts it checks in the browser that it says what was recorded and signed.

  Scenario: The page of a village in the example ledger
    When somebody writes the report of Overschild to "village.html"
    Then the page begins with the answer of its summary
    And the page asks nobody for anything and allows only its own style and script
    And every link within the page leads somewhere
    And every record on the page is proven to stand in the ledger
    And every word that the page quotes is that of its record
    And every drawing has a title, a description and a table beside it

  Scenario: What lasts to this moment lasts to this day
    When somebody writes the report of Overschild as it is now to "village.html"
    Then nothing on the page lasts to a time of day

  Scenario: The page of a signed ledger carries the signed checkpoint
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the ministry promised the village to publish a plan by 2020-06-30
    And the ledger is signed
    When somebody writes the report of the village to "village.html"
    Then every record on the page is proven to stand in what was signed
    And the page says "signed by example.org/village"

  Scenario: Texts of strangers stay texts
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And a promise whose words and source try to become part of the page
    When somebody writes the report of the village to "village.html"
    Then the page asks nobody for anything and allows only its own style and script
    And the page shows these words as they are, and links to no such source
    When somebody writes the report of the village to "village.md"
    Then the text shows these words without any meaning, and links to no such source

  Scenario: The same as text that can be edited
    When somebody writes the report of Overschild to "village.md"
    Then the text has the same headings and tables as the page

  Scenario: A page says what was known then
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And the ministry promised the village to publish a plan by 2020-06-30
    When somebody writes the report of the village to "village.html" as of 2020-01-01
    Then the page says "Not yet due: 1"
    When somebody writes the report of the village to "village.html" as of 2020-12-31
    Then the page says "Deadline passed, outcome not established: 1"

  Scenario Outline: What cannot be written
    Given a village in a region, with residents, a league of residents, a council, a ministry and an adviser
    And no browser is installed
    When somebody writes the report of the <area> to "<file>"
    Then the exit code is <code>
    And the message says "<message>"
    And no file "<file>" was written

    Examples:
      | area    | file         | code | message                         |
      | hamlet  | village.html | 4    | there is no such area           |
      | village | village.docx | 2    | Let it end in one of .html, .md |
      | village | village.pdf  | 7    | Install chromium                |

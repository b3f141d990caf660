Feature: A party signs what it records
  Who keeps a ledger could record in anybody's name. A party that registers its key and signs what
  it records can show which words are its own, in this ledger and in every copy of it.

  Background:
    Given a ledger in which the ministry has registered its key since 2020-01-01
    And an unsigned promise "old" to the village

  @advice-30
  Scenario: Only what a registered party signed
    When the ministry signs the promise "plan" to the village
    Then the exit code is 0
    When somebody asks for the promises
    Then the promises are "old, plan"
    When somebody asks for the promises that are signed
    Then the promises are "plan"
    And the answer says that only signed records count
    When somebody reads the screen of signed promises
    Then the screen says "as known now, signed records only"
    And no line of the screen is longer than 80 characters
    When somebody reads the signed promises that were postponed
    Then the screen says "Records that are signed: 1. None of them fits the question."
    When somebody reads the log of signed records
    Then the screen says "A promise was made · "
    And the screen says "promise/plan"
    And the screen does not say "promise/old"

  Scenario: As known before it was signed
    When the ministry signs the promise "plan" to the village
    And somebody asks for the signed promises as the ledger stood before
    Then the promises are ""

  Scenario: What was public and is signed
    When the ministry signs the promise "plan" to the village
    And somebody asks for the signed promises as was public in 2018
    Then the promises are ""

  @advice-30
  Scenario Outline: A signature goes along into another ledger
    When the ministry signs the promise "plan" to the village
    And the ledger is exported as <format> and imported into a new one
    And somebody asks for the promises that are signed
    Then the promises are "plan"

    Examples:
      | format |
      | yaml   |
      | json   |
      | jsonl  |

  Scenario: The same record without its signature is the same record
    When the ministry signs the promise "plan" to the village
    And the same promise "plan" is imported without a signature
    Then the exit code is 0
    And the screen says "0 records recorded, 1 was there before"
    When somebody asks for the promises that are signed
    Then the promises are "plan"

  Scenario: A journal that is signed as a whole, but for what others signed before
    Given the auditor has registered its key since 2020-01-01
    When a journal with a promise and a finding that the auditor signed is signed by the ministry
    Then the exit code is 0
    And the finding is signed by auditor and the promise by ministry

  Scenario: A signed text that was changed on its way
    When a journal is imported in which a signed promise was changed
    Then the exit code is 3
    And the message says "the signature of ministry does not belong to what the record says"
    And the message points to line 1 of the journal

  @advice-30
  Scenario: Nobody else takes a signed record back
    When the ministry signs the promise "plan" to the village
    And somebody corrects the promise "plan" without signing
    And somebody asks for the promises that are signed
    Then the promises are "plan"
    And that promise says "The ministry will publish a plan."

  Scenario: What was corrected is marked among signed records too, whoever corrected it
    When the ministry signs the promise "plan" to the village
    And somebody corrects the promise "plan" without signing
    And somebody reads the screen of signed promises
    Then the screen says "† Corrected after it had stood in this ledger: promise/plan by record"
    When somebody reads the log of signed records
    Then the screen says "(corrected later by record 9)"

  Scenario: Who signed a record corrects it
    When the ministry signs the promise "plan" to the village
    And the ministry corrects the promise "plan" and signs
    And somebody asks for the promises that are signed
    Then the promises are "plan"
    And that promise says "The ministry will publish the plan."

  Scenario: A key that was replaced
    When the ministry signs the promise "plan" to the village
    And the ministry revokes its key from tomorrow
    And somebody asks for the promises that are signed
    Then the promises are "plan"

  Scenario: A key that was stolen
    When the ministry signs the promise "plan" to the village
    And the ministry revokes its key from 2021-01-01
    And the thief signs the promise "bribe", dated back to 2020-06-01
    And somebody asks for the promises that are signed
    Then the promises are ""
    When the ministry signs the promise "late" to the village
    Then the exit code is 3
    And the message says "the key was revoked on 2021-01-01"

  Scenario: What was known before a key was revoked stays reproducible
    When the ministry signs the promise "plan" to the village
    And the ministry revokes its key from 2021-01-01
    And somebody asks for the promises that are signed
    Then the promises are ""
    When somebody asks for the signed promises as the ledger stood before the revocation
    Then the promises are "plan"

  @advice-30
  Scenario: Whoever verifies the ledger sees what each party signed
    Given the residents signed a finding that was changed before it came here
    And the residents have registered their key since 2020-01-01
    When the ministry signs the promise "plan" to the village
    And somebody verifies the ledger
    Then the exit code is 0
    And the ministry has 1 signed and 0 wrongly signed record
    And the residents have 0 signed and 1 wrongly signed record
    And the screen says "Wrongly signed: 7."

  Scenario: Each record says who signed it
    Given the residents signed a finding that was changed before it came here
    And the residents have registered their key since 2020-01-01
    When the ministry signs the promise "plan" to the village
    And somebody shows "promise/plan"
    Then the screen says "signed by ministry"
    When somebody shows "promise/old"
    Then the screen says "signed by nobody"
    And the screen says "signed by residents, wrongly"
    When somebody reads the log
    Then the screen says "signed by"
    And the log has the signatures "residents: wrong, ministry: signed"
    And no line of the screen is longer than 80 characters

  Scenario: As long as nobody had a key
    When somebody shows "party/ministry" as the ledger stood before any key
    Then the screen does not say "signed by"

  @file
  Scenario: A ledger in which nobody has a key
    Given a ledger in which nobody has a key
    When somebody verifies the ledger
    Then the exit code is 0
    And the screen does not say "Records that parties signed"

  Scenario: A party without a key
    When the auditor signs the promise "plan" to the village
    Then the exit code is 3
    And the message says "this party has not registered the key"
    And the message says "Record it: party.key_added --party auditor"

  Scenario: A key from a later day on
    Given the auditor has registered its key since 2999-01-01
    When the auditor signs the promise "plan" to the village
    Then the exit code is 3
    And the message says "the key counts from 2999-01-01 on"

  Scenario: A signature of somebody that the ledger does not know
    When a journal is imported that a stranger signed
    Then the exit code is 3
    And the message says "party/stranger is not in the ledger"

  Scenario Outline: Signing by halves
    When the promise "plan" is recorded with the options "<options>"
    Then the exit code is <code>
    And the message says "<message>"

    Examples:
      | options                                      | code | message                     |
      | --as ministry                                | 2    | Name both                   |
      | --sign-with ministry.key                     | 2    | Name both                   |
      | --sign-with nowhere.key --as ministry        | 4    | there is no such file       |
      | --sign-with witness.key --as ministry        | 3    | each use has a key of its own |

  Scenario: A key that everybody can read
    When the key of the ministry is readable by others
    And the ministry signs the promise "plan" to the village
    Then the exit code is 3
    And the message says "chmod 600"

  Scenario Outline: A key that is locked with a passphrase
    Given the key of the ministry is locked with the passphrase "a long sentence"
    When the passphrase is given as "<given>"
    And the ministry signs the promise "plan" to the village
    Then the exit code is <code>
    When somebody asks for the promises that are signed
    Then the promises are "<signed>"

    Examples:
      | given           | code | signed |
      | a long sentence | 0    | plan   |
      | a wrong one     | 3    |        |

  Scenario Outline: Keys that cannot be
    When somebody records "<kind>" of the ministry with the key "<key>" on <day>
    Then the exit code is 3
    And the message says "<message>"

    Examples:
      | kind              | key         | day        | message                              |
      | party.key_added   | nonsense    | 2020-01-01 | name+id+base64                       |
      | party.key_added   | of another id | 2020-01-01 | another id than it says            |
      | party.key_added   | of a witness | 2020-01-01 | records are signed with another     |
      | party.key_added   | its own     | 2021-01-01 | recorded before with other content   |
      | party.key_revoked | its own     | 2019-06-01 | before it begins on 2020-01-01       |
      | party.key_revoked | a new one   | 2021-01-01 | there is no key on party/ministry    |

  Scenario: A key that was revoked does not come back
    When the ministry revokes its key from 2021-01-01
    And somebody records "party.key_added" of the ministry with the key "its own" on 2022-01-01
    Then the exit code is 3
    And the message says "one that was revoked stays so"

Feature: Who has control, since when and on what basis
  A court of audit, a residents' organisation and a journalist read the same record: who had which
  power over a place, on what it rested and who answers; when nobody had it, or more than one. The
  record attributes. Where it does not tell, the answer is "unknown".

  Background:
    Given a village in a municipality in a region, with bodies that may have control over it

  # -- who has it now --------------------------------------------------------------------------

  @advice-07 @advice-19
  Scenario: Who acts in whose name, and who answers for it
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And the coordinator has the power to lead in the village since 2016-06-01 by mandate of the minister
    And the officer has the power to lead in the village since 2017-01-01 by mandate of the coordinator
    When somebody asks who has control in the village as of 2018-12-31
    Then for the officer the minister answers, 2 steps away
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held by Minister, since 1 Jan 2015."
    And the screen says "Minister, since 1 Jan 2015, by law or decree, as part of Ministry; Coordinator, since 1 Jun 2016, in the name of Minister; Officer, since 1 Jan 2017, in the name of Coordinator; Minister answers for it"
    And the screen says "Who acts in the name of a body that has the power itself counts with it as one."
    And the screen says "Bodies that certainly have one of these powers, be it in the name of another: 3."
    And no line of the screen is longer than 80 characters

  @advice-07
  Scenario: None on record is not the same as nobody
    When somebody asks who has control in the village as of 2018-12-31
    Then it is unknown who has the power to lead: none-on-record
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 nobody is on record as holding the lead in The village. No mandate for it was ever recorded there or above."
    And the screen says "No mandate for lead, decide, advise, carry out, pay, inspect was ever recorded here or above."
    And the screen says "Nobody vouches that all mandates here are on record: there may be others."

  @advice-07
  Scenario: A power that was never recorded there is left out, also where somebody vouches for the record
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the minister has the power to lead in the region since 2015-01-01 by attribution
    And the company has the power to decide on damage in the village from 2016-01-01 to 2016-12-31
    And the council has the power to pay in the municipality since 2019-01-01 by agreement
    When somebody asks who has control in the region as of 2018-12-31
    Then it is unknown who has the power to inspect: none-on-record
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "No mandate for advise, carry out, inspect was ever recorded here or above."
    And the screen says "To pay everything Nobody, since 1 Jan 2015; Auditor vouches that all mandates are on record"
    And the screen says "To decide damage Nobody, since 1 Jan 2017; Auditor vouches that all mandates are on record. Before that, until 31 Dec 2016: Company"
    And the screen does not say "To inspect"
    And the screen says "Auditor vouches that all mandates here are on record."
    When somebody asks for control with "village --as-of 2018-12-31 --power inspect"
    Then the screen says "To inspect everything None on record; no mandate for this was ever recorded here or above"
    When somebody asks for control with "village --as-of 2018-12-31 --public-at 2018-12-31"
    Then the screen begins with "On 31 Dec 2018 nobody is on record as holding the lead in The village. No mandate for it is on record there or above."
    When somebody asks for control with "village --as-of 2018-12-31 --power lead --topic damage"
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held on damage by Minister, since 1 Jan 2015."
    When somebody asks for control with "village --as-of 2018-12-31 --power inspect --topic damage"
    Then the screen begins with "On 31 Dec 2018 nobody is on record as holding the power to inspect on damage in The village. No mandate for it was ever recorded there or above."

  @advice-07
  Scenario: A power that is on record there, but not for this place or day, is named as such
    Given the minister has the power to lead in the region but not the village since 2015-01-01
    And the council has the power to pay in the municipality since 2019-01-01 by agreement
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 nobody is on record as holding the lead in The village. Who has control in The village"
    And the screen says "No mandate for decide, advise, carry out, inspect was ever recorded here or above. None on record: lead, pay."

  @advice-07
  Scenario: Nobody is said to have control only where somebody vouches for the record
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the company has the power to lead in the village from 2016-01-01 to 2016-12-31
    When somebody asks who has control in the village as of 2018-12-31
    Then nobody has the power to lead, since 2017-01-01
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held by nobody, since 1 Jan 2017 (Auditor vouches that all mandates are on record)."
    And the screen says "Nobody, since 1 Jan 2017; Auditor vouches that all mandates are on record. Before that, until 31 Dec 2016: Company"

  @advice-14
  Scenario: Offices of one ministry count as one body
    Given the minister has the power to lead in the village since 2015-01-01 by attribution
    And the department has the power to lead in the village since 2016-01-01 by attribution
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to lead: department, minister
    And they count as the ministry
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "Minister, since 1 Jan 2015, by law or decree, as part of Ministry; Department, since 1 Jan 2016, by law or decree, as part of Ministry"
    And the screen says "An office counts as the ministry that it is part of."

  @advice-14
  Scenario: Two bodies with one power are recorded and reported, and a wider one is not displaced
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And the council has the power to lead in the village since 2016-01-01 by agreement
    When somebody asks who has control in the village as of 2018-12-31
    Then several have the power to lead: council, minister
    When somebody asks who has control in the region as of 2018-12-31
    Then one has the power to lead: minister
    And the answer points to area/village, which has mandates of its own
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held by more than one body: Minister, since 1 Jan 2015, and Council, since 1 Jan 2016."
    When somebody reads the screen of control in the region as of 2018-12-31
    Then the screen says "Mandates of their own are on record for The village (village)."

  @advice-14
  Scenario: Two bodies that hold a power together, as was declared, are no overlap
    Given the council and the company together have the power to lead in the village since 2016-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then joint have the power to lead: company, council
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held by Council and Company together, since 1 Jan 2016."

  @advice-07
  Scenario: A mandate that excepts the village does not reach it
    Given the minister has the power to lead in the region but not the village since 2015-01-01
    And the council has the power to lead in the village since 2016-01-01 by agreement
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to lead: council

  @advice-07
  Scenario: A power that ended in the village goes on in the region
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And that power of the minister ended in the village on 2017-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then it is unknown who has the power to lead: none-on-record
    When somebody asks who has control in the region as of 2018-12-31
    Then one has the power to lead: minister

  @advice-07
  Scenario: Control divided by topic, where an undivided power counts in every topic
    Given the company has the power to lead on damage in the village since 2015-01-01
    And the coordinator has the power to lead on strengthening in the village since 2015-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to lead on damage: company
    And one has the power to lead on strengthening: coordinator
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held on damage by Company, since 1 Jan 2015; on strengthening by Coordinator, since 1 Jan 2015."
    Given the minister has the power to lead in the region since 2016-01-01 by attribution
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to lead: minister
    And several have the power to lead on damage: company, minister

  @advice-07
  Scenario: A narrower part that only repeats what holds for all of it is not told twice
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And the company leads for the group of old claims in the region since 2019-01-05
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen does not say "for the group"
    When somebody reads the screen of control in the village as of 2019-12-31
    Then the screen begins with "On 31 Dec 2019 the lead in The village is held by Minister, since 1 Jan 2015. For groups that may touch it, which proves nothing here: for the group old-claims by more than one body: Minister, since 1 Jan 2015, and Company, since 5 Jan 2019."

  @advice-07
  Scenario: Topics are told in words, and whoever asks about everything is told of the widest place
    Given the minister has the power to lead on stuck-cases in the region since 2015-01-01
    And the council has the power to lead in the village since 2016-01-01 by agreement
    When somebody asks for control with "--as-of 2018-12-31"
    Then the screen begins with "On 31 Dec 2018 the lead in The region is held on stuck cases by Minister, since 1 Jan 2015. Who has control as of 31 Dec 2018"
    And the screen says "Mandates of their own are on record for The village (village)."
    And the screen does not say "Council"
    And the screen does not say "stuck-cases"

  @advice-07
  Scenario: Control divided by group: old claims with the company, new ones with the centre
    Given the company leads for the group of old claims in the region since 2015-01-05
    And the centre leads for the group of new claims in the region since 2015-01-05
    When somebody asks who has control in the village as of 2018-12-31
    Then for the group old-claims one has the power to lead: company
    And for the group new-claims one has the power to lead: centre
    And the group new-claims lies to the place as maybe

  @advice-07
  Scenario: What holds for a group that only may touch the village is told as such, and counted apart
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And the company leads for the group of old claims in the region since 2016-01-05
    And the centre leads for the group of new claims in the region since 2016-01-05
    And the village joined the group new-claims on 2015-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then the group old-claims lies to the place as maybe
    And the group new-claims is not told apart
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen begins with "On 31 Dec 2018 the lead in The village is held by more than one body: Minister, since 1 Jan 2015, and Centre, since 5 Jan 2016. For groups that may touch it, which proves nothing here: for the group old-claims by more than one body:"
    And the screen says "Bodies that certainly have one of these powers, be it in the name of another: 2."
    And the screen says "Powers over groups that may touch it: 1, which prove nothing here and are not counted."
    When somebody asks for control with "village --from 2015 --to 2018 --as-of 2018-12-31"
    Then the screen begins with "From 1 Jan 2015 to 31 Dec 2018 the lead in The village was held by Minister, then more than one body at once (Minister and Centre). For groups that may touch it, which proves nothing here: for the group old-claims"
    And the screen says "To lead: for the group old-claims (may touch it)"

  @advice-42
  Scenario: Who carries out the work in the village
    Given the centre has the power to execute in the region from 2015-01-01 to 2019-12-31
    And the coordinator has the power to execute in the region since 2020-01-01 by attribution
    When somebody reads the screen of control in the village as of 2020-12-31
    Then the screen says "Coordinator, since 1 Jan 2020, by law or decree. Before that, until 31 Dec 2019: Centre"

  @advice-07
  Scenario Outline: Who had a power before, until a day that is not known exactly
    Given the minister has the power to lead in the village from 2015-01-01 to <until>
    When somebody asks who has control in the village as of 2021-12-31
    Then before that it was with minister until <until>
    When somebody reads the screen of control in the village as of 2021-12-31
    Then the screen says "The last was Minister, until <words>."
    And the screen says "None on record. Before that, until <words>: Minister"
    Given the auditor vouches for all mandates in the region from 2015-01-01
    When somebody reads the screen of control in the village as of 2021-12-31
    Then the screen says "Nobody, since <since>; Auditor vouches that all mandates are on record"

    Examples:
      | until   | words                | since                                           |
      | 2018-05 | some time in May 2018 | some time between 2 May 2018 and 1 Jun 2018    |
      | 2018~   | some time about 2018 | some time between 2 Jan 2017 and 1 Jan 2020     |
      | 2018    | some time in 2018    | some time between 2 Jan 2018 and 1 Jan 2019     |
      | 2018-05-31 | 31 May 2018       | 1 Jun 2018                                      |

  @advice-07
  Scenario: What had been decided by then to change later
    Given the coordinator has the power to lead in the village from 2015-06-01 to 2020-05-31
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "31 May 2020 last day for Coordinator, to lead"

  # -- over time -------------------------------------------------------------------------------

  @advice-07 @advice-14
  Scenario: A year with a gap, an overlap and a handover
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the company has the power to decide in the village from 2019-01-01 to 2020-02-29
    And the coordinator has the power to decide in the village from 2020-04-01 to 2020-12-31
    And the council has the power to decide in the village from 2020-09-01 to 2020-09-30
    When somebody asks who had the power to decide in the village from 2020-01-01 to 2020-12-31
    Then of 366 days 305 were clear, 31 with nobody, 30 with several and 0 unknown
    And the clarity is 0.833333, with 1 handover and 3 parties
    And the timeline reads
      | from       | until      | state   | holders              |
      | 2020-01-01 | 2020-02-29 | one     | company              |
      | 2020-03-01 | 2020-03-31 | none    |                      |
      | 2020-04-01 | 2020-08-31 | one     | coordinator          |
      | 2020-09-01 | 2020-09-30 | several | coordinator, council |
      | 2020-10-01 | 2020-12-31 | one     | coordinator          |
    When somebody reads who had the power to decide in the village from 2020-01-01 to 2020-12-31
    Then the screen begins with "From 1 Jan 2020 to 31 Dec 2020 the power to decide in The village was held by Company, then nobody, then Coordinator, then more than one body at once (Coordinator and Council), then Coordinator."
    And the screen has the lines
      | from        | until       | who had it, on what basis                                           |
      | 1 Jan 2020  | 29 Feb 2020 | Company, by law or decree                                           |
      | 1 Mar 2020  | 31 Mar 2020 | Nobody; Auditor vouches that all mandates are on record             |
      | 1 Apr 2020  | 31 Aug 2020 | Coordinator, by law or decree                                       |
      | 1 Sep 2020  | 30 Sep 2020 | More than one: Coordinator, by law or decree; Council, by law or decree |
      | 1 Oct 2020  | 31 Dec 2020 | Coordinator, by law or decree                                       |
      | decide: everything | 366 | 305 31 30 0 1 3                                                    |
    And no line of the screen is longer than 80 characters

  @advice-07
  Scenario: The days between the bounds of an imprecise date are neither gap nor overlap
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the company has the power to decide in the village from 2019-01-01 to 2020-02
    And the coordinator has the power to decide in the village since 2020-03 by attribution
    When somebody asks who had the power to decide in the village from 2020-01-01 to 2020-12-31
    Then of 366 days 308 were clear, 0 with nobody, 0 with several and 58 unknown

  @advice-07
  Scenario: From year to year
    Given the minister has the power to lead in the region since 2018-07-01 by attribution
    And the council has the power to lead in the village since 2019-07-01 by agreement
    When somebody asks who led in the village from 2018 to 2020, year by year
    Then the years read one, several, several
    And of the days with several there were 0, 184, 366
    When somebody asks for control with "village --power lead --from 2018 --to 2020 --every year"
    Then the screen has the lines
      | as of       | who                                               | nobody several clear |
      | 31 Dec 2018 | Minister                              | 0 0 1.00   |
      | 31 Dec 2019 | More than one: Minister; Council      | 0 184 0.50 |
      | 31 Dec 2020 | More than one: Minister; Council      | 0 366 0.00 |

  @advice-07
  Scenario: Another basis begins another line, and what goes on is said to go on
    Given the minister had the power to lead in the village from 2015-01-01 to 2016-12-31
    And the council has the power to lead in the village since 2017-01-01 by agreement
    When somebody asks for control with "village --power lead --from 2014 --as-of 2018-12-31"
    Then the screen has the lines
      | from       | until       | who had it, on what basis |
      | 1 Jan 2014 | 31 Dec 2014 | None on record            |
      | 1 Jan 2015 | 31 Dec 2016 | Minister, by law or decree, as part of Ministry |
      | 1 Jan 2017 | still       | Council, by agreement     |
    And the screen says "1 Jan 2014 to 31 Dec 2018, as of 31 Dec 2018"

  @advice-14
  Scenario: An office that came under another ministry is two bodies and one holder, and the screen says why
    Given the coordinator was part of the ministry since 2018-01-01 and of the old ministry since 2019-01-01
    And the coordinator has the power to execute in the village since 2018-01-01 by attribution
    When somebody asks for control with "village --power execute --from 2018 --to 2019"
    Then the screen says "31 Dec 2018 Coordinator, by law or decree, as part of Ministry"
    And the screen says "31 Dec 2019 Coordinator, by law or decree, as part of Old-ministry"
    And the screen says "carry out: everything 730 730 0 0 0 0 2"
    And the screen says "An office that came under another ministry counts as another body, but as no handover."

  @advice-07
  Scenario: A stretch of time that lasts beyond today stands as scheduled
    Given the coordinator has the power to lead in the village from 2015-06-01 to 2070-05-31
    When somebody asks for control with "village --power lead --from 2020 --to 2080"
    Then the screen begins with "From 1 Jan 2020 to 31 Dec 2080, as the record so far would have it, the lead in The village is held by Coordinator, then nobody on record."
    And the screen says "so it is a day still to come"
    And the screen says "1 Jan 2020 31 May 2070 Coordinator, by law or decree"

  @advice-14
  Scenario: A merged municipality has a legal successor: another body, and lawfully the same lead
    Given the municipality had the power to lead in the village since 2015-01-01 by attribution
    And the council completely succeeded the municipality on 2018-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to lead: council
    And it is held since 2018-01-01
    When somebody asks who had the power to lead in the village from 2017-01-01 to 2018-12-31
    Then there was 1 handover and the days without anybody known are 0
    When somebody runs the check same-lead as of 2018-12-31
    Then nothing is printed

  @advice-14
  Scenario: Where two bodies took over, nobody knows which of them got the power
    Given the municipality had the power to lead in the village since 2015-01-01 by attribution
    And the council and the centre completely succeeded the municipality on 2018-01-01
    When somebody asks who has control in the village as of 2018-12-31
    Then it is unknown who has the power to lead: vague

  # -- what was public, what is claimed --------------------------------------------------------

  @advice-07
  Scenario: A royal decree of 31 October with effect from 16 October, asked about 20 October
    Given the old ministry has the power to lead in the region since 2015-01-01 by attribution
    And a decree of 2019-10-31 moved that power to the ministry with effect from 2019-10-16
    When somebody asks who has control in the village as of 2019-10-20
    Then one has the power to lead: ministry
    When somebody asks the same as was public on 2019-10-20
    Then one has the power to lead: old-ministry
    When somebody reads the screen of control in the village as of 2019-10-20
    Then the screen says "On 20 Oct 2019 not all of this was public: it rests on records that appeared later, the last of them on 31 Oct 2019. Ask with --public-at 2019-10-20"
    When somebody reads the screen of control in the village as of 2019-12-31
    Then the screen does not say "not all of this was public"

  @advice-07
  Scenario: A later retraction does not change what was known before
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    And somebody took note of the size of the ledger
    And the record of that power was retracted
    When somebody asks who has control in the village as of 2018-12-31
    Then it is unknown who has the power to lead: none-on-record
    When somebody asks the same as known at that size
    Then one has the power to lead: minister

  @advice-07
  Scenario: Control in fact is shown with whose word it is, and never counted
    Given the coordinator has the power to decide in the village since 2015-01-01 by attribution
    And the company decided in fact in the village since 2015-06, according to the officer
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to decide: coordinator
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "Officer Company was in control in fact, to decide, since some time in Jun 2015"
    And the screen says "Control in fact, without a title to it, is never counted."

  @advice-07
  Scenario: A disputed mandate stays, and both claims stand side by side
    Given the coordinator has the power to decide in the village since 2015-01-01 by attribution
    And the officer contests that: "there was no such power", and that the holder is company instead
    When somebody asks who has control in the village as of 2018-12-31
    Then one has the power to decide: coordinator
    And that is contested
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "a letter to the village Coordinator has the power to decide, since 1 Jan 2015"
    And the screen says "Officer contests this: there was no such power. Instead: holder: Company."

  # -- bases, duties, decisions ----------------------------------------------------------------

  @advice-19
  Scenario: Mandates that lead back to where they began have no legal basis
    Given the coordinator has the power to lead in the village since 2016-06-01 by mandate of the officer
    And the officer has the power to lead in the village since 2016-06-01 by mandate of the coordinator
    When somebody runs the check legal-basis as of 2018-12-31
    Then the exit code is 1
    And the screen says "Coordinator, to lead [mandate/coordinator-lead]: the mandates that it rests on lead back to themselves"
    When somebody reads the screen of control in the village as of 2018-12-31
    Then the screen says "no legal basis: the mandates lead back to where they began"

  @advice-19
  Scenario: A granter without a power is a finding only where somebody vouches for the record
    Given the coordinator has the power to lead in the village since 2016-06-01 by mandate of the minister
    When somebody runs the check legal-basis as of 2018-12-31
    Then nothing is printed
    Given the auditor vouches for all mandates in the region from 2015-01-01
    When somebody runs the check legal-basis as of 2018-12-31
    Then the screen says "Coordinator, to lead [mandate/coordinator-lead]: no power of whoever granted it is on record, and all mandates are vouched for"

  @advice-07
  Scenario: A duty without a power
    Given the council has the duty "inspect the damage" in the village since 2016-01-01
    And the company has the power to lead on damage in the village since 2015-01-01
    When somebody asks for duties in the village as of 2018-12-31
    Then the duty "inspect the damage" is unknown, and the power "lead damage" is unknown
    When somebody asks for control with "village --duties --as-of 2018-12-31"
    Then the screen begins with "On record in The village on 31 Dec 2018 are duties without a power on record (1), powers without a duty on record (1). Duties and powers in The village"
    And the screen says "Council must: inspect the damage — The village"
    And the screen says "Company may: lead (damage) — The village"
    Given the auditor vouches for all mandates in the region from 2015-01-01
    When somebody asks for duties in the village as of 2018-12-31
    Then the duty "inspect the damage" is duty-without-power, and the power "lead damage" is unknown
    When somebody asks for control with "village --duties --as-of 2018-12-31"
    Then the screen says "Duties without a power (Auditor vouches that all mandates are on record)"
    When somebody runs the check duties as of 2018-12-31
    Then the screen says "“inspect the damage” [duty/council-duty]: Council has this duty and no power that answers to it: inspect the damage"
    Given the council has the power to inspect in the region since 2016-01-01 by attribution
    When somebody runs the check duties as of 2018-12-31
    Then nothing is printed

  @advice-14
  Scenario: How far decisions lie with few bodies, which is neither good nor bad
    Given the ministry took 6 decisions, the council 3 and the company 1 in the village in 2018
    When somebody asks who decided how much in the village as of 2018-12-31
    Then of 10 decisions the sum of squared shares is 0.46, as of 2.173913 bodies
    When somebody reads who decided how much in the village as of 2018-12-31
    Then the screen begins with "Up to 31 Dec 2018 10 decisions on record bear on The village; Ministry took the most of them, 6."
    And the screen says "As spread as if 2.2 bodies had taken equally many"
    And the screen says "is neither good nor bad"

  # -- checks, story, format -------------------------------------------------------------------

  @advice-07
  Scenario: Checks speak only when something is to be said
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the minister has the power to lead in the region since 2015-01-01 by attribution
    When somebody runs all checks on control as of 2018-12-31
    Then the exit code is 0
    And nothing is printed

  @advice-07
  Scenario: One line for each gap, overlap and change of the lead
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the company has the power to lead in the village from 2016-01-01 to 2016-12-31
    And the coordinator has the power to lead in the village since 2017-02-01 by attribution
    And the council has the power to lead in the village since 2018-01-01 by agreement
    When somebody runs all checks on control as of 2018-12-31
    Then the exit code is 1
    And the screen says "The village: nobody had this power, lead: everything, from 1 Jan 2017 until 31 Jan 2017"
    And the screen says "The village: more than one body had this power, lead: everything, since 1 Jan 2018"
    And the screen says "The village: another body got this power, lead: everything, on 1 Feb 2017: Company had it, then Coordinator"

  @advice-07
  Scenario: A lead that is divided by topic is no gap
    Given the auditor vouches for all mandates in the region from 2015-01-01
    And the minister had the power to lead in the village from 2015-01-01 to 2016-12-31
    And the company has the power to lead on damage in the village since 2017-01-01
    When somebody runs the check no-gap as of 2018-12-31
    Then nothing is printed

  @advice-07
  Scenario: A mandate tells its history
    Given the old ministry has the power to lead in the region since 2015-01-01 by attribution
    And a decree of 2019-10-31 moved that power to the ministry with effect from 2019-10-16
    When somebody shows mandate/ministry-lead
    Then the screen says "Ministry got the power to lead in The region, since 16 Oct 2019, by law or decree."
    And the screen says "That became public 15 days after it took effect: it worked back."
    And the screen says "Ministry answers for it."
    When somebody shows mandate/old-ministry-lead
    Then the screen says "It ended; the first day without: 16 Oct 2019."

  @advice-07
  Scenario: An answer can be followed to its sources
    Given the minister has the power to lead in the region since 2015-01-01 by attribution
    When somebody asks who has control in the village as of 2018-12-31, with an explanation
    Then the screen says "A body got a power · mandate/minister-lead: a letter to the village"

  Scenario Outline: Questions that cannot be asked
    When somebody asks for control with "<options>"
    Then the exit code is <code>
    And the message says "<text>"

    Examples:
      | options                                | code | text                      |
      | nowhere                                | 4    | See `gestand areas`       |
      | village --to 2020                      | 2    | Add --from                |
      | village --from 2020 --to 2019          | 2    | Correct --from            |
      | village --as-of 2019 --from 2018 --to 2020 | 2 | an answer as of a day cannot tell what came after it |
      | village --duties --power lead          | 2    | Leave out --power         |
      | village --duties --decisions           | 2    | Leave out --power         |

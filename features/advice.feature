Feature: What the advice of 2021 asks, and what the example ledger answers
  The advice on residents' participation in the strengthening of Groningen, written for the ministry
  of the interior by the Knowledge Platform Liveable and Promising Groningen in 2021, asks 42
  things. Here each is asked of the example ledger, and answered with a fact of its journal.
  docs/advice.md is made from this page.

  Background:
    Given an auditor who asks the example ledger as of 2026-11-30

  @advice-01
  Scenario: What participation is: the degree to which residents take part in decisions, from being informed to being in control
    Residents of Opwierde had been promised to co-decide; they were informed, and only after it had
    been decided to pull down 165 homes.

    When an auditor asks "gestand show decision/opwierde-demolition-2018"
    Then it says "165 homes would be pulled down instead of strengthened"
    And it says "Residents of Opwierde had been promised this say: co-decide; it was given: inform."
    And it says "That came only after the decision, so it counts as informing at most. That is less than promised."
    And it names the source "RTV Noord, Geen versterking maar sloop voor vliesgevelwoningen, Apr 2018, press"

  @advice-02
  Scenario: Three levels, dwelling, area and governance, that affect each other
    A dwelling stood still in 22 quarters, the area in 33, governance in 38; work on about 1,600
    homes was blocked by the economic ministry. How the levels go together is not known.

    When an auditor asks "gestand levels groningen-earthquake-area"
    Then the line "dwelling" has 22 under "quarters stood still"
    And the line "area" has 33 under "quarters stood still"
    And the line "governance" has 38 under "quarters stood still"
    And it says "promise blocked by Ministry of Economic Affairs and Climate Policy (EZK) (dwelling): A decision of December 2017 let the work go on for about 1,600 homes known to be unsafe."
    And it says "For no pair of levels are 8 quarters of each kind known, so nothing is said of how they go together."

  @advice-03
  Scenario: Participation got worse over time
    Of 3 promises of say in 2018 all 3 got less, the 1 of 2019 was kept: too few for a trend. A
    platform that talked with 28 professionals found that it worsened.

    When an auditor asks "gestand participation groningen-earthquake-area --from 2012 --to 2025 --every year"
    Then the line "2018" has 3 under "promised"
    And the line "2018" has 3 under "less"
    And the line "2019" has 1 under "at least that"
    And it says "No trend is drawn: a share needs at least 8 promises of say with a known outcome in every line"
    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "finding of Knowledge Platform Liveable and Promising Groningen: A knowledge platform, asked by the ministry, found from talks with 28 professionals that participation had worsened at the level of the dwelling and of governance."

  @advice-04
  Scenario: Expectations raised and promises made; broken ones destroyed trust
    Of 23 promises that fell due 3 were kept in time, 4 late, 4 in part and 1 not; of 11 it is not
    established. That 1 is the hundred homes a week.

    When an auditor asks "gestand trust groningen-earthquake-area"
    Then it says "Of 23 promises (31 with those that count as one) to Groningen earthquake area that fell due, 3 were kept in time, 4 late, 4 in part and 1 not; what became of 11 is not established."
    And it says "31 Dec 2016 The coordinator aimed for a hundred strengthened homes a week from January 2016, more than 5,000 in that year."

  @advice-05
  Scenario: Promises kept, something to decide, a say over the process, and rules that do not change midway
    398 homes in Opwierde were promised the choice in June 2017, and 165 were to be pulled down
    instead; the order of the work became another one about May 2018, and residents got less say
    than promised on 2 July 2018.

    When an auditor asks "gestand conditions opwierde"
    Then the line "rules unchanged" says "not met from about May 2018 on: the rule is another one than at the start, partly in favour of residents: “The order in which buildings are inspected and strengthened” (National Coordinator Groningen (NCG) and Ministry of Economic Affairs and Climate Policy (EZK))"
    And the line "residents decide" says "not met from 2 Jul 2018 on"
    And the line "say over process" says "not met from 2 Jul 2018 on"
    And the line "promises kept" says "not known: no promise on record fell due, and nobody vouches that all are there"
    When an auditor asks "gestand decisions --area opwierde"
    Then it says "Jun 2017 398 homes in the quarter needed strengthening and owners would choose how."
    And it says "Apr 2018 165 homes would be pulled down instead of strengthened"
    And it says "Residents of Opwierde: co-decide → inform (less than promised, only after the decision)"

  @advice-06
  Scenario: The conditions are met at the start and stay the same for the whole operation
    Of 12 conditions 8 did not hold at some time, the first of them in June 2017, when the building
    guideline changed; 0 held throughout, and of 4 it is not known. Nobody had agreed on the
    yardstick.

    When an auditor asks "gestand conditions groningen-earthquake-area"
    Then it says "The conditions for participation did not hold throughout: first broken in Jun 2017 (rules unchanged) — the rule is another one than at the start, partly in favour of residents: “Building guideline for earthquake loads (NPR 9998)” (Royal Netherlands Standardization Institute (NEN))."
    And it says "Of 12 conditions 8 were shown not to hold at some time and 0 to hold throughout; of 4 it is not known."
    And it says "Yardstick advice-of-2021: declared by Coders of the gestand example journal, agreed by nobody; it measures from 4 Nov 2015 on. It was declared afterwards, about Dec 2021."

  @advice-07
  Scenario: Clear agreements on who is in control and who is responsible for what, held until the end
    The lead on strengthening went to another body 4 times, among 3 ministries; the coordinator has
    the 1 duty on record without a power that answers to it.

    When an auditor asks "gestand control groningen-earthquake-area --from 2014 --as-of 2026-11-01"
    Then the line "lead: strengthening" has 4 under "handovers"
    And the line "lead: strengthening" has 3 under "bodies"
    And it says "10 Jan 2022 1 Jul 2024 Ministry of Economic Affairs and Climate Policy (EZK), by law or decree"
    When an auditor asks "gestand control --duties"
    Then the line "National Coordinator Groningen (NCG)" says "must: Responsible for the large operation to improve safety and liveability for the people of Groningen"
    And it says "duties without a power on record (1)"

  @advice-08
  Scenario: One ministry responsible, and fewer parties at the table
    At the start of 2023 the economic ministry led strengthening; the interior ministry and NAM,
    each by itself, were to pay for it.

    When an auditor asks "gestand control groningen-earthquake-area --as-of 2023-01-01 --power lead"
    Then it says "on strengthening by Ministry of Economic Affairs and Climate Policy (EZK), since 10 Jan 2022"
    When an auditor asks "gestand control groningen-earthquake-area --as-of 2023-01-01 --power pay"
    Then it says "on strengthening by more than one body: NAM (gas company), since May 2021 or before, and Ministry of the Interior and Kingdom Relations (BZK), since 1 Jan 2022"

  @advice-09
  Scenario: A good start, then predictable progress; pace and order decided together
    Completion by 2028 was put off once without consent, and explained otherwise once; on the order
    of the work the Soil Movement was promised to be consulted, and was given no say.

    When an auditor asks "gestand promises --postponed"
    Then it says "2028 not yet due; put off once without consent in time; success explained otherwise once — The whole operation is completed by 2028, with 13,700 addresses to do. (Minister of the Interior and Kingdom Relations, National Coordinator Groningen (NCG); completed-by-2028)"
    When an auditor asks "gestand show decision/risk-ranking-2018"
    Then it says "State and region took over the advice to rank buildings by modelled risk instead of by village."
    And it says "Groningen Soil Movement (GBB) had been promised this say: consult; it was given: none."

  @advice-10
  Scenario: Long silences are worse than a message that there is no news
    Of 37 messages to residents on record 1 says that there is no news. Of silences nothing can be
    said until somebody vouches that all messages are on record.

    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "updates to residents on record: 37, the last of about Apr 2025"
    And it says "Updates that say that there is no news: 1."
    And it says "Whether there were others, nobody vouches for: of the silences in between nothing can be said."
    And it says "Who keeps every message can vouch for it: `gestand record coverage.declared --about update`."

  @advice-11
  Scenario: Changing rules and norms make it impossible to inform residents well
    On 1 June 2019 14 rules applied to Overschild; the norm changed in 2017, 2018 and 2021.

    When an auditor asks "gestand stability overschild --at 2019-06-01"
    Then it says "On 1 Jun 2019 14 rules applied to Overschild, on 12 topics"
    And it says "none is on record on assessment method, choice of assessment"
    And it says "“NPR 9998:2018”, since some time in 2018; guideline, by Royal Netherlands Standardization Institute (NEN)"
    When an auditor asks "gestand stability groningen-earthquake-area"
    Then it says "Jun 2017 norm: from “NPR 9998:2015” to “NPR 9998, revised in June 2017”"
    And it says "2018 norm: from “NPR 9998, revised in June 2017” to “NPR 9998:2018”"
    And it says "Jan 2021 norm: from “NPR 9998:2018” to “NPR 9998:2020”"

  @advice-12
  Scenario: Fewer rules
    6 acts were in force on 4 Nov 2015, 12 at the end of 2018, 23 at the end of 2025; of 7 of these
    the rank is not on record.

    When an auditor asks "gestand stability groningen-earthquake-area"
    Then the line "4 Nov 2015" has 6 under "acts"
    And the line "31 Dec 2018" has 12 under "acts"
    And the line "31 Dec 2025" has 23 under "acts"
    And the line "31 Dec 2025" has 7 under "rank not on record"

  @advice-13
  Scenario: Different approaches over the years made treatment unequal
    In Opwierde 165 homes are pulled down and owners of 398 choose; the minister found the
    difference neither reasonable nor explainable.

    When an auditor asks "gestand unequal opwierde"
    Then it says "They differ on: owner choice, strengthening."
    And the line "165" says "strengthening: “pulled down instead of strengthened” (Opwierde: homes to pull down after the pilot)"
    And the line "398" says "owner choice: “owners choose how their home is strengthened”; strengthening: “strengthened, 398 homes” (Opwierde: homes to strengthen)"
    When an auditor asks "gestand show decision/opwierde-corner-2020"
    Then it says "the minister found the difference in treatment neither reasonable nor explainable"

  @advice-14
  Scenario: Fragmented organisations add to it
    63 decisions on record are spread as if 16.1 bodies had taken equally many.

    When an auditor asks "gestand control --decisions"
    Then it says "Up to 30 Nov 2026 63 decisions on record bear on Groningen earthquake area; National Coordinator Groningen (NCG) took the most of them, 6.75."
    And it says "As spread as if 16.1 bodies had taken equally many"

  @advice-15
  Scenario: Agreements made without meaningful participation of civil society; organisations leave
    5 seats at 6 tables were given up and 2 taken up again; on the agreements of 2020 the
    organisations were consulted, and did not sign.

    When an auditor asks "gestand participation groningen-earthquake-area"
    Then it says "Tables on record: 6; seats given up: 5; taken up again: 2"
    And it says "Apr 2017 Groningen Gas Council (Gasberaad) left Talks on a new damage protocol, 2017: A letter of the minister to the House, in which it saw nothing of what it had agreed with the coordinator."
    When an auditor asks "gestand show decision/agreements-2020"
    Then it says "Groningen Soil Movement (GBB) was given this say: consult."
    And it says "Heard, but did not sign."

  @advice-16
  Scenario: Asking again reopens old wounds where earlier participation was in vain
    2 inputs had been brought forward before: Garrelsweer said in May 2022 that its idea had been
    refused three years earlier.

    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "Acknowledged: 4; answered: 19, of which adopted 8, in part 7, rejected 4; asked before: 2."
    And it says "May 2022 testimony of Residents of Garrelsweer: Residents said the village approach was their own idea that had been refused three years earlier. (asked before: garrelsweer-village-approach)"

  @advice-17
  Scenario: People must feel recognised and heard first
    Of 11 stories that people told 1 was acknowledged; 65 inputs are on record in all.

    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "Stories that people told: 11; acknowledged: 1."
    And it says "Wishes, objections, advices and other input on record: 65"

  @advice-18
  Scenario: Facilitate initiatives; give organisations continuity and a place at the table
    The civil steering group of 2015 ended about 2019, and the Gasberaad asked for another place; 7
    initiatives are on record, and a village agenda got 2.6 million euro.

    When an auditor asks "gestand tables"
    Then it says "Civil steering group of the coordinator (civil-steering-group) began: 3 Sep 2015; ended: about 2019; meant to give this say: advise"
    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "initiative 7"
    And it says "about 2019 wish of Groningen Gas Council (Gasberaad): The council asked for another formal position for civil organisations after the civil steering group was abolished."
    When an auditor asks "gestand show decision/woltersum-village-agenda"
    Then it says "2.6 million euro from the national programme was set aside for the village agenda."

  @advice-19
  Scenario: Mandate and discretion for those who carry it out
    Since May 2023 case workers decide on stuck cases up to 50000 euro; they did so about 250 times
    until 26 June 2024.

    When an auditor asks "gestand show mandate/stuck-cases-ncg-case-workers"
    Then it says "Case workers of the NCG (office) got the power to decide (stuck cases) in Groningen earthquake area, since some time in May 2023"
    And it says "It goes up to 50000 EUR."
    And it names the source "Rijksoverheid, Ruim 80% Nij Begun in uitvoering of gereed, 26 Jun 2024, official"
    When an auditor asks "gestand figures groningen-earthquake-area"
    Then the line "May 2023 to 26 Jun 2024" says "bottlenecks solved by case workers on their own authority: ~250 cases (Cabinet of the Netherlands)"

  @advice-20
  Scenario: Where it worked, rules were bent or ignored, and that is a risk
    5 exceptions are on record; that of Jan 2024 held until its end, and of the pilot in Krewerd the
    end is open.

    When an auditor asks "gestand stability groningen-earthquake-area --list exceptions"
    Then it says "Exceptions: 5"
    And it says "about 2019 “co-decide”, for Krewerd (as a pilot by National Coordinator Groningen (NCG); better for residents; whether it holds to its end is open)"
    And it says "until some time in Jan 2024, held until its end"

  @advice-21
  Scenario: Take the area as the starting point; an area is what fits, a village, a street, a block
    The programme began by area in 2015 and went object by object about May 2018; areas go down to
    neighbourhoods, such as Opwierde with 4 promises.

    When an auditor asks "gestand areas"
    Then it says "Appingedam (appingedam), until 31 Dec 2020"
    And it says "Opwierde (opwierde) neighbourhood 4"
    When an auditor asks "gestand show rule/order-of-strengthening"
    Then it says "4 Nov 2015: for Groningen earthquake area it came to say “by area, from the core outward”"
    And it says "about May 2018: for all for whom it holds from “by area, from the core outward” to “object by object instead of by area”, by National Coordinator Groningen (NCG), Ministry of Economic Affairs and Climate Policy (EZK)."

  @advice-22
  Scenario: Fast, good and within budget are incompatible together
    Demolition in Opwierde excludes the choice of owners, and insulation support the works of 2025.

    When an auditor asks "gestand check incompatible"
    Then it says "“165 homes would be pulled down instead of strengthened.” [promise/opwierde-demolition]: it cannot be kept together with “398 homes in the quarter needed strengthening and owners would choose…” [promise/opwierde-owners-choose] of National Coordinator Groningen (NCG), Municipality of Appingedam"
    And it says "“Works begun at 2,250 addresses in 2025.” [promise/works-begun-2025]: it cannot be kept together with “Insulation support for homes, one of the fifty measures.” [promise/insulation-support] of Cabinet of the Netherlands, Ministry of the Interior and Kingdom Relations (BZK)"

  @advice-23
  Scenario: Put the goals of bodies and residents level
    In Zandplatenbuurt-Noord residents, housing association and municipality agreed on conditions in
    2019; on those of the advice nobody agreed.

    When an auditor asks "gestand charters"
    Then the line "zandplaten-covenant, for Zandplatenbuurt-Noord" says "agreed by Residents' association BVZ, Acantus (housing association), Municipality of Delfzijl; from about Oct 2019 on: influence on surroundings, short lines"
    And the line "advice-of-2021, for Groningen earthquake area" says "Coders of the gestand example journal, agreed by nobody"

  @advice-24
  Scenario: Think and act as a whole: damage, strengthening, sustainability and future
    On 10 April 2024 damage repair and strengthening were joined; decisions on record: 29 on
    strengthening, 3 on damage, 5 on village renewal.

    When an auditor asks "gestand show decision/durable-repair-with-strengthening"
    Then it says "10 Apr 2024, decided by Institute for Mining Damage Groningen (IMG), National Coordinator Groningen (NCG): The institute and the NCG agreed to combine durable repair with strengthening works."
    When an auditor asks "gestand participation groningen-earthquake-area --by topic"
    Then the line "strengthening" has 29 under "decisions"
    And the line "damage" has 3 under "decisions"
    And the line "village renewal" has 5 under "decisions"

  @advice-25
  Scenario: Time for reflection, and room to learn
    7 lessons are on record, 1 of them taken up, by the cabinet; 2 times parties looked back
    together.

    When an auditor asks "gestand lessons"
    Then it says "Lessons on record: 7, taken up by somebody on record: 1; times on record that parties looked back together: 2."
    And it says "18 Feb 2015 Give the safety of residents a place in decisions, and communicate openly. (safety-and-open-communication) — taken up by Cabinet of the Netherlands"

  @advice-26
  Scenario: Contradictory messages breed conflict
    6 pairs contradict each other: money for the social agenda is 200 by a broadcaster and 100 by
    the cabinet.

    When an auditor asks "gestand check contradictions"
    Then it says "Findings: 6"
    And it says "money for the social agenda: 200 by OOG TV (regional broadcaster), 100 by Cabinet of the Netherlands"
    And it says "dwellings completed, running total, 1768 by Press [figure/str-2020-cumulative]: contradicts strengthened homes delivered, 587 by National Coordinator Groningen (NCG) [figure/str-2020-delivered-figure] of National Coordinator Groningen (NCG)"

  @advice-27
  Scenario: Residents first need certainty about their house
    Overschild was told to expect advice before the summer of 2018, and all addresses were to be
    assessed in 2023: both deadlines passed.

    When an auditor asks "gestand promises --area overschild --overdue"
    Then it says "about Jun 2018 deadline passed (not scored) — Residents were told to expect advice before the summer of 2018. (National Coordinator Groningen (NCG); overschild-advice-2018)"
    And it says "2023 deadline passed; not looked into — All addresses are assessed in 2023. (Minister of the Interior and Kingdom Relations, National Coordinator Groningen (NCG); assessed-in-2023)"

  @advice-28
  Scenario: Participation is a right: no strengthening without the owner's decision
    By law owners decide on their home since 2012 or before; before 12 decisions about dwellings,
    such as that on Opwierde, no decision of owners is on record.

    When an auditor asks "gestand rules --topic owner-choice"
    Then it says "“the owner decides whether and how the own home is worked on”, for Groningen earthquake area: in force since 2012 or before; law"
    When an auditor asks "gestand check owner-decides"
    Then it says "owner-decides: a decision about dwellings without their owners (12)"
    And it says "“165 homes would be pulled down instead of strengthened, as a pilot…” [decision/opwierde-demolition-2018]: no decision of the owner together with the body is on record before it"

  @advice-29
  Scenario: Professionals cannot explain rules that change under them
    The order of the work changed from “by area” through “object by object” to “by modelled risk” on
    2 July 2018, which split villages.

    When an auditor asks "gestand show rule/order-of-strengthening"
    Then it says "2 Jul 2018: for all for whom it holds from “object by object instead of by area” to “by modelled risk of the building (HRA model) instead of by village”, by Cabinet of the Netherlands, Province of Groningen, Municipalities of the earthquake area together."
    And it says "Buildings at the highest modelled risk go first; villages are split, and who had a turn by area may lose it."

  @advice-30
  Scenario: Restoring trust stands at the centre
    The records agree with each other and are not signed: who keeps a checkpoint of their own sees
    whether it stays so.

    When an auditor asks "gestand verify"
    Then it says "records agree with each other, and nothing of it is signed."
    And it says "But only the operator stands for that: who operates the ledger could have rewritten everything."
    And it says "keep a checkpoint of your own"

  @advice-31
  Scenario: Relieve residents of burdens, and simplify
    A home in Steendam had to do with 1 body with a power over it in 2014, and has with 9 now.

    When an auditor asks "gestand control steendam-faulty-file --as-of 2014-06-01"
    Then it says "Bodies that certainly have one of these powers, be it in the name of another: 1."
    When an auditor asks "gestand control steendam-faulty-file"
    Then it says "Who has control in the case A home in Steendam that was strengthened badly"
    And it says "Bodies that certainly have one of these powers, be it in the name of another: 9."

  @advice-32
  Scenario: Residents have no say over the decisive question, what is unsafe
    On the norm 1 decision is on record, that of 26 March 2015, and whether anybody had a say in it
    is not: who took it can tell.

    When an auditor asks "gestand participation groningen-earthquake-area --by topic"
    Then the line "norm" has 1 under "decisions"
    And the line "norm" has 1 under "no say on rec."
    When an auditor asks "gestand show decision/norm-commission"
    Then it says "26 Mar 2015, decided by Minister of Economic Affairs: An advisory commission was set up to say which earthquake safety norm should apply."
    And it says "Whether anybody had a say in it is not on record. Who took it, or was there, can tell: `gestand record decision.participation`."

  @advice-33
  Scenario: Financial, legal and technical views outweigh residents' knowledge
    Of the advice of residents and municipalities none was followed, 2 in part, 2 not; of technical,
    legal and financial advisers 3, 1 in part, 2 not.

    When an auditor asks "gestand participation groningen-earthquake-area"
    Then the line "advice of residents and municipalities" says "followed 0, in part 2, not 2"
    And the line "advice of technical, legal, financial advisers" says "followed 3, in part 1, not 2"

  @advice-34
  Scenario: Fear of commitment: no confidence left to promise anything
    16 promises were made in 2020, 3 in 2024 and 5 in 2025; 47% have a date and a criterion.

    When an auditor asks "gestand trust groningen-earthquake-area"
    Then the line "made per year" says "2018: 15, 2019: 14, 2020: 16, 2021: 11, 2022: 13, 2023: 7, 2024: 3, 2025: 5, in a year not known: 14"
    And the line "with a date and a criterion" says "47% of the promises"

  @advice-35
  Scenario: The operation is compulsory in part, which asks for another view of participation
    In 4 decisions those concerned could choose, in 1 there was only one option; of 58 it is not on
    record.

    When an auditor asks "gestand participation groningen-earthquake-area"
    Then the line "could those concerned choose" says "yes 4, only one option 1, not on record 58"
    When an auditor asks "gestand show decision/opwierde-demolition-2018"
    Then it says "Options to choose from when it was put to those concerned: 1."

  @advice-36
  Scenario: The living environment and cohesion suffer
    Because of the delay sixty instead of thirty temporary homes were needed in Ten Post; the first
    site was chosen without residents.

    When an auditor asks "gestand decisions --topic 'living environment'"
    Then it says "Because of the delay sixty instead of thirty temporary homes were needed. (National Coordinator Groningen (NCG), Municipality of Groningen; ten-post-temporary-homes)"
    And it says "Feb 2018 or before A site for temporary homes was chosen. (Municipality of Ten Boer; ten-post-site-first) · Residents of Ten Post: none"

  @advice-37
  Scenario: Put a home and village with a future first, not physical safety
    The goal is homes as safe as elsewhere, since 18 Dec 2015; a milder, easier and more humane
    approach was announced on 25 Apr 2023.

    When an auditor asks "gestand rules --topic goal"
    Then it says "to come: “a milder, easier and more humane approach”, announced 25 Apr 2023, from when on is not on record; by Cabinet of the Netherlands"
    When an auditor asks "gestand show rule/goal-of-the-operation"
    Then it says "18 Dec 2015: for Groningen earthquake area it came to say “homes as safe as elsewhere in the country”, by Cabinet of the Netherlands."
    And it says "25 Apr 2023: announced by Cabinet of the Netherlands, for Groningen earthquake area: “a milder, easier and more humane approach”."

  @advice-38
  Scenario: Residents and professionals feel stuck and powerless
    On 28 May 2018 the economic ministry blocked the work on about 1,600 homes, and that it let go is
    not on record; since May 2023 case workers may decide in stuck cases.

    When an auditor asks "gestand levels groningen-earthquake-area"
    Then the line "28 May 2018" says "no end on record promise blocked by Ministry of Economic Affairs and Climate Policy (EZK) (dwelling): A decision of December 2017 let the work go on for about 1,600 homes known to be unsafe."
    When an auditor asks "gestand control groningen-earthquake-area --topic stuck-cases --power decide"
    Then it says "Case workers of the NCG (office), since some time in May 2023"

  @advice-39
  Scenario: Where residents organise, it is often in reaction and protest
    Residents began 9 decisions and others 1; 3 groups came in in protest, 5 were invited.

    When an auditor asks "gestand participation groningen-earthquake-area"
    Then the line "who began it" says "residents 9, others 1, not on record 32"
    And the line "how they came in" says "invited 5, in protest 3, not on record 34"

  @advice-40
  Scenario: Personal contact, and room to tell one's story
    Of the messages 11 came by website, 4 at an information evening, 4 at a meeting; 11 times people
    told their story, which was acknowledged once.

    When an auditor asks "gestand contact groningen-earthquake-area"
    Then it says "By channel: website 11, not on record 8, information evening 4, meeting 4, letter 3, answer to the House 1, broadcast 1, information market 1, report 1, video message 1, village website 1, working visit 1."
    And it says "Stories that people told: 11; acknowledged: 1."

  @advice-41
  Scenario: Which form fits depends on the task and the context
    Forms given, never averaged: none 5, inform 10, consult 12, co-produce 5, co-decide 5, citizen
    control 5.

    When an auditor asks "gestand participation groningen-earthquake-area"
    Then the line "forms given" says "none 5, inform 10, consult 12, co-produce 5, co-decide 5, citizen control 5"
    And it says "They are compared, never averaged: which form fits depends on the task."

  @advice-42
  Scenario: Local government that is visible; the coordinator as one who makes things
    The coordinator carries out since 2 July 2024; 1804 homes were finished in 2021, and 5687
    addresses had come to meet the norm by building in 2024.

    When an auditor asks "gestand control groningen-earthquake-area --power execute"
    Then it says "on strengthening by National Coordinator Groningen (NCG), since 2 Jul 2024"
    When an auditor asks "gestand figures groningen-earthquake-area"
    Then the line "2021" says "homes finished: 1804 homes (National Coordinator Groningen (NCG))"
    And the line "2024" says "addresses that meet the norm through built measures: 5687 of 16596 addresses (National Coordinator Groningen (NCG))"

"""Why a target is not met: what takes the time, what was tried, and what is left.

Shares are of processor time, by profiles of samples on ledgers of 10,000 and 100,000 records, and
on the register. The page tells them beside the figure that was reached, of what is not met alone.
"""

HELP = """\
Nearly all of it loads click, as the floor does; the rest finds the command and prints. It takes
0.05 to 0.09 s, so other work on the machine moves it by a tenth: in other runs it was 1.3 to
1.5."""

PLACE = """\
A summary answers four questions of a place: of a village the conditions take half of its time;
loading the program takes a quarter at 10,000 records and a fifth at 100,000; rules, promises and
who leads take a sixth together. As known inside of an import rows are derived from records when
somebody asks: a fifth derives them, an eighth reads the records, a third loads the program. Tried,
and kept: classes of values that compile nothing when they are loaded, which saves two thirds of a
floor; sources and corrections told by the book, without a look at each record that is named, which
saves a seventh; conditions judged once for all yardsticks that measure alike, which saves an eighth
(docs/decisions/0089); streams, and the names of what links find, asked for together, which saves a
tenth, and a fifth inside of an import (docs/decisions/0095); each sort of promises judged once, and
what yardsticks share found once, which saves a quarter (docs/decisions/0096, 0097). What is left is
spread thin: no function takes a twentieth by itself."""

CONDITIONS = """\
A quarter loads the program, a fifth reads rows, and nearly half judges nine conditions at every
moment at which one may change: most for promises kept and for news to residents. Tried, and kept:
sources and corrections told by the book; classes of values that compile nothing; promises that
decide nothing are not put together; what yardsticks measure alike is judged once, which saves a
sixth (docs/decisions/0089); names of what links find are asked for together, and dates that are
plainly a day are read as one, which saves another (docs/decisions/0095); each sort of promises is
judged once, which saves a fifth (docs/decisions/0096). What is left grows with what concerns the
place, which is more in a larger ledger (see growth)."""

GROWTH = """\
What concerns the village that is asked about grows: its municipality and its groups hold more in
a larger ledger. As features/growth_test.py counts, 2,885 records of 10,000 concern it, 4,026 of
30,000 and 5,085 of 100,000; the case 1,994, 3,068 and 4,203. Beyond that no question takes more
than 1.3 times the rows and the steps of the database: the test has no exception any more. The
figure above is time, and nothing is taken off for what there is more to read."""

MEMORY = """\
More than half of it is what the smallest question takes. The rest are the rows of what concerns
the place, which live as long as the question, as several views read them."""

REGION = """\
Every promise and decision of the land counts, so it grows with the ledger. Of conditions half is
whether promises were kept, a third of which reads their rows; a summary judges each promise once
more. Tried first: changes by day, added up by SQL on the book. It adds up breaches by the state of
a promise alone ("breaches by day by SQL on the book" below); what a question names is missing from
that: to whom it was promised, on what topic, where that lay then, who is heir to whom, since when
and for how many days one looks, and the records on which each step rests. The rest of the
conditions, without promises, takes 9.8 s of 1,000,000 records, more than 200 times the floor, so a
table of such changes does not reach 25 (docs/decisions/0096). Tried, and kept: how a promise stands
is judged once for each shape and state of its rows, of the others days and records are read (0096);
what yardsticks share is found once, which halves the rest (docs/decisions/0097); together two
fifths of the time, and of the memory. Before that: lists of records are kept as what comes and goes
(docs/decisions/0091); what measures alike is judged once, and no news of parts is read
(docs/decisions/0089); rows are read by what is prepared for each of their shapes; no record is read
to count types of sources."""

LISTS = """\
A fifth reads rows, a third joins each promise with what it lies in and makes a row of it, three
tenths say each in a line, of which a region has tens of thousands, and a tenth looks for
corrections. The table takes no more than csv."""

TRUST = """\
SQL counts outcomes as the book has them. Trust also looks at who promised, who is heir, which
promises count as one, how long each was observed and how sure its outcome is, and it bounds what is
not known. A third of its time reads what is kept and finds what counts alike, a twelfth is how
groups lie to areas, a tenth loads the program, a tenth makes figures, the rest adds up. Tried, and
kept: of promises that count alike one is judged and the others are only counted, which saves a
quarter of the time and more than half of the memory (docs/decisions/0092); a group is held against
all areas at once, which saves a quarter of 1,000,000 records."""

LEDGER = """\
ledger adds up amounts, in C++; trust is judged in Python, as said above. It takes less than
hledger."""

EVERYWHERE = """\
hledger balances each transaction once. Half of `check` is the conditions of each yardstick; a
tenth reads the promises as they stand; a fifth puts findings in words and prints them, for which
the first record of each is read; a sixteenth holds every record to its hash. Of conditions of
all areas over half is whether promises were kept, half of which reads their rows. Tried, and
kept: what measures alike is judged once, and no news of parts is read, which saves a quarter of
it (docs/decisions/0089); places look at decisions about what covers them alone, and rows are
read by their shapes, which saves an eighth (docs/decisions/0091); what was recorded or verified
here is not held against the rules of recording again, which saves a third of `check`; promises
of which everything counts are not read to ask who said it, a twelfth; what a check looked at is
let go of, which saves a third of its memory (docs/decisions/0094); each sort of promises is
judged once, and what yardsticks share found once, which saves a fifth (docs/decisions/0096,
0097). Since this was measured conditions as CSV look for no promise in breach, which no column
tells: that saves a third of them."""

REGISTER_CHECK = """\
A third asks of each of 926 topics who held a power over time and whether others held a part of
it meanwhile (`no-gap` and `no-overlap`); a third loads the program; a tenth reads the promises
as they stand. Tried, and kept: what was recorded or verified here is not held against the rules
of recording again, which saves a third; a part of a power is judged once for all places where
the same decides since anybody had a power, and not at all where one mandate gave it that never
ended, which saves a seventh; to a duty answers what shares a word with it (docs/decisions/0094)."""

REGISTER_CONTROL = """\
A quarter loads the program, a tenth reads rows, three tenths are who holds each of 400 parts
over time, and a tenth is their screen. Each is judged once, and since when it is so is found
from now backwards."""

TABLES = """\
A table has columns for names, codes and places beside what a record says, which are looked up
for every row; lines of an export have none of these. A third reads records and rows, a third makes
cells, a third writes them. Lines took 1.7 times as long before they were written by orjson
(docs/decisions/0095), and tables 3.2 times as much as these."""

ANSWERS = """\
Seven tenths is the view itself; a sixth makes a row of each stretch of each condition, with the
names of who attests or vouches, of which there are tens of thousands, and an eighth writes it.
Since this was measured it looks for no promise in breach, which no row tells: that saves a
sixth."""

EXPORT = """\
A fifth finds every record and holds it to its hash, a quarter reads it, a sixth puts its fields in
the order in which people read them, a tenth looks for what nobody sees, and the rest writes it
(docs/decisions/0095)."""

YAML = """\
A text is looked through for all that some reader of YAML takes for something else than text. Lines
took 1.7 times as long before they were written by orjson (docs/decisions/0095), and YAML 2.7 times
as much as these. Since this was measured maps are told apart without a look at their classes, which
saves a seventh."""

LOG = """\
A third reads records, each of which is held to its hash and decoded; a quarter prints them;
three tenths load the program. What is on record of the village is printed whole, and there is
more of it in a larger ledger."""

SITE = """\
The page of the region rests on everything that was ever promised, decided and told in the land, and
the tables of figures and conditions on that of every place. Each is made by a process of its own,
which ends with it; its lists are written page by page, and records are read as these need them.
What is left is what the views themselves hold of a region: see the region above."""

VERIFY = """\
Every record is read, its hash made, and found on its stream; the indexes of the database, the tiles
and the signatures are held to them. What this program recorded or judged for this user it does not
judge again (docs/decisions/0094). A book that has all records is derived anew and compared too, as
one that somebody left is not believed (docs/decisions/0076): that takes as long as making it."""

VERIFY_ANEW = """\
Where nothing is known of a ledger each commit is judged by the rules of recording too
(docs/decisions/0075), which takes as long as an import does without writing."""

BYTES = """\
A ledger of 1,000,000 records is made by seven imports here, one of 100,000 by one. What was known
after each of them stays in the book, so a promise that a later import says more of has its rows
twice: it is closed for who asks now, and there for who asks as known then."""

IMPORT = """\
A quarter checks each record and writes it down, by all processors; two fifths decide stream by
stream, under the lock, a quarter of which reads and proves what stands there; a fifth inserts. What
a later import takes more is reading what is on record already: into 900,000 records it takes 1.7
times as much as into none (docs/decisions/0093). Tried, and kept: tiles proven from the root down;
what may rest on a retraction looked for from where that began; the guard against replacement left
out while many records are inserted. Together that saves a third of a late import, and three fifths
of its memory. Tried, and not kept: our own modules compiled by mypyc, which saves a sixth of an
import and needs a compiler, or a wheel for each platform (docs/decisions/0099). What is left is
spread thin."""

BOOK = """\
Two thirds derive rows, by all processors: half of that are promises, of which each is told anew at
every moment at which it may change; an eighth writes rows as JSON and splits it into shapes. A
seventh puts rows into the database, and the rest reads (docs/decisions/0068). No function takes a
twentieth by itself. Compiled by mypyc it takes as long, as the classes of rows cannot be compiled
as they are (docs/decisions/0099)."""

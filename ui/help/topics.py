"""What the help says about each page: what it is for, how one works there, what to know besides."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import N_


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A page of the help; texts in the source's words, for `_()`.

    Attributes:
        id: the page's id; a district's own page of the same id has `district_` before it.
        title: as in the navigation.
        what: one sentence.
        steps: how one works there, in order.
        notes: what is good to know.
    """

    id: str
    title: str
    what: str
    steps: tuple[str, ...]
    notes: tuple[str, ...] = ()


TOWN_TOPICS = (
    HelpTopic(
        "start",
        N_("Start"),
        N_("How far the town is, what is due, and what to do today."),
        (
            N_("The cards count the days to each deadline, with rates against the targets."),
            N_("“Today” lists the work that waits; press Enter or click to go there."),
            N_("In the table of communities, Enter on a number opens the list it counts."),
        ),
        (
            N_("A figure with a warning sign is below its target or late."),
            N_("Everything is saved at once; there is nothing to save by hand."),
        ),
    ),
    HelpTopic(
        "roster",
        N_("Roster"),
        N_("Who is to be asked this year, and who has no form yet."),
        (
            N_("Drop the roster on the window. Who is out of scope is shown with the reason."),
            N_("Make the communities' collection workbooks: their people are filled in already."),
            N_(
                "For people without a form, note why (R): died, moved, living elsewhere, not found."
            ),
        ),
        (
            N_("A later roster is compared with the earlier one before it is taken in."),
            N_("People with a noted reason are accounted for; all adds up to the roster."),
        ),
    ),
    HelpTopic(
        "intake",
        N_("Intake"),
        N_("Takes in whatever the communities send, and says what was not taken and why."),
        (
            N_("Drop files or a whole folder anywhere on the window."),
            N_("Answer what is asked about columns; it is remembered for such files."),
            N_("For rows set aside, accept the proposal (A), or give number and reason yourself."),
            N_("Differences: take what came (T) or keep what stands (K), one or all."),
            N_("Print the list of problems (Ctrl+P), and send it back with the file."),
            N_("A refused file stays listed until another comes for it; D if none will."),
        ),
        (
            N_("Rows read = taken + unchanged + waiting + set aside: no row is lost."),
            N_("A file can be taken back as one (Ctrl+Z), unless something in it was approved."),
            N_("The same content a second time changes nothing, whatever the file is called."),
        ),
    ),
    HelpTopic(
        "verify",
        N_("Verify"),
        N_("Entry after entry: see what is wrong, put it right, approve."),
        (
            N_("N goes to the next finding; F2 edits the answer; Enter, a reason, Enter saves it."),
            N_("T takes the proposal shown at the right; it says where it comes from."),
            N_("E explains a warning that is right as it is; R asks the community."),
            N_("A approves the entry and shows the next one."),
        ),
        (
            N_("An entry with errors cannot be approved; a later change takes the approval away."),
            N_("U takes back your last correction, Shift+U brings it again."),
            N_("Only what this person is asked is open; F1 on a field explains the item."),
            N_("Shift+T blanks all that is filled in and not asked; U takes all of it back."),
            N_("Shift or Ctrl chooses several entries; A approves them after a summary."),
        ),
    ),
    HelpTopic(
        "returns",
        N_("Returns"),
        N_("What the communities were asked, whose turn it is, and since when."),
        (
            N_("Make the return sheets (Ctrl+P): paper to sign, or Excel to answer in."),
            N_("Take in the answered Excel under Intake; answers land on the same entries."),
            N_("Look at the answer, then close the query (C)."),
        ),
        (
            N_("An entry with an open query is not approved."),
            N_("E asks a community, or all, about every error that is not asked about yet."),
        ),
    ),
    HelpTopic(
        "confirm",
        N_("Confirm again"),
        N_("Forms filled before the reference date are confirmed by telephone."),
        (
            N_("Choose a person, call the number shown, and read out the last answers."),
            N_("Y: unchanged. C: changed, then correct the form. N: not reached."),
            N_("Print the call list (Ctrl+P) for colleagues without a computer."),
        ),
        (N_("Day, way and person of each call are kept; calls not answered are counted."),),
    ),
    HelpTopic(
        "spot_check",
        N_("Spot check"),
        N_("A sample that anybody can draw again, and the sheets for the visit."),
        (
            N_("Choose the share and draw; the same seed draws the same people."),
            N_("Print the audit sheets (Ctrl+P); with answers beside the boxes if you like."),
            N_("Scan the code on a sheet, or type it (/): its items come up to be answered."),
            N_(
                "1 the same, 2 another answer, 3 could not be asked, A all the rest; save (Ctrl+S)."
            ),
        ),
        (
            N_("A result never changes a form: what differs is its warning to explain or correct."),
            N_("Entered again with a reason, the former result stays on record."),
        ),
    ),
    HelpTopic(
        "hand_over",
        N_("Hand over"),
        N_("Hands the approved entries to the district, signed and sealed."),
        (
            N_("Go through the check at the top; each line leads to where it is put right."),
            N_(
                "Accept the district's key card once, after comparing the fingerprint by telephone."
            ),
            N_("Copy to a stick or folder (Ctrl+S), print the cover, sign and stamp it."),
            N_("When the district's receipt comes, open it here (Ctrl+R)."),
        ),
        (
            N_("Only chosen communities can go first; the rest goes with the next bundle."),
            N_("Entries changed after the hand-over go with the next bundle as a difference."),
            N_("A stick was lost? The list of bundles that went out writes the same file again."),
        ),
    ),
    HelpTopic(
        "forms",
        N_("Forms"),
        N_("Which questions are asked: the editions of both forms, in an officer's words."),
        (
            N_("Choose an edition, then look at its items, checks, or try it with answers."),
            N_("Compare two editions to see what is new, gone or changed."),
            N_("Open a new workbook (Ctrl+O), check it, and make it the campaign's."),
        ),
        (N_("Moving entries to another edition shows what changes first, and loses nothing."),),
    ),
    HelpTopic(
        "last_year",
        N_("Last year's data"),
        N_("Last year's forms beside this year's, and what changed most."),
        (
            N_("Take in last year's workbook or bundle (Ctrl+O)."),
            N_(
                "Where last year's form was another one, choose it first (F); a bundle carries its "
                "own. What this year's form has no words for is kept beside the entry."
            ),
            N_("Columns the program is not sure of: F2 chooses the item, Ctrl+Enter confirms."),
            N_("People are found by certificate and citizen number, also after a reissue."),
            N_("Rows that are nobody's show who they may be of: A accepts the proposal."),
            N_("The items at the top changed most; choose one to see the people."),
        ),
    ),
    HelpTopic(
        "second_entry",
        N_("Second entry"),
        N_("A share of the forms is entered again from paper, without seeing the first entry."),
        (
            N_("Draw the share; the same seed draws the same entries."),
            N_("Choose an entry, type its answers from the paper form, and keep them (Ctrl+S)."),
            N_(
                "Where the two differ, look at the paper: F7 first is right, F8 second is right, "
                "F9 neither: type what the paper says."
            ),
        ),
        (N_("Whoever entered or approved the first does not enter the second."),),
    ),
)
DISTRICT_TOPICS = (
    HelpTopic(
        "district_start",
        N_("Start"),
        N_("All towns: days left, what is due, and who is behind."),
        (
            N_("The town that is furthest behind stands first."),
            N_("Enter on a town opens its entries."),
        ),
    ),
    HelpTopic(
        "received",
        N_("Bundles in"),
        N_("Opens the towns' bundles, many at once, and takes each in whole or not at all."),
        (
            N_("Accept a town's key card first, after comparing the fingerprint."),
            N_("Drop the bundles on the window: new, changed, late and withdrawn are shown."),
            N_("Take them in; a bundle that is refused says why and what to do."),
        ),
    ),
    HelpTopic(
        "town_entries",
        N_("Town entries"),
        N_("What the towns handed over, and people who are in more than one town."),
        (
            N_("Filter by town and state; open an entry to read it."),
            N_("Send an entry back with a reason; the town gets it with the receipt."),
            N_("For duplicates, see both sides and send back the one that is wrong."),
        ),
    ),
    HelpTopic(
        "departments",
        N_("Departments"),
        N_("Each department checks and signs off its part of every town."),
        (
            N_("Choose the town; only your department's items are shown."),
            N_("Note what you find (Ctrl+M); it stays with the entry until it is settled."),
            N_("Send back what is wrong, with a reason; sign off what is right."),
        ),
        (N_("A sign-off falls when something in its part changes afterwards."),),
    ),
    HelpTopic(
        "checks",
        N_("District spot check"),
        N_("The district visits a sample of each town and compares with what was handed over."),
        (
            N_("Draw the sample (Ctrl+D) and print its sheets (Ctrl+P)."),
            N_("Scan the code on a sheet (/), enter what was found, and save it (Ctrl+Enter)."),
            N_("The table below shows each town's error rate."),
        ),
        (N_("Where the visit found something else, the entry goes back with the next receipt."),),
    ),
    HelpTopic(
        "ranking",
        N_("Ranking"),
        N_("The towns in order for the assessment, with the figures it rests on."),
        (
            N_("Look at the weights; changing one needs a reason, which is kept."),
            N_("Write the ranking as PDF or Excel (Ctrl+P)."),
        ),
    ),
    HelpTopic(
        "onward",
        N_("Onward file"),
        N_("Sends all towns' entries to the next level, signed by the district."),
        (
            N_("Put right what is open, or write a reason beside it; the reasons go with it."),
            N_("Write the file to a stick (Ctrl+S); it is opened again and checked by itself."),
            N_("Beside it lie its figures as Excel and a cover to stamp; they name nobody."),
        ),
        (N_("Where the next level's key card is accepted, only that office can open the file."),),
    ),
    HelpTopic(
        "receipts",
        N_("Receipts"),
        N_("Tells a town what was accepted and what comes back."),
        (
            N_("Choose a town and write its receipt to a stick."),
            N_("Make the task packages for the towns: the shortest way for them to set up."),
        ),
    ),
)
SETTINGS = HelpTopic(
    "settings",
    N_("Settings"),
    N_("Looks, campaign, users, keys, backups and the log."),
    (
        N_("Language, look and text size take effect at once."),
        N_("Campaign: dates, targets, rules in use, four eyes."),
        N_("Users: who signs in, in which role; print the recovery sheet and lock it away."),
        N_("Keys for the safe: a sealed copy brings them back where the office is lost for good."),
        N_("Backups: made every day and before risky steps; each is read back."),
        N_("Data on a server: how another computer joins, and where a new address is told."),
    ),
    (N_("A forgotten password opens nothing; only the recovery sheet helps then."),),
)
SET_UP = HelpTopic(
    "set_up",
    N_("Setting up and signing in"),
    N_("From the first start to the first roster."),
    (
        N_("With a task package of the district, nearly everything is filled in already."),
        N_("Otherwise four short steps: office, communities, campaign, yourself."),
        N_("Where a colleague has set the office up on a server, join it; its data are there."),
        N_("To look around without risk, practise with the sample town."),
    ),
    (
        N_(
            "All data stay in one encrypted folder on this computer, or on your office's own "
            "server; nothing is sent elsewhere."
        ),
        N_("Choose a password that you can keep: nobody can look it up for you."),
    ),
)
TOPICS = (SET_UP, *TOWN_TOPICS, *DISTRICT_TOPICS, SETTINGS)


def topic_of(page_id: str, *, is_district: bool = False) -> HelpTopic:
    """What to read about a page; about setting up where no office is open."""
    by_id = {topic.id: topic for topic in TOPICS}
    own = by_id.get(f"district_{page_id}") if is_district else None
    return own or by_id.get(page_id, SET_UP)


def topics_for(*, is_district: bool) -> tuple[HelpTopic, ...]:
    """The contents, in the order of the navigation."""
    pages = DISTRICT_TOPICS if is_district else TOWN_TOPICS
    shared = [one for one in TOWN_TOPICS if is_district and one.id in ("roster", "forms")]
    return (SET_UP, *pages, *shared, SETTINGS)

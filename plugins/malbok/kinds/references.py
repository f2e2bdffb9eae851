"""What one file says of another, and of itself."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import (
    ARCHIVED_LINES,
    DIRECTION,
    GOAL,
    GOAL_WITH_STEPS,
    MISSED_EXPLANATION,
    MISSED_GOAL_TEXT,
    MORE_INDICATORS,
    NEW_GOAL,
    NEW_GOAL_TEXT,
    ORGANISATION,
    PAGE,
    PARTLY_MET_GOAL_TEXT,
    YEARLY,
)
from malbok.language import N_

REFERENCES: dict[str, Kind] = {
    "R101": Kind(
        title=N_("An unknown department"),
        message=N_("The department “{value}” is not in organisation.yml."),
        hint=N_("Departments there: {allowed}."),
        example=Example(
            ORGANISATION, wrong="parent: fullmaktige", right="parent: kommunfullmaktige"
        ),
    ),
    "R102": Kind(
        title=N_("An unknown indicator"),
        message=N_("There is no indicator “{value}”."),
        hint=N_("Create data/indicators/{value}.yml."),
        why=N_("The id is misspelt, or the indicator has got another name."),
        example=Example(GOAL, wrong="indicator: svar-i-tdi", right="indicator: svar-i-tid"),
    ),
    "R103": Kind(
        title=N_("An unknown goal"),
        message=N_("There is no goal “{value}”."),
        hint=N_("Write the id of another goal, or remove the line."),
        why=N_("The id is misspelt, or the goal has got another name."),
        example=Example(GOAL, wrong="  - nojda-gaster", right="  - nojda-besokare"),
    ),
    "R104": Kind(
        title=N_("An unknown role"),
        message=N_("The role “{value}” is not in organisation.yml."),
        hint=N_("Roles there: {allowed}."),
        why=N_(
            "A role answers for a goal, never a person by name. The role stays when the person leaves."
        ),
        example=Example(GOAL_WITH_STEPS, wrong="owner: bibliotekschef", right="owner: kulturchef"),
    ),
    "R105": Kind(
        title=N_("An id that isn't the file's name"),
        message=N_("The id “{value}” differs from the file's name “{name}”."),
        hint=N_("Let the id and the file have the same name."),
        why=N_("Other files find this one by its name."),
        example=Example(GOAL_WITH_STEPS, wrong="id: nojda-besokarna", right="id: nojda-besokare"),
    ),
    "R106": Kind(
        title=N_("An id that is used twice"),
        message=N_("The id “{value}” is already used in {first}."),
        hint=N_("Give one of them another id and file name."),
        why=N_("Other files name a goal by its id alone, so it must be the only one."),
        example=Example(
            "data/goals/kulturnamnden/latta-att-na.yml",
            wrong=NEW_GOAL_TEXT.replace("oppet-pa-kvallen", "latta-att-na"),
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "R107": Kind(
        title=N_("A public goal that rests on something internal"),
        message=N_("This is public but rests on “{value}”, which is only for the intranet."),
        hint=N_("Make “{value}” public as well (audience: public), or let this be intranet."),
        why=N_("Readers would see a goal without what it is assessed by."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="owner: kulturchef\nindicators:\n  - besok-pa-biblioteket",
            right="owner: kulturchef\nindicators:\n  - svar-i-tid",
            at="owner: kulturchef",
        ),
    ),
    "R108": Kind(
        title=N_("A goal that supports itself"),
        message=N_("A goal can't contribute to itself."),
        hint=N_("Remove the line."),
        example=Example(GOAL, wrong="  - snabba-svar", right="  - nojda-besokare"),
    ),
    "R109": Kind(
        title=N_("A target with another kind of period than the figures"),
        message=N_(
            "The period “{value}” doesn't fit the indicator, which has interval: {interval}."
        ),
        hint=N_("Write the period in the same way as in the figures, for example {example}."),
        why=N_("Whether the target is met is decided by the outcome of that very period."),
        example=Example(GOAL, wrong="due: 2025-Q4", right='due: "2025"'),
    ),
    "R110": Kind(
        title=N_("A block without its end"),
        message=N_("There is no line “:::” that ends this block."),
        hint=N_("Put a line with three colons where the block for the intranet ends."),
        why=N_("Without its end, nobody can tell how much is for the intranet only."),
        example=Example(
            PAGE,
            wrong="::: intranet\nFråga kulturchefen.",
            right="::: intranet\nFråga kulturchefen.\n:::",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R111": Kind(
        title=N_("Something that can't be embedded"),
        message=N_("“{value}” can't be embedded."),
        hint=N_(
            "Write one of these on a line of its own: [[goal ID]], [[indicator ID]], [[chart ID]], "
            "[[overview]], [[status-summary]], [[subjects]], [[guide-map]], [[coach]], "
            "[[language-rules]], [[examples TYPE]], [[goals-of-type TYPE]], [[glossary]], [[fields goal]] "
            "or [[faults]]."
        ),
        example=Example(PAGE, wrong="Läs mer: [[goal snabba-svar]]", right="[[goal snabba-svar]]"),
    ),
    "R112": Kind(
        title=N_("A goal in another department's folder"),
        message=N_("The goal says department “{value}” but lies in the folder “{name}”."),
        hint=N_("Remove the line, or move the file: the folder decides."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="type: behaviour\ndepartment: kommunfullmaktige",
            right="type: behaviour",
        ),
    ),
    "R113": Kind(
        title=N_("Something internal on a public page"),
        message=N_("“{value}” is only for the intranet, but this page is public."),
        hint=N_(
            "Move it into a block for the intranet: a line ::: intranet before and a line ::: after."
        ),
        why=N_("It would become public along with the page."),
        example=Example(
            PAGE,
            wrong="[[indicator besok-pa-biblioteket]]",
            right="::: intranet\n[[indicator besok-pa-biblioteket]]\n:::",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R114": Kind(
        title=N_("An end without a block"),
        message=N_("There is no line “::: intranet” that begins the block that ends here."),
        hint=N_("Put a line ::: intranet where the block begins, or remove this line."),
        why=N_(
            "The text above may be meant for the intranet only, and would be seen by everybody."
        ),
        example=Example(
            PAGE,
            wrong="Fråga kulturchefen.\n:::",
            right="::: intranet\nFråga kulturchefen.\n:::",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R115": Kind(
        title=N_("A comment without its end"),
        message=N_("The comment that begins here is not closed, so its text would be published."),
        hint=N_("Write --> where the comment ends."),
        example=Example(
            PAGE,
            wrong="<!-- Byt bild före sommaren",
            right="<!-- Byt bild före sommaren -->",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R116": Kind(
        title=N_("A misspelt beginning of a block"),
        message=N_("This looks like the beginning of a block, but is written in another way."),
        hint=N_(
            "Write ::: intranet or ::: public first on a line of its own, with nothing else on it."
        ),
        example=Example(
            PAGE,
            wrong=":: intranet\nFråga kulturchefen.",
            right="::: intranet\nFråga kulturchefen.\n:::",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R117": Kind(
        title=N_("A link that leads nowhere"),
        message=N_("The page links to “{value}”, which isn't there."),
        hint=N_("Check the spelling and the way to the page."),
        why=N_("Often the page has been moved or got another name."),
        example=Example(
            PAGE,
            wrong="Se [alla mål](maal/index.md).",
            right="Se [alla mål](mal/index.md).",
            at="[[goal snabba-svar]]",
        ),
    ),
    "R118": Kind(
        title=N_("A block in a data file"),
        message=N_(
            "A block for one audience can't stand in “{key}”; it would be published as it is."
        ),
        hint=N_("Let the whole goal be intranet, or write the text on a page of the handbook."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=(
                "type: behaviour\n"
                "description: |\n"
                "  Vi frågar alla besökare.\n"
                "  ::: intranet\n"
                "  Fråga kulturchefen.\n"
                "  :::"
            ),
            right="type: behaviour\ndescription: |\n  Vi frågar alla besökare.",
            at="type: behaviour",
        ),
    ),
    "R119": Kind(
        title=N_("An address that is taken"),
        message=N_("malbok makes a page at this address itself, and this page would be lost."),
        hint=N_("Give the file another name."),
        example=Example(
            "content/metod.md",
            wrong="# Så arbetar vi\n",
            right="# Så arbetar vi\n",
            at="",
            right_path="content/sa-arbetar-vi.md",
        ),
    ),
    "R120": Kind(
        title=N_("A baseline that comes too late"),
        message=N_(
            "The baseline is of {baseline}, which isn't before {value}, when the goal is due."
        ),
        hint=N_("Write an earlier period for the baseline."),
        why=N_("The way to the target is measured from the baseline."),
        example=Example(
            GOAL,
            wrong='period: "2025"\n      value: 71.9',
            right='period: "2022"\n      value: 71.9',
        ),
    ),
    "R121": Kind(
        title=N_("A target against the direction"),
        message=N_(
            "The indicator has direction: {direction}, but the target has comparator: {comparator}."
        ),
        hint=N_("Check comparator here, and direction in the file of “{value}”."),
        severity=Severity.WARNING,
        why=N_(
            "Usually one of the two has been turned the wrong way, and the goal would get the wrong assessment."
        ),
        example=Example(GOAL, wrong="comparator: at_most", right="comparator: at_least"),
    ),
    "R122": Kind(
        title=N_("A target that is worse than the baseline"),
        message=N_("The target {value} is worse than the baseline {baseline}."),
        hint=N_("Check the numbers. Are they right? Then say why in note."),
        severity=Severity.WARNING,
        why=N_(
            "It can be right, for instance when more people share the same money. More often a number is wrong."
        ),
        example=Example(GOAL, wrong="value: 60\n    due", right="value: 90\n    due"),
    ),
    "R123": Kind(
        title=N_("A target that is due before the goal begins"),
        message=N_("The target is due {value}, before the goal's period {period} begins."),
        hint=N_("Write a due period within the goal's period, or later."),
        example=Example(
            GOAL,
            wrong='value: 80\n    due: "2023"',
            right='value: 80\n    due: "2025"',
            at='value: 90\n    due: "2025"',
        ),
    ),
    "R124": Kind(
        title=N_("A milestone done in the future"),
        message=N_("The milestone is done {value}, but the file was updated {updated}."),
        hint=N_("Write the day it was done, or remove the line."),
        why=N_("done is the day it was done. The day it should be done by is due."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="due: 2025-11-30\n    done: 2025-11-20",
            right="due: 2025-11-30\n    done: 2024-11-20",
            at="due: 2024-11-30\n    done: 2024-11-20",
        ),
    ),
    "R125": Kind(
        title=N_("Many indicators for one goal"),
        message=N_("The goal has {count} indicators. More than {limit} are hard to follow."),
        hint=N_("Keep those that tell most about the goal."),
        severity=Severity.ADVICE,
        why=N_("With many indicators it is hard to see what matters."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=(
                "indicators:\n"
                "  - svar-i-tid\n"
                "  - bemotande\n"
                "  - lokaler\n"
                "  - oppettider\n"
                "  - utbud\n"
                "  - webbplats\n"
                "milestones:"
            ),
            right="indicators:\n  - svar-i-tid\n  - bemotande\n  - utbud\nmilestones:",
            at="milestones:",
            beside=MORE_INDICATORS,
        ),
    ),
    "R126": Kind(
        title=N_("A goal that nothing follows up"),
        message=N_(
            "The goal has no target, no indicator, no milestone and no assessment of its own."
        ),
        hint=N_("Add an indicator or a milestone. Otherwise nobody can tell how it goes."),
        severity=Severity.WARNING,
        example=Example(
            NEW_GOAL,
            wrong=(
                "id: oppet-pa-kvallen\n"
                "title: Biblioteken har öppet när folk kan\n"
                "type: process\n"
                "updated: 2025-02-15\n"
            ),
            right=NEW_GOAL_TEXT,
            at="",
        ),
    ),
    "R127": Kind(
        title=N_("Goals that support each other in a circle"),
        message=N_("The goals support each other in a circle: {circle}."),
        hint=N_("Remove one of the links, so that there is a goal at the top."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="owner: kulturchef\nsupports:\n  - snabba-svar",
            right="owner: kulturchef",
        ),
    ),
    "R128": Kind(
        title=N_("A previous id that is taken"),
        message=N_("The previous id “{value}” is used by {first}."),
        hint=N_("Remove it: an address can lead to one page only."),
        why=N_("previous_ids leads old links to the page's new address."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="id: nojda-besokare\nprevious_ids:\n  - snabba-svar",
            right="id: nojda-besokare\nprevious_ids:\n  - nojda-gaster",
            at="id: nojda-besokare",
        ),
    ),
    "R129": Kind(
        title=N_("A revision that names an unknown indicator"),
        message=N_("The revision names “{value}”, and no indicator is called that, or has been."),
        hint=N_(
            "Check the spelling. If the indicator has been removed, leave the revision as it is."
        ),
        severity=Severity.WARNING,
        why=N_("The page can't say which target was changed."),
        example=Example(
            GOAL,
            wrong=(
                "supports:\n"
                "  - nojda-besokare\n"
                "revisions:\n"
                "  - date: 2024-06-15\n"
                "    changed: target\n"
                "    indicator: svarstid\n"
                '    old: "80"\n'
                '    new: "90"\n'
                "    reason: Målet var redan nått.\n"
                "    decision:\n"
                "      body: Kulturnämnden\n"
                "      date: 2024-06-12\n"
            ),
            right=(
                "supports:\n"
                "  - nojda-besokare\n"
                "revisions:\n"
                "  - date: 2024-06-15\n"
                "    changed: target\n"
                "    indicator: svar-i-tid\n"
                '    old: "80"\n'
                '    new: "90"\n'
                "    reason: Målet var redan nått.\n"
                "    decision:\n"
                "      body: Kulturnämnden\n"
                "      date: 2024-06-12\n"
            ),
            at="supports:\n  - nojda-besokare\n",
        ),
    ),
    "R130": Kind(
        title=N_("A direction with targets"),
        message=N_("This is a direction, so its targets are never graded."),
        hint=N_("Write kind: goal, or remove targets and list the indicators under indicators."),
        severity=Severity.WARNING,
        why=N_(
            "A direction (inriktning) shows which way things should move, without a number to reach."
        ),
        example=Example(
            DIRECTION,
            wrong=(
                "indicators:\n"
                "  - svar-i-tid\n"
                "targets:\n"
                "  - indicator: svar-i-tid\n"
                "    comparator: at_least\n"
                "    value: 90\n"
                '    due: "2025"\n'
            ),
            right="indicators:\n  - svar-i-tid\n",
        ),
    ),
    "R131": Kind(
        title=N_("A date in the future"),
        message=N_("The file says that it was updated {value}, which hasn't come yet."),
        hint=N_("Write the day the file or its figures were last changed."),
        severity=Severity.WARNING,
        example=Example(GOAL_WITH_STEPS, wrong="updated: 2052-02-15", right="updated: 2025-02-15"),
    ),
    "R132": Kind(
        title=N_("An assessment of a direction"),
        message=N_("A direction is never graded, so nobody can assess it."),
        hint=N_("Write kind: goal, or remove override."),
        example=Example(
            DIRECTION,
            wrong=(
                "kind: direction\n"
                "override:\n"
                "  status: on_track\n"
                "  motivation: Vi svarar snabbare än förr.\n"
                "  role: kulturchef\n"
                "  date: 2025-02-15\n"
            ),
            right="kind: direction\n",
        ),
    ),
    "R133": Kind(
        title=N_("Departments in a circle"),
        message=N_("The departments lie below each other in a circle: {circle}."),
        hint=N_("Remove one of the lines with parent, so that there is one at the top."),
        example=Example(
            ORGANISATION,
            wrong="title: Kommunfullmäktige\n    audience: public\n    parent: kulturnamnden",
            right="title: Kommunfullmäktige\n    audience: public",
        ),
    ),
    "R134": Kind(
        title=N_("The same thing listed twice"),
        message=N_("“{value}” already stands on line {first}."),
        hint=N_("Remove one of the lines."),
        severity=Severity.WARNING,
        why=N_("Otherwise it is shown twice on the page, and counted twice."),
        example=Example(
            GOAL, wrong="  - nojda-besokare\n  - nojda-besokare", right="  - nojda-besokare"
        ),
    ),
    "R135": Kind(
        title=N_("An id twice in the same file"),
        message=N_("The id “{value}” already stands on line {first}."),
        hint=N_("Give one of them another id."),
        why=N_("Goals name departments and roles by their id, so it must be one of a kind."),
        example=Example(
            ORGANISATION,
            wrong=(
                "  - id: kulturchef\n    title: Kulturchef\n"
                "  - id: kulturchef\n    title: Chef för biblioteket"
            ),
            right=(
                "  - id: kulturchef\n    title: Kulturchef\n"
                "  - id: bibliotekschef\n    title: Chef för biblioteket"
            ),
            at="  - id: kulturchef\n    title: Kulturchef",
        ),
    ),
    "R136": Kind(
        title=N_("A target over 100 percent"),
        message=N_("{value} is more than 100, but the indicator is a share in {unit}."),
        hint=N_("Check the number. If it can be more than 100, say so in the target's note."),
        severity=Severity.WARNING,
        example=Example(GOAL, wrong="value: 900\n    due", right="value: 90\n    due"),
    ),
    "R137": Kind(
        title=N_("A baseline that isn't the outcome"),
        message=N_("The baseline is {value}, but the figures say {outcome} for {period}."),
        hint=N_("Write the same in both. If they are to differ, say why in the target's note."),
        severity=Severity.WARNING,
        why=N_(
            "The way to the target is measured from the baseline, and readers see both numbers."
        ),
        example=Example(GOAL, wrong="value: 79.1", right="value: 71.9"),
    ),
    "R138": Kind(
        title=N_("A day of assessment that hasn't come"),
        message=N_("as_of is {value}, but the file was updated {updated}, before that day."),
        hint=N_("Write a day that has come. If it has, change updated as well."),
        severity=Severity.WARNING,
        why=N_("Goals that are due until then would be assessed before their time."),
        example=Example(ORGANISATION, wrong="as_of: 2025-12-31", right="as_of: 2024-12-31"),
    ),
    "R139": Kind(
        title=N_("A milestone before the goal begins"),
        message=N_("The milestone is due {value}, before the goal's period {period} begins."),
        hint=N_("Check the year, and the goal's period."),
        severity=Severity.WARNING,
        example=Example(
            GOAL,
            wrong=(
                "updated: 2025-02-15\n"
                "milestones:\n"
                "  - title: Vi har svarat på helger i en månad\n"
                "    due: 2023-11-30\n"
                "targets:"
            ),
            right=(
                "updated: 2025-02-15\n"
                "milestones:\n"
                "  - title: Vi har svarat på helger i en månad\n"
                "    due: 2025-11-30\n"
                "targets:"
            ),
            at="updated: 2025-02-15\ntargets:",
        ),
    ),
    "R151": Kind(
        title=N_("A missed goal without an explanation"),
        message=N_("The goal is {status}, but it lacks: {missing}."),
        hint=N_("Write in analysis what it depends on, and in next_steps what you do now."),
        why=N_("Whoever reads that a goal was missed must also learn why, and what happens now."),
        example=Example(
            NEW_GOAL,
            wrong=MISSED_GOAL_TEXT,
            right=MISSED_GOAL_TEXT + MISSED_EXPLANATION,
            at="",
        ),
    ),
    "R152": Kind(
        title=N_("A missed internal goal without an explanation"),
        message=N_("The goal is {status}, but it lacks: {missing}."),
        hint=N_(
            "Write in analysis what it depends on, and in next_steps what you do now. It must be there "
            "before the goal becomes public."
        ),
        severity=Severity.WARNING,
        example=Example(
            NEW_GOAL,
            wrong=MISSED_GOAL_TEXT.replace("audience: public\n", ""),
            right=MISSED_GOAL_TEXT.replace("audience: public\n", "") + MISSED_EXPLANATION,
            at="",
        ),
    ),
    "R153": Kind(
        title=N_("A partly met goal without an analysis"),
        message=N_("The goal is partly met, and nothing says why not wholly."),
        hint=N_("Write in analysis what it depends on."),
        severity=Severity.ADVICE,
        example=Example(
            NEW_GOAL,
            wrong=PARTLY_MET_GOAL_TEXT,
            right=PARTLY_MET_GOAL_TEXT + MISSED_EXPLANATION,
            at="",
        ),
    ),
    "R154": Kind(
        title=N_("Goals that replace each other in a circle"),
        message=N_("The goals replace each other in a circle: {circle}."),
        hint=N_("Remove replaced_by from the one that still applies, or write another goal there."),
        why=N_("Whoever follows the links must come to a goal that applies."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=ARCHIVED_LINES + "\n  replaced_by: nojda-besokare",
            right=ARCHIVED_LINES + "\n  replaced_by: snabba-svar",
            at="updated: 2025-02-15",
        ),
    ),
    "R155": Kind(
        title=N_("A goal that still applies, but is said to cease"),
        message=N_(
            "The goal applies no longer from {value}, which is after {as_of}, the day of assessment."
        ),
        hint=N_("If that is meant, do nothing: until then it is shown as one that applies."),
        severity=Severity.WARNING,
        example=Example(
            GOAL_WITH_STEPS,
            wrong=ARCHIVED_LINES.replace("2024-12-31", "2052-12-31"),
            right=ARCHIVED_LINES,
            at="updated: 2025-02-15",
        ),
    ),
    "R171": Kind(
        title=N_("A weight that nothing is weighed by"),
        message=N_("The target has the weight {value}, but targets aren't weighed together."),
        hint=N_("Remove weight, or write aggregation: weighted in data/organisation.yml."),
        severity=Severity.WARNING,
        example=Example(
            GOAL,
            wrong="updated: 2025-02-15\ntargets:\n  - weight: 2\n    indicator: svar-i-tid",
            right="updated: 2025-02-15\ntargets:\n  - indicator: svar-i-tid",
        ),
    ),
    "R172": Kind(
        title=N_("A whole that lacks a kind of goals"),
        message=N_(
            "The goals can't be assessed as a whole: there is none that has steers: {value}."
        ),
        hint=N_("Write steers: finances in the goals for the finances only, or remove the rule."),
        severity=Severity.WARNING,
        why=N_("The rule asks for so many of the financial goals, and so many of the others."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nassessment:\n  preset: trosa-2019",
            right="updated: 2025-02-15\nassessment:\n  preset: lund-2023",
            at="updated: 2025-02-15",
        ),
    ),
    "R145": Kind(
        title=N_("An unknown subject"),
        message=N_("The subject “{value}” is not in organisation.yml."),
        hint=N_("Subjects there: {allowed}."),
        why=N_("The goal would be missing where readers look for it."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="owner: kulturchef\nsubjects:\n  - bibliotekk",
            right="owner: kulturchef\nsubjects:\n  - bibliotek",
            at="owner: kulturchef",
        ),
    ),
    "R191": Kind(
        title=N_("Two pages about one type of goal"),
        message=N_("The type “{value}” is already explained by {first}."),
        hint=N_("Let one of the pages explain the type, and remove it from the other."),
        why=N_("A goal's page names its type, and that word can lead to one page only."),
        example=Example(
            PAGE,
            wrong="title: Start\naudience: public\nexplains: performance",
            right="title: Start\naudience: public\nexplains: process",
            at="title: Start\naudience: public",
            beside={
                "content/prestationsmal.md": (
                    "---\naudience: public\norder: 10\nexplains: performance\n---\n\n# Prestationsmål\n"
                )
            },
        ),
    ),
    "R156": Kind(
        title=N_("A baseline that may not be shown"),
        message=N_(
            "The baseline of {period} rests on too few persons to be shown, but the goal is public."
        ),
        hint=N_("Begin at another period, or remove the baseline."),
        why=N_("The figures hide the value, and the goal's page would tell it."),
        example=Example(
            GOAL,
            wrong='    baseline:\n      period: "2022"\n      value: 71.9',
            right='    baseline:\n      period: "2021"\n      value: 70.2',
            at='    baseline:\n      period: "2022"\n      value: 71.9',
            beside={YEARLY: "period,value,count\n2021,70.2,14\n2022,71.9,9\n2023,81.5,12\n"},
        ),
    ),
}

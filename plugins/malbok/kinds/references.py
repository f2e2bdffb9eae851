"""What one file says of another, and of itself."""

from __future__ import annotations

from malbok.kinds.declaration import Kind, Severity
from malbok.language import N_

REFERENCES: dict[str, Kind] = {
    "R101": Kind(
        title=N_("TITLE R101"),
        message=N_("The department “{value}” is not in organisation.yml."),
        hint=N_("Departments there: {allowed}."),
    ),
    "R102": Kind(
        title=N_("TITLE R102"),
        message=N_("There is no indicator “{value}”."),
        hint=N_("Create data/indicators/{value}.yml."),
    ),
    "R103": Kind(
        title=N_("TITLE R103"),
        message=N_("There is no goal “{value}”."),
        hint=N_("Write the id of another goal, or remove the line."),
    ),
    "R104": Kind(
        title=N_("TITLE R104"),
        message=N_("The role “{value}” is not in organisation.yml."),
        hint=N_("Roles there: {allowed}."),
    ),
    "R105": Kind(
        title=N_("TITLE R105"),
        message=N_("The id “{value}” differs from the file's name “{name}”."),
        hint=N_("Let the id and the file have the same name."),
    ),
    "R106": Kind(
        title=N_("TITLE R106"),
        message=N_("The id “{value}” is already used in {first}."),
        hint=N_("Give one of them another id and file name."),
    ),
    "R107": Kind(
        title=N_("TITLE R107"),
        message=N_("This is public but rests on “{value}”, which is only for the intranet."),
        hint=N_("Make “{value}” public as well (audience: public), or let this be intranet."),
    ),
    "R108": Kind(
        title=N_("TITLE R108"),
        message=N_("A goal can't contribute to itself."),
        hint=N_("Remove the line."),
    ),
    "R109": Kind(
        title=N_("TITLE R109"),
        message=N_("The goal is to be reached “{value}”, but the figures are by {interval}."),
        hint=N_(
            "Write the due period in the same way as the figures' periods, for example {example}."
        ),
    ),
    "R110": Kind(
        title=N_("TITLE R110"),
        message=N_("There is no line “:::” that ends this block."),
        hint=N_("Put a line with three colons where the block for the intranet ends."),
    ),
    "R111": Kind(
        title=N_("TITLE R111"),
        message=N_("“{value}” can't be embedded."),
        hint=N_(
            "Write one of these on a line of its own: [[goal ID]], [[indicator ID]], [[chart ID]], "
            "[[overview]] or [[status-summary]]."
        ),
    ),
    "R112": Kind(
        title=N_("TITLE R112"),
        message=N_("The goal says department “{value}” but lies in the folder “{name}”."),
        hint=N_("Remove the line, or move the file: the folder decides."),
    ),
    "R113": Kind(
        title=N_("TITLE R113"),
        message=N_("“{value}” is only for the intranet, but this page is public."),
        hint=N_(
            "Move it into a block for the intranet: a line ::: intranet before and a line ::: after."
        ),
    ),
    "R114": Kind(
        title=N_("TITLE R114"),
        message=N_("There is no line “::: intranet” that begins the block that ends here."),
        hint=N_("Put a line ::: intranet where the block begins, or remove this line."),
    ),
    "R115": Kind(
        title=N_("TITLE R115"),
        message=N_("The comment that begins here is not closed, so its text would be published."),
        hint=N_("Write --> where the comment ends."),
    ),
    "R116": Kind(
        title=N_("TITLE R116"),
        message=N_("This looks like the beginning of a block, but is written in another way."),
        hint=N_(
            "Write ::: intranet or ::: public first on a line of its own, with nothing else on it."
        ),
    ),
    "R117": Kind(
        title=N_("TITLE R117"),
        message=N_("The page links to “{value}”, which isn't there."),
        hint=N_("Check the spelling and the way to the page."),
    ),
    "R118": Kind(
        title=N_("TITLE R118"),
        message=N_(
            "A block for one audience can't stand in “{key}”; it would be published as it is."
        ),
        hint=N_("Let the whole goal be intranet, or write the text on a page of the handbook."),
    ),
    "R119": Kind(
        title=N_("TITLE R119"),
        message=N_("malbok makes a page at this address itself, and this page would be lost."),
        hint=N_("Give the file another name."),
    ),
    "R120": Kind(
        title=N_("TITLE R120"),
        message=N_(
            "The baseline is of {baseline}, which isn't before {value}, when the goal is due."
        ),
        hint=N_("Write an earlier period for the baseline."),
    ),
    "R121": Kind(
        title=N_("A target against the direction"),
        message=N_("A {direction} value is better, but the target is “{comparator}”."),
        hint=N_("Check comparator here, and direction in the file of “{value}”."),
        severity=Severity.WARNING,
    ),
    "R122": Kind(
        title=N_("A target that is worse than the baseline"),
        message=N_("The target {value} is worse than the baseline {baseline}."),
        hint=N_("Check the numbers. Is it what you mean? Then say why in note."),
        severity=Severity.WARNING,
    ),
    "R123": Kind(
        title=N_("A target that is due before the goal begins"),
        message=N_("The target is due {value}, before the goal's period {period} begins."),
        hint=N_("Write a due period within the goal's period, or later."),
    ),
    "R124": Kind(
        title=N_("A milestone done in the future"),
        message=N_("The milestone is done {value}, but the file was updated {updated}."),
        hint=N_("Write the day it was done, or remove the line."),
    ),
    "R125": Kind(
        title=N_("Many indicators for one goal"),
        message=N_("The goal has {count} indicators. More than {limit} are hard to follow."),
        hint=N_("Keep those that tell most about the goal."),
        severity=Severity.ADVICE,
    ),
    "R126": Kind(
        title=N_("A goal that nothing follows up"),
        message=N_(
            "The goal has no target, no indicator, no milestone and no assessment of its own."
        ),
        hint=N_("Add an indicator or a milestone. Otherwise nobody can tell how it goes."),
        severity=Severity.WARNING,
    ),
    "R127": Kind(
        title=N_("Goals that support each other in a circle"),
        message=N_("The goals support each other in a circle: {circle}."),
        hint=N_("Remove one of the links, so that there is a goal at the top."),
    ),
    "R128": Kind(
        title=N_("A previous id that is taken"),
        message=N_("The previous id “{value}” is used by {first}."),
        hint=N_("Remove it: an address can lead to one page only."),
    ),
    "R129": Kind(
        title=N_("A revision of a target that isn't there"),
        message=N_("The revision names “{value}”, but the goal has no target for that indicator."),
        hint=N_("Write the indicator of one of the goal's targets, or remove the line."),
    ),
    "R130": Kind(
        title=N_("A direction with targets"),
        message=N_("This is a direction, so its targets are never graded."),
        hint=N_("Write kind: goal, or remove targets and list the indicators under indicators."),
        severity=Severity.WARNING,
    ),
    "R131": Kind(
        title=N_("A date in the future"),
        message=N_("The file says that it was updated {value}, which hasn't come yet."),
        hint=N_("Write the day the file or its figures were last changed."),
        severity=Severity.WARNING,
    ),
    "R132": Kind(
        title=N_("An override with no reason to be"),
        message=N_("A direction is never graded, so nobody can assess it."),
        hint=N_("Write kind: goal, or remove override."),
    ),
}

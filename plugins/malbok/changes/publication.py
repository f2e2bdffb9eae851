"""What everybody can see after the change and couldn't before, and what they can't see any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from malbok import addresses as links
from malbok.changes.comparing import Comparison
from malbok.changes.examples import closed_examples, opened_examples
from malbok.changes.figures import concealed, revealed
from malbok.changes.records import Concealment, Item, ItemKind, Publication, Reach
from malbok.changes.reports import closed_reports, opened_reports
from malbok.changes.showing import TEXTS
from malbok.language import N_, Language, capital
from malbok.model import (
    ContentPage,
    Goal,
    Indicator,
    Project,
    Prose,
    Record,
    SiteLanguage,
    SmallNumbers,
)
from malbok.pages.views import Viewer
from malbok.translating import ENGLISH_FOLDER

MOST_OUTCOMES = 12
SHORT_HEAD = 20
"""A heading, or the head of a table, with at most so many letters may stand anywhere."""


def publications(comparison: Comparison) -> list[Publication]:
    """Everything that becomes public: what the intranet had already first."""
    found = [
        *_limits(comparison),
        *_figures(comparison),
        *_goals(comparison),
        *_indicators(comparison),
        *_departments(comparison),
        *_handbook(comparison),
        *opened_examples(comparison),
        *opened_reports(comparison),
        *_files(comparison),
        *_roles(comparison),
        *_english(comparison),
    ]
    return sorted(found, key=lambda publication: not publication.was_inside)


def withdrawals(comparison: Comparison) -> Iterator[Item]:
    """What was public and is only for the intranet from now on."""
    for goal in comparison.goals:
        if (item := comparison.goal_item(goal)).reach is Reach.CLOSED:
            yield item
    for indicator in comparison.indicators:
        if (item := comparison.indicator_item(indicator)).reach is Reach.CLOSED:
            yield item
    before, after = (viewer.project for viewer in comparison.public.both)
    inside = comparison.inside.after.project
    kept = {d.id for d in after.organisation.departments}
    still = {d.id: d for d in inside.organisation.departments}
    for department in before.organisation.departments:
        if department.id not in kept and department.id in still:
            yield department_item(still[department.id].id, inside, Reach.CLOSED)
    public_pages, all_pages = {p.path for p in after.content}, {p.path: p for p in inside.content}
    for page in before.content:
        if page.path not in public_pages and page.path in all_pages:
            yield handbook_item(all_pages[page.path], Reach.CLOSED)
    yield from closed_examples(comparison)
    yield from closed_reports(comparison)


def concealments(comparison: Comparison) -> Iterator[Concealment]:
    """What everybody could see on pages that stay, or in another language, and can't any more."""
    for item, outcomes in concealed(comparison):
        yield Concealment(item, (_counted(comparison.words, outcomes),))
    before, after = (_has_english(viewer.project) for viewer in comparison.public.both)
    if before and not after:
        yield Concealment(english_item(comparison.words, Reach.CLOSED), ())


def english_item(words: Language, reach: Reach) -> Item:
    """All the pages in English, as the change names them."""
    return Item(ItemKind.LIST, ENGLISH_FOLDER, words.text(N_("The pages in English")), "", reach)


def _limits(comparison: Comparison) -> Iterator[Publication]:
    """Limits for what rests on few persons that are lower than before."""
    words = comparison.words
    before, after = (
        version.project.organisation.small_numbers for version in (comparison.base, comparison.head)
    )
    for key, field in SmallNumbers.model_fields.items():
        old, new = getattr(before, key), getattr(after, key)
        if new < old:
            title = words.text(field.title or key)
            item = Item(ItemKind.SETTING, f"small_numbers.{key}", title, "", Reach.OPENED)
            said = N_("The limit is lowered from {old} to {new}, so more values can be seen.")
            yield Publication(item, True, (words.text(said, old=old, new=new),))


def _figures(comparison: Comparison) -> Iterator[Publication]:
    for item, outcomes in revealed(comparison):
        yield Publication(item, True, (_counted(comparison.words, outcomes),))


def _counted(words: Language, outcomes: Sequence[str]) -> str:
    latest = "; ".join(outcomes[-MOST_OUTCOMES:])
    return words.plural(
        "{n} outcome. {latest}", "{n} outcomes. {latest}", len(outcomes), latest=latest
    )


def _has_english(project: Project) -> bool:
    return SiteLanguage.ENGLISH in project.organisation.languages


def _english(comparison: Comparison) -> Iterator[Publication]:
    """Texts in English that are new or others than before: nobody can tell by the Swedish ones."""
    words = comparison.words
    before, after = (viewer.project for viewer in comparison.public.both)
    if not _has_english(after):
        return
    if not _has_english(before):
        yield Publication(english_item(words, Reach.PUBLIC), False, ())
    was = {key: said for key, _, said in _translated(before)} if _has_english(before) else {}
    former = {
        **{f"goal/{now}": f"goal/{was}" for now, was in comparison.former_goals.items()},
        **{
            f"indicator/{now}": f"indicator/{was}"
            for now, was in comparison.former_indicators.items()
        },
    }
    for key, item, said in _translated(after):
        known = was.get(former.get(key, key), {})
        new = [(name, text) for name, text in said.items() if known.get(name) != text]
        if new:
            yield Publication(item, False, tuple(_named(words, new)))


def _translated(project: Project) -> Iterator[tuple[str, Item, dict[str, str]]]:
    """Everything with texts in English: what it is, the page, and the texts by their names."""
    organisation = project.organisation
    records: list[tuple[str, str, str, Record | None]] = [
        ("organisation", organisation.title, links.OVERVIEW, organisation.english),
        *(
            (f"department/{d.id}", d.title, links.department_path(d.id), d.english)
            for d in organisation.departments
        ),
        *(
            (f"subject/{s.id}", s.title, links.subject_path(s.id), s.english)
            for s in organisation.subjects
        ),
        *(
            (f"goal/{g.id}", g.title, links.goal_path(g.department, g.id), g.english)
            for g in project.goals.values()
        ),
        *(
            (f"indicator/{i.id}", i.title, links.indicator_path(i.id), i.english)
            for i in project.indicators.values()
        ),
    ]
    for key, title, path, english in records:
        if english:
            item = Item(ItemKind.ENGLISH, key, title, ENGLISH_FOLDER + path, Reach.PUBLIC)
            fields = type(english).model_fields
            texts = {fields[name].title or name: text for name, text in english if text}
            yield key, item, texts


def department_item(department: str, project: Project, reach: Reach) -> Item:
    """A department as the change names it."""
    title = project.department(department).title
    path = links.department_path(department)
    return Item(ItemKind.DEPARTMENT, department, title, path, reach)


def handbook_item(page: ContentPage, reach: Reach) -> Item:
    """A page of the handbook as the change names it."""
    return Item(ItemKind.HANDBOOK, page.path, page.title, page.path, reach)


def _goals(comparison: Comparison) -> Iterator[Publication]:
    viewer = comparison.public.after
    was_public = comparison.public.before.project.goals
    for pair in comparison.goals:
        goal = pair.after and viewer.project.goals.get(pair.after.id)
        if goal and not (pair.before and pair.before.id in was_public):
            item = comparison.goal_item(pair)
            says = tuple(_said_of_goal(goal, viewer))
            yield Publication(item, pair.before is not None, says)


def _said_of_goal(goal: Goal, viewer: Viewer) -> Iterator[str]:
    words, link = viewer.language, viewer.goal_link(goal)
    status = words.text(N_("Status: {status}."), status=link.status.word)
    yield f"{status} {link.sentence} {link.basis}".strip()
    yield from _named(words, [(TEXTS[key], getattr(goal, key)) for key in TEXTS])
    notes = [target.note for target in goal.targets]
    milestones = [milestone.title for milestone in goal.milestones]
    reasons = [revision.reason for revision in goal.revisions]
    reasons += [goal.archived.reason] if goal.archived else []
    yield from _named(words, [(N_("notes on targets"), *notes), (N_("milestones"), *milestones)])
    yield from _named(words, [(N_("reasons for changes of the goal"), *reasons)])
    if owner := viewer.project.role(goal.owner):
        yield words.text(N_("Responsible role: {role}."), role=owner.title)


def _named(words: Language, texts: Iterable[tuple[str | None, ...]]) -> Iterator[str]:
    """Texts that become public, each kind with its name; nothing for those that are empty."""
    for name, *parts in texts:
        if name and (quoted := [_quoted(words, part) for part in parts if part]):
            yield f"{capital(words.text(name))}: {', '.join(quoted)}"


def _quoted(words: Language, text: str) -> str:
    return words.text(N_("“{text}”"), text=text)


def _indicators(comparison: Comparison) -> Iterator[Publication]:
    viewer = comparison.public.after
    was_public = comparison.public.before.project.indicators
    for pair in comparison.indicators:
        indicator = pair.after and viewer.project.indicators.get(pair.after.id)
        if indicator and not (pair.before and pair.before.id in was_public):
            item = comparison.indicator_item(pair)
            says = tuple(_said_of_indicator(indicator, viewer))
            yield Publication(item, pair.before is not None, says)


def _said_of_indicator(indicator: Indicator, viewer: Viewer) -> Iterator[str]:
    words, quantity = viewer.language, viewer.quantities[indicator.id]
    series = viewer.project.own_series(indicator.id)
    known = [o for o in series if o.value is not None]
    if not known:
        yield words.text(N_("It has no outcomes yet."))
    else:
        latest = [f"{words.period(o.period)}: {quantity(o.known)}" for o in known[-MOST_OUTCOMES:]]
        yield words.plural(
            "{n} outcome. {latest}", "{n} outcomes. {latest}", len(known), latest=", ".join(latest)
        )
    notes = [outcome.note for outcome in series]
    yield from _named(
        words,
        [
            (N_("what is counted"), indicator.definition),
            (N_("note"), indicator.note),
            (N_("notes on outcomes"), *notes),
        ],
    )


def _departments(comparison: Comparison) -> Iterator[Publication]:
    words = comparison.words
    before, after = (viewer.project for viewer in comparison.public.both)
    was_public = {d.id for d in before.organisation.departments}
    was_there = {d.id for d in comparison.base.project.organisation.departments}
    for department in after.organisation.departments:
        if department.id not in was_public:
            was_inside = department.id in was_there
            reach = Reach.OPENED if was_inside else Reach.PUBLIC
            item = department_item(department.id, after, reach)
            says = _named(words, [(N_("description"), department.description)])
            yield Publication(item, was_inside, tuple(says))


def _handbook(comparison: Comparison) -> Iterator[Publication]:
    """Pages that become public, and text that only the intranet had on a page that is public before
    and after. A page may have another name now, so it is by its lines that text is known again."""
    words = comparison.words
    before, after = (viewer.project for viewer in comparison.public.both)
    was_public = {page.path for page in before.content}
    was_there = {page.path: page for page in comparison.base.project.content}
    inside_lines = {line for page in was_there.values() for line in lines_of(page)}
    inside_lines -= {line for page in before.content for line in lines_of(page)}
    for page in after.content:
        opened = [line for line in lines_of(page) if line in inside_lines]
        if inside_lines.isdisjoint(_telling_lines(page)):
            opened = []
        if page.path not in was_public:
            was_inside = bool(opened) or page.path in was_there
            item = handbook_item(page, Reach.OPENED if was_inside else Reach.PUBLIC)
            texts = [(N_("description"), page.description), (N_("the text"), " ".join(opened))]
            yield Publication(item, was_inside, tuple(_named(words, texts)))
        elif opened:
            item = replace(handbook_item(page, Reach.OPENED), kind=ItemKind.BLOCK)
            yield Publication(item, True, (_quoted(words, " ".join(opened)),))


def _telling_lines(page: ContentPage) -> Iterator[str]:
    """The lines that show where a text comes from. Short headings, heads of tables, and rules stand
    in many texts; what is embedded shows only what is public."""
    for part in page.parts:
        if isinstance(part, Prose):
            lines = [line.strip() for line in part.markdown.split("\n")]
            for line, below in zip_longest(lines, lines[1:], fillvalue=""):
                is_head = line.startswith("#") or (below and not _letters(below))
                if _letters(line) > (SHORT_HEAD if is_head else 0):
                    yield line


def _letters(line: str) -> int:
    """How many letters and digits a line has: a rule has none."""
    return sum(map(str.isalnum, line))


def lines_of(page: ContentPage) -> Iterator[str]:
    """The lines of a page's text that aren't blank."""
    for part in page.parts:
        if isinstance(part, Prose):
            yield from (line.strip() for line in part.markdown.split("\n") if line.strip())
        else:
            yield f"[[{part.name} {part.id}]]".replace(" ]]", "]]")


def _files(comparison: Comparison) -> Iterator[Publication]:
    before, after = (viewer.project.content_files for viewer in comparison.public.both)
    for path in after:
        if path not in before:
            was_inside = path in comparison.base.project.content_files
            reach = Reach.OPENED if was_inside else Reach.PUBLIC
            yield Publication(Item(ItemKind.FILE, path, path, path, reach), was_inside, ())


def _roles(comparison: Comparison) -> Iterator[Publication]:
    """Roles that no public page named: a new one is as public as its goals."""
    before, after = (viewer.project.organisation.roles for viewer in comparison.public.both)
    was_named = {role.id for role in before}
    was_there = {role.id for role in comparison.base.project.organisation.roles}
    for role in after:
        if role.id not in was_named:
            was_inside = role.id in was_there
            reach = Reach.OPENED if was_inside else Reach.PUBLIC
            yield Publication(Item(ItemKind.ROLE, role.id, role.title, "", reach), was_inside, ())

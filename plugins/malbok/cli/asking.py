"""Questions in a terminal: each with its advice, and asked again until the answer will do.

What is given as an option isn't asked for. An option that won't do is wrong use of the command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from malbok.fields import Choice, Key, Plain, keys_of
from malbok.glossary import meanings
from malbok.language import N_, Language, Message
from malbok.model import GlossaryWord, Record
from malbok.numbers import number_meant
from malbok.problems import Problem
from malbok.reading.validation import closest
from malbok.starting import answer_problem

HANDBOOK = "content/handbok"
LISTED = 12
"""How many finds are listed."""
LEAST_PART = 3
"""How many letters of an option are enough to mean it."""
NEW = frozenset({"ny", "nytt", "new"})
YES = frozenset({"j", "ja", "y", "yes"})

Check = Callable[[str], str]
"""What to say of an answer that won't do; empty if it will."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the guide says on a question, the page of the handbook that says more, and an answer that
    would do."""

    text: Message
    page: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: in which language, for which project, and whether questions may be asked at all;
    if not, what isn't given is taken as the default. `glossary` has words that a ? explains where a
    question says them. `used` gathers the options that answered something."""

    words: Language
    root: Path
    asks: bool
    glossary: tuple[GlossaryWord, ...] = ()
    used: set[str] = field(default_factory=set)

    def say(self, message: str, **params: object) -> None:
        """Print a message, indented as all that goes with a question."""
        for line in self.words.text(message, **params).split("\n"):
            click.echo(f"  {line}")

    def field(
        self,
        record: type[Record],
        name: str,
        given: str | None = None,
        *,
        default: str = "",
        title: str = "",
        required: bool | None = None,
        option: str = "",
        advice: Advice | None = None,
        check: Check | None = None,
    ) -> str:
        """The value of one key of a record. `check` looks at what the model has let through.

        What isn't said is as the model has it: `title`, and whether it is `required`.
        """
        key = key_of(record, name)

        def wrong(answer: str) -> str:
            problem = answer_problem(record, name, answer)
            if problem:
                return self.said(problem)
            return check(answer) if check else ""

        return self.text(
            title or key.title,
            given,
            option=option or option_of(name),
            default=default,
            required=key.required if required is None else required,
            advice=advice or Advice(Message(key.description)),
            check=wrong,
            meant=number_in if key.value is Plain.NUMBER else str.strip,
        )

    def text(
        self,
        title: str,
        given: str | None,
        *,
        option: str,
        default: str = "",
        required: bool = False,
        advice: Advice | None = None,
        check: Check | None = None,
        meant: Callable[[str], str] = str.strip,
        many: bool = False,
    ) -> str:
        """Any text; empty if it isn't required and nobody gave it. `meant` makes an answer what it
        is taken for. With `many` it is one of those that are asked for until there are no more."""
        if given is not None:
            self.used.add(option)
            answer = meant(given)
            if answer and (wrong := check(answer) if check else ""):
                raise click.UsageError(f"{option}: {wrong}")
            if answer or not required:
                return answer
            raise click.UsageError(f"{option}: {self.words.text(_MUST)}")
        if not self.asks:
            return default
        self.introduce(title, advice, default, required=required, many=many)
        while True:
            answer = meant(self._answer(title, advice)) or default
            if not answer and not required:
                return ""
            wrong = self.words.text(_MUST) if not answer else check(answer) if check else ""
            if not wrong:
                return answer
            click.echo(wrong)

    def choice(
        self,
        title: str,
        options: Mapping[str, str],
        given: str | None = None,
        *,
        option: str,
        default: str = "",
        required: bool = False,
        advice: Advice | None = None,
        free: bool = False,
    ) -> str:
        """One of the options (values with the words for them), answered by number, value or word.
        With `free` any other text will do as well."""
        if given is not None:
            self.used.add(option)
            found = self._chosen(given.strip(), options)
            if found or (free and given.strip()) or (not given.strip() and not required):
                return found or given.strip()
            raise click.UsageError(f"{option}: {self._not_a_choice(given, options)}")
        if not self.asks:
            return default
        self.introduce(title, advice, default, required=required)
        for number, (value, word) in enumerate(options.items(), start=1):
            self.say(f"{number}. {word}" if word == value else f"{number}. {word} ({value})")
        while True:
            answer = self._answer(title, advice) or default
            if not answer and not required:
                return ""
            found = self._chosen(answer, options)
            if not found and not free:
                found = self._part(answer, options)
            if found:
                return found
            if free and answer and not answer.isdecimal():
                return answer
            click.echo(self._not_a_choice(answer, options) if answer else self.words.text(_MUST))

    def field_choice(
        self,
        record: type[Record],
        name: str,
        given: str | None = None,
        *,
        default: str = "",
        advice: Advice | None = None,
        free: bool = False,
    ) -> str:
        """The value of a key that has values to choose among."""
        key = key_of(record, name)
        words = key.value.words if isinstance(key.value, Choice) else {}
        options = {value: self.words.text(word) for value, word in words.items()}
        return self.choice(
            key.title,
            options,
            given,
            option=option_of(name),
            default=default,
            required=key.required,
            advice=advice or Advice(Message(key.description)),
            free=free,
        )

    def several(
        self, title: str, options: Mapping[str, str], given: Sequence[str], *, option: str
    ) -> list[str]:
        """Some of the options, answered with commas between; all of them if nothing is said."""
        if given or not self.asks:
            chosen = [self.choice(title, options, one, option=option) for one in given]
            return list(dict.fromkeys(chosen)) or list(options)
        self.introduce(
            title, Advice(N_("Write the numbers with commas between, or Enter for all."))
        )
        for number, (value, word) in enumerate(options.items(), start=1):
            self.say(f"{number}. {word} ({value})")
        while answer := prompted():
            parts = [part.strip() for part in answer.split(",") if part.strip()]
            wrong = [part for part in parts if not self._chosen(part, options)]
            if not wrong:
                return list(dict.fromkeys(self._chosen(part, options) for part in parts))
            click.echo(self._not_a_choice(wrong[0], options))
        return list(options)

    def search(
        self,
        title: str,
        items: Mapping[str, str],
        *,
        advice: Advice | None,
        may_be_new: bool = False,
    ) -> str:
        """The id of one of many items, found by a part of its title; empty if there are to be no
        more, and `new` if the editor wants to make one."""
        self.introduce(title, advice, many=True)
        while answer := self._answer(title, advice):
            if may_be_new and answer.casefold() in NEW:
                return "new"
            wanted = answer.casefold()
            found = {k: t for k, t in items.items() if wanted in t.casefold() or wanted in k}
            if answer in items:
                found = {answer: items[answer]}
            if len(found) == 1:
                key, name = next(iter(found.items()))
                self.say(f"→ {name} ({key})")
                return key
            if not found:
                self.say(N_("Nothing has “{value}” in its title."), value=answer)
                if nearest := closest(answer, list(items.values())):
                    self.say(N_("Did you mean “{suggestion}”?"), suggestion=nearest)
                continue
            listed = dict(list(found.items())[:LISTED])
            for number, (key, name) in enumerate(listed.items(), start=1):
                self.say(f"{number}. {name} ({key})")
            if len(found) > LISTED:
                more = len(found) - LISTED
                click.echo("  " + self.words.plural("and {n} more", "and {n} more", more))
            self.say(N_("Write the number. To search again, press Enter."))
            if chosen := self._chosen(prompted(), listed):
                return chosen
            self.introduce(title, None, many=True)
        return ""

    def yes(self, question: str) -> bool:
        """Whether the editor says yes; no if nothing may be asked."""
        if not self.asks:
            return False
        answers = self.words.text(N_("[y/N]"))
        click.echo(f"\n{self.words.text(question)} {answers}")
        return prompted().casefold() in YES

    def introduce(
        self,
        title: str,
        advice: Advice | None,
        default: str = "",
        *,
        required: bool = False,
        many: bool = False,
    ) -> None:
        """Print what is asked for, and what the guide says of it."""
        click.echo(f"\n{click.style(self.words.text(title), bold=True)}")
        if advice:
            self.say(self.words.text(advice.text).replace("`", ""))
            if advice.example:
                self.say(N_("For example: {value}"), value=advice.example)
            if advice.page and (self.root / HANDBOOK / advice.page).is_file():
                self.say(N_("Read more: {path}"), path=f"{HANDBOOK}/{advice.page}")
        if default:
            self.say(N_("Enter means: {value}"), value=default)
        elif many:
            self.say(N_("Press Enter when there are no more."))
        elif not required:
            self.say(N_("Press Enter to leave it out."))
        if found := self._meanings(title, advice):
            asked = ", ".join(word.word for word in found)
            self.say(N_("A question mark (?) tells what is meant by: {words}"), words=asked)

    def _answer(self, title: str, advice: Advice | None) -> str:
        """An answer; a ? is answered first, by the meaning of the words in the question."""
        found = self._meanings(title, advice)
        while (answer := prompted()) == "?" and found:
            for word in found:
                click.echo(f"  {word.word}: {word.meaning}")
        return answer

    def _meanings(self, title: str, advice: Advice | None) -> tuple[GlossaryWord, ...]:
        """The words of the glossary that a question and its advice say."""
        said = [title, *([advice.text] if advice else [])]
        return meanings(" ".join(map(self.words.text, said)), self.glossary)

    def said(self, problem: Problem) -> str:
        """What is wrong, and what to write instead."""
        return "\n".join(filter(None, [problem.message(self.words), problem.hint(self.words)]))

    def _chosen(self, answer: str, options: Mapping[str, str]) -> str:
        if answer in options:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(options):
            return list(options)[int(answer) - 1]
        by_word = {word.casefold(): value for value, word in options.items()}
        return by_word.get(answer.casefold(), "")

    def _part(self, answer: str, options: Mapping[str, str]) -> str:
        """The only option whose word holds the answer, which is shown so that it can be seen."""
        found = [value for value, word in options.items() if answer.casefold() in word.casefold()]
        if len(answer) < LEAST_PART or len(found) != 1:
            return ""
        self.say(f"→ {options[found[0]]}")
        return found[0]

    def _not_a_choice(self, answer: str, options: Mapping[str, str]) -> str:
        said = self.words.text(N_("“{value}” is none of these."), value=answer)
        nearest = closest(answer, [*options, *options.values()])
        if nearest:
            return (
                f"{said}\n{self.words.text(N_('Did you mean “{suggestion}”?'), suggestion=nearest)}"
            )
        allowed = ", ".join(options)
        return f"{said}\n{self.words.text(N_('Choose one of: {allowed}.'), allowed=allowed)}"


_MUST = N_("This must be answered.")


def agreed(words: Language, question: str) -> bool:
    """Whether the editor says yes to a question; no answer is no."""
    try:
        answer = click.prompt(
            words.text(question), default="", show_default=False, prompt_suffix=" "
        )
    except click.Abort:
        click.echo("")
        return False
    return str(answer).strip().casefold() in YES


def prompted() -> str:
    """An answer. Raises click.Abort at the end of input and on Ctrl+C."""
    answer = click.prompt("", default="", show_default=False, prompt_suffix="> ")
    return str(answer).strip()


def number_in(answer: str) -> str:
    """An answer as a number in house form if it is plain which one it means, as with a decimal
    comma; otherwise as it is."""
    bare = answer.strip()
    return number_meant(bare) or bare


def key_of(record: type[Record], name: str) -> Key:
    """What is declared of one key of a record. Raises KeyError."""
    return {key.name: key for key in keys_of(record)}[name]


def option_of(name: str) -> str:
    """The option that answers the question of a key."""
    return f"--{name.replace('_', '-')}"

"""The tools: a name, what goes in, what comes out, who answers."""

from collections.abc import Callable
from importlib import import_module
from threading import Event
from typing import Any, NamedTuple

import msgspec

from tellings.agents import answered, asked
from tellings.agents.tables import told
from tellings.errors import UsageError


class Tool(NamedTuple):
    """A tool; ``answer`` names the function that answers, which is loaded when it is first asked."""

    name: str
    takes: type[asked.Asked]
    gives: type[msgspec.Struct]
    answer: str

    @property
    def title(self) -> str:
        """Return what people see."""
        return str(told()["tools"][self.name]["title"])

    @property
    def says(self) -> str:
        """Return what assistants read."""
        return str(told()["tools"][self.name]["says"])

    def read(self, arguments: dict[str, Any]) -> asked.Asked:
        """Return the arguments as a noun; raises UsageError with what is wrong and what the tool takes."""
        try:
            return msgspec.convert(arguments, self.takes)
        except msgspec.ValidationError as error:
            known = ", ".join(self.takes.__struct_fields__)
            raise UsageError(f"the arguments of {self.name} are wrong: {error}; it takes {known}") from error

    def run(self, librarian: Any, given: asked.Asked, stop: Event) -> msgspec.Struct:
        """Answer."""
        module, _, function = self.answer.partition(".")
        call: Callable[..., msgspec.Struct] = getattr(import_module(f"tellings.agents.{module}"), function)
        return call(librarian, given, stop)


TOOLS = {
    name: Tool(name, takes, gives, answer)
    for name, takes, gives, answer in (
        ("list_stories", asked.ListStories, answered.Stories, "finding.list_stories"),
        ("search", asked.Search, answered.Findings, "finding.search"),
        ("get_story", asked.GetStory, answered.StoryPart, "telling.get_story"),
        ("who_said", asked.WhoSaid, answered.Speeches, "saying.who_said"),
        ("conflicts", asked.Conflicts, answered.Disputes, "differing.conflicts"),
        ("origins", asked.Origins, answered.Roots, "differing.origins"),
        ("cite", asked.Cite, answered.Citations, "citing.cite"),
        ("check_text", asked.CheckText, answered.Grades, "grading.check_text"),
    )
}

"""The command line: parse, call, print. ``main`` is the door; each command is loaded when it is used."""

from tellings.cli.door import Door

__all__ = ["main"]

COMMANDS = {
    "brief": "Read reports and print each story's brief, every statement cited.",
    "analyse": "Read reports and print what was found in each alone.",
    "group": "Read reports and print which of them are one story.",
    "check": "Grade a text against the reports, sentence by sentence.",
    "read": "Read reports into the library, where stories grow.",
    "watch": "Ask feeds again and again, and read what is new into the library.",
    "stories": "List the stories of the library.",
    "search": "Find words in the library: a phrase, an outlet, a day.",
    "who": "Find what somebody is quoted as saying.",
    "changes": "Tell what changed in a story since you looked.",
    "correct": "Correct the library: merge, split, rename, reject; or undo that.",
    "corrections": "List what people corrected in the library.",
    "serve": "Serve the library: pages for readers, an HTTP API for programs.",
    "token": "Make, list and revoke the tokens of a server.",
    "show": "Show the last result again, or a story of the library.",
    "explain": "Tell why a finding stands: rule, inputs, scores.",
    "demo": "Read a story that never happened and show its brief.",
    "mcp": "Let assistants ask the library (Model Context Protocol).",
    "export": "Write a story, or the whole library, to files.",
    "import": "Read an exported library into this one.",
    "forget": "Take an article, an outlet or a person out of the library.",
    "config": "Show the settings in force and where each comes from.",
    "doctor": "Check that this machine has what tellings needs.",
    "completion": "Print the completion script of a shell.",
}

EPILOG = """\b
Examples:
  tellings demo                               see it work, no files needed
  tellings brief reports/                     a folder of reports, read in the terminal
  tellings brief *.html -o story.html         one page, no script, opens anywhere
  tellings brief pile.jsonl --json | jq .     the result for programs
  cat report.txt | tellings brief - b.txt     one report from standard input
  tellings explain c-1f2e3d4c5b               why does it say so?

\b
Exit: 0 done; 1 a finding matched --fail-on; 2 usage; 3 some inputs unreadable
(listed on stderr, the rest done); 4 nothing usable; 70 a fault of ours;
74 the result could not be written; 130 interrupted.
"""

main = Door(
    name="tellings",
    commands_at="tellings.cli.commands",
    lines=COMMANDS,
    help="Compare how many reports tell one event: who copied whom, who said what, what agrees, what conflicts.",
    epilog=EPILOG,
)

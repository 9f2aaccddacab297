"""The process that reads and tells: stories somebody asks for, texts to be graded, quotations not analysed yet."""

import threading
from functools import cached_property
from multiprocessing.connection import Connection

from tellings.language.readers import English, Reader, Rules, load_reader
from tellings.library import Library, Teller, changes_since, drop_texts, full_texts, grade
from tellings.model import Analysis, Changes, Check, Query
from tellings.service.settings import Caps
from tellings.service.workers.process import Say, Verbs, answer_all, give_way
from tellings.store import open_store
from tellings.writer import Writer

POLITE = 10  # added to the niceness of the process: whoever reads a page goes first, whoever brings articles second
THREADS = 1  # one question at a time: the weights and the tables they fill are shared


class Narrator:
    """Tells the stories of all workspaces with one reader of the language."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self._tellers: dict[str, Teller] = {}
        self._excerpted: dict[str, int] = {}  # by address: the number of the log up to which only excerpts are kept

    @cached_property
    def _reader(self) -> Reader | English | Rules:
        return load_reader(self.caps.model)

    @cached_property
    def _writer(self) -> Writer | None:
        caps = self.caps
        return Writer(caps.writer, words=caps.words, rules=caps.rules) if caps.writer else None

    def teller(self, address: str) -> Teller:
        """Return who tells the stories of the library at an address."""
        found = self._bare(address)
        found.reader = self._reader
        return found

    def _bare(self, address: str) -> Teller:
        """Return a teller for whom the weights need not be loaded yet."""
        caps = self.caps
        if address not in self._tellers:
            store = open_store(address)
            self._tellers[address] = Teller(store, caps.model, attitudes=caps.attitudes, words=caps.words, writer=self._writer)
        return self._tellers[address]

    def open(self, _: Say, address: str) -> int:
        """Look for stories that were told by other rules or weights, and return how many are to be told again."""
        return self._bare(address).outdate()

    def tell(self, say: Say, address: str, story: str) -> int:
        """Tell a story as it is now and return the telling's number."""
        return self.teller(address).tell(story, lambda stage, done, of: say((stage, done, of))).number

    def keep_excerpts(self, _: Say, address: str) -> bool:
        """Keep of the next articles what matters to their story alone; return whether there were more to look at."""
        after, library = self._excerpted.get(address, 0), Library(self._bare(address).store)
        articles, now = full_texts(library, after)
        if articles:
            drop_texts(library, self.teller(address), articles)
        self._excerpted[address] = now
        return now > after

    def changes(self, _: Say, address: str, story: str, since: int | None) -> Changes:
        """Return what changed in a story since one of its tellings."""
        return changes_since(self.teller(address), story, since)

    def grade(self, _: Say, address: str, story: str, text: str) -> Check:
        """Grade a text against a story, sentence by sentence."""
        teller = self.teller(address)
        told = teller.tell(story).story
        analyses = [a for a in teller.analyse([c.id for c in told.articles]) if isinstance(a, Analysis)]
        return grade(teller, told, analyses, text)

    def analyse_naming(self, _: Say, address: str, query: Query, most: int) -> int:
        """Analyse articles that name a speaker; return how many are left."""
        return self.teller(address).analyse_naming(query, most)


def work(pipe: Connection, caps: Caps) -> None:
    """Run the process."""
    give_way(POLITE)
    narrator, closing = Narrator(caps), threading.Event()
    verbs: Verbs = {
        "open": narrator.open,
        "tell": narrator.tell,
        "keep_excerpts": narrator.keep_excerpts,
        "changes": narrator.changes,
        "grade": narrator.grade,
        "analyse_naming": narrator.analyse_naming,
    }
    answer_all(pipe, verbs, THREADS, closing)

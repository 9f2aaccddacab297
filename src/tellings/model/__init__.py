"""The nouns: frozen, validated when decoded, and ignorant of files, clocks and databases."""

from tellings.model.analysis import Analysis, AnalysisRow
from tellings.model.article import Article, ArticleCard, Basis, Furniture, FurnitureKind, Unread
from tellings.model.brief import Brief, BriefSentence, Withheld
from tellings.model.check import Check, CheckedSentence, SetAside, Touched
from tellings.model.claim import Agreement, Claim, Clause, Modality
from tellings.model.conflict import Conflict, ConflictKind, Side, Strength, Update
from tellings.model.entity import Entity, EntityKind, Mention, Reference
from tellings.model.figure import Figure
from tellings.model.ids import make_id
from tellings.model.moment import Moment, MomentMod, MomentType
from tellings.model.override import Applied, Override, Target, Unapplied
from tellings.model.passage import Passage, Span
from tellings.model.prose import MarkPair, Prose, Sentence, Token
from tellings.model.quotation import Printed, Quotation, QuotationKind, Speaker, SpeakerStatus
from tellings.model.reuse import Origin, Reuse, ReuseClass
from tellings.model.story import GroupRow, Result, Story
from tellings.model.syntax import Syntax, Tagged
from tellings.model.timeline import Event, Grain
from tellings.model.utterance import Alteration, Reading, Utterance, UtteranceFlag, Variant, Word
from tellings.model.wording import Form, Wording

__all__ = [
    "Agreement",
    "Alteration",
    "Analysis",
    "AnalysisRow",
    "Applied",
    "Article",
    "ArticleCard",
    "Basis",
    "Brief",
    "BriefSentence",
    "Check",
    "CheckedSentence",
    "Claim",
    "Clause",
    "Conflict",
    "ConflictKind",
    "Entity",
    "EntityKind",
    "Event",
    "Figure",
    "Form",
    "Furniture",
    "FurnitureKind",
    "Grain",
    "GroupRow",
    "MarkPair",
    "Mention",
    "Modality",
    "Moment",
    "MomentMod",
    "MomentType",
    "Origin",
    "Override",
    "Passage",
    "Printed",
    "Prose",
    "Quotation",
    "QuotationKind",
    "Reading",
    "Reference",
    "Result",
    "Reuse",
    "ReuseClass",
    "Sentence",
    "SetAside",
    "Side",
    "Span",
    "Speaker",
    "SpeakerStatus",
    "Story",
    "Strength",
    "Syntax",
    "Tagged",
    "Target",
    "Token",
    "Touched",
    "Unapplied",
    "Unread",
    "Update",
    "Utterance",
    "UtteranceFlag",
    "Variant",
    "Withheld",
    "Word",
    "Wording",
    "make_id",
]

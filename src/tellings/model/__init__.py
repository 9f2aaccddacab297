"""The nouns: frozen, validated when decoded, and ignorant of files, clocks and databases."""

from tellings.model.analysis import Analysis, AnalysisRow
from tellings.model.answer import ArticleTold, Citation, Health, StoryFound, StoryTold
from tellings.model.article import (
    Article,
    ArticleCard,
    Basis,
    Furniture,
    FurnitureKind,
    Link,
    LinkKind,
    Notice,
    NoticeKind,
    Status,
    Unread,
)
from tellings.model.brief import Brief, BriefSentence, Withheld, Written
from tellings.model.changes import Changes, ClaimChange, How, Restated, Revision, Settled
from tellings.model.check import Check, CheckedSentence, SetAside, Touched
from tellings.model.claim import Agreement, Claim, Clause, Modality
from tellings.model.conflict import Conflict, ConflictKind, Side, Strength, Update
from tellings.model.entity import Entity, EntityKind, Mention, Reference
from tellings.model.figure import Figure
from tellings.model.hit import Hit, Page, Query, Said
from tellings.model.holding import Counts, Entry, Holding, Outcome, Receipt, Standing, Version
from tellings.model.ids import make_id
from tellings.model.ingest import FeedCard, Ingested, Job, Taken
from tellings.model.moment import Moment, MomentMod, MomentType
from tellings.model.move import LoggedMove, Move, MoveKind, Whereabouts
from tellings.model.override import Applied, Correction, Override, Target, Unapplied, Undone
from tellings.model.passage import Passage, Span
from tellings.model.prose import MarkPair, Prose, Sentence, Token
from tellings.model.quotation import Printed, Quotation, QuotationKind, Speaker, SpeakerStatus
from tellings.model.reuse import Origin, Reuse, ReuseClass
from tellings.model.story import GroupRow, Result, Story
from tellings.model.syntax import Syntax, Tagged
from tellings.model.telling import StoryCard, Telling
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
    "ArticleTold",
    "Basis",
    "Brief",
    "BriefSentence",
    "Changes",
    "Check",
    "CheckedSentence",
    "Citation",
    "Claim",
    "ClaimChange",
    "Clause",
    "Conflict",
    "ConflictKind",
    "Correction",
    "Counts",
    "Entity",
    "EntityKind",
    "Entry",
    "Event",
    "FeedCard",
    "Figure",
    "Form",
    "Furniture",
    "FurnitureKind",
    "Grain",
    "GroupRow",
    "Health",
    "Hit",
    "Holding",
    "How",
    "Ingested",
    "Job",
    "Link",
    "LinkKind",
    "LoggedMove",
    "MarkPair",
    "Mention",
    "Modality",
    "Moment",
    "MomentMod",
    "MomentType",
    "Move",
    "MoveKind",
    "Notice",
    "NoticeKind",
    "Origin",
    "Outcome",
    "Override",
    "Page",
    "Passage",
    "Printed",
    "Prose",
    "Query",
    "Quotation",
    "QuotationKind",
    "Reading",
    "Receipt",
    "Reference",
    "Restated",
    "Result",
    "Reuse",
    "ReuseClass",
    "Revision",
    "Said",
    "Sentence",
    "SetAside",
    "Settled",
    "Side",
    "Span",
    "Speaker",
    "SpeakerStatus",
    "Standing",
    "Status",
    "Story",
    "StoryCard",
    "StoryFound",
    "StoryTold",
    "Strength",
    "Syntax",
    "Tagged",
    "Taken",
    "Target",
    "Telling",
    "Token",
    "Touched",
    "Unapplied",
    "Undone",
    "Unread",
    "Update",
    "Utterance",
    "UtteranceFlag",
    "Variant",
    "Version",
    "Whereabouts",
    "Withheld",
    "Word",
    "Wording",
    "Written",
    "make_id",
]

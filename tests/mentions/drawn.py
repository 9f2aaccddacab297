"""Sentences with their tree, written by hand as ``form|tag|head|label``.

Heads count from 1 within the sentence, 0 is the root; "+-" is a hyphen without a space before it.
"""

from tellings.model import Syntax, Tagged


def drawn(sentences, names):
    """Return the text and the syntax of sentences; names are (first word of the text, last, label)."""
    text, words, ranges, tags, heads, labels = "", [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for cell in sentence.split():
            form, tag, head, label = cell.split("|")
            glued, form = form.startswith("+") and len(form) > 1, form.removeprefix("+")
            glue = glued or not text or form in ("'s", "’s", ",", ".") or text.endswith("“")
            text += ("" if glue else " ") + form
            words.append((len(text) - len(form), len(text)))
            tags.append(tag)
            heads.append(base + int(head) - 1 if int(head) else -1)
            labels.append(label)
        ranges.append((base, len(words)))
    return text, Syntax(
        model="drawn",
        words=tuple(words),
        sentences=tuple(ranges),
        tags=tuple(tags),
        heads=tuple(heads),
        labels=tuple(labels),
        names=tuple(Tagged(first, last, label, score) for first, last, label, score in names),
    )

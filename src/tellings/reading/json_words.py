"""What JSON calls a value, for whoever wrote it: an array, not a list of Python's."""

WORDS = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}


def json_word(value: object) -> str:
    """Return what JSON calls a value that was read from it.

    >>> json_word([1]), json_word(2.5), json_word(None)
    ('an array', 'a number', 'null')
    """
    return WORDS.get(type(value), "null")

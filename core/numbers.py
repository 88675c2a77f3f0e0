"""Whole numbers as people and robots write them in addresses."""


def number_in(text: str, *, most: int) -> int | None:
    """
    The number that a text is, in plain digits; nothing for any other text, nor beyond `most`.

    Python refuses to read some thousands of digits, and takes digits of other scripts: neither reaches it.
    """
    if not text.isascii() or not text.isdigit() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None

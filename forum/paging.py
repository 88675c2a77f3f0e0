"""The pages of a topic: cut by number of posts and by weight, so that none goes past the budget."""

from collections.abc import Sequence

POSTS_A_PAGE = 20
WEIGHT_A_PAGE = 90_000  # characters of HTML: with the frame, under 150 kB


def cut(weights: Sequence[int], most: int = POSTS_A_PAGE, heaviest: int = WEIGHT_A_PAGE) -> list[range]:
    """
    The positions of the posts of each page, at least one page, at least one post on each but an empty first.

    A page only depends on the posts before its end, so a new post never moves the others.
    """
    pages: list[range] = []
    start, weight = 0, 0
    for position, added in enumerate(weights):
        if position > start and (position - start >= most or weight + added > heaviest):
            pages.append(range(start, position))
            start, weight = position, 0
        weight += added
    pages.append(range(start, len(weights)))
    return pages

"""
How easy the library reads, kind by kind: `python -m tests.demo.reading_ease`.

The ease is Flesch's, with the constants of Kandel and Moles for French (207 - 1.015 x words a sentence
- 73.6 x syllables a word): 60 to 70 is plain, above 70 easy. Syllables are counted from the groups of vowels.
"""

import re
from dataclasses import dataclass

from tests.demo.reading import KINDS, items
from tests.demo.sentences import count_words, split_sentences

READ = {**KINDS, "glossaire": "glossary", "pages": "pages"}
_VOWELS = re.compile(r"[aàâeéèêëiîïoôuùûüyœ]+")
_SILENT = re.compile(r"(?<=[^aeéèiouy])es?$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Ease:
    sentences: int
    words: int
    syllables: int
    over_twenty: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def score(self) -> float:
        return 207 - 1.015 * self.words_a_sentence - 73.6 * self.syllables / self.words


def syllables(word: str) -> int:
    """Groups of vowels; a last "e" or "es" without accent is not heard, unless it is the only one."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


def ease(folder: str) -> Ease:
    sentences = [
        sentence
        for item in items(folder)
        for paragraph in item.paragraphs()
        for sentence in split_sentences(paragraph)
        if count_words(sentence)
    ]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    over_twenty = sum(count_words(sentence) > 20 for sentence in sentences)
    return Ease(len(sentences), len(words), sum(map(syllables, words)), over_twenty)


def main() -> None:
    print(f"{'':16}{'phrases':>9}{'mots/phrase':>13}{'> 20 mots':>11}{'facilité':>10}")
    for name, folder in READ.items():
        found = ease(folder)
        share = f"{found.over_twenty / found.sentences:.1%}"
        print(f"{name:16}{found.sentences:>9}{found.words_a_sentence:>13.1f}{share:>11}{found.score:>10.0f}")


if __name__ == "__main__":
    main()

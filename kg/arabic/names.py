"""The parts of Arabic personal names: kunyas, patronyms, compounds, articles; and keys that survive their spellings.

After the description in Schimmel, Islamic Names (1989): ism, kunya (`أبو X`), nasab (`بن X`), laqab, nisba.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.arabic.fold import name_key

PartKind = Literal["kunya", "patronym", "compound", "family", "plain"]

# Folded.  `ابا` and `ابي` are `ابو` in other cases.
_FATHER = frozenset({"ابو", "ابي", "ابا"})
_MOTHER = frozenset({"ام"})
_SON = frozenset({"بن", "ابن", "بنت", "ابنه", "ولد", "ولده"})
_SERVANT = frozenset({"عبد"})
_HOUSE = frozenset({"ال", "آل"})
_FIRST_OF_TWO = frozenset({"ذو", "ذي", "امه", "عبيد"})  # compounds whose second word may be any
_SECOND_OF_TWO = frozenset({"الله", "الدين", "الاسلام", "الحق", "الزمان", "الرب", "الامام"})  # نور الدين, فضل الله
_AFTER_FATHER_NOT = frozenset({"ظبي", "غريب", "كمال", "قير", "سمبل", "ديس", "الفضل"})  # places: أبو ظبي, أبو كمال
# One-word writings of `عبد X` are split where the rest is a name of God or begins with the article.
_SERVED = frozenset({"ربه", "ربو", "مناف", "شمس", "علي", "حسين", "نبي"})


@dataclass(frozen=True, slots=True)
class NamePart:
    """A part of a name, its words as they are written; `first` is the index of its first word."""

    kind: PartKind
    words: tuple[str, ...]
    first: int

    @property
    def text(self) -> str:
        """The words, apart by a blank."""
        return " ".join(self.words)


def split_name(name: str) -> tuple[NamePart, ...]:
    """The parts of a name in order: `فيصل غانم أبو محمد` is two plain parts and a kunya."""
    return tuple(_parts(name.split()))


def is_kunya(name: str) -> bool:
    """Whether a name is a kunya and nothing else, a nisba allowed: `أبو رمزي`, `أم عمر`, `أبو محمد الجولاني`."""
    parts = split_name(name)
    if not parts or parts[0].kind != "kunya" or len(parts) > 2:
        return False
    return len(parts) == 1 or name_key(parts[1].text).startswith("ال")


def kunyas(name: str) -> tuple[str, ...]:
    """The kunyas in a name, as written: `فيصل غانم أبو محمد` has `أبو محمد`."""
    return tuple(part.text for part in split_name(name) if part.kind == "kunya")


def without_kunya(name: str) -> str:
    """The name without its kunyas; the name itself where nothing else is left."""
    words = [word for part in split_name(name) if part.kind != "kunya" for word in part.words]
    return " ".join(words) or name


def given_name(name: str) -> str | None:
    """The first part that is a name of the person's own (`عبد الله`, `نور الدين`); None for a bare kunya."""
    return next((part.text for part in split_name(name) if part.kind in ("plain", "compound")), None)


def family_name(name: str) -> str | None:
    """The last part, if there is more than one and it is no kunya and no patronym: `العلي`, `آل سعود`."""
    parts = split_name(name)
    own = [part for part in parts if part.kind != "kunya"]
    return own[-1].text if len(own) > 1 and own[-1].kind != "patronym" else None


def person_key(name: str) -> str:
    """A key that is the same for the usual spellings of one personal name.

    Folded; `عبد الله` as one word, `أبي` and `أبا` as `أبو`, `بن` and `ابن` left out, `آل سعود` as one word.
    """
    return " ".join(_key(part) for part in split_name(name))


def person_keys(name: str) -> tuple[str, ...]:
    """The words of the key of a name, a compound being one word: what two forms of a name are compared by."""
    return tuple(_key(part) for part in split_name(name))


def may_be_same(short: str, long: str) -> bool:
    """Whether a shorter form of a name may name the person of a longer one: its parts occur there in that order.

    `علوش` and `زهران علوش`, `أبو محمد` and `فيصل غانم أبو محمد`; a lone given name is not enough to be sure.
    """
    rest = iter(person_keys(long))
    return bool(short.split()) and all(part in rest for part in person_keys(short))


def _key(part: NamePart) -> str:
    keys = [name_key(word) for word in part.words]
    if part.kind == "kunya":
        return " ".join(["ابو" if keys[0] in _FATHER else keys[0], _joined(keys[1:])])
    if part.kind == "patronym":
        return _joined(keys[1:])
    return _joined(keys)


def _joined(keys: Sequence[str]) -> str:
    return "".join(keys).replace(" ", "")


def _parts(words: Sequence[str]) -> Iterator[NamePart]:
    i = 0
    while i < len(words):
        kind, count = _part_at(words, i)
        yield NamePart(kind, tuple(words[i : i + count]), i)
        i += count


def _part_at(words: Sequence[str], i: int) -> tuple[PartKind, int]:
    """The kind of the part that begins at a word, and how many words it has."""
    key, more = name_key(words[i]), i + 1 < len(words)
    after = name_key(words[i + 1]) if more else ""
    if more and (key in _MOTHER or (key in _FATHER and after not in _AFTER_FATHER_NOT)):
        return "kunya", 1 + _part_at(words, i + 1)[1]
    if more and key in _SON:
        return "patronym", 1 + _part_at(words, i + 1)[1]
    if more and words[i] in _HOUSE:
        return "family", 2
    if more and (key in _SERVANT or key in _FIRST_OF_TWO or after in _SECOND_OF_TWO):
        return "compound", 2
    return "plain", 1


def joined_servant(word: str) -> bool:
    """Whether a word is `عبد X` written as one: `عبدالله`, `عبدربه`."""
    key = name_key(word)
    return key.startswith("عبدال") or key.removeprefix("عبد") in _SERVED

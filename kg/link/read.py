"""Profiles out of an article's graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, partial

from kg.arabic.fold import name_key
from kg.lexicon.actors import actor_lexicon, phrase
from kg.link import bodies, names
from kg.link.profile import CLASSES, Context, Profile
from kg.link.roles import Office, offices, state_of
from kg.rdf.vocabulary import KG, ORG, RDF, RDFS, SCHEMA
from kg.store.dataset import Dataset
from kg.store.view import View

_BY_NAME = ("State", "MediaOutlet")
_KEPT = 256  # articles whose nodes are kept, once read
_FEWEST = 2  # parts of a name that can stand for a person across articles without a title


Read = Callable[[str], "ArticleProfiles"]


def reader(data: Dataset) -> Read:
    """Gives an article's nodes; good as long as no article graph changes, as the articles read last are kept."""
    return lru_cache(maxsize=_KEPT)(partial(ArticleProfiles, data))


class ArticleProfiles:
    """The local nodes of one article."""

    def __init__(self, data: Dataset, article: str) -> None:
        self._profiles: dict[str, Profile] = {}
        self.article = article
        self.graph = article.replace(f"{data.base}article/", f"{data.base}graph/", 1)
        self.index = View(data, self.graph)

    def nodes(self) -> list[str]:
        """All of them, sorted; none once the article was taken out."""
        return sorted({n for name in CLASSES for n in self.index.subjects(RDF.type, KG[name])})

    def classes(self, node: str) -> set[str]:
        """The node's classes of `kg:`."""
        return {t.rsplit("#", 1)[-1] for t in self.index.all(node, RDF.type)}

    def profile(self, node: str) -> Profile:
        """A node's profile."""
        if node not in self._profiles:
            self._profiles[node] = self._read(node)
        return self._profiles[node]

    def _read(self, node: str) -> Profile:
        classes = self.classes(node)
        label = self.index.one(node, RDFS.label) or ""
        settled = self._settled(node, classes, label)
        if settled:
            key = frozenset((settled,))
            return Profile(node, self.article, "settled", label, key, key, context=self.context)
        if "UnnamedActor" in classes or "Actor" not in classes:
            return Profile(node, self.article, "alone", label)
        return self._person(node, label) if "Person" in classes else self._body(node, label)

    def _settled(self, node: str, classes: set[str], label: str) -> str | None:
        if "Place" in classes:
            return self._place(node)
        if "Actor" not in classes or "UnnamedActor" in classes:
            return None
        if known := self.index.one(node, KG.known):
            return f"known:{known}"
        return next((f"{kind}:{name_key(label)}" for kind in _BY_NAME if kind in classes and name_key(label)), None)

    def _place(self, node: str) -> str | None:
        if self.index.flag(node, KG.described):
            return None
        candidates = self.index.all(node, KG.candidate)
        if len(candidates) == 1:
            return f"place:{self.index.one(candidates[0], KG.gazetteerId)}"
        around = self.index.one(node, KG.within)
        if around is None or self.index.flag(around, KG.described):
            return None
        told = [name_key(self.index.one(n, RDFS.label) or "") for n in (node, around)]
        return f"place:{told[0]}@{told[1]}" if all(told) else None

    def _person(self, node: str, label: str) -> Profile:
        first, *others = map(names.person_name, self._forms(node, label))
        found = (first, *dict.fromkeys(n for n in others if n != first and n.is_full and names.fit(first, n)))
        pseudonym = any(self.index.flag(p, KG.pseudonym) for p in self.index.subjects(KG.actor, node))
        if pseudonym or not (first.parts or first.kunyas):
            return Profile(node, self.article, "alone", label, pseudonym=pseudonym)
        held = frozenset(o for title in self._titles(node) for o in offices(title))
        return Profile(
            node,
            self.article,
            "person",
            label,
            keys=frozenset(k for name in found for k in names.keys(name)),
            seeks=frozenset(k for name in found for k in names.seeks(name)),
            names=found,
            offices=held,
            states=self._states(node, held),
            mates=self._mates(node),
            context=self.context,
        )

    def _body(self, node: str, label: str) -> Profile:
        first, *others = map(bodies.body_name, self._forms(node, label))
        found = (first, *dict.fromkeys(n for n in others if n != first and (n.acronym or not n.generic)))
        group = "ArmedGroup" in self.classes(node)
        kept = tuple(n for n in found if n.acronym or len(n.words) > 1 or n.generic or (group and n.words))
        keys = frozenset(k for name in kept for k in bodies.keys(name))
        named = frozenset(n.state for n in kept if n.state)
        return Profile(
            node,
            self.article,
            "body" if kept else "alone",
            label,
            keys=keys,
            seeks=keys,
            bodies=kept,
            states=named or self._states(node, frozenset()),
            mates=self._mates(node),
            context=self.context,
        )

    def _forms(self, node: str, label: str) -> list[str]:
        """The label and the other forms that are names: not a title, and no description by one word of it.

        Of these only what goes with the label is used, as a wrong link inside an article would spread to others.
        """
        titles = actor_lexicon().titles
        others = (f for f in self.index.all(node, KG.form) if f != label)
        named = [f for f in others if len(f.split()) > 1 or f.isascii()]
        return [label, *(f for f in named if (p := phrase(f)) and not list(titles.starting(p[0])))]

    def _titles(self, node: str) -> Iterator[str]:
        """Titles and roles of a person: as a member of events, and as the article gives them."""
        for part in self.index.subjects(KG.actor, node):
            yield from self.index.all(part, KG.title)
        for member in self.index.subjects(ORG.member, node):
            yield from self.index.all(member, KG.role)
        titles = actor_lexicon().titles
        yield from (f for f in self.index.all(node, KG.form) if (p := phrase(f)) and list(titles.starting(p[0])))

    def _states(self, node: str, held: frozenset[Office]) -> frozenset[str]:
        """The states that an actor belongs to: of its offices, its sides, its affiliation, adjectives in its titles."""
        found = {o.state for o in held if o.state}
        sides = [s for p in self.index.subjects(KG.actor, node) for s in self.index.all(p, KG.onBehalfOf)]
        for other in (*sides, *self.index.all(node, KG.affiliation)):
            known = self.index.one(other, KG.known) or ""
            lexicon = actor_lexicon().known.get(known)
            found |= {known} if known.startswith("state.") else {lexicon.state} if lexicon and lexicon.state else set()
        words = {word for title in self._titles(node) for word in phrase(title)}
        return frozenset(s for s in (*found, *map(state_of, words)) if s)

    def _mates(self, node: str) -> frozenset[str]:
        """The other members of the claims that it is a member of."""
        claims = {c for p in self.index.subjects(KG.actor, node) for c in self.index.subjects(KG.participation, p)}
        parts = {p for c in claims for p in self.index.all(c, KG.participation)}
        return frozenset(a for p in parts for a in self.index.all(p, KG.actor)) - {node}

    @cached_property
    def context(self) -> Context:
        """What the article tells of all its actors."""
        actors = self.index.subjects(RDF.type, KG.Actor)
        known = {k for a in actors if (k := self.index.one(a, KG.known))}
        people = {
            "+".join(name.parts)
            for a in self.index.subjects(RDF.type, KG.Person)
            if len((name := names.person_name(self.index.one(a, RDFS.label) or "")).parts) >= _FEWEST
        }
        outlet = self.index.one(self.index.one(self.article, KG.outlet) or "", KG.known) or ""
        medium = actor_lexicon().known.get(outlet)
        return Context(
            self.index.one(self.article, SCHEMA.datePublished),
            medium.state if medium else None,
            frozenset(k for k in known if k.startswith("state.")),
            frozenset(k for k in known if not k.startswith(("state.", "media."))) | people,
        )

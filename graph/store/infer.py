"""What a query leaves to be inferred: come in SPARQL text and a Schema, goes out the text with it spelled out.

The store holds an entity's most specific class and one direction of a relation. In the triple patterns of a query

    ?p ct:hosts ?e            becomes  ?p ^<…locatedIn> ?e
    ?a ct:cooperatesWith ?b   becomes  ?a (<…cooperatesWith>|^<…cooperatesWith>) ?b   (twice where both are stored)
    ?e ct:kind ?k             becomes  ?e (<…eventKind>|<…platformKind>|<…rank>) ?k
    ?e a ct:Organization      becomes  { { ?e a <…Agency> } UNION { ?e a <…Enterprise> } UNION … }
    [ a ct:Organization ]     becomes  [ a ?__c1 ], with VALUES ?__c1 { <…Agency> <…Enterprise> … } in the same group

and with the last, * in SELECT * becomes the variables it stood for. Left as they are: terms that are no verb, and no
object of a verb that is `a` or rdf:type alone (?e ct:locatedIn/a ct:Actor); negated paths (!ct:hosts); templates of
CONSTRUCT, expressions, VALUES; and as a whole, updates, queries with a syntax error, with SERVICE, with prefixes that
have a dot in them, and what SPARQL 1.1 has not, such as triples within triples.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urljoin

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from graph.store.base import QueryError
from graph.store.guard import refuse_nesting, refuse_service
from graph.store.lexer import Token, UnreadableError, tokens
from ontology.terms import CT, below, read_classes

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_TYPE = str(RDF.type)
_NAMES = ("iri", "name")
_VERBS = ("variable", "a", "^", "!", "(", *_NAMES)
_NODES = ("[", "(", "variable", "blank", "string", "number", "TRUE", "FALSE", *_NAMES)
_EMPTY = ox.Store()


@dataclass(frozen=True, slots=True)
class Schema:
    """What may be asked for and is not stored: IRI → what is.

    `inverses`: a property → the property that is stored the other way round. `subclasses`: a class → the classes that
    entities carry which are it or stand under it, where that is more than itself. `subproperties`: a property → those
    under it, which alone are stored. `symmetric`: properties stored one way that hold both ways.
    """

    inverses: Mapping[str, str]
    subclasses: Mapping[str, tuple[str, ...]]
    symmetric: frozenset[str]
    subproperties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> re.Pattern[str]:
        """What a query has in it that may need an inference: local names of the terms."""
        return _words(frozenset((*self.inverses, *self.subclasses, *self.subproperties, *self.symmetric)))


@cache
def _words(terms: frozenset[str]) -> re.Pattern[str]:
    names = sorted({re.split("[#/:]", term)[-1] for term in terms})
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})" if names else "(?!)")


def schema(graph: Graph) -> Schema:
    """The schema that an ontology's graph states; a class of another vocabulary (prov:Person) stands for itself too."""
    classes = read_classes(graph)
    carried = {str(CT[name]): {str(CT[c]) for c in below(name, classes)} for name in classes}
    for kind in graph.transitive_subjects(RDFS.subClassOf, CT.Kind):
        carried[str(kind)] = {str(k) for k in graph.transitive_subjects(RDFS.subClassOf, kind)}
    for under, above in graph.subject_objects(RDFS.subClassOf):
        if str(under) in classes or not isinstance(above, URIRef) or above.startswith(CT):
            continue
        carried.setdefault(str(above), {str(above)}).update(carried.get(str(under), ()))
    return Schema(
        inverses={str(s): str(o) for s, o in graph.subject_objects(OWL.inverseOf)},
        subclasses={name: tuple(sorted(found)) for name, found in carried.items() if found - {name}},
        symmetric=frozenset(str(s) for s in graph.subjects(RDF.type, OWL.SymmetricProperty)),
        subproperties={
            str(above): tuple(sorted(str(s) for s in graph.subjects(RDFS.subPropertyOf, above)))
            for above in graph.objects(None, RDFS.subPropertyOf)
        },
    )


def expand(sparql: str, schema: Schema) -> str:
    """The query with its inferences spelled out; the same text where there are none or it cannot be read."""
    if not schema.words.search(sparql):
        return sparql
    for apart in (True, False):
        with suppress(UnreadableError, QueryError, SyntaxError, ValueError, RuntimeError, OSError):
            query = _Query(sparql, schema, apart=apart)
            query.read()
            expanded = query.expanded()
            if query.edits:
                _ask(expanded)
            return expanded
    return sparql


class _Query:
    """A query read from left to right; `edits` are (start, end, new text). Reading raises UnreadableError.

    Classes are best put `apart`, in groups of their own: the engine then starts from what is rarer. That cannot be
    where it would part the places of a blank node (_:b), which must all be in one pattern.
    """

    def __init__(self, text: str, schema: Schema, *, apart: bool) -> None:
        self.edits: list[tuple[int, int, str]] = []
        self._text, self._schema, self._apart = text, schema, apart
        self._tokens = [*tokens(text), Token("end", "", len(text), len(text))]
        self._at = 0
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._form = self._tokens[0]
        self._star: Token | None = None
        self._group_start = 0
        self._narrowed = 0
        self._fresh = "?__c"
        while self._fresh[1:] in text:
            self._fresh += "_"

    def read(self) -> None:
        """Read the whole query."""
        while self._next.key in ("PREFIX", "BASE"):
            if self._take().key == "BASE":
                self._base = self._iri(self._take("iri"))
            else:
                prefix = self._take("name").text.removesuffix(":")
                self._prefixes[prefix] = self._iri(self._take("iri"))
        self._form = self._take("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
        short = self._form.key == "CONSTRUCT" and self._next.key != "{"  # the pattern is the template too
        if self._form.key == "CONSTRUCT" and not short:
            self._within("{", "}")
        self._skip("DISTINCT", "REDUCED")
        if self._next.key == "*":
            self._star = self._take()
        self._loose("{", "end")
        if self._next.key == "{":
            start = self._next.start
            end = self._group()
            if short and self.edits:
                self.edits.append((self._form.end, self._form.end, f" {self._text[start:end]} "))
            self._loose("end")

    def expanded(self) -> str:
        """The text with the edits made."""
        edits = sorted(self.edits, key=lambda e: e[:2])
        if self._star and self._narrowed:
            asked = _ask(f"{self._text[: self._form.start]}SELECT{self._text[self._form.end :]}")
            visible = [f"?{v.value}" for v in asked.variables] if isinstance(asked, ox.QuerySolutions) else []
            names = " ".join(visible) or self._fresh  # there is no way to select nothing
            edits.insert(0, (self._star.start, self._star.end, f" {names} "))
        parts, at = [], 0
        for start, end, new in edits:
            parts += [self._text[at:start], new]
            at = end
        return "".join([*parts, self._text[at:]])

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self, *keys: str) -> Token:
        """Step over the next token, which has to be one of these, if any are given."""
        token = self._next
        if token.key == "end" or (keys and token.key not in keys):
            raise UnreadableError
        self._at += 1
        return token

    def _skip(self, *keys: str) -> bool:
        """Step over the next token if it is one of these; whether it was."""
        found = self._next.key in keys
        self._at += found
        return found

    def _iri(self, token: Token) -> str:
        if token.key == "a":
            return _TYPE
        if token.key == "name":
            prefix, _, local = token.text.partition(":")
            return self._prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
        iri = token.text[1:-1]
        if _ABSOLUTE.match(iri):
            return iri
        return urljoin(self._base, iri) + ("#" if iri.endswith("#") else "")

    def _loose(self, *stops: str) -> None:
        """Read what is no pattern (expressions, modifiers, data, templates) up to a sign outside brackets."""
        while self._next.key not in stops:
            self._piece()

    def _piece(self) -> bool:
        """Read a piece of that; whether an expression or data ends with it. EXISTS has a pattern to be read."""
        if self._next.key in ("{", "}", ")"):
            raise UnreadableError
        if self._next.key == "(":
            self._within("(", ")")
            return True
        key = self._take().key
        if key == "EXISTS":
            self._group()
        elif key == "VALUES":
            self._loose("{")
            self._within("{", "}")
        return key in ("EXISTS", "VALUES")

    def _within(self, opening: str, closing: str) -> None:
        self._take(opening)
        self._loose(closing)
        self._take(closing)

    def _group(self) -> int:
        """Read { … }; where it ends."""
        outer, self._group_start = self._group_start, self._take("{").end
        if self._next.key == "SELECT":
            self._loose("{")
            self._group()
            self._loose("}")
        while not self._skip("}"):
            self._element()
        self._group_start = outer
        return self._tokens[self._at - 1].end

    def _element(self) -> None:
        key = self._next.key
        if key == "{":
            self._group()
        elif key in ("FILTER", "BIND", "VALUES"):
            while not self._piece():
                pass
        elif self._skip("GRAPH"):
            self._take("variable", *_NAMES)
            self._group()
        elif self._skip("OPTIONAL", "MINUS", "UNION", "LATERAL"):
            self._group()
        elif not self._skip("."):
            subject = self._next
            self._node()
            self._predicates(subject if self._apart and subject.key in ("variable", *_NAMES) else None)
            if self._next.key in _NODES:
                raise UnreadableError

    def _node(self) -> None:
        """Read a subject or an object."""
        key = self._take(*_NODES).key
        if key == "[":
            self._predicates()
            self._take("]")
        elif key == "(":
            while not self._skip(")"):
                self._node()
        elif key == "string" and not self._skip("language") and self._skip("^^"):
            self._take(*_NAMES)

    def _predicates(self, subject: Token | None = None) -> None:
        """Read verbs with their objects (none is fine: the engine knows where one has to be).

        `subject` is given where it can be written again: then the classes it may have become groups before it.
        """
        groups, taken, kept = "", list[tuple[int, int, str]](), list[int]()
        while self._next.key in _VERBS:
            start = self._next.start
            of_type, first = self._verb(), self._next
            self._node()
            classes = self._classes(first) if of_type else ()
            if subject and classes and self._next.key != ",":
                groups += "{ " + " UNION ".join(f"{{ {subject.text} a <{c}> }}" for c in classes) + " } "
                taken.append((start, first.end, ""))
            else:
                kept.append(start)
                self._narrow(first, classes)
                self._more_objects(of_type=of_type)
            if not self._skip(";"):
                break
            while self._skip(";"):
                pass
        if subject and taken:
            self._take_out(subject, groups, taken, kept)

    def _take_out(self, subject: Token, groups: str, taken: list[tuple[int, int, str]], kept: list[int]) -> None:
        """Put groups before a subject in place of what is `taken` from it; `kept` is where its other verbs are."""
        if not kept:
            self.edits.append((subject.start, self._tokens[self._at - 1].end, groups))
            return
        self.edits.append((subject.start, subject.start, groups))
        if taken[0][0] < kept[0]:  # no semicolon may come first
            self.edits.append((taken[0][0], kept[0], ""))
        self.edits += [t for t in taken if t[0] > kept[0]]

    def _more_objects(self, *, of_type: bool) -> None:
        while self._skip(","):
            token = self._next
            self._node()
            self._narrow(token, self._classes(token) if of_type else ())

    def _classes(self, token: Token) -> tuple[str, ...]:
        return self._schema.subclasses.get(self._iri(token), ()) if token.key in _NAMES else ()

    def _narrow(self, token: Token, classes: tuple[str, ...]) -> None:
        """Put a variable that has the classes as its values in the place of an object."""
        if classes:
            self._narrowed += 1
            variable, values = f"{self._fresh}{self._narrowed}", " ".join(f"<{c}>" for c in classes)
            self.edits.append((token.start, token.end, f" {variable} "))
            self.edits.append((self._group_start, self._group_start, f" VALUES {variable} {{ {values} }} "))

    def _verb(self) -> bool:
        """Read a verb; whether it is rdf:type and nothing else."""
        start, first = self._at, self._next
        if self._skip("variable"):
            return False
        self._path()
        return self._at == start + 1 and self._iri(first) == _TYPE

    def _path(self) -> None:
        self._step()
        while self._skip("/", "|"):
            self._step()

    def _step(self) -> None:
        backwards, negated, before = self._skip("^"), self._skip("!"), len(self.edits)
        if negated:
            self._step()
            del self.edits[before:]
        elif self._skip("("):
            self._path()
            self._take(")")
        else:
            self._property(self._take("a", *_NAMES), backwards=backwards)
        self._skip("?", "*", "+")

    def _property(self, token: Token, *, backwards: bool) -> None:
        iri = self._iri(token)
        if stored := self._schema.inverses.get(iri):
            self.edits.append((token.start, token.end, f"(^<{stored}>)" if backwards else f"^<{stored}>"))
        elif iri in self._schema.symmetric:
            self.edits.append((token.start, token.end, f"(<{iri}>|^<{iri}>)"))
        elif under := self._schema.subproperties.get(iri):
            self.edits.append((token.start, token.end, f"({'|'.join(f'<{u}>' for u in under)})"))


def _ask(sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Put the query to an empty store, which reads it; raises what that raises, QueryError where it has SERVICE."""
    refuse_nesting(sparql)
    refuse_service(sparql)
    return _EMPTY.query(sparql)

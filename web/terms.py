"""Prefixes of the pages' queries, and IRIs of entities and documents as addresses of this server."""

import re

PREFIXES = """PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX id: <https://w3id.org/chantu/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
CT = "https://w3id.org/chantu/ontology#"
ID = "https://w3id.org/chantu/id/"
_KEY = re.compile(r"^[0-9a-zA-Z_.-]{1,64}$")


def iri(kind: str, key: str) -> str | None:
    """The IRI id:kind/key, or None where the two cannot be part of one."""
    return f"{ID}{kind}/{key}" if _KEY.match(kind) and _KEY.match(key) else None


def address(node: str) -> str:
    """The path of an entity's or document's page here; other IRIs stay as they are."""
    if not node.startswith(ID):
        return node
    kind, _, key = node.removeprefix(ID).partition("/")
    return f"/document/{key}" if kind == "document" else f"/entity/{kind}/{key}"


def local(node: str) -> str:
    """The local name of a term of the vocabulary."""
    return node.removeprefix(CT)


def is_ours(node: str) -> bool:
    """Whether a text is an IRI of the graph's own that may stand in a query."""
    return bool(re.fullmatch(re.escape(ID) + r"[0-9a-zA-Z_./-]{1,140}", node))

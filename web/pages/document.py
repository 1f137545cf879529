"""/document/{key} : a document's text with its mentions and evidence marked; ?at=57-65 shows one stretch."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ontology import classes
from web import views
from web.context import PageError, page, store_of
from web.marks import Mark, blocks
from web.terms import iri

router = APIRouter(include_in_schema=False)
_AT = re.compile(r"(\d{1,9})-(\d{1,9})$")


@router.get("/document/{key}")
def document(request: Request, key: str, at: str = "") -> HTMLResponse:
    """The document page."""
    store = store_of(request)
    node = iri("document", key)
    about = f"""SELECT ?i ?t ?x ?when {{ <{node}> ct:text ?x ; dcterms:identifier ?i .
      OPTIONAL {{ <{node}> dcterms:title ?t }}
      OPTIONAL {{ <{node}> dcterms:issued ?when }} }}"""
    found = next(views.rows(store, about), None) if node else None
    if found is None:
        raise PageError(404, "unknown-document", "图谱里没有这份文档 (no such document)", "文档列表在首页")
    named = f"""SELECT ?e ?l ?c ?a ?b {{ ?m ct:document <{node}> ; oa:start ?a ; oa:end ?b . ?e ct:mention ?m ;
      rdfs:label ?l ; a ?c FILTER(STRSTARTS(STR(?c), STR(ct:))) }}"""
    marks = []
    for r in views.rows(store, named):
        entity = views.node(r["e"], r["l"], r["c"])
        marks.append(Mark(int(r["a"]), int(r["b"]), entity.href, entity.cls, f"{entity.cls_label} {entity.label}"))
    stated = f"SELECT DISTINCT ?a ?b {{ ?s ct:evidence ?v . ?v ct:document <{node}> ; oa:start ?a ; oa:end ?b }}"
    evidence = [(int(r["a"]), int(r["b"])) for r in views.rows(store, stated)]
    asked = _AT.match(at)
    chosen = (int(asked[1]), int(asked[2])) if asked else None
    return page(
        request, "document.html", title=found.get("t", found["i"]), identifier=found["i"], issued=found.get("when", ""),
        blocks=blocks(found["x"], marks, evidence, chosen), marked=len(marks), stated=len(evidence), chosen=chosen,
        named=[(c, kind.label) for c, kind in classes().items() if any(m.cls == c for m in marks)],
    )  # fmt: skip

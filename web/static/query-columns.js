// What the columns of an answer are: those of a stored question have Chinese titles, links, figures as people write
// them; of any other the variables as they are. A document with its characters leads to the sentence.
import { CT, address, select, short } from "/static/query-terms.js";

const FIGURES = JSON.parse(document.getElementById("editor").dataset.figures); // web/figures.py has the rules
const PARAMETER = /^[ \t]*VALUES \?(\w+) \{ .* \}[ \t]*$/gm;

let catalogue = null;
const questions = () => (catalogue ??= fetch("/api/queries").then((response) => (response.ok ? response.json() : [])));

/** The text of a query without its comments and the values of its parameters. */
const bare = (query) => query.replace(/^\s*#.*$/gm, "").replace(PARAMETER, "VALUES ?$1").replace(/\s+/g, " ").trim();

/** Tell an answer what its columns are and what its variables are called. */
export async function dress(answer, query) {
  if (answer.columns) return;
  answer.query = query;
  const question = (await questions()).find((q) => bare(q.text) === bare(query));
  const located = ["document", "start", "end"].every((name) => answer.vars.includes(name));
  answer.asked = Boolean(question);
  answer.columns = question?.columns ?? answer.vars.map((name) => ({ name, title: name, title_en: "", shown: located && name === "document" ? "source" : "", by: ["?start", "?end"] }));
  answer.titles = new Map(answer.columns.flatMap((c) => [...(c.shown === "link" ? [[c.by[0].slice(1), c.title]] : []), [c.name, c.title]]));
  answer.documents = answer.columns.some((c) => c.shown === "source") ? await documents(answer) : new Map();
}

/** The documents of the rows by file name: their IRIs and titles. */
async function documents(answer) {
  const names = [...new Set(answer.rows.filter((row) => row.document?.type === "literal").map((row) => row.document.value))];
  const found = new Map();
  for (let at = 0; at < names.length; at += 200) {
    const values = names.slice(at, at + 200).map((name) => JSON.stringify(name)).join(" ");
    const rows = await select(`PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT ?d ?i ?t { VALUES ?i { ${values} } ?d dcterms:identifier ?i OPTIONAL { ?d dcterms:title ?t } }`);
    for (const row of rows ?? []) found.set(row.i.value, { iri: row.d.value, title: row.t?.value });
  }
  return found;
}

/** What stands behind ?x of a column is the value of x in the row; anything else is itself. */
const given = (by, row) => (by?.startsWith("?") ? row[by.slice(1)]?.value : by);

/** A cell of a column: its text, where it leads, the IRI it is about, and its value as stored. */
export function told(column, row, answer, labels) {
  const term = row[column.name];
  const plain = { text: term?.value ?? "", title: term?.value };
  if (column.shown === "link") return { ...plain, text: plain.text || labels.get(given(column.by[0], row)) || "", ...linked(given(column.by[0], row)) };
  if (!term) return plain;
  if (column.shown === "measure") return { ...plain, text: FIGURES.measures[term.value] ?? term.value };
  if (column.shown === "amount") return { ...plain, ...amount(term.value, ...column.by.map((by) => given(by, row))) };
  return source(column, row, answer, plain);
}

const linked = (iri) => (iri ? { iri, href: address(iri), title: iri } : {});

function source(column, row, answer, plain) {
  const term = row[column.name];
  const known = term.type === "uri" ? { iri: term.value } : answer.documents.get(term.value);
  const [start, end] = column.by.map((by) => given(by, row));
  const href = known && address(known.iri);
  const text = (answer.asked && known?.title) || (term.type === "uri" ? short(term.value) : term.value);
  return { ...plain, text, href: href && start && end ? `${href}?at=${start}-${end}#at` : href };
}

/** A value of the base unit as people write it, as web/figures.py does; as it is where it has no unit. */
function amount(value, unit, measure, indicator) {
  const number = Number(value);
  if (!unit || !Number.isFinite(number)) return {};
  const plain = (n) => n.toLocaleString("zh-CN", { maximumFractionDigits: 2 });
  if (FIGURES.ratios.includes(measure) || indicator === `${CT}progress`) return { text: `${plain(number * 100)}%`, number };
  const [factor, name] = FIGURES.scales[unit]?.find(([least]) => Math.abs(number) >= least) ?? [1, ""];
  return { text: `${plain(number / factor)}${name}`, number, title: unit === "1" ? value : `${value} ${unit}` };
}

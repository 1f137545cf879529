// What things are called: terms of the ontology and entities, offered while a query is typed and shown in answers.
export const ID = "https://w3id.org/chantu/id/";
export const CT = "https://w3id.org/chantu/ontology#";
export const PREFIXES = JSON.parse(document.getElementById("editor").dataset.prefixes);
const KINDS = { class: "类", property: "属性", individual: "取值" };
const KEYWORDS = `abs as asc ask avg base bind bnode bound by ceil coalesce concat construct contains count datatype day
  desc describe distinct encode_for_uri exists false filter floor from graph group group_concat having hours if in iri
  isblank isiri isliteral isnumeric isuri lang langmatches lcase limit max md5 min minus minutes month named not now
  offset optional order prefix rand reduced regex replace round sameterm sample seconds select separator service sha1
  str strafter strbefore strdt strends strlang strlen strstarts struuid substr sum timezone true tz ucase undef union
  uri uuid values where year`.split(/\s+/);

async function ask(address) {
  const response = await fetch(address);
  return response.ok ? response.json() : null;
}

/** The rows that answer a SELECT, or null. */
export async function select(query) {
  const response = await fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" }, body: query });
  return response.ok ? (await response.json()).results.bindings : null;
}

let all = null;
/** Every term of the ontology by IRI. */
export function terms() {
  all ??= ask("/api/terms").then((found) => new Map((found ?? []).map((term) => [term.iri, term])));
  return all;
}

const labels = new Map();
/** The labels of those of the IRIs that have one: entities, documents and terms. */
export async function labelled(iris) {
  for (const [iri, term] of await terms()) labels.set(iri, term.label);
  const missing = [...new Set(iris)].filter((iri) => iri.startsWith("https://w3id.org/chantu/") && !labels.has(iri) && /^[^<>"\s{}|\\^`]+$/.test(iri));
  for (let at = 0; at < missing.length; at += 200) {
    const some = missing.slice(at, at + 200);
    const query = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      SELECT ?e ?l { VALUES ?e { ${some.map((iri) => `<${iri}>`).join(" ")} } ?e rdfs:label|dcterms:title|skos:prefLabel ?l FILTER(LANG(?l) != "en") }`;
    const rows = await select(query);
    if (!rows) break;
    for (const iri of some) labels.set(iri, "");
    for (const row of rows) labels.set(row.e.value, row.l.value);
  }
  return labels;
}

/** An IRI as people write it: by a prefix where there is one. */
export function short(iri) {
  const [prefix, namespace] = Object.entries(PREFIXES).find(([, n]) => iri.startsWith(n)) ?? [];
  return prefix ? `${prefix}:${iri.slice(namespace.length)}` : iri;
}

/** The page of an IRI on this server, or null. */
export function address(iri) {
  if (iri.startsWith(CT)) return `/ontology#${iri.slice(CT.length)}`;
  const [, kind, key] = /^https:\/\/w3id\.org\/chantu\/id\/([a-z]+)\/([0-9a-zA-Z_.-]+)$/.exec(iri) ?? [];
  if (!kind || ["statement", "mention", "evidence", "observation", "graph", "boundary"].includes(kind)) return null;
  return kind === "document" ? `/document/${key}` : `/entity/${kind}/${key}`;
}

const PARTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"\s{}|\\^`]*>|#[^\n]*|(?<![\p{L}\p{N}_:?$-])([\p{L}\p{N}_-]*):([\p{L}\p{N}_][\p{L}\p{N}_-]*)/gu;

/** The terms of a query that our ontology has not: each with its name as written and those near it. */
export async function unknown(query) {
  const prefixes = [...query.matchAll(/PREFIX\s+([\p{L}\p{N}_-]*):\s*<([^>]*)>/giu)].filter(([, , namespace]) => namespace === CT).map(([, prefix]) => prefix);
  const used = new Map();
  for (const [whole, prefix, local] of query.matchAll(PARTS)) {
    if (prefixes.includes(prefix)) used.set(local, whole);
    else if (whole.startsWith(`<${CT}`) && whole.length > CT.length + 2) used.set(whole.slice(CT.length + 1, -1), whole);
  }
  const all = await terms();
  const missing = [...used].filter(([local]) => !all.has(CT + local)).slice(0, 5);
  const found = await Promise.all(missing.map(async ([local, whole]) => ({ whole, ...(await ask(`/api/terms/near?name=${encodeURIComponent(local)}`)) })));
  return found.filter((one) => one.known === false);
}

/** The word before the cursor that may be completed: its text, its prefix, where it stands and what stands before. */
function wordAt(yasqe) {
  const doc = yasqe.getDoc();
  const cursor = doc.getCursor();
  const line = doc.getLine(cursor.line);
  const before = line.slice(0, cursor.ch);
  if (/(^|[\s{(])#/.test(before.replace(/<[^>]*>/g, "")) || /<[^>\s]*$/.test(before) || /^(string|comment)$/.test(yasqe.getTokenAt(cursor).type ?? "")) return null;
  const [, sign, word] = /(.?)((?:[\p{L}\p{N}_·-]*:)?[\p{L}\p{N}_·-]*)$/u.exec(before);
  if (/[?$@"'<:\\]/.test(sign) || !word) return null;
  const after = /^[\p{L}\p{N}_·-]*/u.exec(line.slice(cursor.ch))[0];
  const [, prefix, text] = /^(?:(.*?):)?(.*)$/.exec(word);
  const from = { line: cursor.line, ch: cursor.ch - word.length };
  return { text, prefix, from, to: { line: cursor.line, ch: cursor.ch + after.length }, expected: expected(doc.getRange({ line: 0, ch: 0 }, from)) };
}

/** What a place in a query asks for: a "class", a "property", or "" for anything. */
function expected(before) {
  const tokens = before.replace(/#[^\n>]*$/gm, "").match(/<[^>]*>|"[^"]*"|[?$]?[\p{L}\p{N}_:./-]*[\p{L}\p{N}_:]|[^\s]/gu) ?? [];
  const [last = "", second = "{"] = tokens.slice(-2).reverse();
  if (["a", "rdf:type", "rdfs:subClassOf"].includes(last)) return "class";
  if (/^[;/|^]$/.test(last)) return "property";
  return /^([?$<]|\w*:)/.test(last) && /^[{.}]$/.test(second) ? "property" : "";
}

function worth(word) {
  if (/\p{Script=Han}/u.test(word.text)) return true;
  if (word.prefix !== undefined) return word.prefix in { ct: 1, id: 1 } && (word.prefix === "ct" || word.text.length > 1);
  return /^[a-z][a-zA-Z]{2,}$/.test(word.text) && !KEYWORDS.some((k) => k.startsWith(word.text.toLowerCase()));
}

async function found(word) {
  const q = encodeURIComponent(word.text.slice(0, 100));
  const [ofOntology, ofGraph] = await Promise.all([
    word.prefix === undefined || word.prefix === "ct" ? ask(`/api/terms?limit=${word.prefix ? 60 : 20}&q=${q}`) : [],
    word.text && (word.prefix === undefined || word.prefix === "id") ? ask(`/api/search?limit=20&q=${q}`) : null,
  ]);
  const entities = (ofGraph?.hits ?? []).map((hit, i) => ({ iri: hit.iri, label: hit.label, kind: hit.cls_label, note: ofGraph.names[i] === hit.label ? "" : ofGraph.names[i] }));
  const made = (ofOntology ?? []).map((term) => ({ iri: term.iri, name: term.name, label: term.label, kind: KINDS[term.kind], note: term.label_en, title: term.comment, is: term.kind }));
  if (word.expected) return [...made.filter((t) => t.is === word.expected), ...made.filter((t) => t.is !== word.expected), ...entities];
  const exact = made.filter((t) => t.label === word.text);
  return [...exact, ...entities, ...made.filter((t) => !exact.includes(t))];
}

function drawn(item) {
  return (element) => {
    for (const [name, text] of [["span", item.label], ["code", item.name ?? ""], ["small", [item.kind, item.note].filter(Boolean).join(" · ")]]) {
      const part = document.createElement(name);
      part.textContent = text;
      element.append(part);
    }
    element.title = item.title || item.iri;
  };
}

function insert(yasqe, item, data) {
  const declared = Object.entries(yasqe.getPrefixesFromQuery());
  const [prefix, local] = item.name ? item.name.split(":") : [];
  const own = prefix && declared.find(([, namespace]) => namespace === PREFIXES[prefix])?.[0];
  const text = item.name ? `${own ?? prefix}:${local}` : `<${item.iri}>`;
  const { from, to } = wordAt(yasqe) ?? data; // as it stands now: more may have been typed since these were offered
  yasqe.getDoc().replaceRange(text, from, to, "complete");
  if (prefix && own === undefined) yasqe.addPrefixes({ [prefix]: PREFIXES[prefix] });
}

/** Offers what fits the word before the cursor; false where none can stand. */
export function offer(yasqe, container) {
  if (!wordAt(yasqe)) return false;
  const hint = async () => {
    const word = wordAt(yasqe);
    const items = word ? await found(word) : [];
    const list = items.map((item) => ({ text: item.name ?? item.iri, render: drawn(item), hint: (_, data) => insert(yasqe, item, data) }));
    return { list, from: word?.from, to: word?.to };
  };
  yasqe.showHint({ hint, container, completeSingle: false, closeCharacters: /[\s>"(){};,]/ });
  return true;
}

/** Watches an editor: known prefixes are declared once written, and words are completed. */
export function watch(yasqe, container) {
  yasqe.on("inputRead", (_, change) => {
    if (change.origin === "setValue") return;
    const cursor = yasqe.getDoc().getCursor();
    const before = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    const prefix = /(?:^|[\s{(^/|;,.])([a-z]+):$/.exec(before)?.[1];
    if (prefix in PREFIXES && !/^\s*PREFIX\s/i.test(before) && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: PREFIXES[prefix] });
    const word = change.origin === "paste" ? null : wordAt(yasqe);
    if (word && worth(word) && !/^\s*(PREFIX|BASE)\s/i.test(before) && !yasqe.state.completionActive) offer(yasqe, container);
  });
}

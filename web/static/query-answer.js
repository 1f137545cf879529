// An answer of /sparql: read into one shape, shown as a table or as text, saved as a file; an error with its hint.
import { told as toldOf } from "/static/query-columns.js";
import { ID, address, labelled, short, terms, unknown } from "/static/query-terms.js";

const PAGE = 100; // rows of a table shown at once
const LONG = 28; // characters of a cell that has more than one line
const TEXT = 200000; // characters of the raw answer shown
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMERIC = /^(integer|decimal|double|float|long|int|short|byte|nonNegativeInteger|positiveInteger)$/;
const FILES = {
  rows: [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"]],
  graph: [["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"], ["JSON-LD", "application/ld+json", "jsonld"]],
};

export function element(tag, text, attributes = {}, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Chinese, and English beside it. */
export const both = (tag, zh, en, attributes) => element(tag, `${zh} `, attributes, element("span", en, { lang: "en" }));

/** { vars, rows, graph } or { boolean }; `triples` are the rows of a graph, which only a parser of Turtle gives. */
export function read(type, text, triples = null) {
  if (!/json/.test(type)) return { vars: ["subject", "predicate", "object"], rows: triples ?? [], graph: true, text };
  const told = JSON.parse(text);
  if ("boolean" in told) return { boolean: told.boolean, vars: [], rows: [], text };
  return { vars: told.head.vars, rows: told.results.bindings, graph: false, text };
}

export const isIri = (term) => term?.type === "uri";

export function number(term) {
  if (!term || isIri(term) || !term.datatype?.startsWith(XSD) || !NUMERIC.test(term.datatype.slice(XSD.length))) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** What a term is called. */
export function readable(term, labels) {
  if (!term) return "";
  if (isIri(term)) return labels.get(term.value) || short(term.value);
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/** The class of an entity by its IRI, as a term of the ontology: its colour and shape. */
export function drawnAs(iri, known) {
  const kind = iri.startsWith(ID) ? iri.slice(ID.length).split("/")[0] : "";
  return [...known.values()].find((t) => t.colour && t.name.toLowerCase() === `ct:${kind}`);
}

export const irisOf = (answer) => answer.rows.flatMap((row) => Object.values(row).filter(isIri).map((term) => term.value));

/** A cell of a column that says how it is shown; of any other, as its term is. */
function cell(column, row, answer, labels, known) {
  if (!column.shown) return plain(row[column.name], labels, known, answer.asked);
  const { text, href, iri, title, number: value } = toldOf(column, row, answer, labels);
  const drawn = iri && drawnAs(iri, known);
  const made = element("td", "", { class: value !== undefined ? "num" : text.length > LONG ? "long" : null, title: title ?? null });
  if (drawn) made.append(element("i", "", { "aria-hidden": "true", style: `--c: ${drawn.colour}` }));
  made.append(href ? element("a", text, { href }) : text);
  return made;
}

function plain(term, labels, known, asked) {
  const value = number(term);
  if (value !== null) return element("td", /^-?\d{5,}/.test(term.value) ? value.toLocaleString("zh-CN", { maximumFractionDigits: 20 }) : term.value, { class: "num", title: term.value });
  const text = readable(term, labels);
  const width = text.length > LONG ? "long" : null;
  if (!isIri(term)) return element("td", text, { class: width, lang: term?.["xml:lang"] ?? null });
  const [label, href, drawn] = [labels.get(term.value), address(term.value), drawnAs(term.value, known)];
  const shown = href ? element("a", label || short(term.value), { href, title: term.value }) : element("span", label || short(term.value), { title: term.value });
  const td = element("td", "", { class: width });
  if (drawn) td.append(element("i", "", { "aria-hidden": "true", style: `--c: ${drawn.colour}` }));
  td.append(shown);
  if (label && !asked && term.value.startsWith("https://w3id.org/chantu/ontology#")) td.append(" ", element("code", short(term.value)));
  return td;
}

/** A line that says that the ontology has no such term, and which ones may be meant. */
function misnamed({ whole, near }) {
  const meant = near.flatMap((term, i) => [i ? "、" : "", element("a", "", { href: address(term.iri), title: term.comment }, element("code", term.name), ` ${term.label}`)]);
  return element("p", "本体里没有 ", { class: "notice" }, element("code", whole), ...(near.length ? ["，相近的有 ", ...meant] : ["，术语见 ", element("a", "本体", { href: "/ontology" })]), " ", element("span", near.length ? "no such term; near it are these" : "no such term", { lang: "en" }));
}

/** The rows as a table that is sorted, filtered and leafed through. */
export async function table(parent, answer) {
  if ("boolean" in answer) parent.append(both("p", answer.boolean ? "是" : "否", String(answer.boolean), { class: "verdict" }));
  else if (!answer.rows.length) parent.append(both("p", "没有符合的结果", "No results", { class: "muted" }));
  if (!answer.rows.length) return parent.append(...(answer.boolean ? [] : (await unknown(answer.query)).map(misnamed)));
  const [labels, known] = [await labelled(irisOf({ rows: answer.rows.slice(0, 2000) })), await terms()];
  const texts = answer.rows.map((row) => answer.columns.map((c) => (c.shown ? toldOf(c, row, answer, labels).text : readable(row[c.name], labels))));
  let [order, sorted, down, at] = [answer.rows.map((_, i) => i), null, false, 0];
  const filter = element("input", "", { type: "search", placeholder: "筛选结果 Filter", "aria-label": "筛选结果 Filter the results" });
  const told = element("span", "", { class: "muted", "aria-live": "polite" });
  const [back, on] = [both("button", "上一页", "Back", { type: "button" }), both("button", "下一页", "Next", { type: "button" })];
  const head = element("tr");
  const body = element("tbody");
  answer.columns.forEach(({ title, title_en: english }, column) => {
    const attributes = { type: "button", title: "排序 Sort" };
    const button = english ? both("button", title, english, attributes) : element("button", title, attributes);
    button.addEventListener("click", () => {
      down = sorted === column && !down;
      sorted = column;
      [...head.children].forEach((th, i) => (i === column ? th.setAttribute("aria-sort", down ? "descending" : "ascending") : th.removeAttribute("aria-sort")));
      arrange();
    });
    head.append(element("th", "", { scope: "col" }, button));
  });
  function arrange() {
    const wanted = filter.value.trim().toLowerCase();
    order = answer.rows.map((_, i) => i).filter((i) => !wanted || texts[i].some((t) => t.toLowerCase().includes(wanted)));
    if (sorted !== null) {
      const { name } = answer.columns[sorted];
      const compare = (a, b) => {
        const [x, y] = [number(answer.rows[a][name]), number(answer.rows[b][name])];
        return x !== null && y !== null ? x - y : texts[a][sorted].localeCompare(texts[b][sorted], "zh-CN");
      };
      order.sort((a, b) => (down ? -compare(a, b) : compare(a, b)));
    }
    at = 0;
    show();
  }
  function show() {
    const some = order.slice(at, at + PAGE);
    body.replaceChildren(...some.map((i) => element("tr", "", {}, ...answer.columns.map((column) => cell(column, answer.rows[i], answer, labels, known)))));
    told.textContent = `${order.length ? at + 1 : 0}–${at + some.length} / ${order.length} 行`;
    [back.disabled, on.disabled] = [at === 0, at + PAGE >= order.length];
    back.hidden = on.hidden = order.length <= PAGE;
  }
  filter.addEventListener("input", arrange);
  back.addEventListener("click", () => { at -= PAGE; show(); });
  on.addEventListener("click", () => { at += PAGE; show(); });
  show();
  const made = element("table", "", {}, element("thead", "", {}, head), body);
  parent.append(element("div", "", { class: "leafing" }, filter, told, back, on), element("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": "结果 Results" }, made));
}

/** The answer as it came; JSON indented. */
export function raw(parent, answer) {
  const text = answer.vars.length && !answer.graph ? JSON.stringify(JSON.parse(answer.text), null, 2) : answer.text;
  if (text.length > TEXT) parent.append(both("p", `只显示前 ${TEXT.toLocaleString()} 个字符，其余请下载。`, "Only the beginning is shown; save the rest as a file.", { class: "notice" }));
  parent.append(element("pre", text.slice(0, TEXT), { class: "raw", tabindex: "0" }));
}

const NAME = /[\p{L}\p{N}_-]*:[^:\s]*$/u; // with its prefix
const WHY = [
  [/Prefix not found/, (name) => [`前缀 ${name.split(":")[0]}: 没有声明，请在开头写 PREFIX`, "the prefix is not declared"]],
  [/variable that is unbound/, () => ["SELECT 里的变量要么在 GROUP BY 里，要么用 COUNT 等汇总", "a variable is neither grouped nor aggregated"]],
];

/** Where the syntax of a query is wrong: by the editor's `fault`, else by the parser's message; null where none says. */
function wrong(message, query, fault) {
  const [, atLine, atColumn, said] = /error at (\d+):(\d+): (.*)$/s.exec(message ?? "") ?? [];
  if (!atLine || !query) return null;
  const known = WHY.find(([pattern]) => pattern.test(said));
  const lines = query.split("\n");
  const line = fault && !known ? fault.line : Number(atLine);
  const written = [...(lines[line - 1] ?? "")];
  const name = known ? (NAME.exec(written.slice(0, atColumn - 1).join(""))?.[0] ?? "") : "";
  const column = fault && !known ? fault.column : atColumn - [...name].length;
  const before = written.slice(0, column - 1).join("");
  const ended = line >= lines.length && column > written.length;
  const [zh, en] = known?.[1](name) ?? (ended ? ["查询到这里还不完整，前面可能少了宾语、括号或引号", "it ends too early"] : ["这里或紧挨它的前面写得不对", "here or just before it"]);
  return element("div", "", {},
    both("p", `语法错误在第 ${line} 行第 ${column} 列：${zh}`, `Syntax error in line ${line}, column ${column}: ${en}`),
    element("pre", before, { class: "fault" }, element("mark", written[column - 1] ?? " "), written.slice(column).join("")),
    element("details", "", {}, both("summary", "解析器的原话", "The parser's words"), element("p", message)));
}

/** An error of the endpoint: { code, message, hint } as JSON; or of the network, as text. `query` is what was asked. */
export function failure(parent, text, query = "", fault = null) {
  let told = { message: text };
  if (/aborted/i.test(text)) told = { message: "已停止 (stopped)" };
  else if (/failed to fetch|networkerror/i.test(text)) told = { message: "连不上服务器 (the server cannot be reached)", hint: "看看 chantu serve 是否还在运行 (is it still running?)" };
  else try { told = JSON.parse(text); } catch { /* not JSON: shown as it is */ }
  const made = element("div", "", { class: "error", role: "alert" }, wrong(told.message, query, fault) ?? element("p", told.message));
  if (told.hint && told.hint !== "/query") made.append(element("p", told.hint, { class: "hint" }));
  if (told.code) made.append(element("p", "", { class: "hint" }, element("code", told.code)));
  parent.append(made);
}

/** What to say where the server cut the answer, or null. */
export function cut(headers) {
  const limit = headers?.get?.("Chantu-Cut");
  return limit ? both("p", `结果很多，只取了前 ${Number(limit).toLocaleString("zh-CN")} 行；请加条件或 LIMIT/OFFSET。`, `The answer was cut at ${limit} rows; narrow the query.`, { class: "notice" }) : null;
}

/** Buttons that save the answer of `query` in the forms there are. */
export function downloads(answer, query, name) {
  const made = element("span", "", { class: "saving", role: "group", "aria-label": "下载 Download" }, both("span", "下载", "Save"));
  for (const [title, type, suffix] of FILES[answer.graph ? "graph" : "rows"]) {
    const button = element("button", title, { type: "button" });
    button.addEventListener("click", async () => {
      const response = await fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: type }, body: query });
      if (!response.ok) return failure(made, await response.text());
      const link = element("a", "", { href: URL.createObjectURL(await response.blob()), download: `${name}.${suffix}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
    made.append(button);
  }
  return made;
}

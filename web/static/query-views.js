// What YASGUI and the plain text field share: the first query, the views of an answer, the address of a query.
import { raw, table } from "/static/query-answer.js";
import { chart, hasChart, hasNetwork, network } from "/static/query-draw.js";

export const BEGINNING = `PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?platform ?label WHERE {
  ?platform a ct:Platform ; rdfs:label ?label .
}
ORDER BY ?label
LIMIT 100`;
export const ACCEPT = "application/sparql-results+json, text/turtle;q=0.5";
export const VIEWS = {
  table: { zh: "表格", en: "Table", fits: () => true, draw: table },
  chart: { zh: "图表", en: "Chart", fits: hasChart, draw: chart },
  network: { zh: "网络", en: "Network", fits: hasNetwork, draw: network },
  response: { zh: "原文", en: "Raw", fits: () => true, draw: raw },
};

/** How much an answer is and how long it took. */
export function tell(answer, took) {
  const rows = "boolean" in answer ? "" : `${answer.rows.length.toLocaleString("zh-CN")} ${answer.graph ? "条三元组 triples" : "行 rows"} · `;
  return `${rows}${Math.round(took)} ms`;
}

/** What stands behind # in the address of a query. */
export const hash = (query, view) => `#query=${encodeURIComponent(query)}${view && view !== "table" ? `&outputFormat=${view}` : ""}`;

/** Where the answer stands below what was asked, bring it into view. */
export function bringUp(answer) {
  if (window.matchMedia("(max-width: 900px)").matches) answer.scrollIntoView();
}

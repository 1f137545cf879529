// An answer drawn: a chart of a column of numbers, a network of entities.
import { ID, address, labelled, short, terms } from "/static/query-terms.js";
import { both, drawnAs, element, irisOf, isIri, number, readable } from "/static/query-answer.js";

const BARS = 60;
const EDGES = 400;
const CLOSEST = 0.6; // a network too large for its place is not drawn smaller than this: names stay readable
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TRIPLES = [["s", "p", "o"], ["subject", "predicate", "object"], ["subject", "property", "object"]];
const SVG = "http://www.w3.org/2000/svg";
const compact = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 2 });

function svg(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const numeric = (answer) => (answer.columns?.map((c) => c.name) ?? answer.vars).filter((v) => answer.rows.some((r) => r[v]) && answer.rows.every((r) => !r[v] || number(r[v]) !== null));
export const hasChart = (answer) => numeric(answer).length > 0;

function choice(zh, options, chosen, change) {
  const select = element("select", "", {}, ...options.map(([value, text]) => element("option", text, { value, selected: value === chosen ? "" : null })));
  select.addEventListener("change", () => change(select.value));
  return element("label", `${zh} `, {}, select);
}

/** Bars or a line: the first column of text against the first of numbers, until others are chosen. */
export async function chart(parent, answer) {
  const values = numeric(answer);
  const names = answer.columns.map((c) => c.name).filter((v) => !values.includes(v));
  if (!values.length) return parent.append(both("p", "没有可以画的数", "No numbers to draw", { class: "muted" }));
  const labels = await labelled(irisOf({ rows: answer.rows.slice(0, 500) }));
  let [name, value] = [names.find((v) => !isIri(answer.rows.find((r) => r[v])?.[v])) ?? names[0] ?? null, values[0]];
  const dated = () => name && answer.rows.every((r) => !r[name] || /^\d{4}(-\d\d){0,2}$/.test(r[name].value));
  let form = dated() ? "line" : "bar";
  const place = element("div", "", { class: "chart" });
  const told = element("p", "", { class: "muted" });
  const draw = () => {
    let points = answer.rows.filter((r) => r[value]).map((r, i) => ({ label: name ? readable(r[name], labels) || "—" : `${i + 1}`, value: number(r[value]) }));
    if (form === "line" && dated()) points.sort((a, b) => a.label.localeCompare(b.label));
    const total = points.length;
    points = points.slice(0, form === "bar" ? BARS : 500);
    told.textContent = points.length < total ? `只画前 ${points.length} 个，共 ${total} 个 (the first ${points.length} of ${total})` : "";
    const made = (form === "bar" ? bars : line)(points, Math.max(280, place.clientWidth), answer.titles.get(value));
    made.setAttribute("aria-label", `${answer.titles.get(value)}：${points.slice(0, 20).map((p) => `${p.label} ${p.value}`).join("，")}`);
    place.replaceChildren(made);
  };
  const options = (list) => list.map((v) => [v, answer.titles.get(v)]);
  parent.append(element("div", "", { class: "leafing" },
    choice("图形 Form", [["bar", "条形 Bars"], ["line", "折线 Line"]], form, (v) => { form = v; draw(); }),
    ...(names.length ? [choice("名称 Name", options(names), name, (v) => { name = v; draw(); })] : []),
    choice("数值 Value", options(values), value, (v) => { value = v; draw(); })), place, told);
  draw();
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) < 8) return;
    width = place.clientWidth;
    if (width) draw();
  }).observe(place);
}

const clip = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function bars(points, width, title) {
  const [row, left, right] = [28, Math.min(width * 0.36, 16 + 14 * Math.max(...points.map((p) => p.label.length))), 84];
  const [low, high] = [Math.min(0, ...points.map((p) => p.value)), Math.max(0, ...points.map((p) => p.value))];
  const x = (v) => left + ((v - low) / (high - low || 1)) * (width - left - right);
  const made = svg("svg", { role: "img", width, height: points.length * row + 8, viewBox: `0 0 ${width} ${points.length * row + 8}` });
  points.forEach((p, i) => {
    const [y, from, to] = [i * row + 4, Math.min(x(0), x(p.value)), Math.max(x(0), x(p.value))];
    const group = svg("g", {});
    group.append(svg("title", {}, `${p.label}：${p.value.toLocaleString("zh-CN")} (${title})`),
      svg("text", { x: left - 8, y: y + 17, "text-anchor": "end" }, clip(p.label, Math.max(3, Math.floor((left - 12) / 13.5)))),
      svg("rect", { x: from, y: y + 3, width: Math.max(1, to - from), height: row - 9, rx: 3 }),
      svg("text", { x: to + 6, y: y + 17, class: "value" }, compact.format(p.value)));
    made.append(group);
  });
  return made;
}

function line(points, width, title) {
  const [height, left, bottom, top] = [320, 70, 40, 16];
  const [low, high] = [Math.min(0, ...points.map((p) => p.value)), Math.max(0, ...points.map((p) => p.value))];
  const x = (i) => left + (points.length > 1 ? (i / (points.length - 1)) * (width - left - 34) : 0);
  const y = (v) => height - bottom - ((v - low) / (high - low || 1)) * (height - bottom - top);
  const made = svg("svg", { role: "img", width, height, viewBox: `0 0 ${width} ${height}` });
  for (let k = 0; k <= 4; k++) {
    const v = low + ((high - low) * k) / 4;
    made.append(svg("line", { x1: left, x2: width - 10, y1: y(v), y2: y(v), class: "rule" }), svg("text", { x: left - 8, y: y(v) + 5, "text-anchor": "end" }, compact.format(v)));
  }
  const every = Math.ceil((points.length * 80) / (width - left));
  points.forEach((p, i) => i % every === 0 && made.append(svg("text", { x: x(i), y: height - 14, "text-anchor": "middle" }, clip(p.label, 10))));
  made.append(svg("polyline", { points: points.map((p, i) => `${x(i)},${y(p.value)}`).join(" ") }));
  points.forEach((p, i) => {
    const dot = svg("circle", { cx: x(i), cy: y(p.value), r: 4 });
    dot.append(svg("title", {}, `${p.label}：${p.value.toLocaleString("zh-CN")} (${title})`));
    made.append(dot);
  });
  return made;
}

const isEntity = (term) => isIri(term) && term.value.startsWith(ID);

/** The edges an answer holds: its triples, or from the first column of entities to the others. */
export function edges(answer) {
  const columns = answer.graph ? answer.vars : TRIPLES.find((t) => t.every((v) => answer.vars.includes(v)));
  if (columns) {
    const [s, p, o] = columns;
    return answer.rows.filter((r) => r[s] && r[o]).map((r) => ({ from: r[s], to: r[o], iri: r[p]?.value ?? "", label: "" }));
  }
  const [first, ...others] = answer.vars.filter((v) => answer.rows.some((r) => isEntity(r[v])));
  const seen = new Set();
  return answer.rows.flatMap((r) => others.filter((v) => isEntity(r[first]) && isEntity(r[v])).map((v) => ({ from: r[first], to: r[v], iri: "", label: answer.titles?.get(v) ?? v })))
    .filter((e) => { const key = `${e.from.value} ${e.label} ${e.to.value}`; return !seen.has(key) && seen.add(key); });
}

let loading = null;
function vis() {
  loading ??= new Promise((done, failed) => {
    const script = element("script", "", { src: "/static/vis/vis-network.min.js" });
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}

/** The edges as a network, entities in the colours of their classes; a chosen node leads to its page. */
export async function network(parent, answer) {
  const place = element("div", "", { class: "network", role: "img", "aria-label": "关系网络；表格里有同样的内容 (the table has the same)" });
  const told = element("p", "", { class: "muted", "aria-live": "polite" });
  parent.append(place, told);
  const all = edges(answer);
  const types = new Map(all.filter((e) => e.iri === RDF_TYPE).map((e) => [e.from.value, e.to.value]));
  const own = new Map(all.filter((e) => e.iri === LABEL).map((e) => [e.from.value, e.to.value]));
  const drawn = all.filter((e) => e.iri !== LABEL && e.iri !== RDF_TYPE);
  const kept = (drawn.length ? drawn : all).slice(0, EDGES);
  const [labels, known] = [await labelled(kept.flatMap((e) => [e.from.value, e.to.value, e.iri]).filter((t) => t.startsWith("http"))), await terms(), await vis()];
  const dark = document.documentElement.dataset.theme === "dark";
  const [ink, soft, ground] = dark ? ["#e6eaee", "#a2aeb9", "#1a2128"] : ["#1c2530", "#5b6774", "#ffffff"];
  const [nodes, lines] = [new Map(), []];
  const node = (term, from) => {
    const id = isIri(term) || term.type === "bnode" ? term.value : `${from} "${term.value}`;
    if (nodes.has(id)) return id;
    const label = own.get(id) ?? readable(term, labels);
    const as = known.get(types.get(id)) ?? drawnAs(id, known);
    const shape = { box: "square", ellipse: "dot" }[as?.shape] ?? as?.shape ?? (isIri(term) ? "dot" : "text");
    nodes.set(id, { id, label: clip(label, 16), title: label, shape: shape || "dot", color: as?.colour || "#8a8f98" });
    return id;
  };
  for (const e of kept) {
    const from = node(e.from, "");
    lines.push({ from, to: node(e.to, from), label: e.iri ? labels.get(e.iri) || short(e.iri).replace(/^.*[:/]/, "") : e.label });
  }
  const made = new globalThis.vis.Network(place, { nodes: [...nodes.values()], edges: lines }, {
    nodes: { size: 14, font: { color: ink, size: 14, strokeWidth: 4, strokeColor: ground } },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, color: { color: soft, opacity: 0.7 }, smooth: { type: "continuous" }, font: { size: lines.length > 80 ? 0 : 11, color: soft, strokeWidth: 3, strokeColor: ground } },
    interaction: { keyboard: false, hover: true }, layout: { randomSeed: 7, improvedLayout: nodes.size < 150 },
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -40, centralGravity: 0.02, springLength: 90, avoidOverlap: 0.4 }, stabilization: { iterations: 200 } },
  });
  const count = `${nodes.size} 个对象、${lines.length} 条关系`;
  told.textContent = kept.length < drawn.length ? `${count}（只画前 ${EDGES} 条，共 ${drawn.length} 条）` : count;
  made.once("stabilizationIterationsDone", () => { made.fit(); if (made.getScale() < CLOSEST) made.moveTo({ scale: CLOSEST }); });
  made.on("selectNode", ({ nodes: [id] }) => {
    const href = address(id);
    told.replaceChildren(href ? element("a", nodes.get(id).title, { href }) : nodes.get(id).title);
  });
  window.chantu = { network: made, nodes, edges: lines }; // for tests: what stands on the canvas
}

export const hasNetwork = (answer) => edges(answer).length > 0;

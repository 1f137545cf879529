// The explorer: entities are opened one by one; the network and the panel show the same; the address holds the state.
import { searchBox } from "/static/search.js";

const MOST = 60; // neighbours drawn at once; the panel says how many there are and draws the rest on demand
const panel = document.getElementById("panel");
const status = document.getElementById("status");
const start = document.getElementById("start");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const opened = new Map(); // iri → { node, total, edges, groups drawn }
let focus = null;

const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
const ink = dark ? "#e6eaee" : "#1c2530";
const network = new vis.Network(
  document.getElementById("network"),
  { nodes, edges },
  {
    nodes: { shape: "dot", size: 15, borderWidth: 2, font: { color: ink, size: 15, strokeWidth: 4, strokeColor: dark ? "#12171c" : "#f6f7f8" } },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.5 } },
      color: { color: dark ? "#5b6774" : "#9aa5b1", highlight: "#d1731c", hover: "#d1731c" },
      font: { size: 12, color: dark ? "#a2aeb9" : "#5b6774", strokeWidth: 3, strokeColor: dark ? "#12171c" : "#f6f7f8", align: "middle" },
      width: 1.5, hoverWidth: 2, selectionWidth: 2, smooth: { type: "continuous" },
    },
    interaction: { hover: true, tooltipDelay: 150, keyboard: false },
    layout: { randomSeed: 7, improvedLayout: false },
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -70, springLength: 130, avoidOverlap: 0.4 }, stabilization: { iterations: 150 } },
  },
);
window.chantu = { network, nodes, edges }; // for tests: where things are on the canvas

const short = (label) => (label.length > 16 ? `${label.slice(0, 15)}…` : label);

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function dot(node) {
  const made = element("i", null, { "aria-hidden": "true" });
  made.style.setProperty("--c", node.colour);
  return made;
}

async function ask(address) {
  const response = await fetch(address);
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}

function draw(node) {
  if (nodes.get(node.iri)) return;
  nodes.add({
    id: node.iri, label: short(node.label), title: `${node.cls_label} ${node.label}`, shape: node.shape === "box" ? "square" : node.shape === "ellipse" ? "dot" : node.shape,
    color: { background: node.colour, border: node.colour, highlight: { background: node.colour, border: "#d1731c" }, hover: { background: node.colour, border: "#d1731c" } },
  });
}

function connect(iri, edge) {
  draw(edge.other);
  if (edges.get(edge.statement)) return;
  const [from, to] = edge.outgoing ? [iri, edge.other.iri] : [edge.other.iri, iri];
  edges.add({ id: edge.statement, from, to, title: edge.name, label: edge.name });
}

function settle() {
  const many = edges.length > 70;
  network.setOptions({ edges: { font: { size: many ? 0 : 12 } } });
  status.textContent = `图中 ${nodes.length} 个对象、${edges.length} 条关系`;
  start.hidden = nodes.length > 0;
}

function remember() {
  const query = new URLSearchParams();
  if (focus) query.set("focus", focus);
  for (const iri of opened.keys()) if (iri !== focus) query.append("open", iri);
  history.replaceState(null, "", query.size ? `/explore?${query}` : "/explore");
}

async function open(iri, { quiet = false } = {}) {
  try {
    if (!opened.has(iri)) {
      const found = await ask(`/api/neighbours?iri=${encodeURIComponent(iri)}`);
      draw(found.node);
      opened.set(iri, found);
      found.edges.slice(0, MOST).forEach((edge) => connect(iri, edge));
    }
    nodes.update({ id: iri, borderWidth: 4 });
    focus = iri;
    settle();
    remember();
    if (!quiet) show(iri);
    setTimeout(() => network.fit({ animation: !quiet }), 700);
  } catch (error) {
    panel.replaceChildren(element("p", error.message, { class: "error" }));
  }
}

function show(iri) {
  const found = opened.get(iri);
  const title = element("h2", found.node.label);
  const kind = element("p", null, { class: "kind" });
  kind.append(dot(found.node), found.node.cls_label, " · ", element("a", "全部事实和数据", { href: found.node.href }));
  panel.replaceChildren(kind, title);
  const drawn = found.edges.filter((edge) => edges.get(edge.statement)).length;
  if (drawn < found.total) panel.append(element("p", `图中显示 ${drawn} / ${found.total} 条关系；点下面的分组可以画出其余的。`, { class: "muted" }));
  if (!found.total) panel.append(element("p", "没有读出它与别的对象的关系。", { class: "muted" }));
  for (const [label, group] of Map.groupBy(found.edges, (edge) => edge.label)) {
    const head = element("h3", `${label} ${group.length}`);
    const missing = group.filter((edge) => !edges.get(edge.statement));
    if (missing.length) {
      const more = element("button", `画出其余 ${missing.length} 个`, { type: "button" });
      more.addEventListener("click", () => {
        missing.forEach((edge) => connect(iri, edge));
        settle();
        show(iri);
      });
      head.append(" ", more);
    }
    const list = element("ul", null);
    for (const edge of group) {
      const item = element("li", null);
      const to = element("button", edge.other.label, { type: "button", class: "to" });
      to.addEventListener("click", () => open(edge.other.iri));
      const why = element("button", `原文 ${edge.evidences}`, { type: "button", class: "why", "aria-label": `${label} ${edge.other.label} 的原文` });
      why.addEventListener("click", () => prove(edge.statement));
      item.append(dot(edge.other), to, why);
      list.append(item);
    }
    panel.append(head, list);
  }
}

async function prove(statement) {
  const edge = edges.get(statement);
  const quotes = await ask(`/api/evidence?statement=${encodeURIComponent(statement)}`);
  const back = element("button", "返回", { type: "button" });
  back.addEventListener("click", () => focus && show(focus));
  const parts = [back];
  if (edge) {
    const name = (iri) => (nodes.get(iri)?.title || "").split(" ").slice(1).join(" ");
    parts.push(element("h2", `${name(edge.from)} ${edge.title} ${name(edge.to)}`));
    network.selectEdges([statement]);
  }
  parts.push(element("p", `${quotes.length} 处原文`, { class: "muted" }));
  for (const quote of quotes) {
    const block = element("blockquote", null, { class: "evidence" });
    const link = element("a", null, { href: quote.href });
    link.append(quote.before, element("mark", quote.text), quote.after);
    const foot = element("footer", quote.title);
    foot.append(element("span", `可信度 ${quote.confidence.toFixed(2)}`, { class: "sure" }));
    block.append(link, foot);
    parts.push(block);
  }
  panel.replaceChildren(...parts);
}

network.on("click", (event) => {
  if (event.nodes.length) open(event.nodes[0]);
  else if (event.edges.length) prove(event.edges[0]);
});
document.getElementById("fit").addEventListener("click", () => network.fit({ animation: true }));
document.getElementById("clear").addEventListener("click", () => {
  nodes.clear();
  edges.clear();
  opened.clear();
  focus = null;
  panel.replaceChildren();
  settle();
  remember();
});
for (const button of start.querySelectorAll("button")) button.addEventListener("click", () => open(button.dataset.iri));
searchBox((hit) => open(hit.iri));

const query = new URLSearchParams(window.location.search);
for (const iri of query.getAll("open")) await open(iri, { quiet: true });
if (query.get("focus")) await open(query.get("focus"));
settle();

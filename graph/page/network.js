"use strict";
// Shows what the page holds as JSON, placed already; everything that comes from documents goes in as text.
(() => {
  const LONGEST = 14; // characters of a name that are drawn; the whole of it is in the tooltip and beside the drawing
  const LISTED = 20; // entities listed to begin with, and names found
  const OPEN = 20; // relations up to which the sentences are open at once
  const byId = (id) => document.getElementById(id);
  const details = byId("details");

  /** An element with a text or elements in it; `en` is the same in English, in small letters after it. */
  function element(name, content, { en, ...properties } = {}) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...[content].flat());
    if (en && en !== content) made.append(" ", Object.assign(document.createElement("span"), { lang: "en", textContent: en }));
    return made;
  }

  if (typeof vis === "undefined") {
    details.append(element("p", "图没有画出来：浏览器不能运行这个页面的脚本。", { en: "The network could not be drawn.", className: "notice" }));
    return;
  }
  const drawing = JSON.parse(byId("drawing").textContent);
  const styles = new Map(drawing.legend.map((style) => [style.cls, style]));
  const inside = (style) => ["box", "ellipse"].includes(style.shape);
  /** White or dark letters, whichever can be read on a colour (#rrggbb). */
  function letters(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#12171c" : "#ffffff";
  }
  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
  const relation = (edge) => drawing.relations[edge.predicate];
  const around = drawing.nodes.map(() => []);
  for (const edge of drawing.edges) {
    around[edge.from].push(edge);
    if (edge.to !== edge.from) around[edge.to].push(edge);
  }

  const nodes = new vis.DataSet(
    drawing.nodes.map((node) => {
      const style = styles.get(node.cls);
      const about = `${style.label} · 提及 ${node.mentions} 处 · 关系 ${around[node.id].length} 条`;
      const font = inside(style) ? { color: letters(style.colour), strokeWidth: 0 } : {};
      return { ...node, label: short(node.label), title: `${node.label}\n${about}`, shape: style.shape, color: style.colour, font };
    }),
  );
  const named = drawing.options.edges.font.size > 0;
  const edges = new vis.DataSet(
    drawing.edges.map((edge) => {
      const [zh] = relation(edge);
      const title = `${zh} · 可信度 ${edge.confidence.toFixed(2)} · 出处 ${edge.evidences} 处`;
      return { id: edge.id, from: edge.from, to: edge.to, title, label: named ? zh : undefined };
    }),
  );
  const network = new vis.Network(byId("network"), { nodes, edges }, drawing.options);
  window.chantu = { network, nodes, edges }; // for tests: what stands on the canvas
  const canvas = byId("network").firstElementChild;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "关系网络：方向键移动，方括号键缩放；右侧有同样的内容 (network: arrows move it, brackets zoom)");

  function colour() {
    const of = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    network.setOptions({
      nodes: { font: { size: 14, color: of("ink"), strokeWidth: 3, strokeColor: of("ground") } },
      edges: {
        color: { color: of("edge"), hover: of("edge-over"), highlight: of("accent"), inherit: false },
        font: { color: of("soft"), strokeColor: of("ground") },
      },
    });
  }
  colour();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);
  network.fit();

  function dot(cls) {
    const style = styles.get(cls);
    const made = element("i", "", { className: style.shape });
    made.style.background = style.colour;
    return made;
  }

  function link(node) {
    const made = element("button", node.label, { type: "button" });
    made.addEventListener("click", () => go(node.id, true));
    return made;
  }

  function quote([document, before, exact, after, confidence]) {
    const foot = element("footer", `${drawing.documents[document]} · 可信度 ${confidence.toFixed(2)}`);
    return element("blockquote", [before, element("mark", exact), after, foot]);
  }

  /** The sentences of a relation, put in when they are opened. */
  function sentences(edge, open) {
    const made = element("details", element("summary", `原文 ${edge.evidences}`, { en: edge.evidences === 1 ? "sentence" : "sentences" }));
    const fill = () => made.open && made.childElementCount === 1 && made.append(...edge.quotes.map(quote));
    made.addEventListener("toggle", fill);
    made.open = open;
    fill();
    return made;
  }

  function fact(edge, id, open) {
    const out = edge.from === id;
    const [zh, en] = relation(edge);
    const other = drawing.nodes[out ? edge.to : edge.from];
    const made = element("li", [out ? `${zh} → ` : `← ${zh} `, dot(other.cls), link(other)], { en });
    if (edge.quotes.length) made.append(sentences(edge, open));
    return made;
  }

  function list(title, en, some) {
    return [element("h3", title, { en }), element("ul", some.map((node) => element("li", [dot(node.cls), link(node)])))];
  }

  function begin() {
    network.unselectAll();
    details.replaceChildren(
      element("p", "点击一个结点，看它的关系和原文。", { en: "Click a node to see its relations and their sentences." }),
      ...list("最重要的对象", "The most important", drawing.nodes.slice(0, LISTED)),
    );
  }

  function show(id) {
    const node = drawing.nodes[id];
    const style = styles.get(node.cls);
    const facts = [...around[id]].sort((a, b) => (a.from !== id) - (b.from !== id) || relation(a)[0].localeCompare(relation(b)[0], "zh"));
    const counts = element("p", `提及 ${node.mentions} 处 · 关系 ${facts.length} 条`, { en: `${node.mentions} mentions, ${facts.length} relations` });
    details.replaceChildren(
      element("p", [dot(node.cls), style.label], { en: style.label_en }),
      element("h2", node.label, { tabIndex: -1 }),
      counts,
      element("code", node.iri),
      element("ul", facts.map((edge) => fact(edge, id, facts.length <= OPEN))),
    );
    details.scrollTop = 0;
  }

  function showEdge(edge) {
    const [zh, en] = relation(edge);
    details.replaceChildren(
      element("h2", [drawing.nodes[edge.from].label, ` ${zh} `, drawing.nodes[edge.to].label], { tabIndex: -1, en }),
      element("p", `可信度 ${edge.confidence.toFixed(2)} · 出处 ${edge.evidences} 处`, { en: "confidence, places that state it" }),
      ...edge.quotes.map(quote),
      ...list("两端", "Both ends", [drawing.nodes[edge.from], drawing.nodes[edge.to]]),
    );
  }

  /** Move to a node and tell of it; `focus` takes the keyboard there too. */
  function go(id, focus) {
    network.focus(id, { scale: 1 });
    network.selectNodes([id]);
    show(id);
    if (focus) details.querySelector("h2").focus();
  }

  network.on("selectNode", (event) => show(event.nodes[0]));
  network.on("selectEdge", (event) => event.nodes.length || showEdge(drawing.edges[event.edges[0]]));
  byId("fit").addEventListener("click", () => network.fit());

  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = byId("wanted").value.trim().toLowerCase();
    const matches = wanted ? drawing.nodes.filter((node) => node.label.toLowerCase().includes(wanted)) : [];
    byId("found").textContent = wanted ? `${matches.length} 个 found` : "";
    if (!matches.length) return;
    matches.sort((a, b) => a.label.length - b.label.length);
    go(matches[0].id, false);
    network.selectNodes(matches.map((node) => node.id));
    if (matches.length > 1) details.append(...list("也找到", "Also found", matches.slice(1, LISTED + 1)));
  });

  byId("legend").addEventListener("change", (event) => {
    const hidden = !event.target.checked;
    nodes.update(drawing.nodes.filter((node) => node.cls === event.target.value).map(({ id }) => ({ id, hidden })));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") begin();
    if (event.key === "/" && event.target !== byId("wanted")) {
      event.preventDefault();
      byId("wanted").focus();
    }
  });
  begin();
})();

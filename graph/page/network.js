"use strict";
// Shows `drawing` (nodes, edges, options), placed already; everything that comes from documents is shown as text.
(() => {
  const byId = (id) => document.getElementById(id);
  const details = byId("details");
  if (typeof vis === "undefined") {
    details.textContent = "图没有画出来：浏览器不能运行这个页面的脚本。The network could not be drawn.";
    return;
  }
  const nodes = new vis.DataSet(drawing.nodes);
  const edges = new vis.DataSet(drawing.edges);
  const network = new vis.Network(byId("network"), { nodes, edges }, drawing.options);
  network.fit();

  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  function show(id) {
    const node = nodes.get(id);
    network.selectNodes([id]);
    const list = document.createElement("ul");
    for (const edge of edges.get(network.getConnectedEdges(id))) {
      const out = edge.from === id;
      const other = nodes.get(out ? edge.to : edge.from);
      const item = element("li", out ? `${edge.relation} → ` : `← ${edge.relation} `);
      const link = element("button", other.name);
      link.addEventListener("click", () => go(other.id));
      item.append(link);
      list.append(item);
    }
    details.replaceChildren(element("h2", node.name), element("p", node.about), list);
  }

  function go(id) {
    network.focus(id, { scale: 1 });
    show(id);
  }

  network.on("selectNode", (event) => show(event.nodes[0]));

  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = byId("wanted").value.trim().toLowerCase();
    const matches = wanted ? nodes.get({ filter: (n) => n.name.toLowerCase().includes(wanted) }) : [];
    byId("found").textContent = wanted ? `${matches.length} 个` : "";
    if (matches.length) {
      matches.sort((a, b) => a.name.length - b.name.length);
      go(matches[0].id);
      network.selectNodes(matches.map((n) => n.id));
    }
  });

  byId("legend").addEventListener("change", (event) => {
    const hidden = !event.target.checked;
    const changed = nodes.get({ filter: (n) => n.cls === event.target.value });
    nodes.update(changed.map((n) => ({ id: n.id, hidden })));
  });
})();

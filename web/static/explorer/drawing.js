// The canvas: a scene comes in and is drawn with vis-network; clicks, drags and lassos go out as calls.
import { selection } from "./model.js";
import { letters, shapePath, wrapped } from "./shapes.js";

const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", system-ui, sans-serif';
const LABELLED = 90; // lines up to which each bears its name
const WEIGHTY = 20; // things whose names may cover smaller things

export class Drawing {
  // `on` has select(id, many), expand(id), line(link), moved(places), background().
  constructor(container, on) {
    this.container = container;
    this.on = on;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.scene = { nodes: [], links: [], captions: [] };
    this.paths = new Map();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, multiselect: false, keyboard: false, tooltipDelay: 200, zoomSpeed: 0.7, selectConnectedEdges: false },
      nodes: { shape: "custom", chosen: false },
      edges: { smooth: false, chosen: true, selectionWidth: 1.5, hoverWidth: 0.8, arrowStrikethrough: false },
    });
    this.listen();
    this.recolour();
  }

  listen() {
    this.network.on("click", (event) => {
      const id = this.network.getNodeAt(event.pointer.DOM);
      const many = event.event.srcEvent.shiftKey || event.event.srcEvent.ctrlKey || event.event.srcEvent.metaKey;
      if (id !== undefined) this.on.select(id, many);
      else if (event.edges.length) this.on.line(this.linkOf(event.edges[0]));
      else this.on.background();
    });
    this.network.on("hold", (event) => { // a finger that rests on a thing adds it to what is selected
      const id = this.network.getNodeAt(event.pointer.DOM);
      if (id !== undefined) this.on.select(id, true);
    });
    this.network.on("doubleClick", (event) => event.nodes.length && this.on.expand(event.nodes[0]));
    this.network.on("hoverNode", (event) => { this.hovered = event.node; });
    this.network.on("blurNode", () => { this.hovered = undefined; });
    this.network.on("oncontext", (event) => {
      event.event.preventDefault();
      const id = this.network.getNodeAt(event.pointer.DOM);
      if (id !== undefined) this.on.select(id, false);
    });
    this.network.on("dragEnd", (event) => {
      if (event.nodes.length) this.on.moved(this.network.getPositions(event.nodes));
    });
    this.network.on("beforeDrawing", (context) => this.captions(context));
    this.network.on("afterDrawing", (context) => this.labels(context));
  }

  linkOf(id) {
    return this.scene.links.find((link) => link.id === id);
  }

  recolour() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    this.ink = { text: read("--ink"), soft: read("--soft"), ground: read("--ground"), line: read("--wire"), accent: read("--pick"), big: document.body.classList.contains("present") ? 1.3 : 1 };
    this.show(this.scene);
  }

  // Draw a scene; what was drawn already keeps its identity, so that nothing flickers.
  show(scene) {
    this.scene = scene;
    this.known = new Map(scene.nodes.map((node) => [node.id, node]));
    const nodes = scene.nodes.map((node) => ({
      id: node.id, x: node.x, y: node.y, size: node.r, title: tooltip(node), ctxRenderer: (values) => this.drawNode(this.known.get(node.id) ?? node, values), // made once for an id
      fixed: false,
    }));
    const edges = scene.links.map((link) => ({
      id: link.id, from: link.from, to: link.to, width: link.weight * (link.bundle ? 1 : 1.4), dashes: link.bundle && !link.link ? [6, 4] : false,
      title: link.link ? undefined : link.label,
      arrows: { to: { enabled: link.forward, scaleFactor: 0.55 }, from: { enabled: link.backward, scaleFactor: 0.55 } },
      color: { color: this.ink.line, highlight: this.ink.accent, hover: this.ink.accent, opacity: this.isLit(link) ? 1 : 0.15 },
    }));
    sync(this.nodes, nodes);
    sync(this.edges, edges);
    this.mark();
  }

  mark() {
    const ids = [...selection()].filter((id) => this.nodes.get(id));
    this.network.setSelection({ nodes: ids, edges: this.marked ?? [] }, { unselectAll: true, highlightEdges: false });
    this.network.redraw();
  }

  markLines(ids) {
    this.marked = ids.filter((id) => this.edges.get(id));
    this.mark();
  }

  drawNode(node, { ctx, x, y, state: { selected, hover } }) {
    const picked = selected || selection().has(node.id);
    const outline = this.outline(node.style.shape, node.r);
    const dimmed = this.lit && !this.lit.has(node.id);
    return {
      drawNode: () => {
        ctx.save();
        ctx.globalAlpha = dimmed ? 0.25 : 1;
        ctx.translate(x, y);
        ctx.fillStyle = node.style.colour;
        ctx.lineWidth = picked || node.focus ? 4 : hover ? 3 : 1.5;
        ctx.strokeStyle = picked || hover ? this.ink.accent : node.focus ? this.ink.text : this.ink.ground;
        if (node.bundle) {
          ctx.globalAlpha *= 0.3;
          ctx.fill(this.outline(node.style.shape, node.r + 6));
          ctx.globalAlpha = dimmed ? 0.25 : 1;
        }
        ctx.fill(outline);
        ctx.stroke(outline);
        ctx.fillStyle = letters(node.style.colour);
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.font = `600 ${Math.max(11, node.r * (node.bundle ? 0.62 : 0.85))}px ${FONT}`;
        if (node.r * this.network.getScale() > 7) ctx.fillText(node.bundle && node.group ? node.more.toLocaleString("zh-CN") : node.style.glyph, 0, node.style.shape === "triangle" ? node.r * 0.2 : 1);
        if (node.pinned) {
          ctx.beginPath();
          ctx.arc(node.r * 0.85, -node.r * 0.85, 5, 0, 2 * Math.PI);
          ctx.fillStyle = this.ink.accent;
          ctx.fill();
        }
        ctx.restore();
      },
      nodeDimensions: { width: node.r * 2, height: node.r * 2 },
    };
  }

  outline(shape, r) {
    const key = `${shape} ${r}`;
    if (!this.paths.has(key)) this.paths.set(key, new Path2D(shapePath(shape, r)));
    return this.paths.get(key);
  }

  // Names and relations, of the same size at any zoom, the weightiest first; a name stands below its thing, or above or
  // beside it where it would cover another; what has no place waits for a closer look.
  labels(context) {
    const scale = Math.min(1, Math.max(this.network.getScale(), 0.02));
    const places = this.network.getPositions();
    const drawn = this.scene.nodes.filter((n) => places[n.id]); // some may not be on the canvas yet
    const things = drawn.map((n) => [places[n.id].x - n.r - 3, places[n.id].y - n.r - 3, places[n.id].x + n.r + 3, places[n.id].y + n.r + 3]);
    const taken = [];
    const free = (box, all) => !all.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]);
    const write = (rows, spots, size, colour, weight, always, over = false) => {
      context.font = `${weight} ${size}px ${FONT}`;
      const wide = Math.max(...rows.map((row) => context.measureText(row).width)) / 2;
      const high = rows.length * size * 1.2;
      const boxes = spots(wide, high).map(([x, y]) => [x - wide, y, x + wide, y + high]);
      const box = boxes.find((one) => free(one, taken) && free(one, things)) ?? (over && boxes.find((one) => free(one, taken))) ?? (always && boxes[0]);
      if (!box) return;
      const [x, y] = [(box[0] + box[2]) / 2, box[1]];
      taken.push(box);
      context.lineWidth = size / 3.5;
      context.strokeStyle = this.ink.ground;
      context.fillStyle = colour;
      rows.forEach((row, index) => {
        context.strokeText(row, x, y + index * size * 1.2);
        context.fillText(row, x, y + index * size * 1.2);
      });
    };
    context.save();
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    const size = (14 * this.ink.big) / scale;
    const urgent = (node) => (selection().has(node.id) || node.id === this.hovered ? 2 : node.focus || this.lit?.has(node.id) ? 1 : 0);
    for (const [rank, node] of drawn.sort((a, b) => urgent(b) - urgent(a) || b.r - a.r).entries()) {
      const { x, y } = places[node.id];
      context.globalAlpha = this.lit && !this.lit.has(node.id) ? 0.35 : 1;
      const away = node.r + 4;
      const around = (wide, high) => [[x, y + away], [x, y - away - high], [x + away + wide, y - high / 2], [x - away - wide, y - high / 2]];
      write(wrapped(node.label, 10, urgent(node) ? 4 : 2), around, size, this.ink.text, urgent(node) ? 600 : 400, urgent(node), rank < WEIGHTY);
    }
    context.globalAlpha = 1;
    const named = this.scene.links.length <= LABELLED;
    for (const link of this.scene.links) {
      if (!named && !this.marked?.includes(link.id)) continue;
      const [a, b] = [places[link.from], places[link.to]];
      if (!a || !b || link.link || !this.isLit(link)) continue;
      const marked = this.marked?.includes(link.id);
      write([link.label], () => [[(a.x + b.x) / 2, (a.y + b.y) / 2 - size * 0.45]], size * 0.85, marked ? this.ink.accent : this.ink.soft, marked ? 600 : 400, marked);
    }
    context.restore();
  }

  captions(context) {
    context.save();
    context.textAlign = "center";
    for (const caption of this.scene.captions) {
      context.font = `${caption.strong ? "600 22px" : "15px"} ${FONT}`;
      context.fillStyle = this.ink.soft;
      context.fillText(caption.text, caption.x, caption.y);
    }
    context.restore();
  }

  // Leave only these in full colour (a path); none for all.
  light(ids) {
    this.lit = ids ? new Set(ids) : null;
    this.show(this.scene);
  }

  isLit(link) {
    return !this.lit || (this.lit.has(link.from) && this.lit.has(link.to));
  }

  // Show all, beside the legend and not under it.
  fit() {
    const places = this.network.getPositions();
    const drawn = this.scene.nodes.filter((n) => places[n.id]);
    if (!drawn.length) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const legend = document.getElementById("legend");
    const beside = !legend.hidden && legend.offsetHeight > legend.offsetWidth;
    const left = beside ? legend.offsetWidth : 0;
    const [wide, high] = [this.container.clientWidth - left - 80, this.container.clientHeight - 60];
    const xs = drawn.flatMap((n) => [places[n.id].x - n.r - 40, places[n.id].x + n.r + 40]);
    const ys = drawn.flatMap((n) => [places[n.id].y - n.r, places[n.id].y + n.r + 36]);
    for (const caption of this.scene.captions) {
      xs.push(caption.x - 50, caption.x + 50);
      ys.push(caption.y - 24);
    }
    const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(1.3, wide / (x2 - x1), high / (y2 - y1));
    this.network.moveTo({ position: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, scale, offset: { x: left / 2, y: 0 }, animation: still ? false : { duration: 350 } });
  }

  zoom(by) {
    this.network.moveTo({ scale: this.network.getScale() * by });
  }

  // Draw a loop around things: the pointer's way until it is let go; the ids inside go to `done`.
  lasso(done) {
    this.container.querySelector(".lasso")?.remove();
    const sheet = document.createElement("canvas");
    sheet.className = "lasso";
    sheet.width = this.container.clientWidth;
    sheet.height = this.container.clientHeight;
    this.container.append(sheet);
    const context = sheet.getContext("2d");
    const way = [];
    const end = () => {
      sheet.remove();
      document.removeEventListener("keydown", cancel);
    };
    const cancel = (event) => event.key === "Escape" && end();
    document.addEventListener("keydown", cancel);
    sheet.addEventListener("pointerdown", (event) => {
      sheet.setPointerCapture(event.pointerId);
      way.push([event.offsetX, event.offsetY]);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!way.length) return;
      way.push([event.offsetX, event.offsetY]);
      context.clearRect(0, 0, sheet.width, sheet.height);
      context.beginPath();
      for (const [x, y] of way) context.lineTo(x, y);
      context.closePath();
      context.globalAlpha = 0.15;
      context.fillStyle = this.ink.accent;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = this.ink.accent;
      context.lineWidth = 2;
      context.stroke();
    });
    sheet.addEventListener("pointercancel", end);
    sheet.addEventListener("pointerup", () => {
      end();
      const loop = new Path2D();
      for (const [x, y] of way) loop.lineTo(x, y);
      loop.closePath();
      done(this.scene.nodes.map((n) => n.id).filter((id) => {
        const at = this.network.canvasToDOM(this.network.getPositions([id])[id]);
        return context.isPointInPath(loop, at.x, at.y);
      }));
    });
  }
}

// Beside the pointer: the whole name, as text.
function tooltip(node) {
  const made = document.createElement("span");
  made.textContent = node.name;
  return made;
}

function sync(set, rows) {
  const wanted = new Set(rows.map((row) => row.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(rows);
}

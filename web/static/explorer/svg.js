// The scene as an SVG document that stands alone: for SVG and PNG files and for print.
import { letters, shapePath, wrapped } from "./shapes.js";
import { classLabel, say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const FONT = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
const MARGIN = 60;

function node(tag, attributes, ...content) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

const plain = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

// The element; `places` are where things are on the canvas, `colours` the inks of the page.
export function svg(scene, places, colours, title) {
  const at = (id) => places[id];
  const nodes = scene.nodes.filter((n) => at(n.id));
  const xs = nodes.map((n) => [at(n.id).x - n.r, at(n.id).x + n.r]).flat();
  const ys = nodes.map((n) => [at(n.id).y - n.r, at(n.id).y + n.r + 40]).flat();
  for (const caption of scene.captions) { xs.push(caption.x - 60, caption.x + 60); ys.push(caption.y - 20); }
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN - 30];
  const classes = [...new Map(nodes.map((n) => [n.cls, n.style]))];
  const right = Math.max(Math.max(...xs) + MARGIN, left + classes.length * 104 + MARGIN, left + 420);
  const bottom = Math.max(...ys) + MARGIN + 50;
  const [width, height] = [Math.round(right - left), Math.round(bottom - top)];
  const made = node("svg", { xmlns: SVG, width, height, viewBox: `${left} ${top} ${width} ${height}`, "font-family": FONT, role: "img" });
  made.append(node("title", {}, plain(title)), node("rect", { x: left, y: top, width, height, fill: colours.ground }));
  const text = (x, y, size, fill, content, more = {}) => node("text", { x, y, "font-size": size, fill, "text-anchor": "middle", ...more }, plain(content));
  const halo = { stroke: colours.ground, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" };
  made.append(text(left + 24, top + 38, 20, colours.text, title, { "text-anchor": "start", "font-weight": 600 }));
  for (const link of scene.links) {
    const [a, b] = [at(link.from), at(link.to)];
    if (!a || !b) continue;
    made.append(node("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: colours.line, "stroke-width": link.weight * 1.4, ...(link.bundle ? { "stroke-dasharray": "6 4" } : {}) }));
    const ends = nodes.filter((n) => n.id === link.to || n.id === link.from);
    for (const [on, from, to] of [[link.forward, link.from, link.to], [link.backward, link.to, link.from]]) {
      const target = ends.find((n) => n.id === to);
      if (on && target) made.append(node("path", { d: arrow(at(from), at(to), target.r + 3), fill: colours.line }));
    }
  }
  for (const link of scene.links.length <= 120 ? scene.links : []) {
    const [a, b] = [at(link.from), at(link.to)];
    if (a && b) made.append(text((a.x + b.x) / 2, (a.y + b.y) / 2 + 4, 12, colours.soft, link.label, halo));
  }
  for (const one of nodes) {
    const { x, y } = at(one.id);
    made.append(node("path", { d: shapePath(one.style.shape, one.r), transform: `translate(${x} ${y})`, fill: one.style.colour, stroke: one.focus ? colours.text : colours.ground, "stroke-width": one.focus ? 4 : 1.5 }, node("title", {}, plain(one.name))));
    const size = Math.max(11, one.r * (one.bundle ? 0.62 : 0.85));
    made.append(text(x, y + size * 0.36 + (one.style.shape === "triangle" ? one.r * 0.2 : 0), size, letters(one.style.colour), one.bundle && one.group ? String(one.more) : one.style.glyph, { "font-weight": 600 }));
    wrapped(one.label, 10, 2).forEach((row, index) => made.append(text(x, y + one.r + 18 + index * 17, 14, colours.text, row, halo)));
  }
  for (const caption of scene.captions) made.append(text(caption.x, caption.y, caption.strong ? 22 : 15, colours.soft, caption.text, { "font-weight": caption.strong ? 600 : 400 }));
  classes.forEach(([cls, style], index) => {
    const x = left + 36 + index * 104;
    made.append(node("path", { d: shapePath(style.shape, 10), transform: `translate(${x} ${bottom - 30})`, fill: style.colour }), text(x + 18, bottom - 25, 14, colours.text, classLabel(cls), { "text-anchor": "start" }));
  });
  made.append(text(right - 24, top + 36, 13, colours.soft, say("made", { date: new Date().toLocaleDateString("sv") }), { "text-anchor": "end" }));
  return made;
}

function arrow(from, to, away) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = [to.x - away * Math.cos(angle), to.y - away * Math.sin(angle)];
  const side = (turn) => [tip[0] - 10 * Math.cos(angle + turn), tip[1] - 10 * Math.sin(angle + turn)];
  return `M${tip}L${side(0.4)}L${side(-0.4)}Z`;
}

// The drawing as a picture, twice as sharp as the screen where a canvas can hold that.
export async function png(drawing) {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

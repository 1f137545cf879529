// Where to draw what: a layout's name, nodes and links come in, a place for each node goes out. Pinned ones stay.
//
// A node is { id, cls, r, x?, y?, pinned }, a link { from, to }. Captions of blocks go out beside the places.
import { classLabel } from "./words.js";

const GAP = 46; // pixels between outlines, for the labels below
const COLUMN = 190;
const ROW = 96;
const WIDEST = 1300; // of a row of blocks

export function place(name, nodes, links, focus, chains = null) {
  if (!nodes.length) return { places: new Map(), captions: [] };
  const ways = { force, layers, circle, class: byClass, chain: byChain };
  const made = ways[name](nodes, links, focus, chains);
  for (const node of nodes) if (node.pinned) made.places.set(node.id, { x: node.x, y: node.y });
  return made;
}

function force(nodes, links, focus, _, still = new Set()) {
  if (!window.d3?.forceSimulation) return circle(nodes, links, focus);
  const narrow = window.innerWidth < window.innerHeight;
  const around = circle(nodes, links, focus).places;
  const made = nodes.map((node) => {
    const known = Number.isFinite(node.x) ? node : around.get(node.id);
    const fixed = node.pinned || still.has(node.id);
    if (node.id === focus && !still.size && !node.pinned) return { id: node.id, r: node.r, x: 0, y: 0, fx: 0, fy: 0 };
    return { id: node.id, r: node.r, x: known.x, y: known.y, ...(fixed ? { fx: known.x, fy: known.y } : {}) };
  });
  const degree = new Map(nodes.map((node) => [node.id, 0]));
  for (const link of links) for (const end of [link.from, link.to]) degree.set(end, degree.get(end) + 1);
  const { forceSimulation, forceLink, forceManyBody, forceCollide, forceX, forceY } = window.d3;
  const reach = (link) => 95 + 14 * Math.sqrt(Math.min(degree.get(link.source.id), degree.get(link.target.id)));
  forceSimulation(made)
    .force("link", forceLink(links.map((l) => ({ source: l.from, target: l.to }))).id((n) => n.id).distance(reach).strength(0.35))
    .force("charge", forceManyBody().strength(-420).distanceMax(900))
    .force("collide", forceCollide((n) => n.r + GAP).strength(0.8))
    .force("x", forceX().strength(narrow ? 0.09 : 0.035)).force("y", forceY().strength(narrow ? 0.03 : 0.055))
    .stop().tick(nodes.length > 250 ? 160 : 260);
  return { places: new Map(made.map((n) => [n.id, { x: n.x, y: n.y }])), captions: [] };
}

// Place only the new nodes, near what they hang on; the others stay where they are.
export function settle(nodes, links, focus) {
  const still = new Set(nodes.filter((n) => Number.isFinite(n.x)).map((n) => n.id));
  const known = new Map(nodes.filter((n) => still.has(n.id)).map((n) => [n.id, n]));
  const fresh = nodes.filter((n) => !still.has(n.id));
  fresh.forEach((node, index) => {
    const link = links.find((l) => (l.from === node.id && known.has(l.to)) || (l.to === node.id && known.has(l.from)));
    const owner = link ? known.get(link.from === node.id ? link.to : link.from) : { x: 0, y: 0 };
    const away = Math.hypot(owner.x, owner.y) > 60 ? Math.atan2(owner.y, owner.x) : 0;
    const angle = away + (index - (fresh.length - 1) / 2) * Math.min(0.5, (2 * Math.PI) / Math.max(fresh.length, 1));
    node.x = owner.x + 170 * Math.cos(angle);
    node.y = owner.y + 170 * Math.sin(angle);
  });
  return force(nodes, links, focus, null, still).places;
}

function distances(nodes, links, focus) {
  const next = new Map(nodes.map((n) => [n.id, []]));
  for (const { from, to } of links) {
    next.get(from).push(to);
    next.get(to).push(from);
  }
  const found = new Map();
  const first = next.has(focus) ? focus : [...next].reduce((a, b) => (b[1].length > a[1].length ? b : a))[0];
  const starts = [first, ...nodes.map((n) => n.id)];
  for (const start of starts) {
    if (found.has(start)) continue;
    const queue = [start];
    found.set(start, start === first ? 0 : next.get(start).length ? 1 : 2);
    for (const id of queue) for (const other of next.get(id)) if (!found.has(other)) {
      found.set(other, found.get(id) + 1);
      queue.push(other);
    }
  }
  return found;
}

function layers(nodes, links, focus) {
  const level = distances(nodes, links, focus);
  const columns = new Map();
  for (const node of nodes) columns.set(level.get(node.id), [...(columns.get(level.get(node.id)) ?? []), node]);
  const rank = new Map();
  const places = new Map();
  let x = 0;
  for (const depth of [...columns.keys()].sort((a, b) => a - b)) {
    const column = columns.get(depth);
    const before = (node) => {
      const ranks = links.flatMap((l) => (l.from === node.id ? [rank.get(l.to)] : l.to === node.id ? [rank.get(l.from)] : [])).filter((r) => r !== undefined);
      return ranks.length ? ranks.reduce((a, b) => a + b, 0) / ranks.length : 0;
    };
    column.sort((a, b) => before(a) - before(b) || a.cls.localeCompare(b.cls) || a.id.localeCompare(b.id));
    const high = Math.ceil(column.length / Math.ceil(column.length / 14));
    column.forEach((node, index) => {
      const row = index % high;
      rank.set(node.id, row - (high - 1) / 2);
      places.set(node.id, { x: x + Math.floor(index / high) * COLUMN, y: (row - (Math.min(high, column.length) - 1) / 2) * ROW });
    });
    x += Math.ceil(column.length / high) * COLUMN + 50;
  }
  return { places, captions: [] };
}

function circle(nodes, links, focus) {
  const level = distances(nodes, links, focus);
  const rings = new Map();
  for (const node of nodes) rings.set(level.get(node.id), [...(rings.get(level.get(node.id)) ?? []), node]);
  const places = new Map();
  let radius = 0;
  for (const depth of [...rings.keys()].sort((a, b) => a - b)) {
    const ring = rings.get(depth).sort((a, b) => a.cls.localeCompare(b.cls) || a.id.localeCompare(b.id));
    radius = ring.length === 1 && depth === 0 ? 0 : Math.max(radius + 190, (ring.length * 110) / (2 * Math.PI));
    ring.forEach((node, index) => {
      const angle = (2 * Math.PI * index) / ring.length - Math.PI / 2;
      places.set(node.id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    });
  }
  return { places, captions: [] };
}

function byClass(nodes) {
  const blocks = new Map();
  for (const node of nodes) blocks.set(node.cls, [...(blocks.get(node.cls) ?? []), node]);
  const sorted = [...blocks].sort((a, b) => b[1].length - a[1].length);
  return inBlocks(sorted.map(([cls, members]) => ({ title: classLabel(cls), members })), 3);
}

// A block for each chain, its upstream, midstream and downstream from left to right; what is in none stands below.
function byChain(nodes, _links, _focus, chains) {
  const places = new Map();
  const captions = [];
  const known = new Set(nodes.map((n) => n.id));
  let [x, y, deepest] = [0, 0, 0];
  for (const { title, columns, rest } of chains) {
    if (rest || x > WIDEST) {
      x = 0;
      y += deepest * ROW + 170;
      deepest = 0;
    }
    const left = x;
    for (const { title: position, members } of columns) {
      const inside = members.filter((id) => known.has(id));
      const wide = Math.max(1, rest ? Math.ceil(Math.sqrt(inside.length * 1.3)) : Math.ceil(inside.length / 3));
      captions.push({ text: position, x: x + ((wide - 1) * COLUMN) / 2, y: y - 52, strong: false });
      inside.forEach((id, index) => places.set(id, { x: x + (index % wide) * COLUMN, y: y + Math.floor(index / wide) * ROW }));
      x += wide * COLUMN;
      deepest = Math.max(deepest, Math.ceil(inside.length / wide));
    }
    captions.push({ text: title, x: (left + x - COLUMN) / 2, y: y - 84, strong: true });
    x += 70;
  }
  return { places, captions };
}

function inBlocks(blocks, across) {
  const places = new Map();
  const captions = [];
  let x = 0;
  let y = 0;
  let deepest = 0;
  blocks.forEach(({ title, members }, number) => {
    const wide = Math.max(1, Math.ceil(Math.sqrt(members.length * 0.7)));
    captions.push({ text: title, x: x + ((wide - 1) * COLUMN) / 2, y: y - 70, strong: true });
    members.sort((a, b) => b.r - a.r || a.id.localeCompare(b.id)).forEach((node, index) => {
      places.set(node.id, { x: x + (index % wide) * COLUMN, y: y + Math.floor(index / wide) * ROW });
    });
    deepest = Math.max(deepest, Math.ceil(members.length / wide));
    x += wide * COLUMN + 90;
    if ((number + 1) % across === 0) {
      x = 0;
      y += deepest * ROW + 150;
      deepest = 0;
    }
  });
  return { places, captions };
}

// What can be done with the drawing: each action asks the server what it needs and changes the state once.
import * as server from "./server.js";
import { MOST, bundleId, change, drawnOf, neighbours, select, state, take, without } from "./model.js";
import { place, settle } from "./layouts.js";
import { sceneOf } from "./scene.js";
import { PAGE, attempt, notice } from "./page.js";
import { language, say, vocabulary } from "./words.js";

const FEW = 12; // neighbours of one kind that are drawn one by one; more are a group
const BUDGET = 60; // things that one expansion draws, at most
const DRAWN = ["things", "statements", "sources", "bundles", "spots", "overview", "focus", "chains", "captions"];

const symmetric = (bundle) => vocabulary().properties[bundle.predicate]?.zh === vocabulary().properties[bundle.predicate]?.inverse_zh;

// Every statement between what is drawn, so that no relation that could be seen is missing.
async function connected(next) {
  const part = await server.between([...next.things.keys()]);
  next.statements.clear();
  take(next, part);
  if (part.statements.length < part.total) notice(say("cut", { n: part.statements.length, total: part.total }));
  return part;
}

// Places for what has none yet; all anew where `again`.
export function arrange(next, { again = false } = {}) {
  const scene = sceneFor(next);
  const nodes = scene.nodes.map((n) => ({ id: n.id, cls: n.cls, r: n.r, ...next.spots.get(n.id) }));
  const links = scene.links.map(({ from, to }) => ({ from, to }));
  const known = nodes.some((n) => Number.isFinite(n.x));
  if (known && !again) {
    const places = settle(nodes, links, next.focus);
    keep(next, places);
    return;
  }
  const made = place(next.layout, again ? nodes.map((n) => (n.pinned ? n : { ...n, x: undefined, y: undefined })) : nodes, links, next.focus, next.chains);
  keep(next, made.places);
  next.captions = made.captions;
}

function keep(next, places) {
  for (const [id, at] of places) next.spots.set(id, { x: at.x, y: at.y, pinned: next.spots.get(id)?.pinned ?? false });
}

function sceneFor(next) {
  const filters = { hiddenClasses: new Set(), hiddenSources: new Set(), least: 0, from: null, to: null, overview: false };
  return sceneOf(null, { ...next, ...filters });
}

function fits(next, more) {
  if (next.things.size + more <= MOST) return true;
  notice(say("full", { n: MOST }), { error: true });
  return false;
}

// Draw a thing with its relations: few of a kind one by one, many as a group.
export const open = (iri, options) => attempt(async () => {
  const found = await server.around(iri);
  const few = found.bundles.filter((b) => b.count <= FEW).sort((a, b) => a.count - b.count);
  const drawn = [];
  let budget = BUDGET;
  for (const bundle of few) {
    if (bundle.count > budget) break;
    budget -= bundle.count;
    drawn.push(bundle);
  }
  const parts = await Promise.all(drawn.map((b) => server.expand({ iri, predicate: b.predicate, outgoing: b.outgoing, cls: b.cls, limit: FEW })));
  await draw((next) => {
    if (options?.alone) Object.assign(next, emptied(next));
    next.things.set(iri, found.thing);
    for (const part of parts) take(next, part);
    for (const bundle of found.bundles) if (!drawn.includes(bundle)) addBundle(next, iri, bundle);
    next.focus = iri;
  });
  select([iri]);
});

function emptied(next) {
  return { things: new Map(), statements: new Map(), bundles: new Map(), spots: new Map(), overview: false, by: next.by };
}

function addBundle(next, owner, bundle) {
  const id = bundleId(owner, bundle);
  next.bundles.set(id, { ...bundle, id, owner, symmetric: symmetric(bundle) });
}

// Change what is drawn, connect it, find places for it, and make one step of history of it all.
async function draw(alter) {
  const trial = { ...state, things: new Map(state.things), statements: new Map(state.statements), sources: new Map(state.sources), bundles: new Map(state.bundles), spots: new Map(state.spots), overview: false };
  alter(trial);
  if (!fits(trial, 0)) return false;
  await connected(trial);
  if (trial.layout === "chain") trial.chains = await chainsOf(trial);
  arrange(trial, { again: trial.layout !== "force" });
  change((next) => DRAWN.forEach((key) => { next[key] = trial[key]; })); // filters may have changed meanwhile
  return true;
}

// Members of a bundle, from the list beside the drawing or by the number.
export const drawPart = (part, focus) => attempt(() => draw((next) => {
  take(next, part);
  if (focus) next.focus = focus;
}));

export const drawBundle = (bundle) => attempt(async () => {
  const part = await server.expand({ iri: bundle.owner, predicate: bundle.predicate, outgoing: bundle.outgoing, cls: bundle.cls, offset: drawnOf(bundle), limit: PAGE });
  await draw((next) => take(next, part));
});

export const drawThings = (iris) => attempt(async () => {
  const part = await server.between(iris);
  await draw((next) => take(next, part));
});

// Take away what hangs on nothing but this thing, and its groups.
export function collapse(iri) {
  change((next) => {
    const gone = new Set();
    for (const other of neighbours(iri, next)) {
      const rest = neighbours(other, next);
      rest.delete(iri);
      if (!rest.size && !next.spots.get(other)?.pinned && ![...next.bundles.values()].some((b) => b.owner === other)) gone.add(other);
    }
    for (const [id, bundle] of next.bundles) if (bundle.owner === iri) gone.add(id);
    without(next, gone);
  });
}

// Whether all relations of a thing are drawn, or in groups.
export function isOpen(iri) {
  const drawn = [...state.statements.values()].filter((s) => s.subject === iri || s.object === iri).length;
  return (drawn > 0 && drawn >= state.things.get(iri)?.degree) || [...state.bundles.values()].some((b) => b.owner === iri);
}

export const toggle = (iri) => (isOpen(iri) ? collapse(iri) : open(iri));

export function hide(ids) {
  change((next) => without(next, new Set(ids)));
  select([]);
}

export function only(ids, { around = false } = {}) {
  const kept = new Set(ids);
  if (around) for (const id of ids) for (const other of neighbours(id)) kept.add(other);
  change((next) => without(next, new Set([...next.things.keys()].filter((iri) => !kept.has(iri)))));
}

export function pin(ids, pinned) {
  change((next) => {
    for (const id of ids) if (next.spots.has(id)) next.spots.set(id, { ...next.spots.get(id), pinned });
  });
}

export function move(places) {
  change((next) => {
    for (const [id, at] of Object.entries(places)) next.spots.set(id, { x: at.x, y: at.y, pinned: true });
  });
}

export const setLayout = (layout) => attempt(async () => {
  const chains = layout === "chain" ? await chainsOf(state) : null;
  change((next) => {
    next.layout = layout;
    next.chains = chains;
    arrange(next, { again: true });
  });
});

// Rows of the layout by chain: for each chain the things of its upstream, midstream, downstream.
async function chainsOf(next) {
  const found = await server.chains([...next.things.keys()]);
  const rows = new Map();
  const placed = new Set();
  const order = ["upstream", "midstream", "downstream", ""];
  found.entities.forEach((iri, index) => {
    if (placed.has(iri)) return;
    placed.add(iri);
    const link = found.links[index];
    const row = rows.get(link.zh) ?? { title: language === "zh" ? link.zh : link.en, columns: new Map() };
    row.columns.set(link.position, [...(row.columns.get(link.position) ?? []), iri]);
    rows.set(link.zh, row);
  });
  const made = [...rows.values()].map((row) => ({
    title: row.title,
    columns: order.filter((p) => row.columns.has(p)).map((p) => ({ title: say(p || "unplaced"), members: row.columns.get(p) })),
  }));
  const rest = [...next.things.keys(), ...next.bundles.keys()].filter((id) => !placed.has(id));
  if (rest.length) made.push({ title: say("no-chain"), rest: true, columns: [{ title: "", members: rest }] });
  return made;
}

export function showOverview(by = state.by) {
  change((next) => {
    next.overview = true;
    next.by = by;
  });
  select([]);
}

export function clear() {
  change((next) => Object.assign(next, emptied(next), { overview: true, focus: null }));
}

// A view as an address means it: named things with what lies between them.
export const restore = (wanted, named, opened) => attempt(async () => {
  change((next) => Object.assign(next, wanted, { overview: wanted.overview }), { kept: false });
  if (named.length) {
    const part = await server.between(named);
    const lost = named.length - part.things.length;
    change((next) => {
      take(next, part);
      next.overview = false;
      next.focus = wanted.focus;
      for (const bundle of next.bundles.values()) bundle.symmetric = symmetric(bundle);
      without(next, new Set([...next.bundles.values()].filter((b) => !next.things.has(b.owner)).map((b) => b.id)));
      arrange(next);
    }, { kept: false });
    if (lost > 0) notice(say("gone", { n: lost }));
    if (wanted.focus) select([wanted.focus]);
  }
  for (const iri of opened) await open(iri);
});

export const merge = (named) => attempt(() => drawThings([...new Set([...state.things.keys(), ...named])]));

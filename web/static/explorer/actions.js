// What can be done with the drawing: each action asks the server what it needs and changes the state once.
import * as server from "./server.js";
import { MOST, bundleId, change, drawnOf, neighbours, select, state, take, without } from "./model.js";
import { place, settle } from "./layouts.js";
import { sceneOf } from "./scene.js";
import { PAGE, attempt, notice } from "./page.js";
import { isSymmetric, language, say } from "./words.js";

const FEW = 12; // neighbours of one kind that are drawn one by one; more are a group
const BUDGET = 60; // things that one expansion draws, at most
const MANY = 100; // statements asked for at once
const DRAWN = ["things", "statements", "sources", "bundles", "spots", "overview", "focus", "chains", "captions"];

// Every statement between what is drawn, so that no relation that could be seen is missing.
async function connected(next) {
  const part = await server.between([...next.things.keys()]);
  next.statements.clear();
  take(next, part);
  if (part.statements.length < part.total) notice(say("cut", { n: part.statements.length, total: part.total }));
  return part;
}

// Places for what has none yet; all anew where `again` or where the layout orders everything.
export function arrange(next, { again = false } = {}) {
  const scene = sceneFor(next);
  const nodes = scene.nodes.map((n) => ({ id: n.id, cls: n.cls, r: n.r, ...next.spots.get(n.id) }));
  const links = scene.links.map(({ from, to }) => ({ from, to }));
  if (next.layout === "force" && !again && nodes.some((n) => Number.isFinite(n.x))) {
    keep(next, settle(nodes, links, next.focus));
    next.captions = [];
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

// One after the other: what is drawn next starts from what was drawn before.
let busy = Promise.resolve();
const inTurn = (work) => attempt(() => {
  const mine = busy.then(work);
  busy = mine.catch(() => {});
  return mine;
});

// Draw a thing with its relations: few of a kind one by one, many as a group. From the overview a new drawing begins.
export const open = (iri, options) => inTurn(async () => {
  const found = await server.around(iri);
  const drawn = [];
  let budget = BUDGET;
  for (const bundle of found.bundles.filter((b) => b.count <= FEW).sort((a, b) => a.count - b.count)) {
    if (bundle.count > budget) break;
    budget -= bundle.count;
    drawn.push(bundle);
  }
  const parts = await Promise.all(drawn.map((b) => server.expand({ iri, predicate: b.predicate, outgoing: b.outgoing, cls: b.cls, limit: FEW })));
  const done = await draw((next) => {
    next.things.set(iri, found.thing);
    for (const part of parts) take(next, part);
    for (const bundle of found.bundles) if (!drawn.includes(bundle)) addBundle(next, iri, bundle);
    next.focus = iri;
  }, options);
  if (done) select([iri]);
});

const emptied = () => ({ things: new Map(), statements: new Map(), bundles: new Map(), spots: new Map(), overview: false, chains: null, captions: [] });

function addBundle(next, owner, bundle) {
  const id = bundleId(owner, bundle);
  next.bundles.set(id, { ...bundle, id, owner, symmetric: isSymmetric(bundle.predicate) });
}

// Change what is drawn, connect it, find places for it, and make one step of history of it all; whether it was done.
// What was taken off or moved while the server answered stays so.
async function draw(alter, { alone = false } = {}) {
  const before = state;
  const trial = { ...before, things: new Map(before.things), statements: new Map(before.statements), sources: new Map(before.sources), bundles: new Map(before.bundles), spots: new Map(before.spots) };
  if (alone || before.overview) Object.assign(trial, emptied());
  trial.overview = false;
  alter(trial);
  if (trial.things.size > MOST) {
    notice(say("full", { n: MOST }), { error: true });
    return false;
  }
  await connected(trial);
  if (trial.layout === "chain") trial.chains = await chainsOf(trial);
  const gone = new Set([...before.things.keys(), ...before.bundles.keys()].filter((id) => !state.things.has(id) && !state.bundles.has(id)));
  without(trial, gone);
  for (const [id, spot] of state.spots) if (spot !== before.spots.get(id) && trial.spots.has(id)) trial.spots.set(id, spot);
  arrange(trial);
  change((next) => DRAWN.forEach((key) => { next[key] = trial[key]; }));
  return true;
}

// Members of a bundle, from the list beside the drawing; whether they were drawn.
export const drawPart = (part, focus) => inTurn(() => draw((next) => {
  take(next, part);
  if (focus) next.focus = focus;
}));

// The next members of a bundle that are not drawn yet, what is said most of first.
export const drawBundle = (bundle) => inTurn(async () => {
  const wanted = [];
  const whole = { things: [], statements: [], sources: [] };
  for (let offset = 0; wanted.length < PAGE && offset < bundle.count; offset += MANY) {
    const part = await server.expand({ iri: bundle.owner, predicate: bundle.predicate, outgoing: bundle.outgoing, cls: bundle.cls, offset, limit: MANY });
    if (!part.statements.length) break;
    wanted.push(...part.statements.filter((s) => !state.statements.has(s.iri)));
    for (const key of Object.keys(whole)) whole[key].push(...part[key]);
  }
  const statements = wanted.slice(0, PAGE);
  const ends = new Set(statements.flatMap((s) => [s.subject, s.object]));
  return draw((next) => take(next, { ...whole, statements, things: whole.things.filter((t) => ends.has(t.iri)) }));
});

export const drawThings = (iris) => inTurn(async () => {
  const part = await server.between(iris);
  return draw((next) => take(next, part));
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
  if (!ids.some((id) => state.things.has(id))) return;
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

export const setLayout = (layout) => inTurn(async () => {
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
  change((next) => Object.assign(next, emptied(), { overview: true, focus: null }));
}

// A view as an address means it: named things with what lies between them, or things to open. One step of history.
export const restore = (wanted, named, opened) => inTurn(async () => {
  const some = [...new Set(named)].slice(0, MOST);
  const part = some.length ? await server.between(some) : null;
  const next = { ...wanted };
  if (part) {
    take(next, part);
    const owners = new Set([...next.bundles.values()].map((b) => b.owner));
    const around = await Promise.all([...owners].filter((iri) => next.things.has(iri)).map((iri) => server.around(iri)));
    const counts = new Map(around.flatMap((a) => a.bundles.map((b) => [bundleId(a.thing.iri, b), b])));
    for (const id of next.bundles.keys()) {
      if (counts.has(id)) addBundle(next, next.bundles.get(id).owner, counts.get(id));
      else next.bundles.delete(id);
    }
    for (const id of next.spots.keys()) if (!next.things.has(id) && !next.bundles.has(id)) next.spots.delete(id);
    next.overview = !next.things.size;
    if (next.layout === "chain") next.chains = await chainsOf(next);
    if (!next.overview) arrange(next);
  } else {
    next.overview = !opened.length;
  }
  change((now) => Object.assign(now, next));
  if (part && part.things.length < some.length) notice(say("gone", { n: some.length - part.things.length }));
  else if (named.length > some.length) notice(say("full", { n: MOST }), { error: true });
  else if (part && part.statements.length < part.total) notice(say("cut", { n: part.statements.length, total: part.total }));
  select(next.focus && next.things.has(next.focus) ? [next.focus] : []);
  return true;
}).then(async (done) => {
  for (const iri of done ? opened : []) await open(iri);
  if (!state.overview && !state.things.size) change((next) => { next.overview = true; }, { kept: false });
  return done;
});

export const merge = (named) => drawThings([...new Set([...(state.overview ? [] : state.things.keys()), ...named])]);

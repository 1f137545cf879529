// The state of the view, and its history. Only `change` alters it; whoever listens is told afterwards.
//
// things: iri → what the server tells of it; statements, sources: likewise. spots: iri or bundle id → { x, y, pinned }.
// bundles: id → { id, owner, predicate, outgoing, cls, count }, drawn as one group of the owner's neighbours.
// chains: the rows of the layout by chain; captions: what a layout writes beside the things.
export const MOST = 400; // things drawn at once

const empty = () => ({
  things: new Map(), statements: new Map(), sources: new Map(), bundles: new Map(), spots: new Map(),
  overview: true, by: "platform", layout: "force", focus: null, chains: null, captions: [],
  hiddenClasses: new Set(), hiddenSources: new Set(), least: 0, from: null, to: null, undated: true,
});

export let state = empty();
let selected = new Set();
const past = [];
const future = [];
const listeners = [];
const DEEPEST = 200; // steps that can be undone

const copy = (from) => Object.fromEntries(Object.entries(from).map(([key, value]) => [key, value instanceof Map ? new Map(value) : value instanceof Set ? new Set(value) : value]));

export const listen = (listener) => listeners.push(listener);
export const selection = () => selected;
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

function tell(what) {
  for (const listener of listeners) listener(what);
}

// Alter the state: `alter` gets a copy that it may write to. A step that is not `kept` cannot be undone by itself.
export function change(alter, { kept = true } = {}) {
  const next = copy(state);
  alter(next);
  if (kept) {
    past.push(state);
    if (past.length > DEEPEST) past.shift();
    future.length = 0;
  }
  state = next;
  tidy();
  tell("state");
}

export function undo() {
  if (past.length) travel(past, future);
}

export function redo() {
  if (future.length) travel(future, past);
}

function travel(from, to) {
  to.push(state);
  state = from.pop();
  tidy();
  tell("state");
}

export const fresh = () => empty();

export function select(ids) {
  selected = new Set(ids);
  tell("selection");
}

// What is gone cannot be selected, in focus, or at the end of a statement.
function tidy() {
  for (const id of selected) if (!state.things.has(id) && !state.bundles.has(id) && !state.overview) selected.delete(id);
  if (state.focus && !state.things.has(state.focus)) state.focus = null;
}

// Take things off the drawing, with their bundles and statements.
export function without(next, gone) {
  for (const iri of gone) {
    next.things.delete(iri);
    next.spots.delete(iri);
  }
  for (const [id, bundle] of next.bundles) {
    if (gone.has(id) || gone.has(bundle.owner)) {
      next.bundles.delete(id);
      next.spots.delete(id);
    }
  }
  for (const [iri, one] of next.statements) if (gone.has(one.subject) || gone.has(one.object)) next.statements.delete(iri);
}

// Put a part of the graph, as the server tells it, on the drawing.
export function take(next, part) {
  for (const thing of part.things) next.things.set(thing.iri, thing);
  for (const source of part.sources) next.sources.set(source.iri, source);
  for (const one of part.statements) next.statements.set(one.iri, one);
}

export function neighbours(of, at = state) {
  const found = new Set();
  for (const one of at.statements.values()) {
    if (one.subject === of) found.add(one.object);
    if (one.object === of) found.add(one.subject);
  }
  return found;
}

export const bundleId = (owner, bundle) => `${owner} ${bundle.predicate} ${bundle.outgoing ? "o" : "i"} ${bundle.cls}`;

// How many of a bundle are drawn already.
export function drawnOf(bundle, at = state) {
  let count = 0;
  for (const one of at.statements.values()) if (belongs(one, bundle, at)) count += 1;
  return count;
}

export function belongs(statement, bundle, at = state) {
  if (statement.predicate !== bundle.predicate) return false;
  const mine = statement.subject === bundle.owner ? statement.object : statement.object === bundle.owner ? statement.subject : null;
  return mine !== null && (bundle.symmetric || (statement.subject === bundle.owner) === bundle.outgoing) && at.things.get(mine)?.cls === bundle.cls;
}

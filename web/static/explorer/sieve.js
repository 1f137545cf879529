// What of the state is to be seen: filters by class, confidence, source and time come in, visible things and lines go out.
//
// A line stands for all statements between two things; a click on it opens them all.

// The months that EDTF dates cover, first and last, counted from year 0; null where none is a date.
export function span(dates) {
  let from = Infinity;
  let to = -Infinity;
  for (const date of dates) {
    const [start, end] = date.includes("/") ? date.split("/") : [date, date];
    if (!/\d/.test(date)) continue;
    from = Math.min(from, /\d/.test(start) ? moment(start, 0) : -Infinity);
    to = Math.max(to, /\d/.test(end) ? moment(end, 1) : Infinity);
  }
  return from <= to && (Number.isFinite(from) || Number.isFinite(to)) ? { from, to } : null;
}

const SEASONS = { 21: [2, 4], 22: [5, 7], 23: [8, 10], 24: [11, 13] }; // EDTF, in months of the northern year

function moment(date, late) {
  if (!/^\d{4}/.test(date)) return late ? -Infinity : Infinity;
  const [year, month] = date.replace(/[~?%]/g, "").split("-").map(Number);
  if (month > 12) return year * 12 + (SEASONS[month]?.[late] ?? late * 11);
  return year * 12 + (month ? month - 1 : late * 11);
}

export const monthName = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

function inTime(dates, state) {
  const when = span(dates);
  if (!when) return state.undated;
  return when.to >= (state.from ?? -Infinity) && when.from <= (state.to ?? Infinity);
}

export function passes(statement, state) {
  if (statement.confidence < state.least || !inTime(statement.dates, state)) return false;
  return !statement.sources.length || statement.sources.some((source) => !state.hiddenSources.has(source));
}

// Visible things and lines, and how many of each the filters keep from being drawn.
export function sieve(state) {
  const things = new Set();
  const related = new Set();
  const lines = new Map();
  const before = new Set();
  for (const thing of state.things.values()) {
    if (!state.hiddenClasses.has(thing.cls) && (!thing.dates.length || inTime(thing.dates, state))) things.add(thing.iri);
  }
  const bare = new Set(things);
  for (const one of state.statements.values()) {
    const id = [one.subject, one.object].sort().join(" ");
    before.add(id);
    for (const end of [one.subject, one.object]) if (end !== state.focus) bare.delete(end);
    if (!things.has(one.subject) || !things.has(one.object) || !passes(one, state)) continue;
    related.add(one.subject).add(one.object);
    const line = lines.get(id) ?? { id, from: one.subject, to: one.object, statements: [] };
    line.statements.push(one);
    lines.set(id, line);
  }
  const filtered = state.least > 0 || state.hiddenSources.size || state.from !== null || state.to !== null || !state.undated;
  if (filtered) for (const iri of things) if (!related.has(iri) && !bare.has(iri) && iri !== state.focus) things.delete(iri);
  return {
    things, lines: [...lines.values()],
    hiddenThings: state.things.size - things.size, hiddenLines: before.size - lines.size,
  };
}

// The extent of all dates drawn, in months, and how many facts each month (of many, each year) has.
export function extent(state) {
  const spans = [...state.statements.values(), ...state.things.values()].map((one) => span(one.dates)).filter(Boolean);
  if (!spans.length) return null;
  const known = spans.flatMap((s) => [s.from, s.to]).filter(Number.isFinite);
  if (!known.length) return null;
  const [from, to] = [Math.min(...known), Math.max(...known)];
  const step = to - from > 48 ? 12 : 1;
  const bars = [];
  for (let at = step === 12 ? from - (from % 12) : from; at <= to; at += step) {
    bars.push({ from: at, to: at + step - 1, count: spans.filter((s) => s.from < at + step && s.to >= at).length });
  }
  return { from, to, bars };
}

// What is drawn: the state (or the overview) comes in; nodes and links with sizes, labels and places go out.
//
// The canvas, the exported drawing and the list beside them all read this.
import { drawnOf, state } from "./model.js";
import { sieve } from "./sieve.js";
import { classLabel, classStyle, isSymmetric, propertyLabel, say } from "./words.js";

const SIZES = [13, 34];

const size = (degree) => Math.min(SIZES[1], SIZES[0] + 3.2 * Math.log2(1 + degree));

// The scene of the state, or of one that is to be.
export function sceneOf(overview, at = state) {
  return at.overview ? glance(overview) : network(at);
}

function network(state) {
  const seen = sieve(state);
  const nodes = [];
  for (const iri of seen.things) {
    const thing = state.things.get(iri);
    nodes.push({
      id: iri, name: thing.label, label: thing.label, cls: thing.cls, r: size(thing.degree), style: classStyle(thing.cls),
      focus: iri === state.focus, more: 0, bundle: false, ...state.spots.get(iri),
    });
  }
  const links = seen.lines.map((line) => ({
    id: line.id, from: line.from, to: line.to, statements: line.statements, label: lineLabel(line),
    forward: line.statements.some((s) => s.subject === line.from && !isSymmetric(s.predicate)), backward: line.statements.some((s) => s.subject === line.to && !isSymmetric(s.predicate)),
    weight: 1, bundle: false,
  }));
  let [grouped, hiddenInGroups] = [0, 0];
  for (const bundle of state.bundles.values()) {
    const rest = bundle.count - drawnOf(bundle, state);
    if (rest <= 0) continue;
    if (!seen.things.has(bundle.owner) || state.hiddenClasses.has(bundle.cls)) {
      hiddenInGroups += rest;
      continue;
    }
    grouped += rest;
    const label = `${classLabel(bundle.cls)} ${rest.toLocaleString("zh-CN")}`;
    nodes.push({
      id: bundle.id, name: `${propertyLabel(bundle.predicate, bundle.outgoing)} · ${label}`, label, cls: bundle.cls, r: Math.min(44, 20 + 4 * Math.log10(rest) ** 2),
      style: classStyle(bundle.cls), focus: false, more: rest, bundle: true, ...state.spots.get(bundle.id),
    });
    const [from, to] = bundle.outgoing ? [bundle.owner, bundle.id] : [bundle.id, bundle.owner];
    links.push({ id: `to ${bundle.id}`, from, to, statements: [], label: propertyLabel(bundle.predicate), forward: true, backward: false, weight: 2, bundle: true });
  }
  return { nodes, links, captions: state.captions ?? [], grouped, hiddenThings: seen.hiddenThings + hiddenInGroups, hiddenLines: seen.hiddenLines };
}

function lineLabel(line) {
  const names = [...new Set(line.statements.map((s) => propertyLabel(s.predicate)))];
  return names.length > 2 ? `${names.slice(0, 2).join("、")}…` : names.join("、");
}

export function groupName(group) {
  if (group.rest) return say("rest", { n: group.rest });
  if (group.thing) return group.thing.label;
  if (state.by === "class") return classLabel(group.key);
  return group.names.length > 1 ? say("and-others", { name: group.names[0] }) : group.names[0] ?? "";
}

function glance(overview) {
  if (!overview) return { nodes: [], links: [], captions: [], hiddenThings: 0, hiddenLines: 0 };
  const nodes = overview.groups.map((group) => {
    const cls = state.by === "class" && !group.rest ? group.key : "Platform";
    const name = groupName(group);
    return {
      id: group.key, name, label: name, cls, r: group.radius, style: classStyle(cls), focus: false, more: group.size, bundle: true,
      group, x: group.x, y: group.y,
    };
  });
  const most = Math.max(1, ...overview.links.map((l) => l.weight));
  const links = overview.links.map((link) => ({
    id: `${link.source} ${link.target}`, from: link.source, to: link.target, statements: [], label: String(link.weight), link,
    forward: false, backward: false, weight: 1 + (4 * link.weight) / most, bundle: true,
  }));
  return { nodes, links, captions: [], hiddenThings: 0, hiddenLines: 0 };
}

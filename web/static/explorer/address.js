// The state as an address and back: what is drawn and where, filters, layout. Entities are class/key, not whole IRIs.
import { bundleId, fresh } from "./model.js";
import { monthName, span } from "./sieve.js";

const ID = "https://w3id.org/chantu/id/";
const short = (iri) => (iri.startsWith(ID) ? iri.slice(ID.length) : iri);
const long = (name) => (name.includes(":") ? name : ID + name);
const SAFE = /%(2F|3A|2C|7E|21)/gi; // what may stand in a query as it is
const encode = (text) => encodeURIComponent(text).replace(SAFE, decodeURIComponent);

export function write(state, language) {
  const values = [];
  const put = (name, value) => value !== "" && value !== null && values.push(`${name}=${encode(value)}`);
  if (state.overview) {
    put("by", state.by === "platform" ? "" : state.by);
  } else {
    const spot = (id) => {
      const at = state.spots.get(id);
      return at ? `~${Math.round(at.x)}~${Math.round(at.y)}${at.pinned ? "~p" : ""}` : "";
    };
    if (state.focus) put("focus", short(state.focus));
    put("n", [...state.things.keys()].map((iri) => short(iri) + spot(iri)).join("!"));
    put("g", [...state.bundles.values()].map((b) => `${short(b.owner)},${b.predicate},${b.outgoing ? 1 : 0},${b.cls},${b.count}${spot(b.id)}`).join("!"));
    put("layout", state.layout === "force" ? "" : state.layout);
  }
  put("without", [...state.hiddenClasses].join("!"));
  put("not", [...state.hiddenSources].map(short).join("!"));
  put("sure", state.least ? String(state.least) : "");
  const month = (at) => (at === null ? "" : monthName(at));
  if (state.from !== null || state.to !== null) put("time", `${month(state.from)}~${month(state.to)}`);
  if (!state.undated) put("undated", "0");
  if (language !== "zh") put("lang", language);
  return values.length ? `/explore?${values.join("&")}` : "/explore";
}

// The state that an address means; `things` are only named, the server tells the rest. `open` are to be expanded.
export function read(search) {
  const query = new URLSearchParams(search);
  const state = fresh();
  const list = (name) => (query.get(name) ?? "").split("!").filter(Boolean);
  const named = list("n").map((text) => {
    const [name, x, y, pinned] = text.split("~");
    if (Number.isFinite(Number.parseFloat(x))) state.spots.set(long(name), { x: Number(x), y: Number(y), pinned: pinned === "p" });
    return long(name);
  });
  for (const text of list("g")) {
    const [about, x, y, pinned] = text.split("~");
    const [owner, predicate, outgoing, cls, count] = about.split(",");
    const bundle = { owner: long(owner), predicate, outgoing: outgoing === "1", cls, count: Number(count) };
    bundle.id = bundleId(bundle.owner, bundle);
    state.bundles.set(bundle.id, bundle);
    if (Number.isFinite(Number.parseFloat(x))) state.spots.set(bundle.id, { x: Number(x), y: Number(y), pinned: pinned === "p" });
  }
  const focus = query.get("focus");
  const open = named.length ? [] : [...query.getAll("open"), focus].filter(Boolean).map(long);
  state.focus = focus ? long(focus) : null;
  state.overview = !named.length;
  const known = (name, values, otherwise) => (values.includes(query.get(name)) ? query.get(name) : otherwise);
  state.by = known("by", ["platform", "community", "class"], "platform");
  state.layout = known("layout", ["force", "layers", "circle", "class", "chain"], "force");
  state.hiddenClasses = new Set(list("without"));
  state.hiddenSources = new Set(list("not").map(long));
  state.least = Math.min(1, Math.max(0, Number(query.get("sure")) || 0));
  const [from, to] = (query.get("time") ?? "").split("~").map((text) => span([text])?.from ?? null);
  state.from = from ?? null;
  state.to = to ?? null;
  state.undated = query.get("undated") !== "0";
  return { state, named, open };
}

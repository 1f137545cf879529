// What the interface says, in Chinese or English, and what things and relations are called in it.
const LANGUAGES = ["zh", "en"];
let texts = {};
let terms = { classes: {}, properties: {}, indicators: {}, measures: {}, kinds: {}, shared: [] };
export let language = "zh";

// Fetch the texts and the ontology's labels; the language is that of the address, else the one last chosen.
export async function readWords(ask) {
  const wished = new URLSearchParams(window.location.search).get("lang") || localStorage.getItem("chantu-language");
  language = LANGUAGES.includes(wished) ? wished : "zh";
  [texts, terms] = await Promise.all([ask("/static/explorer/words.json"), ask("/api/graph/words")]);
  speak();
}

export function choose(next) {
  language = next;
  localStorage.setItem("chantu-language", next);
  speak();
}

// The text of a key, {name} filled in; numbers get their thousands separated.
export function say(key, values = {}) {
  const text = texts[key]?.[LANGUAGES.indexOf(language)] ?? (key === "failed" ? "没有取到 (could not be fetched)：{why}" : key);
  return text.replace(/\{(\w+)\}/g, (_, name) => told(values[name]));
}

const told = (value) => (typeof value === "number" ? value.toLocaleString("zh-CN") : String(value ?? ""));
const label = (words, name) => words?.[language] || words?.zh || name;

export const vocabulary = () => terms;
export const classLabel = (cls) => label(terms.classes[cls], cls);
export const classStyle = (cls) => terms.classes[cls] ?? { colour: "#7a8490", shape: "dot", glyph: "" };
export const kindLabel = (kind) => label(terms.kinds[kind], kind);
export const indicatorLabel = (indicator) => label(terms.indicators[indicator], indicator);

// What a number says about its indicator, "" for what is reached: that needs no saying.
export const measureLabel = (measure) => (measure === "actual" ? "" : label(terms.measures[measure], measure));

// A property's label, from subject to object, or seen from the object.
export function propertyLabel(predicate, outgoing = true) {
  const words = terms.properties[predicate];
  return outgoing ? label(words, predicate) : words?.[`inverse_${language}`] || label(words, predicate);
}

// Whether a property says the same from both ends: nothing else is called the same in both directions.
export const isSymmetric = (predicate) => terms.properties[predicate]?.zh === terms.properties[predicate]?.inverse_zh;

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
}

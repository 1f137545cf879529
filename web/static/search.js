// The search box: what is typed goes to /api/search, what is found is listed by class, what is chosen goes to
// `choose(hit)`. A page may have several: `input` and `list` are #q and #hits unless given. All of it works by keyboard.
const STEP = 20; // hits asked for at once
const MOST = 100; // hits that the server gives at most
const LONGEST = 100; // characters that it reads
const PAUSE = 120; // milliseconds without typing before it is asked

let first = null; // the box that "/" leads to
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || localStorage.getItem("chantu-keys") === "off") return;
  if (!first?.isConnected || event.target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return;
  event.preventDefault();
  first.focus();
  first.select();
});

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const both = (zh, en) => [zh, " ", element("span", { lang: "en" }, en)];

// A name with the stretches that fit marked; `marks` counts characters, of which one may be two units of a string.
function marked(name, marks) {
  const letters = Array.from(name);
  let at = 0;
  const parts = marks.flatMap(([start, end]) => {
    const before = letters.slice(at, start).join("");
    at = end;
    return [before, element("mark", {}, letters.slice(start, end).join(""))];
  });
  return [...parts, letters.slice(at).join("")];
}

function describe(hit, name) {
  const own = name === hit.label;
  const dot = element("i", { "aria-hidden": "true" });
  dot.style.setProperty("--c", hit.colour);
  const label = element("span", { class: "label" }, ...(own ? marked(name, hit.marks) : [hit.label]));
  const alias = own ? [] : [" ", element("small", { class: "alias" }, "又称 ", ...marked(name, hit.marks))];
  const context = hit.context ? [element("small", { class: "context" }, hit.context)] : [];
  return [dot, element("span", { class: "names" }, label, ...alias), ...context];
}

async function ask(text, limit, signal) {
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  const response = await fetch(`/api/search?${new URLSearchParams({ q: text, limit, lang: language })}`, { signal });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`);
  return body;
}

export function searchBox(choose, { input = document.getElementById("q"), list = document.getElementById("hits"), placeholder } = {}) {
  const status = element("p", { class: "hidden", role: "status" });
  let options = []; // in the order in which they are listed: { row, act, guess }
  let at = -1;
  let limit = STEP;
  let known = new Set(); // the entities that were listed before there were more
  let timer = 0;
  let asking = null;
  let waiting = false; // whether Enter was pressed before what was typed was found

  first ??= input;
  const settings = {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    autocomplete: "off", spellcheck: "false", maxlength: LONGEST, ...(placeholder ? { placeholder } : {}),
  };
  for (const [name, value] of Object.entries(settings)) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "找到的 Found");
  list.classList.add("hits");
  list.after(status);

  function stop() {
    clearTimeout(timer);
    timer = 0;
    asking?.abort();
    asking = null;
    list.setAttribute("aria-busy", "false");
  }

  function close() {
    stop();
    waiting = false;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function point(index) {
    options[at]?.row.setAttribute("aria-selected", "false");
    at = index;
    const row = options[at]?.row;
    if (!row) return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", row.id);
    if (at === 0) list.scrollTop = 0; // its heading too
    else row.scrollIntoView({ block: "nearest" });
  }

  function option(tag, act, guess, ...content) {
    const row = element(tag, { id: `${list.id}-${options.length}`, role: "option", "aria-selected": "false" }, ...content);
    row.addEventListener("click", act);
    options.push({ row, act, guess });
    return row;
  }

  const told = (parts, kind) => element("li", { class: kind, role: "presentation" }, ...parts);

  // The hits that fit, or those that are guessed, under their classes; `above` is the heading over these groups.
  function groups(found, guess, above = "") {
    const some = found.hits.map((hit, i) => ({ hit, name: found.names[i] })).filter(({ hit }) => hit.guess === guess);
    return [...Map.groupBy(some, ({ hit }) => hit.cls)].map(([cls, alike]) => {
      const id = `${list.id}-${guess ? "meant-" : ""}${cls}`;
      const head = element("div", { id, class: "class", role: "presentation" }, ...both(alike[0].hit.cls_label, cls));
      const rows = alike.map(({ hit, name }) => {
        const row = option("div", () => pick(hit), hit.guess, ...describe(hit, name));
        row.dataset.iri = hit.iri;
        return row;
      });
      return element("li", { role: "group", "aria-labelledby": `${above} ${id}`.trim() }, head, ...rows);
    });
  }

  function show(found) {
    const shown = found.hits.length;
    options = [];
    const parts = groups(found, false);
    if (found.hits.some((hit) => hit.guess)) {
      const id = `${list.id}-meant`;
      const head = told(both("你要找的是不是…", "Did you mean"), "meant");
      head.id = id;
      parts.push(head, ...groups(found, true, id));
    }
    const said = !shown ? both("没有找到。试试名称的一部分，或拼音首字母。", "Nothing found: try a part of the name, or pinyin initials.")
      : shown === found.total ? []
      : shown < MOST ? [`显示 ${shown} / ${found.total}`] : both(`显示 ${shown} / ${found.total}，请多写几个字`, "type more to see the rest");
    if (said.length) parts.push(told(said, "told"));
    if (shown < found.total && shown < MOST) {
      const next = Math.min(STEP, MOST - shown, found.total - shown);
      parts.push(option("li", more, true, ...both(`再显示 ${next} 个`, `${next} more`)));
    }
    list.replaceChildren(...parts);
    status.textContent = shown ? `找到 ${found.total} 个，显示 ${shown} 个 (${shown} of ${found.total})` : list.textContent;
    open();
    const fresh = options.findIndex(({ row }) => known.size && row.dataset.iri && !known.has(row.dataset.iri));
    point(options.length ? Math.max(0, fresh) : -1);
  }

  function fail(error) {
    options = [];
    list.replaceChildren(told(both(`查找失败：${error.message}`, "The search failed: try again."), "told error"));
    status.textContent = list.textContent;
    open();
    point(-1);
  }

  function pick(hit) {
    input.value = hit.label;
    close();
    choose(hit);
  }

  function more() {
    known = new Set(options.map(({ row }) => row.dataset.iri));
    limit = Math.min(MOST, limit + STEP);
    look();
  }

  async function look() {
    stop();
    const text = input.value.trim().slice(0, LONGEST);
    if (!text) return close();
    const mine = (asking = new AbortController());
    list.setAttribute("aria-busy", "true");
    let found = null;
    try {
      found = await ask(text, limit, mine.signal);
      if (asking === mine) show(found);
    } catch (error) {
      if (asking === mine) fail(error);
    }
    if (asking !== mine) return; // something else was typed meanwhile, or the box was left
    stop();
    if (waiting && options[0] && !options[0].guess) options[0].act();
    waiting = false;
  }

  function typed() {
    clearTimeout(timer);
    limit = STEP;
    known = new Set();
    timer = setTimeout(look, PAUSE);
  }

  const steps = {
    ArrowDown: () => (at + 1) % options.length,
    ArrowUp: () => (at + options.length - 1) % options.length,
    Home: () => 0,
    End: () => options.length - 1,
  };

  input.addEventListener("input", (event) => !event.isComposing && typed());
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", (event) => {
    // 229: Safari tells the Enter that ends a composition in no other way
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const closed = list.hidden;
    if (event.key === "Enter" && (timer || asking)) waiting = !known.size;
    else if (event.key === "Enter" && !closed) options[at]?.act();
    else if (event.key === "Escape" && !closed) close();
    else if (event.key === "ArrowDown" && closed && input.value.trim()) look();
    else if (event.key in steps && !closed && options.length) point(steps[event.key]());
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the input
}

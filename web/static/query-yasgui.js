// YASGUI with our views, completion and addresses: see withYasgui at the end.
import { both, cut, downloads, element, failure, read } from "/static/query-answer.js";
import { dress } from "/static/query-columns.js";
import { offer, watch } from "/static/query-terms.js";
import { ACCEPT, BEGINNING, VIEWS, bringUp, hash, tell } from "/static/query-views.js";

const root = document.getElementById("editor");
const status = document.getElementById("status");

const WORDS = {
  "Add tab": "新开一页 Add tab", "Add a new tab": "新开一页 Add tab", "Close tab": "关闭 Close", "Share query": "分享 Share", "Run query": "运行 Run",
  "New Tab": "新开一页 New tab", "Rename Tab": "改名 Rename", "Copy Tab": "复制 Copy", "Close Tab": "关闭 Close", "Close other tabs": "关闭其他 Close others",
  "Undo close Tab": "恢复关闭的 Undo close",
};

/** YASGUI's own English words, with Chinese before them, wherever it writes them. */
function translate(node) {
  for (const item of node.querySelectorAll("[title], [aria-label], .context-menu-item")) {
    for (const name of ["title", "aria-label"]) {
      const said = item.getAttribute(name);
      const now = WORDS[said] ?? said?.replace(/^Shows (.*) view$/, "$1");
      if (now && now !== said) item.setAttribute(name, now);
    }
    if (item.matches(".context-menu-item") && WORDS[item.textContent]) item.textContent = WORDS[item.textContent];
  }
}

/** What YASR holds, read once. */
const known = new WeakMap();
function answerOf(results) {
  if (!results || results.hasError()) return null;
  if (!known.has(results)) {
    const type = results.getContentType() ?? "text/turtle";
    const text = results.getOriginalResponseAsString();
    const triples = /json/.test(type) || typeof text !== "string" ? null : (results.getAsJson()?.results?.bindings ?? []);
    known.set(results, read(type, typeof text === "string" ? text : "", triples));
  }
  return known.get(results);
}

/** A view as a plugin of YASR. */
function plugin(name, { zh, en, fits, draw }, priority) {
  return class {
    label = `${zh} ${en}`;
    priority = priority;
    constructor(yasr) { this.yasr = yasr; }
    canHandleResults() {
      const answer = answerOf(this.yasr.results);
      return answer !== null && fits(answer);
    }
    async draw() {
      const place = element("div", "", { class: `view view-${name}` });
      this.yasr.resultsEl.replaceChildren(place);
      const answer = answerOf(this.yasr.results);
      await dress(answer, this.yasr.asked ?? "");
      await draw(place, answer);
    }
    getIcon() { return null; }
  };
}

/** Where the editor's own parser finds the text wrong, { line, column } from 1; null where it finds nothing. */
function faultOf(yasqe) {
  for (let line = 0; line < yasqe.getDoc().lineCount(); line += 1) {
    const token = yasqe.getLineTokens(line, true).find((one) => one.state.OK === false);
    if (token) return { line: line + 1, column: [...yasqe.getDoc().getLine(line).slice(0, token.start)].length + 1 };
  }
  return null;
}

class Failure {
  priority = 20;
  hideFromSelection = true;
  constructor(yasr) { this.yasr = yasr; }
  canHandleResults() { return Boolean(this.yasr.results?.hasError()); }
  draw() { failure(this.yasr.resultsEl, this.yasr.results.getError().text, this.yasr.asked, this.yasr.fault); }
}

/** Ours in the place of YASR's views, and of the parts of it that speak English or link to other hosts. */
function prepare({ Yasr, Yasqe, Tab }) {
  Yasr.plugins = {};
  Yasr.defaults.plugins = {};
  Object.entries(VIEWS).forEach(([name, view], i) => Yasr.registerPlugin(name, plugin(name, view, 10 - i)));
  Yasr.registerPlugin("error", Failure);
  Yasr.defaults.pluginOrder = Object.keys(VIEWS);
  Yasr.defaults.maxPersistentResponseSize = 0; // answers are not kept: the graph may have changed
  Object.assign(Yasr.prototype, {
    drawDownloadIcon() { this.headerEl.append((this.saving = element("span"))); },
    drawDocumentationButton() {},
    updateHelpButton() {},
    updateResponseInfo() {
      const answer = answerOf(this.results);
      this.dataElement.textContent = answer ? tell(answer, this.results.getResponseTime() ?? 0) : "";
      status.textContent = this.dataElement.textContent;
      this.saving?.replaceChildren(...(answer && !("boolean" in answer) ? [downloads(answer, this.asked, "chantu")] : []));
      this.notice?.remove();
      this.notice = cut(this.results?.res?.headers);
      if (this.notice) this.headerEl.after(this.notice);
    },
    fillFallbackBox(name) {
      this.emptyFallbackElement();
      if (this.plugins[name]?.hideFromSelection) return;
      const [wanted, drawn] = [this.getSelectedPluginName(), name].map((n) => VIEWS[n]);
      if (wanted) this.fallbackInfoEl.append(both("p", `这个结果画不成${wanted.zh}，用${drawn.zh}显示。`, `It has nothing for ${wanted.en}; shown as ${drawn.en}.`));
    },
  });
  Tab.prototype.getShareableLink = function () {
    return `${location.origin}/query${hash(this.getQuery(), this.getYasr()?.getSelectedPluginName())}`;
  };
  for (const name of ["class", "property", "prefixes"]) delete Yasqe.Autocompleters[name]; // these ask other hosts
  Yasqe.defaults.autocompleters = ["variables"];
}

/** An editor: `ask` fills the tab that is open and runs it, `open` shows a query of an address. */
export function withYasgui(Yasgui) {
  prepare(Yasgui);
  const ready = new WeakSet();
  const yasgui = new Yasgui(root, {
    persistenceId: "chantu", tabName: "查询", populateFromUrl: false, autofocus: false, copyEndpointOnNewTab: false,
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST", acceptHeaderSelect: ACCEPT, acceptHeaderGraph: ACCEPT },
    endpointCatalogueOptions: { getData: () => [] },
    yasqe: { value: BEGINNING, editorHeight: "19rem", extraKeys: { "Ctrl-Space": (yasqe) => { if (!offer(yasqe, document.body)) yasqe.autocomplete(); } } },
  });
  const prepared = () => {
    const tab = yasgui.getTab();
    const yasqe = tab?.getYasqe();
    if (!yasqe || ready.has(yasqe)) return tab;
    ready.add(yasqe);
    const [bar, buttons] = ["controlbar", "yasqe_buttons"].map((name) => yasqe.rootEl.closest(".tabPanel").querySelector(`.${name}`));
    buttons.querySelector(".yasqe_queryButton").append(both("span", "运行", "Run", { class: "idle" }), both("span", "停止", "Stop", { class: "stop" }));
    buttons.append(both("span", "端点", "endpoint", { class: "muted" }), element("code", "/sparql"));
    bar.append(element("div", "", { class: "yasqe running" }, buttons)); // beside the text, not on it
    yasqe.getInputField().setAttribute("aria-label", "SPARQL 查询 query；Esc 离开 leaves");
    watch(yasqe, document.body);
    tab.getYasr().on("change", () => tab.getYasr().asked && remember(tab));
    return tab;
  };
  const remember = (tab) => history.replaceState(null, "", hash(tab.getYasr().asked, tab.getYasr().getSelectedPluginName()));
  yasgui.on("tabSelect", () => setTimeout(prepared));
  yasgui.on("tabAdd", () => setTimeout(prepared));
  yasgui.on("query", (_, tab) => {
    document.getElementById("start").hidden = true;
    status.textContent = "正在运行 (running)";
    Object.assign(tab.getYasr(), { asked: tab.getQuery(), fault: faultOf(tab.getYasqe()) });
    remember(tab);
  });
  yasgui.on("queryResponse", (_, tab) => tab.getYasr().once("drawn", () => bringUp(tab.getYasr().rootEl)));
  new MutationObserver(() => translate(document.body)).observe(root, { childList: true, subtree: true });
  translate(document.body);
  prepared();
  return {
    ask(query, title) {
      const tab = prepared();
      tab.setQuery(query);
      if (title) tab.setName(title);
      return tab.query().catch(() => {});
    },
    open(query, view) {
      const [before, mine] = [yasgui.getTab(), yasgui.persistentConfig];
      const same = mine.getTabs().find((id) => mine.getTab(id).yasqe.value === query);
      if (same) yasgui.selectTabId(same);
      else if (before?.getQuery() !== BEGINNING) yasgui.addTab(true, { yasqe: { value: query } });
      const tab = prepared();
      if (tab.getQuery() !== query) tab.setQuery(query);
      if (VIEWS[view]) tab.getYasr().selectPlugin(view);
      return tab.query().catch(() => {});
    },
  };
}

// The search box: typed characters go to /api/search, what is chosen goes to `choose(hit)`.
export function searchBox(choose) {
  const input = document.getElementById("q");
  const list = document.getElementById("hits");
  let hits = [];
  let at = -1;
  let asked = 0;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function mark(index) {
    at = index;
    [...list.querySelectorAll("[role=option]")].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function line(hit, name, index) {
    const item = document.createElement("li");
    item.id = `hit-${index}`;
    item.setAttribute("role", "option");
    item.className = `cls-${hit.cls}`;
    const dot = document.createElement("i");
    dot.setAttribute("aria-hidden", "true");
    dot.style.setProperty("--c", hit.colour);
    const label = document.createElement("span");
    label.textContent = hit.label;
    const kind = document.createElement("small");
    kind.textContent = name === hit.label ? hit.cls_label : `${hit.cls_label} · 又称 ${name}`;
    item.append(dot, label, kind);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(index);
    });
    return item;
  }

  function told(text) {
    const item = document.createElement("li");
    item.className = "told";
    item.textContent = text;
    return item;
  }

  function pick(index) {
    if (!hits[index]) return;
    input.value = hits[index].label;
    close();
    choose(hits[index]);
  }

  async function look() {
    const text = input.value.trim();
    const number = ++asked;
    if (!text) return close();
    const response = await fetch(`/api/search?limit=20&q=${encodeURIComponent(text)}`);
    if (!response.ok || number !== asked) return;
    const found = await response.json();
    hits = found.hits;
    list.replaceChildren(...hits.map((hit, i) => line(hit, found.names[i], i)));
    if (!hits.length) list.append(told("没有找到。试试名称的一部分，或拼音首字母。"));
    else if (found.total > hits.length) list.append(told(`显示 ${hits.length} / ${found.total}`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(hits.length ? 0 : -1);
  }

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) mark((at + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) mark((at + hits.length - 1) % hits.length);
    else if (event.key === "Enter" && !list.hidden) pick(at < 0 ? 0 : at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
}

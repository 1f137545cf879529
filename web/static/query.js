// The query page: stored questions fill the editor; the answer comes from /sparql as a table.
const text = document.getElementById("text");
const answer = document.getElementById("answer");
const status = document.getElementById("status");
const ID = "https://w3id.org/chantu/id/";

function cell(term) {
  const td = document.createElement("td");
  if (!term) return td;
  if (term.type === "uri" && term.value.startsWith(ID)) {
    const [kind, key] = term.value.slice(ID.length).split("/");
    const link = document.createElement("a");
    link.href = kind === "document" ? `/document/${key}` : `/entity/${kind}/${key}`;
    link.textContent = `${kind}/${key}`;
    td.append(link);
  } else {
    td.textContent = term.value.replace("https://w3id.org/chantu/ontology#", "ct:");
  }
  return td;
}

function table(result) {
  if ("boolean" in result) {
    const p = document.createElement("p");
    p.textContent = result.boolean ? "是 true" : "否 false";
    return p;
  }
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const name of result.head.vars) {
    const th = document.createElement("th");
    th.textContent = name;
    head.append(th);
  }
  const body = made.createTBody();
  for (const row of result.results.bindings) {
    const tr = body.insertRow();
    for (const name of result.head.vars) tr.append(cell(row[name]));
  }
  return made;
}

async function run() {
  status.textContent = "…";
  const started = performance.now();
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.5" },
    body: text.value,
  });
  const took = `${Math.round(performance.now() - started)} ms`;
  if (!response.ok) {
    const error = await response.json();
    const p = document.createElement("p");
    p.className = "error";
    p.textContent = error.message;
    answer.replaceChildren(p);
    status.textContent = `${response.status}`;
  } else if (response.headers.get("content-type").startsWith("text/turtle")) {
    const pre = document.createElement("pre");
    pre.textContent = await response.text();
    answer.replaceChildren(pre);
    status.textContent = took;
  } else {
    const result = await response.json();
    answer.replaceChildren(table(result));
    status.textContent = `${result.results ? `${result.results.bindings.length} 行 · ` : ""}${took}`;
  }
}

document.getElementById("run").addEventListener("click", run);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
for (const form of document.querySelectorAll(".stored form")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new URLSearchParams(new FormData(form));
    const response = await fetch(`/query/${form.dataset.name}?${values}`);
    const body = await response.json();
    if (!response.ok) {
      status.textContent = body.message;
      return;
    }
    text.value = body.query;
    await run();
  });
}

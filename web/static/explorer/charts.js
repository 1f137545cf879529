// Figures over years as charts: the figures of an entity come in, one chart for each indicator with two years or more.
import { element } from "./page.js";
import { indicatorLabel, say } from "./words.js";

const FEWEST = 2; // years

export function charts(figures) {
  const series = new Map();
  for (const f of figures) {
    if (f.measure !== "actual" || f.scope || !/^\d{4}$/.test(f.period)) continue;
    const key = `${f.indicator} ${f.unit}`;
    series.set(key, [...(series.get(key) ?? []), f]);
  }
  const made = [...series.values()].filter((rows) => new Set(rows.map((f) => f.period)).size >= FEWEST);
  return made.map(chart);
}

// ECharts is a megabyte: it is fetched with the first chart. null where it is not installed.
let library = null;
const load = () => (library ??= new Promise((done) => {
  const script = element("script", { src: "/static/npm/echarts/echarts.common.min.js", onload: () => done(window.echarts), onerror: () => done(null) });
  document.head.append(script);
}));

function chart(rows) {
  const { indicator } = rows[0];
  const { factor: scale, word: name } = rows.reduce((a, b) => (Math.abs(b.number) > Math.abs(a.number) ? b : a));
  const periods = [...new Set(rows.map((f) => f.period))].sort();
  const title = say("chart", { label: indicatorLabel(indicator), unit: name || "—" }).replace("（—）", "").replace(" (—)", "");
  const told = periods.map((p) => rows.filter((f) => f.period === p)).map((some) => `${some[0].period} ${[...new Set(some.map((f) => f.value))].join(" / ")}`);
  const box = element("figure", { class: "chart" }, element("figcaption", {}, title), element("div", { class: "canvas", role: "img", "aria-label": `${title}：${told.join("，")}` }));
  const place = box.lastChild;
  const ready = new ResizeObserver(async () => {
    const echarts = await load();
    if (!echarts) box.remove();
    if (!place.isConnected || !place.clientWidth) return;
    const style = getComputedStyle(document.documentElement);
    const read = (variable) => style.getPropertyValue(variable).trim();
    const known = echarts.getInstanceByDom(place);
    if (known) return void known.resize();
    echarts.init(place, null, { renderer: "svg" }).setOption({
      animation: false, textStyle: { fontFamily: "inherit", color: read("--soft") },
      grid: { left: 8, right: 12, top: 26, bottom: 4, containLabel: true },
      xAxis: { type: "category", data: periods, axisLine: { lineStyle: { color: read("--line") } }, axisLabel: { color: read("--soft") } },
      yAxis: { type: "value", splitLine: { lineStyle: { color: read("--line") } }, axisLabel: { color: read("--soft") } },
      tooltip: { trigger: "axis", renderMode: "richText" },
      series: values(rows, periods, scale).map((data) => ({ type: "bar", barMaxWidth: 34, data, itemStyle: { color: read("--accent") }, label: { show: true, position: "top", color: read("--ink"), formatter: ({ value }) => (value === null ? "" : value.toLocaleString("zh-CN")) } })),
    });
  });
  ready.observe(place);
  return box;
}

// One series for each value that a period has: sources that differ stand side by side.
function values(rows, periods, scale) {
  const by = periods.map((p) => [...new Set(rows.filter((f) => f.period === p).map((f) => f.number))]);
  const deepest = Math.max(...by.map((v) => v.length));
  return Array.from({ length: deepest }, (_, i) => by.map((v) => (v[i] === undefined ? null : Math.round((v[i] / scale) * 100) / 100)));
}

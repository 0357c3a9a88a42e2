// The analyst's view: runs side by side, what their clusters came to, questions in SQL, and notebooks.
import { all, call, download, query, request } from "/api.js";
import { attempt, complain, count, field, fill, h, money, moment, percent, section, table } from "/dom.js";
import { axisName, runName } from "/fans.js";
import { markdown } from "/markdown.js";
import { metricSelect, ScatterPlot } from "/plot.js";

const firstQuery = "SELECT stage, count(*) AS stages, round(avg(revenue), 2) AS mean_revenue\nFROM stages GROUP BY stage";

export async function show(view, parameters, signal) {
  const runs = await all("/v1/runs", "runs", { signal });
  view.replaceChildren(h("div", { className: "stack" },
    plots(runs.filter((run) => run.kind !== "kmeans"), signal),
    h("div", { className: "sides" }, clusters(runs.filter((run) => run.kind === "kmeans"), signal), runList(runs)),
    console(signal), notebooks(signal)));
}

// Two projections beside each other: where there are, one of Method A and one of B.
function plots(runs, signal) {
  if (runs.length === 0) {
    return section("Projections", h("p", { className: "hint" }, "There is none yet; make one with ",
      h("code", {}, "rapport project --dimensions 3"), " and one of Method B with ", h("code", {}, "--vector profiled"), "."));
  }
  const colour = metricSelect("colour", "stage");
  const sides = ["text", "profiled"].map((vector, index) => {
    const chosen = runs.find((run) => run.vector === vector) ?? runs[Math.min(index, runs.length - 1)];
    const run = h("select", { id: `side-${index}` }, runs.map((one) => new Option(runName(one), one.run_id, false, one === chosen)));
    const plot = new ScatterPlot({ label: `Projection ${index === 0 ? "on the left" : "on the right"}`, signal,
      onPick: (point) => { location.hash = `#/fans${query({ fan: point.fan_id, model: point.model_name })}`; } });
    const draw = () => attempt(async () => {
      const answer = await call(`/v1/runs/${run.value}/points`, { signal });
      plot.show(answer.points, colour.value, axisName(answer.run));
      if (answer.points.length < answer.total) plot.note.textContent = `${count(answer.points.length)} of ${count(answer.total)} points`;
    });
    run.addEventListener("change", draw);
    draw();
    return { plot, element: h("div", {}, field(index === 0 ? "Left" : "Right", run), plot.element) };
  });
  colour.addEventListener("change", () => sides.forEach(({ plot }) => plot.colourBy(colour.value)));
  return section("Projections, side by side", h("div", { className: "row" }, field("Colour", colour)),
    h("div", { className: "sides" }, sides.map(({ element }) => element)),
    h("p", { className: "hint" }, "A is of texts alone, B of texts and profiles. A point is a record; a click opens its fan."));
}

function clusters(runs, signal) {
  if (runs.length === 0) {
    return section("Clusters", h("p", { className: "hint" }, "No clustering was run yet; make one with ", h("code", {}, "rapport cluster"), "."));
  }
  const run = h("select", { id: "clustering" }, runs.map((one) => new Option(runName(one), one.run_id)));
  const body = h("div", { id: "clusters" });
  const read = () => fill(body, async () => {
    const answer = await call(`/v1/runs/${run.value}/clusters`, { signal });
    return table("Clusters of the run", [
      ["cluster", (row) => String(row.cluster)], ["records", (row) => count(row.records), true], ["pairs", (row) => count(row.pairs), true],
      ["messages", (row) => count(row.message_count), true], ["offers", (row) => count(row.offers), true],
      ["unlocked", (row) => count(row.purchases), true], ["success rate", (row) => percent(row.success_rate), true],
      ["revenue", (row) => money(row.revenue), true], ["a record", (row) => money(row.records > 0 ? row.revenue / row.records : null), true],
    ], answer.clusters);
  });
  run.addEventListener("change", read);
  read();
  const save = () => attempt(async () => {
    const { collection } = runs.find((one) => String(one.run_id) === run.value);
    await download(await request("/v1/sql", { body: { query: recordsOf(run.value, collection) }, accept: "text/csv", signal }),
      `clusters-${run.value}.csv`);
  });
  return section("Clusters", h("div", { className: "row" }, field("Clustering", run),
    h("button", { type: "button", id: "save-clusters", onclick: save }, "Download its records (CSV)")), body);
}

// The records of a clustering with what came of them, by cluster.
function recordsOf(run, collection) {
  const spanned = "own.message_count, own.offers, own.purchases, own.revenue, own.success_rate";
  const [source, key, id, figuresOfIt] = {
    stages: ["stages", "record_id", "stage_id", `own.stage, ${spanned}`],
    conversations: ["conversations", "record_id", "conversation_id", spanned],
    turns: ["log_rows", "row_id", "row_id", "own.stage, own.price, own.purchased, own.tips, own.revenue"],
  }[collection];
  return `SELECT cluster, own.${id}, pairs.fan_id, pairs.model_name, ${figuresOfIt}
    FROM run_clusters JOIN ${source} AS own ON own.${key} = run_clusters.record_id JOIN pairs ON pairs.pair_id = own.pair_id
    WHERE run_id = ${Number(run)} ORDER BY cluster, pairs.fan_id, pairs.model_name, own.${id}`;
}

function runList(runs) {
  return section("Runs", runs.length === 0 ? h("p", { className: "hint" }, "None yet.") : table("Runs", [
    ["run", (run) => String(run.run_id), true], ["name", (run) => run.name ?? "–"], ["kind", (run) => run.kind],
    ["collection", (run) => run.collection], ["method", (run) => (run.vector === "profiled" ? "B" : "A")],
    ["filter", (run) => run.filter ?? "all records"], ["made, UTC", (run) => moment(run.created_at)],
    ["gives cluster", (run) => (run.is_current ? "yes" : "")],
  ], runs));
}

function cell(value) {
  if (value === null) return "–";
  if (typeof value === "object") return `<${count(value.bytes)} bytes>`;
  return typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(8))) : String(value);
}

function console(signal) {
  const text = h("textarea", { id: "sql", rows: 5, spellcheck: false, className: "code", value: firstQuery });
  const body = h("div", { id: "sql-answer" });
  const run = h("button", { type: "submit", className: "main" }, "Run");
  const save = h("button", { type: "button", onclick: () => attempt(async () =>
    download(await request("/v1/sql", { body: { query: text.value }, accept: "text/csv", signal }), "answer.csv")) }, "Download (CSV)");
  const form = h("form", { onsubmit: (event) => {
    event.preventDefault();
    complain("");
    fill(body, async () => {
      const answer = await call("/v1/sql", { body: { query: text.value }, signal });
      const rows = answer.rows.slice(0, 500);
      return [h("p", { className: "hint", role: "status" }, `${count(answer.rows.length)} rows${rows.length < answer.rows.length ? "; the first 500 are shown" : ""}`),
        table("Answer of the query", answer.columns.map((name, index) =>
          [name, (row) => cell(row[index]), rows.length > 0 && rows.every((row) => row[index] === null || typeof row[index] === "number")]), rows)];
    });
  } }, h("label", { for: "sql" }, "A query; it reads only"), text,
  h("div", { className: "row" }, run, save, h("span", { className: "hint" }, h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "Enter"), " runs it")));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
  return section("SQL", form, body);
}

function notebooks(signal) {
  const list = h("div", {});
  const page = h("article", { id: "notebook", className: "notebook" });
  const open = (name) => fill(page, async () => {
    const notebook = await call(`/v1/notebooks/${encodeURIComponent(name)}`, { signal });
    return markdown(notebook.markdown, (path) => {
      const found = path.match(/([^/]+)\/([^/]+)\.svg$/);
      return found ? `/v1/notebooks/${encodeURIComponent(found[1])}/pictures/${encodeURIComponent(found[2])}` : null;
    });
  });
  fill(list, async () => {
    const found = await all("/v1/notebooks", "notebooks", { signal });
    if (found.length === 0) return h("p", { className: "hint" }, "There is none; RAPPORT_NOTEBOOKS names the folder that has them.");
    return h("ul", { className: "plain tabs", id: "notebooks" }, found.map((one) =>
      h("li", {}, h("button", { type: "button", onclick: () => open(one.name) }, one.title))));
  });
  return section("Notebooks", list, page);
}

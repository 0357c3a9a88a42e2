// The operator's view: what the store holds, how well it answers, what it cost, and what is running.
import { call, currentSession } from "/api.js";
import { count, fill, figures, h, moment, money, percent, section, table, words } from "/dom.js";
import { jobs } from "/jobs.js";

export async function show(view, _parameters, signal) {
  const parts = {};
  const part = (title, id, work) => {
    const body = h("div", { id });
    parts[id] = () => fill(body, work);
    parts[id]();
    return section(title, body);
  };
  // What jobs change; the figures of calls and suggestions too, since profiles are paid for.
  const renew = () => Object.values(parts).forEach((read) => read());
  view.replaceChildren(h("div", { className: "stack" },
    currentSession().role === "admin" ? h("div", { className: "sides" }, jobs(signal, renew)) : null,
    h("div", { className: "tiles" }, part("Store", "store", () => store(signal)), indexes(signal, parts),
      part("Last ingest", "ingest", () => lastIngest(signal)),
      part("Suggestions", "acceptance", () => acceptance(signal)),
      part("Language model", "spend", () => spend(signal)))));
}

async function store(signal) {
  const [statistics, ready] = await Promise.all([
    call("/v1/stats", { signal }),
    call("/v1/health/ready", { signal }).then(() => "ready to answer", (error) => error.message),
  ]);
  return [h("p", { className: ready === "ready to answer" ? "good" : "error" }, `The server is ${ready}.`), figures([
    ["rows", count(statistics.rows)], ["pairs", count(statistics.pairs)], ["models", count(statistics.models)],
    ["conversations", count(statistics.conversations)],
    ["stages 1, 2, 3", ["1", "2", "3"].map((stage) => count(statistics.stages[stage])).join(", ")],
    ["offers", count(statistics.offers)], ["unlocked", count(statistics.purchases)], ["revenue", money(statistics.revenue)],
    ["success rate", percent(statistics.success_rate)], ["newest row, UTC", moment(statistics.newest_row)],
    ["embedder", statistics.embedder ?? "none"],
  ])];
}

function indexes(signal, parts) {
  const [body, recall] = [h("div", { id: "indexes" }), h("div", { id: "recall" })];
  parts.indexes = () => fill(body, async () => {
    const answer = await call("/v1/indexes", { signal });
    const waiting = Object.entries(answer.unembedded).filter(([, number]) => number > 0);
    return [answer.indexes.length === 0 ? h("p", { className: "hint" }, "No index is open; make vectors with rapport embed.")
      : table("Indexes", [
        ["collection", (row) => row.collection], ["method", (row) => (row.vector === "profiled" ? "B" : "A")],
        ["vectors", (row) => count(row.records), true], ["changes to apply", (row) => count(row.pending_operations), true],
      ], answer.indexes.sort((a, b) => (a.collection + b.vector < b.collection + a.vector ? -1 : 1))),
    h("p", { className: "hint" }, waiting.length === 0 ? "Every record has its vector."
      : `Without a vector: ${waiting.map(([name, number]) => `${count(number)} ${name}`).join(", ")}; run rapport embed.`)];
  });
  parts.indexes();
  const measure = h("button", { type: "button", onclick: () => fill(recall, async () => {
    const answer = await call("/v1/indexes/recall", { signal });
    return [table("Measured recall", [["index", ([name]) => name], ["recall@10", ([, value]) => `${(value * 100).toFixed(1)} %`, true]],
      Object.entries(answer.recall_at_10)),
    h("p", { className: "hint" }, `Against an exact search, ${answer.queries} stored vectors asked of each, ${moment(answer.measured_at)} UTC.`)];
  }) }, "Measure recall");
  return section("Indexes", body, recall, measure);
}

async function lastIngest(signal) {
  const report = await call("/v1/ingests/last", { signal });
  const rejected = Object.entries(report.rejected);
  return [figures([
    ["rows in the files", count(report.rows)], ["good", count(report.loaded)], ["new", count(report.added)],
    ["changed", count(report.updated)], ["revenue that disagrees", count(report.revenue_disagreements)],
    ["unlocked without a price", count(report.purchases_without_price)],
  ]), rejected.length === 0 ? h("p", { className: "good" }, "No row was rejected.") : table("Rejected rows", [
    ["reason", ([reason]) => words(reason)], ["rows", ([, number]) => count(number), true],
    ["the first of them", ([reason]) => (report.rejected_examples[reason] ?? []).slice(0, 5).join(", ")],
  ], rejected)];
}

async function acceptance(signal) {
  const statistics = await call("/v1/stats/suggestions", { signal });
  const groups = [["all", [statistics.total]], ["by model", statistics.by_model], ["by chatter", statistics.by_chatter],
    ["by fan", statistics.by_fan_type], ["by source", statistics.by_source]];
  const rows = groups.flatMap(([group, entries]) => entries.map((entry) => ({ group, ...entry })));
  if (statistics.total.shown === 0) return h("p", { className: "hint" }, "None was shown yet.");
  return table("Acceptance of suggestions", [
    ["group", (row) => (row.group === "all" ? "all" : `${row.group}: ${words(row.name) || "not known"}`)], ["shown", (row) => count(row.shown), true],
    ["accepted", (row) => (row.acceptance.rate === undefined ? "–"
      : `${percent(row.acceptance.rate)} (${percent(row.acceptance.low)} to ${percent(row.acceptance.high)})`), true],
    ["copied", (row) => count(row.copied), true], ["edited", (row) => count(row.edited), true],
    ["good", (row) => count(row.thumbs_up), true], ["bad", (row) => count(row.thumbs_down), true],
  ], rows);
}

async function spend(signal) {
  const statistics = await call("/v1/stats/llm", { signal });
  if (statistics.total.calls === 0) return h("p", { className: "hint" }, "No language model was asked; RAPPORT_LLM_MODEL turns one on.");
  const rows = [["all", statistics.total], ...Object.entries(statistics.purposes)];
  const failures = Object.entries(statistics.failures);
  return [table("Language model", [
    ["purpose", ([name]) => name], ["calls", ([, use]) => count(use.calls), true], ["answered", ([, use]) => count(use.answered), true],
    ["tokens in", ([, use]) => count(use.input_tokens), true], ["tokens out", ([, use]) => count(use.output_tokens), true],
    ["cost", ([, use]) => money(use.cost_usd), true],
    ["p95", ([, use]) => (use.latency_p95_seconds === undefined ? "–" : `${use.latency_p95_seconds.toFixed(1)} s`), true],
  ], rows), failures.length > 0 ? h("p", { className: "hint" }, `Failures: ${failures.map(([kind, number]) => `${words(kind)} ${number}`).join(", ")}.`) : null,
  ].filter(Boolean);
}

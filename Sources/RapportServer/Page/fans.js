// Fans: who is there, the story of one, fans like him, and where all of them lie on a map.
import { all, call, pairPath, query, seesAll } from "/api.js";
import { attempt, count, field, figures, fill, h, modelSelect, moment, money, percent, said, section, stageChip, words } from "/dom.js";
import { fanCard, readCard, readConversations, timeline } from "/fan.js";
import { metricSelect, ScatterPlot } from "/plot.js";

const link = (pair) => `#/fans${query({ fan: pair.fan_id, model: pair.model_name })}`;
const nameOf = (pair) => `${pair.fan_id}@${pair.model_name}`;
const soon = (work, milliseconds) => {
  let waiting;
  return () => { clearTimeout(waiting); waiting = setTimeout(work, milliseconds); };
};

export async function show(view, parameters, signal) {
  const models = await all("/v1/models", "models", { signal });
  const [fan, model] = [parameters.get("fan"), parameters.get("model")];
  const pair = fan && model ? { fan_id: fan, model_name: model } : null;
  const story = h("div", { className: "stack", id: "fan" });
  view.replaceChildren(h("div", { className: "fans" }, h("div", { className: "stack" }, finder(models, model ?? "", signal)), story));
  const map = mapSection(pair, signal);
  if (pair === null) {
    story.append(h("p", { className: "hint" }, "Choose a fan of the list, or a point of the map."), map);
    return;
  }
  const [card, path] = [h("div", {}), h("div", {})];
  story.append(h("div", { className: "sides" }, card, map), section("His conversations", path), similarSection(pair, models, signal));
  await Promise.all([
    fill(card, async () => fanCard(await readCard(pair, signal),
      h("a", { href: `#/chat${query({ fan: pair.fan_id, model: pair.model_name })}` }, "Answer him"))),
    fill(path, async () => timeline(await readConversations(pair, signal))),
  ]);
}

// The list of pairs, page by page.
function finder(models, chosen, signal) {
  const text = h("input", { id: "find", type: "search", autocomplete: "off", spellcheck: false, placeholder: "part of a fan's id" });
  const model = modelSelect("find-model", models, "");
  const list = h("ul", { id: "fan-list", className: "plain" });
  const more = h("button", { type: "button", hidden: true }, "More");
  let cursor = null;
  let reading = null;
  const read = async (isNew) => {
    reading?.abort();
    reading = new AbortController();
    signal.addEventListener("abort", () => reading.abort());
    const page = await call(`/v1/fans${query({ q: text.value.trim(), model: model.value, limit: 40, cursor: isNew ? null : cursor })}`,
      { signal: reading.signal });
    cursor = page.next_cursor;
    more.hidden = cursor === null;
    if (isNew) list.replaceChildren();
    list.append(...page.fans.map((fan) => h("li", {}, h("a", { href: link(fan) },
      h("span", { className: "name" }, fan.fan_id), h("span", { className: "hint" }, `${fan.model_name} · ${money(fan.revenue)}`), stageChip(fan.stage)))));
    if (list.childElementCount === 0) list.append(h("li", { className: "hint" }, "No fan has that in his id."));
  };
  const renew = () => attempt(() => read(true));
  text.addEventListener("input", soon(renew, 150));
  model.addEventListener("change", renew);
  more.addEventListener("click", () => attempt(() => read(false)));
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0)];
    if (event.key.startsWith("Arrow") && next) { event.preventDefault(); next.focus(); }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); list.querySelector("a")?.focus(); }
  });
  renew();
  return section("Fans", field("Search", text), field("Model", model), list, more);
}

// Fans like this one, ranked anew whenever something is changed.
function similarSection(pair, models, signal) {
  const state = { also: [], unlike: [], reading: null };
  const methods = [["text", "A: what was said"], ["profiled", "B: and who he is"]].map(([value, label], index) =>
    [h("input", { type: "radio", name: "method", value, id: `method-${value}`, checked: index === 0 }), label]);
  const weight = h("input", { id: "weight", type: "range", min: 0, max: 1, step: 0.05, value: 0.25, disabled: true });
  const weightShown = h("output", { for: "weight" }, "25 %");
  const model = modelSelect("similar-model", models);
  const rate = h("input", { id: "similar-rate", type: "range", min: 0, max: 1, step: 0.05, value: 0 });
  const rateShown = h("output", { for: "similar-rate" }, "any");
  const stage = h("select", { id: "similar-stage" }, new Option("any", ""), [1, 2, 3].map((one) => new Option(one, one)));
  const examples = h("div", { className: "examples" });
  const note = h("p", { className: "hint", role: "status" });
  const list = h("ol", { id: "matches" });

  const rank = async () => {
    state.reading?.abort();
    state.reading = new AbortController();
    const method = methods.find(([radio]) => radio.checked)[0].value;
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await call(`${pairPath(pair)}/similar${query({
        method, k: 10, profile_weight: method === "profiled" ? weight.value : null, model: model.value, stage: stage.value,
        min_success_rate: Number(rate.value) > 0 ? rate.value : null, also: state.also, unlike: state.unlike,
      })}`, { signal: state.reading.signal });
      list.replaceChildren(...answer.matches.map((match) => matchItem(match, add)));
      note.textContent = answer.matches.length === 0 ? "No other fan passes these filters."
        : `${answer.matches.length} pairs by their chats${method === "profiled" ? ` and profiles (${Math.round(weight.value * 100)} %)` : ""}.`
        + (answer.without_profile > 0 ? ` ${answer.without_profile} stages without a profile were left out.` : "");
    } catch (error) {
      if (error.name === "AbortError") return;
      list.replaceChildren();
      note.textContent = error.message;
    }
    list.removeAttribute("aria-busy");
  };
  const chip = (name, kind) => h("span", { className: `chip ${kind}` }, `${kind === "also" ? "like" : "unlike"} ${name} `,
    h("button", { type: "button", className: "quiet", "aria-label": `Leave out ${name}`, onclick: () => {
      state[kind] = state[kind].filter((one) => one !== name);
      showExamples();
    } }, "×"));
  const showExamples = () => {
    examples.replaceChildren(...state.also.map((name) => chip(name, "also")), ...state.unlike.map((name) => chip(name, "unlike")));
    rank();
  };
  const add = (name, kind) => {
    for (const other of ["also", "unlike"]) state[other] = state[other].filter((one) => one !== name);
    state[kind].push(name);
    showExamples();
  };
  const named = h("input", { id: "example", autocomplete: "off", spellcheck: false, placeholder: "Tom_88123@Model3" });
  const addNamed = (kind) => () => { if (named.value.includes("@")) { add(named.value.trim(), kind); named.value = ""; } else named.focus(); };

  const rankSoon = soon(rank, 80);
  weight.addEventListener("input", () => { weightShown.value = `${Math.round(weight.value * 100)} %`; rankSoon(); });
  rate.addEventListener("input", () => { rateShown.value = Number(rate.value) > 0 ? percent(Number(rate.value)) : "any"; rankSoon(); });
  for (const control of [model, stage]) control.addEventListener("change", rank);
  for (const [radio] of methods) {
    radio.addEventListener("change", () => { weight.disabled = !methods[1][0].checked; rank(); });
  }
  signal.addEventListener("abort", () => state.reading?.abort());
  rank();
  return section("Fans like him",
    h("div", { className: "filters" },
      h("fieldset", { className: "field" }, h("legend", {}, "Method"), h("div", { className: "choices" },
        methods.map(([radio, label]) => h("label", {}, radio, ` ${label}`)))),
      h("div", { className: "field" }, h("label", { for: "weight" }, "Weight of the profile ", weightShown), weight),
      field("Model", model), field("Stage", stage),
      h("div", { className: "field" }, h("label", { for: "similar-rate" }, "Success rate ≥ ", rateShown), rate)),
    h("div", { className: "row" }, field("Another example", named),
      h("button", { type: "button", onclick: addNamed("also") }, "More like"), h("button", { type: "button", onclick: addNamed("unlike") }, "Less like")),
    examples, note, list);
}

function matchItem(match, add) {
  const parts = h("div", { className: "meter", title: "What the similarity is made of" },
    ["text", "profile"].filter((part) => match.contributions[part] !== null).map((part) => {
      const bar = h("span", { className: `share-${part}` });
      bar.style.width = `${Math.max(0, Math.min(1, match.contributions[part])) * 100}%`;
      return bar;
    }));
  const agreements = (match.agreements ?? []).map((one) => h("li", {}, h("span", { className: "kind" }, words(one.field)),
    one.statement ?? `${Number(one.asked).toFixed(2)} and ${Number(one.match).toFixed(2)}`));
  const name = nameOf(match);
  return h("li", { className: "card match-item" },
    h("h3", {}, h("a", { href: link(match) }, `${match.fan_id} with ${match.model_name}`), " ", stageChip(match.stage)),
    parts,
    figures([["similarity", match.similarity.toFixed(3)], ...(match.contributions.profile === null ? []
      : [["of it text", match.contributions.text.toFixed(3)], ["of it profile", match.contributions.profile.toFixed(3)]]),
      ["spent", money(match.pair_revenue)], ["success rate", percent(match.pair_success_rate)],
      ["messages", count(match.message_count)], ["last seen", moment(match.pair_last_message)]]),
    h("details", {}, h("summary", {}, "Why he is like him"),
      agreements.length > 0 ? h("ul", { className: "profile" }, agreements) : h("p", { className: "hint" }, "Their profiles state nothing alike."),
      match.nearest_exchanges.map((near) => h("div", { className: "pairing" },
        h("div", {}, said("fan", near.asked.fan), said("chatter", near.asked.chatter)),
        h("div", {}, said("fan", near.match.fan), said("chatter", near.match.chatter))))),
    h("div", { className: "actions" }, h("button", { type: "button", "aria-label": `More like ${name}`, onclick: () => add(name, "also") }, "More like him"),
      h("button", { type: "button", "aria-label": `Less like ${name}`, onclick: () => add(name, "unlike") }, "Less like him")));
}

// A projection of stages to click into.
function mapSection(pair, signal) {
  const body = h("div", {});
  const colour = metricSelect("map-colour", "stage");
  const run = h("select", { id: "map-run" });
  const plot = new ScatterPlot({ label: "Map of fans", signal, onPick: (point) => { location.hash = link(point); } });
  let maps = [];
  const draw = () => attempt(async () => {
    const { points } = await call(`/v1/runs/${run.value}/points`, { signal });
    plot.show(points, colour.value, axisName(maps.find((one) => String(one.run_id) === run.value)));
    if (pair !== null) plot.mark(pair.fan_id, pair.model_name);
  });
  colour.addEventListener("change", () => plot.colourBy(colour.value));
  run.addEventListener("change", draw);
  fill(body, async () => {
    if (!seesAll()) return h("p", { className: "hint" }, "A map shows the fans of all models; your token sees those of some.");
    maps = (await all("/v1/runs", "runs", { signal })).filter((one) => one.kind !== "kmeans");
    // Neighbours are what a map is for, which UMAP keeps better.
    const worth = (one) => 2 * (one.kind === "umap") + (one.vector === "text");
    maps.sort((a, b) => worth(b) - worth(a));
    if (maps.length === 0) return h("p", { className: "hint" }, "There is no map yet; make one with ", h("code", {}, "rapport project"), ".");
    run.append(...maps.map((one) => new Option(runName(one), one.run_id)));
    draw();
    return [h("div", { className: "filters" }, field("Projection", run), field("Colour", colour)), plot.element];
  });
  return section("Map of fans", body);
}

// Axes of a projection have no meaning but their order.
export const axisName = (run) => ({ umap: "UMAP", pca: "PC" }[run?.kind] ?? "axis");

export const runName = (run) =>
  `${run.name ?? `run ${run.run_id}`}: ${run.kind} of ${run.collection}, ${run.vector === "profiled" ? "B" : "A"}`;

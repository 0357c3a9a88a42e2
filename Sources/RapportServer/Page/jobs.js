// Long work over the API: what is running, and forms that start more. Only for those who may start it.
import { call, events, query, request, upload } from "/api.js";
import { attempt, confirmed, count, field, figures, h, moment, money, section, words } from "/dom.js";

const kinds = {
  ingest: "Load a log", embed: "Make vectors", profile: "Make profiles", cluster: "Find clusters",
};
const isOver = (job) => ["done", "failed", "cancelled"].includes(job.state);
// Others may start work too: with the command line, or in another window.
const lookEverySeconds = 10;
const units = [["GiB", 1 << 30], ["MiB", 1 << 20], ["KiB", 1 << 10], ["bytes", 1]];
const size = (bytes) => {
  const [unit, one] = units.find(([, least]) => bytes >= least) ?? units.at(-1);
  return `${Number((bytes / one).toPrecision(3))} ${unit}`;
};

// The section of jobs; `onEnd` is told when one has ended, since figures are others then.
export function jobs(signal, onEnd) {
  const list = h("ul", { id: "jobs", className: "plain", tabIndex: 0, "aria-label": "Jobs" });
  const news = h("p", { className: "unseen", role: "status" });
  const state = { following: null, shown: new Map() };

  const show = (job) => {
    const before = state.shown.get(job.id);
    // An answer that somebody has opened stays open.
    if (before && JSON.stringify(before.job) === JSON.stringify(job)) return before.element;
    const item = jobItem(job, signal, show);
    // Whoever has just pressed a button here must not lose the place.
    const hadFocus = before?.element.contains(document.activeElement);
    if (before) before.element.replaceWith(item);
    if (hadFocus) (item.querySelector("button") ?? item.querySelector("summary") ?? list).focus();
    state.shown.set(job.id, { job, element: item });
    if (before && before.job.state !== job.state) news.textContent = `${kinds[job.kind]}: ${job.state}`;
    if (before && !isOver(before.job) && isOver(job)) onEnd();
    return item;
  };
  const read = async () => {
    const page = await call(`/v1/jobs${query({ limit: 20 })}`, { signal });
    const items = page.jobs.map(show);
    if (items.length === 0) items.push(h("li", { className: "hint" }, "Nothing was started yet."));
    if (items.length !== list.children.length || items.some((item, place) => list.children[place] !== item)) list.replaceChildren(...items);
    // One runs at a time; to watch each would take the connections that the browser has for a server.
    const next = page.jobs.filter((job) => !isOver(job)).at(-1);
    if (next && state.following === null) follow(next.id);
  };
  const follow = async (id) => {
    state.following = id;
    try {
      const response = await request(`/v1/jobs/${encodeURIComponent(id)}/events`, { accept: "text/event-stream", signal });
      for await (const [name, data] of events(response)) if (name === "progress" || name === "done") show(data);
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    state.following = null;
    // A stream that ends early is one of a server that stops: the job goes on at its next start, and so does this.
    await attempt(read);
  };
  const watch = setInterval(() => {
    if (document.visibilityState === "visible" && state.following === null) read().catch(() => {});
  }, lookEverySeconds * 1_000);
  signal.addEventListener("abort", () => clearInterval(watch));
  attempt(read);
  return [section("Jobs", list, news), starter(signal, read)];
}

function jobItem(job, signal, show) {
  const progress = h("progress", { "aria-label": `Progress of job ${job.id}` });
  if (job.total) Object.assign(progress, { max: job.total, value: job.done });
  const cancel = h("button", { type: "button", "aria-label": `Cancel job ${job.id}`, onclick: () => attempt(async () => {
    cancel.disabled = true;
    show(await call(`/v1/jobs/${encodeURIComponent(job.id)}/cancel`, { method: "POST", signal }));
  }) }, "Cancel");
  const asked = Object.entries(job.parameters).filter(([name, value]) => value !== null && name !== "upload");
  return h("li", { className: `job ${job.state}`, "data-job": job.id },
    h("div", { className: "job-head" }, h("b", {}, kinds[job.kind] ?? job.kind), h("span", { className: `chip ${job.state}` }, job.state),
      h("span", { className: "hint" }, `${moment(job.created_at)} UTC`)),
    isOver(job) ? null : progress,
    isOver(job) ? null : h("p", { className: "hint" }, [words(job.note) || "waits for its turn",
      job.total ? `${count(job.done)} of ${count(job.total)}` : null].filter(Boolean).join(" · ")),
    asked.length > 0 ? h("p", { className: "hint" }, asked.map(([name, value]) => `${words(name)}: ${value}`).join(", ")) : null,
    job.error ? h("p", { className: "error" }, job.error.detail) : null,
    job.result ? h("details", {}, h("summary", {}, "What came of it"), results(job.result)) : null,
    isOver(job) ? null : cancel);
}

// The figures of a result as the command line prints it, the nested ones too.
function results(result, prefix = "") {
  const entries = Object.entries(result).flatMap(([name, value]) => {
    if (typeof value === "number") return [[prefix + words(name), Number.isInteger(value) ? count(value) : value.toPrecision(4)]];
    if (typeof value === "string" || typeof value === "boolean") return [[prefix + words(name), String(value)]];
    return [];
  });
  const nested = Object.entries(result).filter(([, value]) => value !== null && typeof value === "object" && !Array.isArray(value));
  return [figures(entries), ...nested.flatMap(([name, value]) => results(value, `${words(name)}: `))];
}

// Forms, one for each kind of work; which is chosen like a tab, with the arrow keys.
function starter(signal, onStart) {
  const place = h("div", { id: "start-form" });
  const card = section("Start work");
  attempt(async () => {
    const terms = await call("/v1/settings", { signal });
    const forms = {
      ingest: ingestForm(terms, signal, onStart), embed: embedForm(terms, signal, onStart),
      profile: profileForm(terms, signal, onStart), cluster: clusterForm(signal, onStart),
    };
    const radios = Object.entries(kinds).map(([kind, label], index) => h("label", {},
      h("input", { type: "radio", name: "kind", value: kind, id: `kind-${kind}`, checked: index === 0,
        onchange: () => place.replaceChildren(forms[kind]) }), ` ${label}`));
    place.replaceChildren(forms.ingest);
    card.append(h("fieldset", { className: "field" }, h("legend", { className: "unseen" }, "What to do"),
      h("div", { className: "choices tabs" }, radios)), place);
  });
  return card;
}

const start = async (body, signal, onStart) => {
  await call("/v1/jobs", { body, signal });
  await onStart();
};

function form(work, ...content) {
  const button = h("button", { type: "submit", className: "main" }, "Start");
  const own = h("form", { className: "work", onsubmit: (event) => {
    event.preventDefault();
    button.disabled = true;
    attempt(work).finally(() => { button.disabled = false; });
  } }, ...content, h("div", { className: "row" }, button));
  return own;
}

function ingestForm(terms, signal, onStart) {
  const limit = terms.upload_limit_bytes;
  const file = h("input", { id: "log-file", type: "file", required: true, "aria-describedby": "log-limit" });
  const progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "The file on its way" });
  const share = h("p", { className: "hint", id: "log-share", role: "status" });
  const stop = h("button", { type: "button", hidden: true }, "Stop sending");
  return form(async () => {
    const [log] = file.files;
    if (log.size > limit) throw new Error(`${log.name} has ${size(log.size)}; this server takes ${size(limit)} at most.`);
    const sending = new AbortController();
    signal.addEventListener("abort", () => sending.abort());
    stop.onclick = () => sending.abort();
    for (const part of [progress, stop]) part.hidden = false;
    let tenth = -1;
    try {
      const sent = await upload(`/v1/uploads${query({ name: log.name })}`, log, { signal: sending.signal, onProgress: (part) => {
        progress.value = part;
        // Read aloud ten times, not a hundred.
        if (Math.floor(part * 10) === tenth) return;
        tenth = Math.floor(part * 10);
        share.textContent = `${Math.round(part * 100)} % of ${size(log.size)} sent`;
      } });
      await start({ kind: "ingest", upload: sent.id }, signal, onStart);
      share.textContent = `${log.name} was sent; the list of jobs shows how it is loaded.`;
      file.value = "";
    } catch (error) {
      share.textContent = error.name === "AbortError" ? "Not sent." : "";
      throw error;
    } finally {
      for (const part of [progress, stop]) part.hidden = true;
    }
  }, field("File", file), h("p", { className: "hint", id: "log-limit" },
    `A pandas pickle, CSV or JSON lines, ${size(limit)} at most. Rows that are there already count once.`),
  progress, share, stop);
}

function embedForm(terms, signal, onStart) {
  return form(async () => {
    if (!terms.embedder.is_local && !(await confirmed("Make vectors?", "Send and pay",
      h("p", {}, `Texts of chats go to the provider of ${terms.embedder.name}, which charges for it.`)))) return;
    await start({ kind: "embed" }, signal, onStart);
  }, h("p", {}, "Gives every record that has none its vector", terms.embedder.is_local ? ", on this machine." : "."),
  h("p", { className: "hint" }, `Embedder: ${terms.embedder.name}`));
}

const number = (id, properties) => h("input", { id, type: "number", inputMode: "decimal", ...properties });
const given = (input) => (input.value === "" ? undefined : Number(input.value));
const check = (id, label, checked = false) => {
  const box = h("input", { id, type: "checkbox", checked });
  return [box, h("label", { className: "check" }, box, ` ${label}`)];
};

function profileForm(terms, signal, onStart) {
  const model = terms.language_model;
  const [rules, rulesLabel] = check("profile-rules", "By rules alone", model === null);
  const [retry, retryLabel] = check("profile-retry", "Try again what failed");
  const budget = number("profile-budget", { min: 0, step: 0.01, placeholder: model?.budget_usd ?? "no limit" });
  const limit = number("profile-limit", { min: 1, step: 1, placeholder: "all" });
  const batch = number("profile-batch", { min: 1, max: 100, step: 1, placeholder: 20 });
  rules.disabled = model === null;
  const costs = h("div", { className: "filters" }, field("Budget, USD", budget, "earlier runs counted"), field("Pairs in a call", batch));
  const renew = () => { costs.hidden = rules.checked; };
  rules.addEventListener("change", renew);
  renew();
  return form(async () => {
    if (!rules.checked && !(await confirmed("Make profiles with the language model?", "Send and pay", ...bill(model, given(budget), given(limit))))) return;
    await start({ kind: "profile", rules: rules.checked && model !== null ? true : undefined, retry_failed: retry.checked || undefined,
      budget_usd: rules.checked ? undefined : given(budget), limit: given(limit), batch: rules.checked ? undefined : given(batch) }, signal, onStart);
  }, h("p", {}, model === null ? "Rules make profiles of what is new; no language model is set."
    : `The language model ${model.name} makes profiles of what is new.`),
  h("div", { className: "choices" }, rulesLabel, retryLabel), costs,
  h("div", { className: "filters" }, field("Profiles at most", limit)));
}

// What a person should know before excerpts of chats are sent and paid for.
function bill(model, budget, limit) {
  const least = [budget, model.budget_usd].filter((one) => one !== undefined && one !== null);
  const most = least.length > 0 ? Math.min(...least) : null;
  return [
    h("p", {}, model.host === null ? "A recording answers: nothing is sent and nothing is paid."
      : `Excerpts of chats go to ${model.name} at ${model.host}, for ${limit === undefined ? "every pair that needs a profile" : `${count(limit)} pairs at most`}.`),
    h("p", { id: "bill" }, model.host === null ? "" : !model.has_prices ? "Its prices are not set, so nobody knows what it will cost."
      : most === null ? `No budget limits what it costs; ${money(model.spent_usd)} is spent so far.`
        : `It costs ${money(Math.max(0, most - model.spent_usd))} at most: ${money(model.spent_usd)} of ${money(most)} is spent.`),
  ];
}

function clusterForm(signal, onStart) {
  const select = (id, options) => h("select", { id }, options.map(([value, label]) => new Option(label, value)));
  const collection = select("cluster-collection", [["stages", "stages"], ["conversations", "conversations"], ["turns", "turns"]]);
  const vector = select("cluster-vector", [["text", "A: texts"], ["profiled", "B: and profiles"]]);
  const stage = select("cluster-stage", [["", "all"], [1, 1], [2, 2], [3, 3]]);
  const filter = h("input", { id: "cluster-where", spellcheck: false, autocomplete: "off", placeholder: "model = 'Model3' and offers > 0" });
  const k = number("cluster-k", { min: 1, max: 1_000, step: 1, placeholder: "the best of 2 to 12" });
  const name = h("input", { id: "cluster-name", autocomplete: "off", maxLength: 100 });
  const seed = number("cluster-seed", { min: 0, step: 1, placeholder: 1 });
  const restarts = number("cluster-restarts", { min: 1, max: 1_000, step: 1, placeholder: 10 });
  const [spherical, sphericalLabel] = check("cluster-spherical", "Spherical");
  return form(() => start({
    kind: "cluster", collection: collection.value, vector: vector.value, stage: stage.value === "" ? undefined : Number(stage.value),
    where: filter.value.trim() || undefined, k: given(k), name: name.value.trim() || undefined, seed: given(seed),
    restarts: given(restarts), spherical: spherical.checked || undefined,
  }, signal, onStart), h("div", { className: "filters" }, field("Collection", collection), field("Method", vector), field("Stage", stage),
    field("Clusters", k), field("Name", name)), field("Only where", filter, "a filter on attributes"),
  h("details", {}, h("summary", {}, "More"), h("div", { className: "filters" }, field("Seed", seed), field("Restarts", restarts), sphericalLabel)));
}

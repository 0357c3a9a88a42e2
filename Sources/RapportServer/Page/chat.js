// The chatter's view: a message comes in, replies and the conversations that they rest on come out.
import { all, call, events, query, request } from "/api.js";
import { attempt, complain, count, field, figures, h, modelSelect, money, moment, percent, said, stageChip, stageNames, words } from "/dom.js";
import { fanCard, guardName, readCard } from "/fan.js";

const sources = { llm: "written by the language model", retrieved: "a reply that was sent before" };
const steps = { chat: () => "Chat on", leave: () => "Leave him be", offer: (step) => `Offer something at ${money(step.price_usd)}` };
const flagTexts = {
  few_matches: "Fewer than five conversations pass the filters.",
  no_success_rate: "Conversations without an offer have no success rate and were left out.",
  few_suggestions: "There are fewer than three replies worth suggesting.",
  unknown_fan: "This fan is not in the store; the reply does not know him.",
};

export async function show(view, parameters, signal) {
  const models = await all("/v1/models", "models", { signal });
  const form = layOut(view, models, parameters);
  const state = { asking: null, reading: null, signal };
  signal.addEventListener("abort", () => state.asking?.abort());
  form.ask.addEventListener("submit", (event) => { event.preventDefault(); attempt(() => ask(form, state)); });
  form.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.ask.requestSubmit(); }
  });
  form.rate.addEventListener("input", () => {
    form.rateShown.value = Number(form.rate.value) > 0 ? percent(Number(form.rate.value)) : "any";
  });
  // Filters act at once where something was asked.
  for (const control of [form.model, form.rate, ...form.stages]) {
    control.addEventListener("change", () => { if (form.text.value.trim() !== "" && !form.answer.hidden) form.ask.requestSubmit(); });
  }
  for (const control of [form.model, form.fan]) control.addEventListener("change", () => showFan(form, state));
  form.fan.addEventListener("input", () => offerFans(form));
  document.addEventListener("keydown", (event) => steer(event, form), { signal });
  showFan(form, state);
  form.text.focus();
  if (form.text.value !== "") form.ask.requestSubmit();
}

function layOut(view, models, parameters) {
  const text = h("textarea", { id: "text", rows: 3, required: true, maxLength: 20_000, value: parameters.get("text") ?? "",
    placeholder: "Paste a message, or a thread of fan: and me: lines.", "aria-describedby": "keys" });
  const model = modelSelect("model", models, parameters.get("model") ?? "");
  const fan = h("input", { id: "fan", autocomplete: "off", spellcheck: false, placeholder: "Tom_88123", list: "fan-names",
    value: parameters.get("fan") ?? "" });
  const names = h("datalist", { id: "fan-names" });
  const rate = h("input", { id: "rate", type: "range", min: 0, max: 1, step: 0.05, value: 0 });
  const rateShown = h("output", { id: "rate-shown", for: "rate" }, "any");
  const stages = [1, 2, 3].map((stage) => h("input", { type: "checkbox", value: stage, id: `stage-${stage}` }));
  const send = h("button", { type: "submit", className: "main" }, "Suggest");
  const ask = h("form", { id: "ask", className: "card composer" },
    h("label", { for: "text" }, "What the fan wrote"), text,
    h("div", { className: "filters" },
      field("Model", model), h("div", { className: "field" }, h("label", { for: "fan" }, "Fan"), fan, names),
      h("div", { className: "field" }, h("label", { for: "rate" }, "Success rate ≥ ", rateShown), rate),
      h("fieldset", { className: "field" }, h("legend", {}, "Stage"), h("div", { className: "choices" },
        stages.map((box) => h("label", { title: stageNames[box.value] }, box, ` ${box.value}`)))),
      send),
    h("p", { id: "keys", className: "hint keys" }, h("kbd", {}, "Enter"), " suggests, ", h("kbd", {}, "↑"), " ", h("kbd", {}, "↓"),
      " choose a reply, ", h("kbd", {}, "C"), " copies, ", h("kbd", {}, "E"), " edits, ", h("kbd", {}, "G"), " ", h("kbd", {}, "B"), " rate it good or bad, ", h("kbd", {}, "/"), " comes back here"));
  const guards = h("ul", { id: "guards", "aria-label": "What must not be missed" });
  const flags = h("p", { id: "flags", className: "hint" });
  const suggestions = h("ol", { id: "suggestions" });
  const writing = h("p", { id: "writing", className: "hint", role: "status", hidden: true }, "The language model is writing; these were sent before.");
  const nextStep = h("p", { id: "next-step" });
  const conversations = h("ol", { id: "conversations" });
  const status = h("p", { className: "unseen", role: "status" });
  const answer = h("div", { id: "answer", hidden: true },
    h("section", {}, h("div", { className: "title" }, h("h2", {}, "Replies"), writing), flags, suggestions, nextStep),
    h("section", {}, h("h2", {}, "Past conversations like this one"), conversations));
  const card = h("aside", { id: "fan-card", "aria-label": "The fan" });
  view.replaceChildren(h("div", { className: "chat" }, h("div", { className: "stack" }, ask, guards, status), card, answer));
  return { ask, send, text, model, fan, names, rate, rateShown, stages, guards, flags, writing, suggestions, nextStep, conversations, answer,
    card, status };
}

// Keys that act while nobody types.
function steer(event, form) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select, dialog *")) {
    if (event.key === "Escape" && event.target.matches(".edit")) event.target.closest(".suggestion").focus();
    else if (!(event.key === "ArrowDown" && event.target === form.text && form.text.selectionStart === form.text.value.length
      && !event.shiftKey)) return;
  }
  const replies = [...form.suggestions.querySelectorAll(".suggestion")];
  const now = replies.indexOf(document.activeElement?.closest(".suggestion"));
  // Letters act on the reply in focus alone: elsewhere they may be what a speaking or switching device sends.
  if (now < 0 && event.target !== form.text) return;
  if (event.key === "/") form.text.focus();
  else if (replies.length === 0) return;
  else if (event.key === "ArrowDown") replies[Math.min(replies.length - 1, now + 1)].focus();
  else if (event.key === "ArrowUp") { if (now > 0) replies[now - 1].focus(); else form.text.focus(); }
  else if (/^[1-3]$/.test(event.key) && replies[event.key - 1]) replies[event.key - 1].focus();
  else if (event.key.toLowerCase() === "c") replies[now].querySelector(".copy").click();
  else if (event.key.toLowerCase() === "e") replies[now].querySelector(".edit-button").click();
  else if (event.key.toLowerCase() === "g") replies[now].querySelectorAll(".thumb")[0].click();
  else if (event.key.toLowerCase() === "b") replies[now].querySelectorAll(".thumb")[1].click();
  else return;
  event.preventDefault();
}

async function offerFans(form) {
  const found = await call(`/v1/fans${query({ q: form.fan.value.trim(), model: form.model.value, limit: 8 })}`).catch(() => null);
  form.names.replaceChildren(...(found?.fans ?? []).map((fan) => new Option(fan.model_name, fan.fan_id)));
}

// The card beside the answer. A fan of one model only need not be told with his model.
async function showFan(form, state) {
  state.reading?.abort();
  state.reading = new AbortController();
  const name = form.fan.value.trim();
  const hint = (text) => form.card.replaceChildren(h("article", { className: "card" }, h("h2", {}, "The fan"), h("p", { className: "hint" }, text)));
  if (name === "") return hint("Name the fan to see what is known of him, and to have replies that know him.");
  try {
    const model = form.model.value || await onlyModel(name, state.reading.signal);
    if (!model) return hint("Choose the model that this fan talks to.");
    if (form.model.value === "") form.model.value = model;
    const pair = { fan_id: name, model_name: model };
    const card = await readCard(pair, state.reading.signal);
    form.card.replaceChildren(fanCard(card, h("a", { href: `#/fans${query({ fan: name, model })}` }, "His story, and fans like him")));
  } catch (error) {
    if (error.name !== "AbortError") hint(error.message);
  }
}

async function onlyModel(name, signal) {
  const { fans } = await call(`/v1/fans${query({ q: name, limit: 100 })}`, { signal });
  const own = fans.filter((fan) => fan.fan_id === name);
  return own.length === 1 ? own[0].model_name : null;
}

async function ask(form, state) {
  const body = { text: form.text.value };
  if (body.text.trim() === "") return complain("Paste a message first.");
  const fan = form.fan.value.trim();
  if (fan !== "" && form.model.value === "") await showFan(form, state);
  if (form.model.value !== "") body.model = form.model.value;
  if (fan !== "") body.fan = fan;
  if (Number(form.rate.value) > 0) body.min_success_rate = Number(form.rate.value);
  const stages = form.stages.filter((box) => box.checked).map((box) => box.value);
  if (stages.length > 0) body.where = `stage in (${stages.join(", ")})`;
  if (body.fan !== undefined && body.model === undefined) return complain("Choose the model that the fan talks to.");
  state.asking?.abort();
  const asking = state.asking = new AbortController();
  form.ask.setAttribute("aria-busy", "true");
  form.send.textContent = "Looking…";
  form.status.textContent = "Looking for replies…";
  let isOld = true;
  try {
    const response = await request("/v1/suggest", { body, accept: "text/event-stream, application/json;q=0.5", signal: asking.signal });
    isOld = false;
    form.suggestions.replaceChildren();
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) await readPieces(response, form);
    else showAnswer(await response.json(), form);
    // Whoever went on meanwhile keeps their place.
    if (document.activeElement === form.text) form.suggestions.querySelector(".suggestion")?.focus();
  } catch (error) {
    // What came of the answer can still be sent; what is of an older question cannot.
    if (error.name !== "AbortError" && (isOld || form.suggestions.childElementCount === 0)) form.answer.hidden = true;
    throw error;
  } finally {
    if (state.asking === asking) {
      form.ask.removeAttribute("aria-busy");
      form.send.textContent = "Suggest";
    }
  }
}

// An answer that comes in pieces: what was found first, then replies as they are written, then the whole.
async function readPieces(response, form) {
  let [retrieved, replies, isWhole] = [[], [], false];
  for await (const [name, data] of events(response)) {
    if (name === "conversations" || name === "retrieved") {
      showConversations(data.conversations ?? [], form);
      showGuards(data.guards ?? [], form);
      form.answer.hidden = false;
      retrieved = data.suggestions ?? [];
      showSuggestions(retrieved, form);
      isWriting(form, true);
    } else if (name === "suggestion" || name === "reply") {
      // What was found stays until the answer is whole: somebody may be about to copy it.
      replies.push(data);
      showSuggestions([...replies, ...retrieved], form);
    } else if (name === "done") {
      isWhole = true;
      showAnswer(data, form);
    } else if (name === "error") {
      isWriting(form, false);
      throw new Error(data.detail);
    }
  }
  isWriting(form, false);
  if (!isWhole) throw new Error("The server stopped before the answer was whole; ask again.");
}

// What stands there can be used while more comes, so that it does not look as if it could not.
function isWriting(form, isBusy) {
  form.writing.hidden = !isBusy;
  if (isBusy) form.suggestions.setAttribute("aria-busy", "true");
  else form.suggestions.removeAttribute("aria-busy");
}

// Replies that are among those shown stay as they are, and so does one that somebody edits, in the focus or not.
function showSuggestions(suggestions, form) {
  const shown = [...form.suggestions.querySelectorAll(":scope > .suggestion")];
  const focused = document.activeElement;
  const place = shown.indexOf(focused?.closest(".suggestion"));
  const items = suggestions.map((one) =>
    shown.find((item) => item.dataset.suggestion === String(one.suggestion_id)) ?? showSuggestion(one));
  const edited = shown.filter((item) => !items.includes(item) && item.querySelector(".edit") !== null);
  form.suggestions.replaceChildren(...items, ...edited);
  if (place < 0) return;
  if (focused.isConnected) focused.focus({ preventScroll: true });
  else items[Math.min(place, items.length - 1)]?.focus();
}

function showAnswer(answer, form) {
  isWriting(form, false);
  form.flags.textContent = answer.flags.filter((flag) => !flag.startsWith("guard:"))
    .map((flag) => flagTexts[flag] ?? words(flag)).join(" ");
  showGuards(answer.guards, form);
  showSuggestions(answer.suggestions, form);
  const step = answer.suggestions[0]?.next_step;
  form.nextStep.textContent = step === undefined ? "" : `Next step: ${steps[step.action](step)}: ${step.why}`;
  showConversations(answer.conversations, form);
  form.answer.hidden = false;
  form.status.textContent = `${answer.suggestions.length} replies, ${answer.conversations.length} conversations`;
  if (answer.conversations.length === 0) complain("No conversation passes these filters.");
}

function showGuards(guards, form) {
  form.guards.replaceChildren(...guards.map((guard) =>
    h("li", { className: `guard ${guard.severity}` }, h("b", {}, guardName(guard.class)), h("span", { className: "advice" }, guard.advice))));
}

// What a chatter does with a suggestion is told to the server; work goes on where that fails.
const tell = (suggestion, action) => attempt(() =>
  call("/v1/feedback", { body: { suggestion_id: suggestion.suggestion_id, action } }));

function showSuggestion(suggestion) {
  const reply = h("p", { className: "reply" }, suggestion.text);
  const text = () => item.querySelector(".edit")?.value ?? suggestion.text;
  const copy = h("button", { type: "button", className: "copy main", onclick: async () => {
    const isEdited = text() !== suggestion.text;
    try { await navigator.clipboard.writeText(text()); } catch {
      return complain("The browser refused the clipboard; select the reply and copy it by hand.");
    }
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1_500);
    await tell(suggestion, isEdited ? "edited" : "copied");
  } }, "Copy");
  const edit = h("button", { type: "button", className: "edit-button", onclick: () => {
    if (item.querySelector(".edit") === null) {
      const box = h("textarea", { className: "edit", rows: 3, value: suggestion.text, "aria-label": "The reply, to edit" });
      reply.replaceChildren(box);
    }
    item.querySelector(".edit").focus();
  } }, "Edit");
  const thumbs = [["Good", "Good reply", "thumbs_up"], ["Bad", "Bad reply", "thumbs_down"]].map(([sign, label, action]) =>
    h("button", { type: "button", className: "thumb", "aria-label": label, "aria-pressed": "false", onclick: async (event) => {
      const button = event.currentTarget;
      await tell(suggestion, action);
      button.setAttribute("aria-pressed", "true");
    } }, sign));
  const { length } = suggestion.based_on;
  const item = h("li", { className: `suggestion card ${suggestion.source}`, tabIndex: 0, "data-suggestion": suggestion.suggestion_id },
    reply,
    h("p", { className: "hint" }, h("span", { className: "source" }, sources[suggestion.source]),
      h("span", { className: "basis" }, ` · rests on ${length} conversation${length === 1 ? "" : "s"}`),
      h("span", { className: "confidence" }, suggestion.confidence === null ? "" : ` · confidence ${Math.round(suggestion.confidence * 100)} %`)),
    h("p", { className: "hint why" }, suggestion.why),
    h("div", { className: "actions" }, copy, edit, thumbs));
  return item;
}

function showConversations(conversations, form) { form.conversations.replaceChildren(...conversations.map((one, place) => showConversation(one, place + 1))); }

function showConversation(conversation, rank) {
  return h("li", { className: "conversation card" },
    h("h3", {}, h("span", { className: "rank" }, `${rank}. `), h("a", { href: `#/fans${query({ fan: conversation.fan_id, model: conversation.model_name })}` },
      `${conversation.fan_id} with ${conversation.model_name}`), " ", stageChip(conversation.stage)),
    h("div", { className: "meter", title: "similarity" }, bar(conversation.similarity)),
    figures([
      ["similarity", conversation.similarity.toFixed(3)], ["success rate", percent(conversation.success_rate)],
      ["revenue", money(conversation.revenue)], ["after this exchange", money(conversation.revenue_after)],
      ["unlocked", `${count(conversation.purchases)} of ${count(conversation.offers)}`], ["when", moment(conversation.matched_at)],
    ]),
    excerpt(conversation));
}

// The exchange that is like the message, with the one before and the one after in sight and the others behind them.
function excerpt(conversation) {
  const exchanges = conversation.excerpt;
  const match = exchanges.findIndex((exchange) => exchange.datetime === conversation.matched_at);
  const lines = (from, to) => exchanges.slice(Math.max(0, from), to).flatMap((exchange) =>
    [["fan", exchange.fan], ["chatter", exchange.chatter]].filter(([, text]) => text.trim() !== "")
      .map(([speaker, text]) => said(speaker, text, { isMatch: exchange === exchanges[match] })));
  const hidden = (label, from, to) => (to > Math.max(0, from)
    ? h("details", {}, h("summary", {}, `${to - Math.max(0, from)} more ${label}`), lines(from, to)) : null);
  if (match < 0) return h("div", { className: "excerpt" }, lines(0, exchanges.length));
  return h("div", { className: "excerpt" }, hidden("before", 0, match - 1), lines(match - 1, match + 2),
    hidden("after", match + 2, exchanges.length));
}

function bar(similarity) {
  const fillBar = h("span", {});
  fillBar.style.width = `${Math.max(0, Math.min(1, similarity)) * 100}%`;
  return fillBar;
}

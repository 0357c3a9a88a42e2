// The page of a chatter: asks the API beside it and shows what comes back. Texts of fans and chatters are
// hostile input: they reach the document as text nodes only.

const byID = (id) => document.getElementById(id);
const form = byID("ask");
const percent = (rate) => (rate === null || rate === undefined ? "nothing offered" : `${Math.round(rate * 100)} %`);

async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.detail ?? `the server answered ${response.status}`);
  return answer;
}

function complain(text) {
  const message = byID("message");
  message.textContent = text;
  message.hidden = text === "";
}

function figure(list, name, value) {
  const row = document.createElement("div");
  row.append(Object.assign(document.createElement("dt"), { textContent: name }));
  row.append(Object.assign(document.createElement("dd"), { textContent: value }));
  list.append(row);
}

function said(speaker, text) {
  const paragraph = document.createElement("p");
  paragraph.className = `said ${speaker}`;
  paragraph.append(Object.assign(document.createElement("b"), { textContent: speaker }));
  paragraph.append(text);
  return paragraph;
}

// What a chatter does with a suggestion is told to the server; work goes on where that fails.
async function tell(suggestion, action) {
  await call("/v1/feedback", { suggestion_id: suggestion.suggestion_id, action }).catch((error) => complain(error.message));
}

function showGuard(guard) {
  const item = byID("guard").content.cloneNode(true);
  item.firstElementChild.classList.add(guard.severity);
  item.querySelector("b").textContent = guard.class.replaceAll("_", " ");
  item.querySelector(".advice").textContent = guard.advice;
  return item;
}

function stepText(step) {
  const actions = { chat: "Chat on", offer: `Offer something at ${step.price_usd?.toFixed(2)} USD`, leave: "Leave him be" };
  return `${actions[step.action]}: ${step.why}`;
}

function showSuggestion(suggestion) {
  const item = byID("suggestion").content.cloneNode(true);
  item.querySelector(".reply").textContent = suggestion.text;
  item.querySelector(".source").textContent =
    suggestion.source === "llm" ? "written by the language model" : "a reply that was sent before";
  const count = suggestion.based_on.length;
  item.querySelector(".basis").textContent = count > 0 ? `· rests on ${count} conversation${count > 1 ? "s" : ""}` : "";
  item.querySelector(".confidence").textContent =
    suggestion.confidence === null ? "" : `· confidence ${Math.round(suggestion.confidence * 100)} %`;
  item.querySelector(".why").textContent = suggestion.why;
  const button = item.querySelector(".copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(suggestion.text);
    tell(suggestion, "copied");
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  for (const thumb of item.querySelectorAll(".thumb")) {
    thumb.addEventListener("click", async () => {
      await tell(suggestion, thumb.dataset.action);
      thumb.setAttribute("aria-pressed", "true");
    });
  }
  return item;
}

function showConversation(conversation) {
  const item = byID("conversation").content.cloneNode(true);
  item.querySelector("h3").textContent = `${conversation.fan_id} with ${conversation.model_name}`;
  const list = item.querySelector("dl");
  figure(list, "similarity", conversation.similarity.toFixed(3));
  figure(list, "success rate", percent(conversation.success_rate));
  figure(list, "revenue", `${conversation.revenue.toFixed(2)} USD`);
  const excerpt = item.querySelector(".excerpt");
  for (const exchange of conversation.excerpt) {
    if (exchange.fan.trim() !== "") excerpt.append(said("fan", exchange.fan));
    if (exchange.chatter.trim() !== "") excerpt.append(said("chatter", exchange.chatter));
  }
  return item;
}

async function ask() {
  const text = byID("text").value;
  if (text.trim() === "") return complain("Paste a message first.");
  complain("");
  const body = { text };
  if (byID("model").value !== "") body.model = byID("model").value;
  if (byID("fan").value.trim() !== "") body.fan = byID("fan").value.trim();
  if (Number(byID("rate").value) > 0) body.min_success_rate = Number(byID("rate").value);
  if (body.fan !== undefined && body.model === undefined) return complain("Choose the model that the fan talks to.");
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await call("/v1/suggest", body);
    byID("flags").textContent = answer.flags.join(" · ");
    byID("guards").replaceChildren(...answer.guards.map(showGuard));
    const step = answer.suggestions[0]?.next_step;
    byID("next-step").textContent = step === undefined ? "" : `Next step: ${stepText(step)}`;
    byID("suggestions").replaceChildren(...answer.suggestions.map(showSuggestion));
    byID("conversations").replaceChildren(...answer.conversations.map(showConversation));
    byID("answer").hidden = false;
    if (answer.conversations.length === 0) complain("No conversation passes these filters.");
  } catch (error) {
    byID("answer").hidden = true;
    complain(error.message);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

async function start() {
  try {
    const health = await call("/v1/health");
    byID("health").textContent = `${health.conversations} conversations of ${health.pairs} pairs`;
    const { models } = await call("/v1/models");
    for (const model of models) byID("model").append(new Option(model.model_name, model.model_name));
  } catch (error) {
    complain(error.message);
  }
}

form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
byID("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); ask(); }
});
byID("rate").addEventListener("input", () => {
  const rate = Number(byID("rate").value);
  byID("rate-shown").textContent = rate > 0 ? percent(rate) : "any";
});
start();

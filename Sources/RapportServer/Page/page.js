// The frame of the page: which view is shown, the look, and signing in. Each view is a module of its own.
import * as api from "/api.js";
import { attempt, complain, count } from "/dom.js";
import * as analyst from "/analyst.js";
import * as chat from "/chat.js";
import * as fans from "/fans.js";
import * as operator from "/operator.js";

const byID = (id) => document.getElementById(id);
// Chatters may not ask what the last two show, and who sees some models only may not ask about all fans at once.
const views = {
  chat: { module: chat, title: "Chat" }, fans: { module: fans, title: "Fans" },
  analyst: { module: analyst, title: "Analyst", isForChatters: false, isOfAll: true },
  operator: { module: operator, title: "Operator", isForChatters: false, isOfAll: true },
};
const maySee = (name) => name in views && (views[name].isForChatters !== false || api.currentSession().role !== "chatter")
  && (!views[name].isOfAll || api.seesAll());
let leave = null;

// `#/fans?fan=Tom_88123&model=Model3` is the view and what it should show.
function place() {
  const [path, parameters] = location.hash.replace(/^#\/?/, "").split("?");
  return { name: maySee(path) ? path : "chat", parameters: new URLSearchParams(parameters ?? "") };
}

async function show(isFirst = false) {
  // The skip link is no view.
  if (location.hash === "#view") return;
  const { name, parameters } = place();
  for (const link of document.querySelectorAll(".bar nav a")) {
    link.hidden = !maySee(link.hash.slice(2));
    if (link.hash === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${views[name].title} · Rapport`;
  leave?.abort();
  leave = new AbortController();
  complain("");
  const view = byID("view");
  view.dataset.view = name;
  view.replaceChildren();
  if (!isFirst) view.focus({ preventScroll: true });
  await attempt(() => views[name].module.show(view, parameters, leave.signal));
}

const looks = ["system", "light", "dark"];
const stored = () => { try { return localStorage.getItem("look"); } catch { return null; } };

function setLook(look) {
  if (look === "system") delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
  byID("theme").textContent = `Theme: ${look}`;
  try { localStorage.setItem("look", look); } catch { /* Private windows may refuse; the look lasts as long as the page. */ }
  document.dispatchEvent(new Event("look"));
}

byID("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.look ?? "system";
  setLook(looks[(looks.indexOf(now) + 1) % looks.length]);
});

// What the role of the person may not read need not be offered; the server refuses it anyway.
function showRole() {
  const session = api.currentSession();
  byID("sign-out").hidden = session.csrf === null;
  for (const name of Object.keys(views)) document.querySelector(`.bar nav a[href="#/${name}"]`).hidden = !maySee(name);
}

function askForToken() {
  const [dialog, form, error] = [byID("sign-in"), byID("sign-in-form"), byID("sign-in-error")];
  byID("token").value = "";
  error.hidden = true;
  dialog.showModal();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      try {
        await api.startSession(byID("token").value.trim());
        dialog.close();
        showRole();
        resolve(true);
      } catch (problem) {
        error.textContent = problem.message;
        error.hidden = false;
      }
    };
    dialog.oncancel = () => resolve(false);
  });
}

byID("sign-out").addEventListener("click", () => attempt(async () => {
  await api.endSession();
  location.reload();
}));

async function start() {
  setLook(stored() ?? "system");
  api.askForToken(askForToken);
  await attempt(async () => {
    await api.openSession();
    showRole();
    const health = await api.call("/v1/health");
    byID("health").textContent = `${count(health.conversations)} conversations of ${count(health.pairs)} pairs`;
  });
  addEventListener("hashchange", () => show());
  await show(true);
}

start();

// Building the document. Texts of fans and chatters are hostile input: they become text nodes, never markup.

// An element with properties and children. `on…` are listeners, `data`, `aria` and other names with a hyphen attributes.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const svgSpace = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });

export const count = (number) => (number === null || number === undefined ? "–" : numbers.format(number));
export const money = (number) => (number === null || number === undefined ? "–" : dollars.format(number));
export const percent = (rate) =>
  (rate === null || rate === undefined ? "nothing offered" : `${Math.round(rate * 100)} %`);
// Times of the logs are UTC without a zone.
export const day = (time) => (time ? time.slice(0, 10) : "–");
export const moment = (time) => (time ? `${time.slice(0, 10)} ${time.slice(11, 16)}` : "–");
export const words = (name) => name.replaceAll("_", " ");

export const stageNames = { 1: "before the first sale", 2: "between sales", 3: "after the last sale" };

export const stageChip = (stage) =>
  h("span", { className: `chip stage-${stage}`, title: stageNames[stage] ?? "" }, `stage ${stage}`);

// Figures with their names.
export function figures(entries) {
  return h("dl", { className: "figures" }, entries.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

// A table; columns are [title, cell of row, isNumber].
export function table(caption, columns, rows) {
  return h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    h("table", {},
      h("caption", { className: "unseen" }, caption),
      h("thead", {}, h("tr", {}, columns.map(([title, , isNumber]) =>
        h("th", { scope: "col", className: isNumber ? "number" : "" }, title)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, columns.map(([, cell, isNumber]) =>
        h("td", { className: isNumber ? "number" : "" }, cell(row))))))));
}

// A section with its heading.
export function section(title, ...children) {
  return h("section", { className: "card" }, h("h2", {}, title), ...children);
}

export function field(label, control, hint) {
  return h("div", { className: "field" },
    h("label", { for: control.id }, label, hint ? h("span", { className: "hint" }, ` ${hint}`) : null), control);
}

// What somebody said, and when, where that is to be known.
export function said(speaker, text, { isMatch = false, at = null } = {}) {
  return h("p", { className: `said ${speaker}${isMatch ? " match" : ""}` },
    h("b", {}, at === null ? speaker : `${speaker}, ${moment(at)}`), isMatch ? h("span", { className: "unseen" }, "(the exchange that is like the message) ") : null, text);
}

export function complain(text) {
  const message = document.getElementById("message");
  message.textContent = text;
  message.hidden = text === "";
}

// Runs what may fail and tells the person why.
export async function attempt(work) {
  try {
    complain("");
    return await work();
  } catch (error) {
    if (error.name !== "AbortError") complain(error.message);
    return undefined;
  }
}

// Fills an element when its content has come; a failure stands in its place.
export async function fill(element, work) {
  element.setAttribute("aria-busy", "true");
  try {
    element.replaceChildren(...[await work()].flat());
  } catch (error) {
    if (error.name === "AbortError") return;
    element.replaceChildren(h("p", { className: "hint" }, error.message));
  } finally {
    element.removeAttribute("aria-busy");
  }
}

// Asks before something that cannot be taken back or that costs; answers whether the person wants it.
export function confirmed(title, action, ...content) {
  const dialog = h("dialog", { "aria-labelledby": "confirm-title", className: "confirm" });
  return new Promise((resolve) => {
    const close = (answer) => () => { dialog.close(); dialog.remove(); resolve(answer); };
    dialog.append(h("h2", { id: "confirm-title" }, title), ...content, h("div", { className: "row" },
      h("button", { type: "button", className: "main", onclick: close(true) }, action),
      h("button", { type: "button", autofocus: true, onclick: close(false) }, "Leave it")));
    dialog.addEventListener("cancel", close(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function modelSelect(id, models, chosen = "") {
  return h("select", { id }, new Option("all models", "", false, chosen === ""),
    models.map(({ model_name }) => new Option(model_name, model_name, false, model_name === chosen)));
}

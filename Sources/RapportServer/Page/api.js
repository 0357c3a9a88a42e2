// Every request of the page goes through `request`: it sends what sessions ask for, turns problem documents into errors
// and lets the person sign in where the server asks who it is.

let session = { role: "admin", models: null, csrf: null };
let signIn = async () => false;
let signingIn = null;

// What went wrong, in the server's words.
export class ProblemError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const currentSession = () => session;

// Whether the person sees all models, as most of what is about the whole store asks for.
export const seesAll = () => session.models === null;

// How a person is asked for a token; answers whether they gave one that counts.
export function askForToken(ask) { signIn = ask; }

// Several requests may get 401 at once; the form is shown once.
function askOnce() {
  signingIn ??= signIn().finally(() => { signingIn = null; });
  return signingIn;
}

async function send(path, { method, body, accept, signal }) {
  const headers = { accept };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET" && session.csrf !== null) headers["x-csrf-token"] = session.csrf;
  try {
    return await fetch(path, {
      method, headers, signal, credentials: "same-origin", body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ProblemError(0, "The server does not answer; is rapport serve still running?");
  }
}

// The response, whatever its type. Throws a ProblemError where it is none of 2xx.
export async function request(path, options = {}) {
  const { method = options.body === undefined ? "GET" : "POST", asks = true } = options;
  const sent = { accept: "application/json", ...options, method };
  let response = await send(path, sent);
  if (response.status === 401 && asks && await askOnce()) response = await send(path, sent);
  if (response.ok) return response;
  const problem = await response.json().catch(() => null);
  throw new ProblemError(response.status, problem?.detail ?? `The server answered ${response.status}.`);
}

// The JSON of an answer; null where there is none.
export async function call(path, options = {}) {
  const response = await request(path, options);
  return response.status === 204 ? null : response.json();
}

// All entries of a list, page by page; `name` is the list's own.
export async function all(path, name, options = {}) {
  const entries = [];
  let cursor = null;
  do {
    const page = await call(`${path}${query({ limit: 1_000, cursor })}`, options);
    entries.push(...page[name]);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return entries;
}

// Sends a file as it is, read from the disk while it goes; `onProgress` is told the share that has gone. Fetch cannot
// tell how much of a body was sent.
export function upload(path, file, { onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const fail = (status, detail) => reject(new ProblemError(status, detail));
    sender.open("POST", path);
    sender.setRequestHeader("content-type", "application/octet-stream");
    if (session.csrf !== null) sender.setRequestHeader("x-csrf-token", session.csrf);
    sender.upload.addEventListener("progress", (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); });
    sender.addEventListener("error", () => fail(0, "The file did not get through: the server is gone, or refused the rest of it."));
    sender.addEventListener("abort", () => reject(new DOMException("The person took it back.", "AbortError")));
    sender.addEventListener("load", async () => {
      let answer = null;
      try { answer = JSON.parse(sender.responseText); } catch { /* A proxy may answer in words of its own. */ }
      if (sender.status === 201 && answer !== null) return resolve(answer);
      if (sender.status === 401 && await askOnce()) return resolve(upload(path, file, { onProgress, signal }));
      return fail(sender.status, answer?.detail ?? `The server answered ${sender.status}.`);
    });
    signal.addEventListener("abort", () => sender.abort());
    sender.send(file);
  });
}

// Who asks. A server without sessions lets everybody do everything.
export async function openSession() {
  try {
    session = await call("/v1/session");
  } catch (error) {
    if (error.status !== 404) throw error;
  }
  return session;
}

export async function startSession(token) {
  session = await call("/v1/session", { body: { token }, asks: false });
}

export async function endSession() {
  await request("/v1/session", { method: "DELETE" });
  session = { role: "admin", models: null, csrf: null };
}

// Server-sent events of an answer, as [name, data] pairs.
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    waiting += value;
    const blocks = waiting.split("\n\n");
    waiting = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const name = lines.find((line) => line.startsWith("event:"))?.slice(6).trim() ?? "message";
      const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data !== "") yield [name, JSON.parse(data)];
    }
  }
}

export const pairPath = (pair) =>
  `/v1/models/${encodeURIComponent(pair.model_name)}/fans/${encodeURIComponent(pair.fan_id)}`;

// A query string; what is null or empty is left out, lists are repeated.
export function query(parameters) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") words.append(name, one);
    }
  }
  const text = words.toString();
  return text === "" ? "" : `?${text}`;
}

// Saves an answer as a file of the person's machine.
export async function download(response, name) {
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

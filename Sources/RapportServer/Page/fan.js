// What is known of one fan with one model, for the views that show it.
import { all, call, pairPath, query } from "/api.js";
import { count, day, fill, figures, h, moment, money, percent, said, stageChip, stageNames, svg, table, words } from "/dom.js";

const groups = [
  ["demographics", ["age_indicators", "relationship_status"]],
  ["personal_details", ["job", "hobbies", "location_hints", "family", "pets"]],
];
const lists = ["life_events", "personality_traits", "emotional_needs", "purchase_motivations"];

// The rows that a statement rests on, read when asked for.
function evidence(rowIDs, pair) {
  const place = h("div", { className: "evidence" });
  const details = h("details", {}, h("summary", {}, `${rowIDs.length} message${rowIDs.length === 1 ? "" : "s"}`), place);
  details.addEventListener("toggle", () => {
    if (!details.open || place.childElementCount > 0) return;
    fill(place, async () => {
      const { rows } = await call(`${pairPath(pair)}/evidence${query({ row: rowIDs.slice(0, 8) })}`);
      return rows.map((row) => (row.fan_message.trim() !== "" ? said("fan", row.fan_message, { at: row.datetime })
        : said("chatter", row.chatter_message, { at: row.datetime })));
    });
  });
  return details;
}

function statement(entry, pair) {
  return h("div", {}, entry.text, evidence(entry.evidence, pair));
}

function profileList(profile, pair) {
  const entries = [
    ...groups.flatMap(([group, names]) => names.map((name) => [name, profile[group][name]])),
    ...lists.map((name) => [name, profile[name]]),
  ].filter(([, statements]) => statements.length > 0)
    .map(([name, statements]) => h("li", {}, h("span", { className: "kind" }, words(name)), h("div", {}, statements.map((entry) => statement(entry, pair)))));
  const manner = profile.communication;
  const busiest = manner.messages_by_hour.indexOf(Math.max(...manner.messages_by_hour));
  return [
    entries.length > 0
      ? h("ul", { className: "profile" }, entries) : h("p", { className: "hint" }, "He has said nothing of himself that the profile states."),
    h("p", { className: "hint" }, `Writes ${Math.round(manner.median_length)} characters a message, mostly at ${busiest}:00 UTC; `
      + `emoji in ${percent(manner.emoji_rate)}, a question in ${percent(manner.question_rate)}; `
      + `begins ${percent(manner.initiative)} of the conversations.`),
  ];
}

// What the guardrails are called where a person reads of them.
const guardNames = {
  minor: "May be under 18", self_harm: "Speaks of self-harm", threat: "Threatens", health_distress: "Illness or crisis",
  money_distress: "Money trouble", meet_up: "Wants to meet", off_platform: "Wants to leave the platform",
  third_party_data: "Names others' data", injection: "Tries to steer the language model",
  retrieved_injection: "A past chat tries to steer the language model",
};
export const guardName = (name) => guardNames[name] ?? words(name);

// Flags with what he wrote: the newest message in sight, the others behind it.
function riskFlags({ messages_read: read, flags }) {
  if (flags.length === 0) {
    return h("p", { className: "hint" }, read === 0 ? "He has written nothing yet."
      : `None: no guardrail is touched by ${read === 1 ? "his only message" : `his last ${count(read)} messages`}.`);
  }
  const quote = (one) => said("fan", one.fan_message, { at: one.datetime });
  return h("ul", { className: "risks", "aria-label": "Risk flags" }, flags.map((flag) => {
    const more = flag.quotes.slice(1);
    return h("li", { className: `risk ${flag.severity}` },
      h("b", {}, guardName(flag.class)), h("span", { className: "severity" }, flag.severity),
      quote(flag.quotes[0]),
      more.length > 0 ? h("details", {}, h("summary", {}, `${count(flag.messages)} messages in all`
        + (flag.messages > flag.quotes.length ? `; the newest ${flag.quotes.length}` : "")), more.map(quote)) : null,
      h("p", { className: "hint" }, flag.advice));
  }));
}

// On a wide screen there is room for the profile; on a narrow one it would push away what is looked for.
const hasRoom = () => matchMedia("(min-width: 62rem)").matches;

// The card of a pair; `link` leads on.
export function fanCard(card, link) {
  return h("article", { className: "card fan-card" },
    h("h2", {}, card.fan_id), h("p", { className: "hint" }, "with ", h("b", {}, card.model_name), " ", stageChip(card.stage),
      ` ${stageNames[card.stage]}`),
    figures([
      ["spent", money(card.revenue)], ["unlocked", `${count(card.purchases)} of ${count(card.offers)}`],
      ["success rate", percent(card.success_rate)], ["messages", count(card.message_count)],
      ["last seen", `${moment(card.last_at)} UTC`],
    ]),
    h("h3", {}, "Risk flags"), riskFlags(card.risk),
    h("details", { open: hasRoom(), className: "about" }, h("summary", {}, "Profile"),
      card.profile === null ? h("p", { className: "hint" }, "There is no profile yet; the operator makes them.")
        : profileList(card.profile.profile, card)),
    link);
}

export const readConversations = (pair, signal) => all(`${pairPath(pair)}/conversations`, "conversations", { signal });

export const readCard = (pair, signal) => call(pairPath(pair), { signal });

// The conversations of a pair on a line of time: bars coloured by stage, a dot for each sale.
export function timeline(conversations) {
  if (conversations.length === 0) return h("p", { className: "hint" }, "No conversations.");
  const time = (text) => Date.parse(`${text.slice(0, 19)}Z`);
  const [from, to] = [time(conversations[0].started_at), Math.max(...conversations.map((one) => time(one.ended_at)))];
  const [width, height, base] = [1000, 130, 92];
  const x = (text) => 20 + (width - 40) * (time(text) - from) / Math.max(1, to - from);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "timeline",
    "aria-label": `Conversations from ${day(conversations[0].started_at)} on, with stages and sales; the table below has the figures` });
  picture.append(svg("line", { x1: 20, x2: width - 20, y1: base, y2: base, class: "axis" }));
  const most = Math.max(1, ...conversations.flatMap((one) => one.sales.map((sale) => sale.revenue)));
  const longest = Math.max(...conversations.map((one) => one.message_count));
  for (const one of conversations) {
    const left = x(one.started_at);
    const tall = 8 + 26 * Math.sqrt(one.message_count / longest);
    const mark = svg("rect", { x: left, y: base - tall, width: Math.max(5, x(one.ended_at) - left), height: tall, rx: 2,
      class: `stage-${one.stages.at(-1)}` });
    mark.append(svg("title", {}, `${moment(one.started_at)}: ${one.message_count} messages, stage ${one.stages.join(", ")}`));
    picture.append(mark);
    for (const sale of one.sales) {
      const dot = svg("circle", { cx: x(sale.datetime), cy: 34, r: 5 + 15 * Math.sqrt(sale.revenue / most), class: "sale" });
      dot.append(svg("title", {}, `${moment(sale.datetime)}: ${money(sale.revenue)}`));
      picture.append(dot);
    }
  }
  for (const [place, text, anchor] of [[20, day(conversations[0].started_at), "start"],
    [width - 20, new Date(to).toISOString().slice(0, 10), "end"]]) {
    picture.append(svg("text", { x: place, y: height - 12, "text-anchor": anchor }, text));
  }
  return h("div", {}, picture, h("p", { className: "hint" }, "A bar is a conversation, as tall as it is long and in the colour of its stage; a dot is a sale."),
    h("details", {}, h("summary", {}, `${conversations.length} conversations as a table`),
    table("Conversations of the pair", [
      ["began, UTC", (row) => moment(row.started_at)], ["messages", (row) => count(row.message_count), true],
      ["stages", (row) => row.stages.join(", ")], ["offers", (row) => count(row.offers), true],
      ["unlocked", (row) => count(row.purchases), true], ["revenue", (row) => money(row.revenue), true],
    ], conversations)));
}

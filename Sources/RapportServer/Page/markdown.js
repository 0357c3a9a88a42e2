// The Markdown of notebooks as elements: headings, lists, tables, code, pictures, emphasis and links.
// What it does not know stays text; nothing of it becomes markup.
import { h } from "/dom.js";

const inlineMark = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)\s]+\))/;

function inline(text) {
  return text.split(inlineMark).filter((part) => part !== "").map((part) => {
    if (/^`[^`]+`$/.test(part)) return h("code", {}, part.slice(1, -1));
    if (/^\*\*[^*]+\*\*$/.test(part)) return h("strong", {}, part.slice(2, -2));
    if (/^\*[^*]+\*$/.test(part)) return h("em", {}, part.slice(1, -1));
    const link = part.match(/^\[([^\]]+)\]\(([^)\s]+)\)$/);
    // Where a link leads is not followed: the page is offline, and addresses in a notebook are files.
    if (link) return h("span", { className: "reference", title: link[2] }, link[1]);
    return part;
  });
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));

// `picture` gives the address of a picture that the text names, or null.
export function markdown(text, picture) {
  const lines = text.split(/\r?\n/);
  const blocks = [];
  let index = 0;
  const take = (test) => {
    const taken = [];
    while (index < lines.length && test(lines[index])) taken.push(lines[index++]);
    return taken;
  };
  while (index < lines.length) {
    const line = lines[index];
    const fence = line.match(/^(`{3,}|~{3,})(\w*)/);
    const heading = line.match(/^(#{1,6}) (.*)/);
    const image = line.match(/^!\[([^\]]*)\]\(([^)]+)\)\s*$/);
    if (fence) {
      index++;
      const code = take((one) => !one.startsWith(fence[1]));
      index++;
      blocks.push(h("pre", { className: `code in-${fence[2]}`, tabIndex: 0 }, h("code", {}, code.join("\n"))));
    } else if (heading) {
      index++;
      // The page has its own first and second level.
      blocks.push(h(`h${Math.min(6, heading[1].length + 2)}`, {}, inline(heading[2])));
    } else if (image) {
      index++;
      const address = picture(image[2]);
      if (address !== null) blocks.push(h("figure", {}, h("img", { src: address, alt: image[1] }), h("figcaption", { className: "hint" }, image[1])));
    } else if (/^\s*\|/.test(line)) {
      const rows = take((one) => /^\s*\|/.test(one)).map(cells);
      const isRule = (row) => row.every((cell) => /^:?-+:?$/.test(cell));
      const [head, ...body] = rows.filter((row) => !isRule(row));
      blocks.push(h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Table of the notebook" }, h("table", {},
        h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, inline(cell))))),
        h("tbody", {}, body.map((row) => h("tr", {}, row.map((cell) => h("td", {}, inline(cell)))))))));
    } else if (/^\s*([-*]|\d+\.) /.test(line)) {
      const items = take((one) => /^\s*([-*]|\d+\.) /.test(one));
      blocks.push(h(/^\s*\d/.test(line) ? "ol" : "ul", { className: "text" },
        items.map((item) => h("li", {}, inline(item.replace(/^\s*([-*]|\d+\.) /, ""))))));
    } else if (line.trim() === "") {
      index++;
    } else {
      // At least this line, whatever it begins with.
      const own = [lines[index++], ...take((one) => one.trim() !== "" && !/^(#{1,6} |`{3,}|~{3,}|\s*\||!\[)/.test(one))];
      blocks.push(h("p", {}, inline(own.join(" "))));
    }
  }
  return blocks;
}

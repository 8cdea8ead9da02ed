// Elements. Text goes in as text, never as markup, and what would steer or mislead a reader is spelled out: control
// characters, marks of direction, invisible characters.
const NOT_SHOWN = new RegExp("[\\u{0}-\\u{8}\\u{b}-\\u{1f}\\u{7f}-\\u{9f}\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}" +
  "\\u{17b4}\\u{17b5}\\u{180b}-\\u{180f}\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2060}-\\u{206f}\\u{3164}" +
  "\\u{fe00}-\\u{fe0d}\\u{feff}\\u{ffa0}\\u{fff0}-\\u{fffb}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}" +
  "\\u{e0000}-\\u{e0fff}]", "gu");

function spelledOut(character) {
  const code = character.codePointAt(0);
  const [mark, digits] = code < 0x100 ? ["\\x", 2] : code < 0x10000 ? ["\\u", 4] : ["\\U", 8];
  return mark + code.toString(16).padStart(digits, "0");
}

function shown(text) {
  return String(text).replace(NOT_SHOWN, spelledOut);
}

// What an attribute of element() does: `onclick` listens, `style` sets custom properties, true and false switch.
function setAttribute(node, name, value) {
  if (name.startsWith("on")) {
    node.addEventListener(name.slice(2), value);
  } else if (name === "style") {
    for (const [property, content] of Object.entries(value)) {
      node.style.setProperty(property, content);
    }
  } else if (typeof value === "boolean") {
    node.toggleAttribute(name, value);
  } else if (value !== undefined && value !== null) {
    node.setAttribute(name, shown(value));
  }
}

// An element with attributes and children, which are nodes, texts or arrays of them; null and "" are left out.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    setAttribute(node, attribute, value);
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child instanceof Node) {
      node.append(child);
    } else if (child !== null && child !== undefined && child !== "") {
      node.append(document.createTextNode(shown(child)));
    }
  }
}

// A sentence of our own with `code` in backquotes.
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}

function replace(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

function byId(id) {
  return document.getElementById(id);
}

// For screen readers, once typing pauses.
let announcement = 0;
function announce(text) {
  clearTimeout(announcement);
  announcement = setTimeout(() => replace(byId("status"), text), 400);
}

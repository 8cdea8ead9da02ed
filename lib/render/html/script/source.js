// A source file with its findings below their lines and the steps of one flow in it.
const LINE_HEIGHT = 20;
const LONGEST_COLOURED = 400000;

// Tokens as [class, text], in one array per line. Prism only tells words apart; the elements are made here.
function tokenLines(text) {
  const lines = [[]];
  const add = (type, part) => part.split("\n").forEach((piece, index) => {
    if (index > 0) {
      lines.push([]);
    }
    if (piece !== "") {
      lines.at(-1).push([type, piece]);
    }
  });
  const walk = (token, type) => {
    if (typeof token === "string") {
      add(type, token);
    } else {
      [token.content].flat().forEach((each) => walk(each, token.type));
    }
  };
  const tokens = text.length > LONGEST_COLOURED ? [text] : Prism.tokenize(text, Prism.languages.go);
  tokens.forEach((token) => walk(token, ""));
  return lines;
}

// Where byte `column` (from 1) of a line begins in the text.
function indexOfByte(line, column) {
  let bytes = 1;
  let index = 0;
  for (const character of line) {
    if (bytes >= column) {
      break;
    }
    const code = character.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += character.length;
  }
  return index;
}

// The part of a line that a step is about: its expression where that stands there, else one word. The place of a call is
// its bracket.
function partOf(line, column, code) {
  if (column === 0) {
    return [0, 0];
  }
  const begin = indexOfByte(line, column);
  const rest = line.slice(begin);
  if (rest[0] === "(") {
    return [begin - /[\p{L}\p{N}_.]*$/u.exec(line.slice(0, begin))[0].length, begin];
  }
  const length = code !== "" && rest.startsWith(code) ? code.length : /^(?:[\p{L}\p{N}_.]+|\S?)/u.exec(rest)[0].length;
  return [begin, begin + length];
}

// The tokens of a line as nodes; what stands from `begin` to `end` is marked.
function lineNodes(tokens, begin, end) {
  const nodes = [];
  let at = 0;
  for (const [type, text] of tokens) {
    const cuts = [0, Math.min(Math.max(begin - at, 0), text.length), Math.min(Math.max(end - at, 0), text.length), text.length];
    for (let part = 0; part < 3; ++part) {
      const piece = text.slice(cuts[part], cuts[part + 1]);
      if (piece !== "") {
        const inner = type === "" ? piece : element("span", {class: `t-${type}`}, piece);
        nodes.push(part === 1 ? element("mark", {}, inner) : inner);
      }
    }
    at += text.length;
  }
  return nodes;
}

// The findings in a file by line, those that are shown whatever the filters say.
function findingsIn(old, file) {
  const byLine = new Map();
  const test = visibilityTest(includedOf(state));
  for (let row = 0; row < rows.length; ++row) {
    const line = numberOf(row, "line");
    if (line !== 0 && textOf(row, "file") === file && (textOf(row, "change") === "fixed") === old && test(row) &&
      isHeap(row)) {
      byLine.set(line, [...(byLine.get(line) ?? []), row]);
    }
  }
  return byLine;
}

class SourceView {
  constructor() {
    this.key = null;
    this.title = element("h3", {});
    this.body = element("div", {class: "lines"});
    this.pane = element("div", {class: "source", tabindex: "0", role: "group"}, this.body);
    this.remark = element("p", {class: "empty"});
    this.node = element("section", {class: "source-section", "aria-label": "Source"}, this.title, this.remark, this.pane);
  }

  attach() {
    this.list = new LongList(this.pane, this.body, (index) => this.makeItem(index), () => LINE_HEIGHT);
  }

  // Shows the file of a step with the steps of the flow that stand in it.
  show(old, steps, current) {
    const step = steps[current].line === 0 ? steps.slice(0, current).findLast((each) => each.line !== 0) : steps[current];
    const file = step?.file ?? "";
    replace(this.title, file === "" ? "Source" : file);
    this.pane.setAttribute("aria-label", `Source of ${shown(file)}`);
    const known = this.load(old, file);
    this.pane.hidden = !known;
    replace(this.remark, known ? null : file === "" ? "The compiler gave no place." : "The source of this file is not in the page.");
    this.remark.hidden = known;
    if (known) {
      this.steps = steps.map((each, index) => ({...each, index})).filter((each) => each.file === file && each.line !== 0);
      this.current = step;
      this.list.reset(this.items.length);
      const at = this.items.findIndex((item) => item.line === step.line);
      this.list.reveal(Math.max(at, 0), {align: "center"});
    }
  }

  load(old, file) {
    const key = `${old}\n${file}`;
    if (this.key === key) {
      return this.lines !== null;
    }
    this.key = key;
    const text = file === "" ? null : sourceOf(old, file);
    this.lines = text === null ? null : tokenLines(text.replaceAll("\r\n", "\n"));
    if (this.lines === null) {
      return false;
    }
    const findings = findingsIn(old, file);
    this.items = this.lines.flatMap((tokens, index) => [{line: index + 1, tokens},
      ...(findings.get(index + 1) ?? []).map((row) => ({row}))]);
    const longest = this.lines.reduce((most, tokens) => Math.max(most, lengthOf(tokens)), 0);
    this.body.style.setProperty("--longest", String(Math.min(longest, 1000)));
    this.body.style.setProperty("--digits", String(String(this.lines.length).length));
    return true;
  }

  makeItem(index) {
    const item = this.items[index];
    return item.row === undefined ? this.makeLine(item) : this.makeFinding(item.row);
  }

  makeLine({line, tokens}) {
    const here = this.steps.filter((step) => step.line === line);
    const now = this.current.line === line;
    const text = tokens.map((token) => token[1]).join("");
    const [begin, end] = now ? partOf(text, this.current.column, this.current.code) : [0, 0];
    const numbers = here.map((step) => step.index + 1);
    return element("div", {class: `line${now ? " now" : here.length > 0 ? " on-way" : ""}`},
      element("span", {class: "gutter"}, element("span", {class: "steps-here", "aria-hidden": "true",
        title: numbers.length === 0 ? null : `step ${numbers.join(", ")}`},
        numbers.length === 0 ? "" : numbers.length === 1 ? String(numbers[0]) : `${numbers[0]}–${numbers.at(-1)}`), String(line)),
      element("code", {}, lineNodes(tokens, begin, end)));
  }

  makeFinding(row) {
    const current = textOf(row, "id") === state.finding;
    const tokens = this.lines[numberOf(row, "line") - 1];
    const indent = /^\s*/.exec(tokens.map((token) => token[1]).join(""))[0].replaceAll("\t", "    ").length;
    return element("div", {class: `line annotation${current ? " current" : ""}`, style: {"--indent": indent}},
      element("span", {class: "gutter"}),
      element("a", {href: linkTo({finding: textOf(row, "id"), step: ""}), "aria-current": current ? "true" : null},
        textOf(row, "message"), textOf(row, "cause") === "" ? null : element("span", {}, causeWords(textOf(row, "cause")))));
  }
}

function lengthOf(tokens) {
  return tokens.reduce((sum, token) => sum + token[1].replaceAll("\t", "    ").length, 0);
}

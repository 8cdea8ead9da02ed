// The table of findings: a long list with the semantics of a table.
const COLUMNS = [
  ...(isComparison ? [{id: "change", title: "Change"}] : []),
  {id: "where", title: "Where"}, {id: "function", title: "Function"}, {id: "what", title: "What"},
  {id: "cause", title: "Cause"}, {id: "into", title: "Escapes into"},
];
const CHANGE_MARKS = {introduced: "+", fixed: "−", moved: "→", unchanged: "="};

const cellsOf = {
  change: (row) => {
    const change = textOf(row, "change");
    return element("span", {class: `tag ${change}`}, `${CHANGE_MARKS[change] ?? ""} ${change}`);
  },
  where: (row) => {
    const place = placeOf(row);
    const slash = place.lastIndexOf("/") + 1;
    const end = place.length - /(?::\d+){0,2}$/.exec(place)[0].length;
    return element("a", {href: linkTo({finding: textOf(row, "id"), step: ""}), tabindex: -1},
      element("span", {class: "folder"}, place.slice(0, slash)), element("span", {class: "base"}, place.slice(slash, end)),
      element("span", {class: "line-column"}, place.slice(end)));
  },
  function: (row) => element("code", {}, textOf(row, "function") || "–"),
  what: (row) => {
    const kind = textOf(row, "kind");
    const heap = HEAP_KINDS.includes(kind);
    return [element("span", {class: `tag ${heap ? kind : "other"}`}, kindWords(kind)), " ",
      element("code", {}, (heap && textOf(row, "expression")) || textOf(row, "message")),
      numberOf(row, "suppressed") ? element("span", {class: "tag"}, "suppressed") : null];
  },
  cause: (row) => textOf(row, "cause") === "" ? "–" : causeWords(textOf(row, "cause")),
  into: (row) => element("code", {}, intoTexts[intoOf[row]] || "–"),
};

class FindingsTable {
  constructor() {
    this.found = new Uint32Array(0);
    this.at = 0;  // The position that Tab reaches.
    this.titles = COLUMNS.map(({id, title}) => element("th", {scope: "col", role: "columnheader", class: `c-${id}`},
      element("button", {type: "button", onclick: () => this.sortBy(id)}, title)));
    this.body = element("tbody", {role: "rowgroup"});
    this.table = element("table", {role: "table", class: `findings-table${isComparison ? " with-change" : ""}`,
                                   "aria-label": "Findings", onkeydown: (event) => this.walk(event)},
      element("thead", {role: "rowgroup"}, element("tr", {role: "row", "aria-rowindex": "1"}, this.titles)), this.body);
    this.node = element("div", {class: "list", id: "list"}, this.table,
      element("p", {class: "empty", hidden: true}, "No finding is like that."));
  }

  // Called once the node is in the page.
  attach() {
    this.list = new LongList(this.node, this.body, (index) => this.makeRow(index),
      () => (matchMedia("(max-width: 720px)").matches ? 84 : 32));
    matchMedia("(max-width: 720px)").addEventListener("change", () => this.list.reset(this.found.length));
  }

  makeRow(index) {
    const row = this.found[index];
    const current = textOf(row, "id") === state.finding;
    const node = element("tr", {role: "row", "aria-rowindex": index + 2, "aria-current": current ? "true" : null,
                                onclick: (event) => event.target.closest("a") === null && !hasSelection() && this.open(index)},
      COLUMNS.map(({id}) => element("td", {role: "cell", class: `c-${id}`}, cellsOf[id](row))));
    node.querySelector("a").tabIndex = index === this.at ? 0 : -1;
    return node;
  }

  show(found) {
    const same = found.length === this.found.length && found.every((row, index) => row === this.found[index]);
    this.found = found;
    const opened = state.finding === "" ? -1 : found.findIndex((row) => textOf(row, "id") === state.finding);
    this.at = opened >= 0 ? opened : same ? this.at : 0;
    const focused = this.body.contains(document.activeElement);
    this.table.setAttribute("aria-rowcount", String(found.length + 1));
    this.node.querySelector(".empty").hidden = found.length !== 0;
    if (!same) {
      this.node.scrollTop = 0;
    }
    this.list.reset(found.length);
    if (opened >= 0 || same) {
      this.list.reveal(this.at, {align: same ? "auto" : "center"});
    }
    if (focused) {
      this.focus(this.at);
    }
    this.showSort();
  }

  showSort() {
    const descending = state.sort.startsWith("-");
    const sorted = state.sort.replace("-", "") || "where";
    COLUMNS.forEach(({id}, index) => {
      const order = id !== sorted ? null : descending ? "descending" : "ascending";
      this.titles[index].removeAttribute("aria-sort");
      setAttribute(this.titles[index], "aria-sort", order);
    });
  }

  sortBy(id) {
    const up = id === "where" ? "" : id;
    go({sort: state.sort === up ? `-${id}` : up});
  }

  open(index) {
    go({finding: textOf(this.found[index], "id"), step: ""});
  }

  focus(index) {
    const before = this.list.nodeOf(this.at)?.querySelector("a");
    before?.setAttribute("tabindex", "-1");
    this.at = index;
    this.list.reveal(index, {then: (node) => {
      const link = node.querySelector("a");
      link.tabIndex = 0;
      link.focus({preventScroll: true});
    }});
  }

  walk(event) {
    const last = this.found.length - 1;
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.list.height()) - 1);
    const next = {ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last, PageDown: this.at + page,
                  PageUp: this.at - page}[event.key];
    if (next !== undefined && this.body.contains(event.target) && last >= 0) {
      event.preventDefault();
      this.focus(Math.max(0, Math.min(last, next)));
    }
  }
}

// A click at the end of marking text opens nothing.
function hasSelection() {
  return !getSelection().isCollapsed;
}

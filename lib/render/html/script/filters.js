// What narrows the table, and what the table tells about that.
function select(field, label, options) {
  return element("label", {}, element("span", {}, label),
    element("select", {id: `filter-${field}`, onchange: (event) => go({[field]: event.target.value, step: ""})},
      options.map(([value, text]) => element("option", {value}, text))));
}

function input(field, label, suggestions) {
  const list = element("datalist", {id: `suggest-${field}`}, suggestions.map((value) => element("option", {value})));
  return element("label", {}, element("span", {}, label),
    element("input", {id: `filter-${field}`, type: "text", list: list.id, autocomplete: "off", spellcheck: "false",
                      placeholder: "part of it, or =all of it",
                      oninput: (event) => go({[field]: event.target.value, step: ""}, true)}), list);
}

// The values of a column with how often each occurs, most first.
function valuesOf(name) {
  return countBy(rows.keys(), (row) => textOf(row, name)).filter((group) => group.key !== "" || name === "cause");
}

const MOST_SUGGESTIONS = 400;

function suggestions(groups) {
  return groups.slice(0, MOST_SUGGESTIONS).map((group) => group.key).filter((key) => key !== "");
}

function kindOptions() {
  const others = valuesOf("kind").filter((group) => !HEAP_KINDS.includes(group.key));
  return [["", "heap decisions"], ...HEAP_KINDS.map((kind) => [kind, kindWords(kind)]),
    ...others.map((group) => [group.key, `${kindWords(group.key)} (${grouped(group.count)})`]),
    ...(others.length === 0 ? [] : [["all", "every kind"]])];
}

// Categories of code that are hidden as long as nobody asks for them.
function categoryChoice(hidden) {
  const included = includedOf(state);
  const toggle = (category, on) => {
    const next = new Set(included);
    next[on ? "add" : "delete"](category);
    go({include: [...next].join(",") || "none"});
  };
  return element("fieldset", {class: "categories"}, element("legend", {}, "Also show"),
    hidden.map(([category, heap]) => element("label", {},
      element("input", {type: "checkbox", checked: included.has(category), onchange: (event) =>
        toggle(category, event.target.checked)}), `${category} (${grouped(heap)})`)));
}

const SORTS = [["", "place"], ["function", "function"], ["what", "what"], ["cause", "cause"], ["into", "into"],
  ...(hasProfile ? [["-bytes", "most bytes"]] : [])];

function filterBar() {
  const changes = ["introduced", "fixed", "moved", "unchanged"].filter((change) =>
    rows.some((_, row) => textOf(row, "change") === change));
  const more = element("div", {class: "fields", id: "filter-fields"},
    isComparison ? select("change", "Change", [["", "any"], ...changes.map((change) => [change, change])]) : null,
    input("package", "Package", [...packages.keys()].slice(0, MOST_SUGGESTIONS).map(packageName)),
    select("kind", "Kind", kindOptions()),
    select("cause", "Cause", [["", "any"], ...valuesOf("cause").map((group) => [group.key || "none",
      `${causeWords(group.key)} (${grouped(group.count)})`])]),
    input("function", "Function", suggestions(valuesOf("function"))),
    input("into", "Escapes into", suggestions(countBy(rows.keys(), (row) => intoTexts[intoOf[row]]))),
    hasAllocations ? select("code", "Generated code", [["", "any"], ...Object.entries(VERDICTS)]) : null,
    element("div", {class: "sort"}, select("sort", "Sort by", SORTS)));
  const toggle = element("button", {type: "button", class: "quiet toggle", "aria-expanded": "false",
                                    "aria-controls": more.id, onclick: () => {
    const open = more.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  }}, "Filters");
  return element("form", {class: "filters", role: "search", onsubmit: (event) => event.preventDefault()},
    element("div", {class: "search"},
      element("input", {id: "filter-q", type: "search", "aria-label": "Search findings", autocomplete: "off",
                        spellcheck: "false", placeholder: "Search: words, a function, file.go:12",
                        oninput: (event) => go({q: event.target.value, step: ""}, true)}),
      toggle,
      element("button", {type: "button", class: "quiet", id: "clear", onclick: () => go(cleared())}, "Clear"),
      element("p", {class: "found", id: "found"})),
    more, element("div", {id: "categories"}));
}

const NARROWING = ["q", "change", "package", "kind", "cause", "function", "into", "code"];

function cleared() {
  return Object.fromEntries(NARROWING.map((field) => [field, ""]));
}

// Brings the fields in line with the state, but for the one that is being typed into.
function showFilters(found) {
  for (const field of [...NARROWING, "sort"]) {
    const control = byId(`filter-${field}`);
    if (control !== null && control !== document.activeElement && control.value !== state[field]) {
      control.value = state[field];
    }
  }
  const all = countVisible();
  const text = found === all ? counted(all, "finding") : `${grouped(found)} of ${counted(all, "finding")}`;
  replace(byId("found"), text);
  byId("clear").hidden = NARROWING.every((field) => state[field] === "");
  const hidden = hiddenCategories(new Set());
  if (!byId("categories").contains(document.activeElement)) {
    replace(byId("categories"), hidden.length === 0 ? null : categoryChoice(hidden));
  }
  announce(text);
}

// How many findings there are without any filter, by the categories that are shown.
const visibleCounts = new Map();
function countVisible() {
  if (!visibleCounts.has(state.include)) {
    visibleCounts.set(state.include, selectRows({...parseState("#/findings"), include: state.include, kind: "all"}).length);
  }
  return visibleCounts.get(state.include);
}

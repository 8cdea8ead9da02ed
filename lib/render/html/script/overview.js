// The first view: where the heap is, or what changed.
function headline(below) {
  return element("section", {class: `headline ${report.state}`}, element("h1", {}, report.headline), below);
}

function factsLine() {
  return element("p", {class: "facts"}, report.facts.map(([label, value]) => element("span", {}, `${label} `,
    element("strong", {}, value))));
}

// Numbers in a row: {label, value, link}.
function stats(list) {
  return element("dl", {class: "stats"}, list.map(({label, value, link}) => element("div", {},
    element("dt", {}, label),
    element("dd", {}, link === undefined ? (typeof value === "number" ? grouped(value) : value)
      : element("a", {href: linkTo({view: "findings", ...link}, true)}, grouped(value))))));
}

const SHARES = ["0–20", "20–40", "40–60", "60–80", "80–100"];

function shareLook(heap, stack) {
  return `share-${heap + stack === 0 ? 0 : Math.min(4, Math.floor((heap / (heap + stack)) * 5))}`;
}

// The bytes of the visible findings by the import path of their package. What findings share counts once.
function bytesByPackage() {
  const sums = new Map();
  for (const row of selectRows(parseState(linkTo({view: "findings", kind: "all"}, true)))) {
    const {bytes, sharedBy} = profileOf(row);
    const path = textOf(row, "package");
    sums.set(path, (sums.get(path) ?? 0) + bytes / sharedBy);
  }
  return sums;
}

// What the areas stand for: heap decisions, or the bytes of the profiles.
function areaChoice() {
  const choice = (area, text) => element("a", {href: linkTo({area}), "aria-current": state.area === area ? "true" : null}, text);
  return hasProfile ? element("span", {class: "choice", id: "area-choice"}, choice("", "decisions"), choice("bytes", "bytes"))
    : null;
}

function reportTreemap(list) {
  const byBytes = hasProfile && state.area === "bytes";
  const bytes = byBytes ? bytesByPackage() : new Map();
  const noun = byBytes ? "bytes" : "heap decisions";
  const areas = list.map((each) => {
    const size = byBytes ? bytes.get(each.path) ?? 0 : each.heap;
    const allocated = byBytes ? `${byteSize(size)} allocated, ` : "";
    return {name: each.name, size, value: byBytes ? byteSize(size) : grouped(size), look: shareLook(each.heap, each.stack),
            link: linkTo({view: "findings", package: `=${each.path}`, sort: byBytes ? "-bytes" : ""}, true),
            says: `${each.name}: ${allocated}${counted(each.heap, "heap decision")}, ${
              percent(each.heap, each.stack)} on the heap`};
  });
  return element("section", {class: "card wide"}, areaChoice(), element("h2", {}, "Where the heap is"),
    element("p", {class: "help"}, `Packages by ${noun}; the colour is the share on the heap.`,
      element("span", {class: "legend"}, SHARES.map((range, index) => element("span", {class: `key share-${index}`}, range)),
        "%")),
    treemap(areas, `Packages by ${noun}`, ...(byBytes ? [byteSize, byteSize] : [])));
}

function packageTable(list) {
  const cells = (each) => element("tr", {},
    element("th", {scope: "row"}, element("a", {href: linkTo({view: "findings", package: `=${each.path}`}, true)},
      each.name), each.failed ? element("span", {class: "tag failed"}, "failed") : null),
    ["heap", "moved", "escaping", "stack", "leaking"].map((name) => element("td", {}, grouped(each[name]))),
    element("td", {}, percent(each.heap, each.stack)));
  const titles = ["package", "heap", "moved", "escaping", "stack", "leaking", "on heap"];
  const sorted = [...list].sort((a, b) => b.heap - a.heap || (a.path < b.path ? -1 : 1));
  const table = (part) => element("div", {class: "scrolled"}, element("table", {class: "numbers"},
    element("thead", {}, element("tr", {}, titles.map((title) => element("th", {scope: "col"}, title)))),
    element("tbody", {}, part.map(cells))));
  const rest = sorted.slice(MOST_BARS);
  return element("section", {class: "card"}, element("h2", {}, "Packages"),
    element("p", {class: "help"}, "What the compiler decided in each."), table(sorted.slice(0, MOST_BARS)),
    rest.length === 0 ? null : element("details", {class: "more"},
      element("summary", {}, `${grouped(rest.length)} more`), table(rest)));
}

function reportOverview() {
  const included = includedOf(state);
  const list = visiblePackages(included).filter((each) => each.shown || each.heap + each.stack + each.leaking > 0);
  const total = Object.fromEntries(["heap", "moved", "escaping", "stack", "leaking"].map((name) =>
    [name, list.reduce((sum, each) => sum + each[name], 0)]));
  const heap = [...selectRows(parseState(linkTo({view: "findings", sort: "", kind: ""}, true)))];
  const hidden = hiddenCategories(new Set());
  return [
    headline([factsLine(), report.profile === undefined || report.profile.total === "" ? null
      : element("p", {class: "facts", id: "profile"}, report.profile.total),
      (report.allocations?.sentences ?? []).map((text) => element("p", {class: "facts code"}, capital(text))), hidden.length === 0 ? null : categoryChoice(hidden),
      heap.length === total.heap ? null : element("p", {class: "facts"},
        `${grouped(total.heap - heap.length)} of them are counted and not listed; --kinds says what is listed`)]),
    stats([{label: "heap decisions", value: total.heap, link: {}},
      {label: "moved to the heap", value: total.moved, link: {kind: "moved_to_heap"}},
      {label: "escaping", value: total.escaping, link: {kind: "escapes_to_heap"}},
      {label: "on the stack", value: total.stack}, {label: "leaking parameters", value: total.leaking},
      {label: "on the heap", value: percent(total.heap, total.stack)}]),
    total.heap === 0 ? null : reportTreemap(list),
    trendCard(),
    element("div", {class: "cards"}, destinationCards(heap, {}), packageTable(list)),
  ];
}

function showOverview() {
  replace(byId("view-overview"), isComparison ? comparisonOverview() : reportOverview());
}

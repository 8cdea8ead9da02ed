// The overview of a comparison: the verdict, what breaks a rule, what changed.
const RULE_WORDS = {new_escape: "new heap decision", budget: "budget exceeded", assertion: "assertion broken",
                    unanalysed: "not analysed"};
const MOST_LISTED = 50;

function placeText(file, line) {
  return file === "" ? "" : line === 0 ? file : `${file}:${line}`;
}

function findingLine(row) {
  const note = textOf(row, "note");
  const change = textOf(row, "change");
  return element("li", {},
    element("a", {href: linkTo({view: "findings", finding: textOf(row, "id"), change}, true), class: "place"}, placeOf(row)),
    element("code", {class: "message"}, textOf(row, "message")),
    element("span", {class: "aside"}, textOf(row, "function") === "" ? null : ["in ", textOf(row, "function")]),
    note === "" || change === "moved" ? null : element("p", {class: "note"}, note));
}

// Findings by name, and a link to those that are too many for that.
function findingLines(found, change) {
  const rest = found.length - MOST_LISTED;
  return [element("ul", {class: "findings-list"}, [...found.slice(0, MOST_LISTED)].map(findingLine)),
    rest <= 0 ? null : element("p", {class: "rest"},
      element("a", {href: linkTo({view: "findings", change}, true)}, `${grouped(rest)} more in the table`))];
}

function violationNodes(violation) {
  const where = placeText(violation.file, violation.line);
  const head = violation.rule === "new_escape" ? null : element("p", {class: "broken"},
    element("span", {class: "tag"}, RULE_WORDS[violation.rule] ?? violation.rule),
    where === "" ? null : element("span", {class: "place"}, where), violation.sentence);
  return element("div", {}, head, findingLines(violation.findings, ""));
}

function gateSections(gate) {
  const section = (title, ...content) => element("section", {class: "card wide"}, element("h2", {}, title), content);
  const notices = gate.notices.map((notice) => element("li", {},
    notice.file === "" ? null : element("span", {class: "place"}, placeText(notice.file, notice.line)), withCode(notice.sentence)));
  return [
    gate.violations.length === 0 ? null : section("What breaks a rule", gate.violations.map(violationNodes),
      element("h3", {}, "Ways forward"), element("ul", {class: "ways"}, gate.ways.map((way) => element("li", {}, withCode(way))))),
    notices.length === 0 ? null : section("To be put in order", element("ul", {class: "ways"}, notices)),
  ];
}

function sidesLine() {
  const [before, after] = report.sides;
  return element("p", {class: "facts"}, "from ", element("strong", {}, before.name), " to ",
    element("strong", {}, after.name));
}

function sideCell(status, heap) {
  return status === "absent" ? "–" : status === "failed" ? "failed" : grouped(heap);
}

// Packages that differ, largest increase first.
function deltaRows() {
  return report.packages.map((each) => {
    const undecided = each.old_status === "failed" || each.new_status === "failed";
    return {each, undecided, delta: undecided ? 0 : each.heap.delta};
  }).filter(({each, undecided, delta}) => undecided || delta !== 0 || (each.old_status === "absent") !==
    (each.new_status === "absent")).sort((a, b) => b.delta - a.delta || (a.each.import_path < b.each.import_path ? -1 : 1));
}

function deltaTable() {
  const changed = deltaRows();
  const most = Math.max(1, ...changed.map(({delta}) => Math.abs(delta)));
  const cells = ({each, undecided, delta}) => element("tr", {},
    element("th", {scope: "row"}, element("a", {href: linkTo({view: "findings", package: `=${each.import_path}`}, true)},
      packageName(each.import_path))),
    element("td", {}, sideCell(each.old_status, each.heap.old)),
    element("td", {}, sideCell(each.new_status, each.heap.new)),
    element("td", {class: delta > 0 ? "worse" : delta < 0 ? "better" : ""}, undecided ? "?" : signed(delta)),
    element("td", {class: "delta", "aria-hidden": "true"},
      element("span", {class: delta > 0 ? "worse" : "better", style: {"--share": Math.abs(delta) / most}})));
  const titles = ["package", "old", "new", "delta"].map((title) => element("th", {scope: "col"}, title));
  return element("section", {class: "card wide"}, element("h2", {}, "Packages"),
    element("p", {class: "help"}, "Heap decisions before and after, where they differ."),
    changed.length === 0 ? element("p", {class: "empty"}, "In no package.") : element("div", {class: "scrolled"},
      element("table", {class: "numbers"}, element("thead", {}, element("tr", {}, titles,
        element("td", {"aria-hidden": "true"}))), element("tbody", {}, changed.map(cells)))));
}

function deltaTreemap() {
  const list = report.packages.filter((each) => each.new_status === "ok").map((each) => {
    const {delta} = each.heap;
    const name = packageName(each.import_path);
    return {name, size: each.heap.new, value: `${grouped(each.heap.new)}${delta === 0 ? "" : ` (${signed(delta)})`}`,
            link: linkTo({view: "findings", package: `=${each.import_path}`}, true),
            look: delta > 0 ? "more" : delta < 0 ? "less" : "same",
            says: `${name}: ${counted(each.heap.new, "heap decision")}, ${delta === 0 ? "as before" : signed(delta)}`};
  });
  return element("section", {class: "card wide"}, element("h2", {}, "Where the heap is"),
    element("p", {class: "help"}, "Packages by heap decisions now.",
      element("span", {class: "legend"}, ["more", "same", "less"].map((look) => element("span", {class: `key ${look}`},
        {more: "more than before", same: "as before", less: "less"}[look])))),
    treemap(list, "Packages by heap decisions"));
}

function changeStats() {
  const count = (change) => rows.filter((_, row) => textOf(row, "change") === change).length;
  const linked = (change) => ({label: change, value: count(change), link: {change}});
  return [linked("introduced"), linked("fixed"), linked("moved"), {label: "unchanged", value: report.unchanged},
    ...(report.undecided === 0 ? [] : [{label: "undecided", value: report.undecided}])];
}

function comparisonOverview() {
  const of = (change) => [...rows.keys()].filter((row) => textOf(row, "change") === change);
  const introduced = of("introduced");
  const fixed = of("fixed");
  const list = (title, found, change) => found.length === 0 ? null : element("section", {class: "card wide"},
    element("h2", {}, title), findingLines(found, change));
  const gate = report.gate;
  return [
    headline([sidesLine(), (report.remarks ?? []).map((text) => element("p", {class: "facts"}, text))]),
    gate === undefined ? null : gateSections(gate),
    stats(changeStats()),
    gate === undefined || gate.violations.length === 0 ? list("Introduced", introduced, "introduced") : null,
    deltaTable(),
    list("Fixed", fixed, "fixed"),
    introduced.length === 0 ? null : element("div", {class: "cards three"},
      destinationCards(introduced, {change: "introduced"})),
    deltaTreemap(),
  ];
}

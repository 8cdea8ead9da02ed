// Lists of counts with bars, each a link to the findings that it counts.
const MOST_BARS = 10;

// `groups` as countBy() gives them; `labelOf` gives the nodes of a label, `linkOf` the state behind it.
function bars(title, help, groups, total, labelOf, linkOf) {
  const top = groups.slice(0, MOST_BARS);
  const most = Math.max(1, ...top.map((group) => group.count));
  const items = top.map((group) => element("li", {},
    element("a", {href: linkTo({view: "findings", ...linkOf(group)}, true), style: {"--share": group.count / most}},
      element("span", {class: "label"}, labelOf(group)),
      element("span", {class: "count"}, grouped(group.count)))));
  const rest = groups.slice(MOST_BARS).reduce((sum, group) => sum + group.count, 0);
  return element("section", {class: "card"},
    element("h2", {}, title),
    element("p", {class: "help"}, help),
    items.length === 0 ? element("p", {class: "empty"}, "Nothing to show.") : element("ol", {class: "bars"}, items),
    rest === 0 ? null : element("p", {class: "rest"},
      `${counted(groups.length - MOST_BARS, "more")}, ${grouped(rest)} of ${grouped(total)}`.replace("mores", "more")));
}

// The three lists that tell where values go, over heap decisions.
function destinationCards(found, also) {
  const total = found.length;
  return [
    bars("By cause", "What happens on the last step to the heap, or what the storage is for.",
      countBy(found, (row) => textOf(row, "cause")), total, (group) => causeWords(group.key),
      (group) => ({...also, cause: group.key === "" ? "none" : group.key})),
    bars("Escapes into", "What the values reach in that step: callee, variable, result, literal.",
      countBy(found, (row) => intoTexts[intoOf[row]]), total,
      (group) => (group.key === "" ? "not told" : element("code", {}, group.key)),
      (group) => ({...also, into: `=${group.key}`})),
    bars("Functions", "Where the decisions stand.",
      countBy(found, (row) => `${textOf(row, "package")}\n${textOf(row, "function")}`), total,
      (group) => [element("code", {}, textOf(group.row, "function") || "not told"),
        element("span", {class: "aside"}, packageName(textOf(group.row, "package")))],
      (group) => ({...also, package: `=${textOf(group.row, "package")}`, function: `=${textOf(group.row, "function")}`})),
  ];
}

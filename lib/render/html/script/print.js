// Paper does not scroll: what is printed of the table is put into the page before, and taken out after.
const MOST_PRINTED = 500;

function printedTable(found) {
  const cells = (row) => element("tr", {}, COLUMNS.map(({id}) => element("td", {}, cellsOf[id](row))));
  const rest = found.length - MOST_PRINTED;
  return element("div", {class: "printed"}, element("table", {},
    element("thead", {}, element("tr", {}, COLUMNS.map(({title}) => element("th", {scope: "col"}, title)))),
    element("tbody", {}, Array.from(found.slice(0, MOST_PRINTED), cells))),
  rest <= 0 ? null : element("p", {}, `${counted(rest, "more finding").replace("findings", "findings")} not printed; filters choose others`));
}

addEventListener("beforeprint", () => {
  document.querySelectorAll(".printed").forEach((node) => node.remove());
  if (state.view === "findings") {
    byId("view-findings").append(printedTable(selectRows(state)));
  }
});

addEventListener("afterprint", () => document.querySelectorAll(".printed").forEach((node) => node.remove()));

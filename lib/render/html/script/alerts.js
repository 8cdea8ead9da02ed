// What did not compile and what was not understood: above everything else, in every view.
function alertNode(alert, open) {
  const items = alert.items.filter((item) => item.name !== "" || item.text !== "").map((item) => element("li", {},
    item.name === "" ? null : element("strong", {}, packageName(item.name)),
    item.text === "" ? null : element("pre", {}, item.text)));
  const title = element("h2", {}, capital(alert.title.replace(/:$/, "")));
  return element("section", {class: `alert ${alert.level}`, "aria-label": alert.title},
    items.length === 0 ? title : element("details", {open}, element("summary", {}, title), element("ul", {}, items)));
}

function showAlerts(open) {
  const warnings = (report.warnings ?? []).map((title) => ({level: "warning", title, items: []}));
  replace(byId("alerts"), [...report.alerts, ...warnings].map((alert) => alertNode(alert, open)));
}

function isIncomplete() {
  return report.alerts.some((alert) => alert.level === "failure");
}

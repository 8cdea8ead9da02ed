// Puts the parts together: reads the state, shows its view.
const table = new FindingsTable();
const detail = new Detail();
let shownRows = "";

function showFindings() {
  const view = byId("view-findings");
  if (view.childElementCount === 0) {
    replace(view, element("h1", {class: "unseen"}, "Findings"), filterBar(),
      element("div", {class: "panes", id: "panes"}, table.node, detail.node));
    table.attach();
    detail.attach();
  }
  byId("panes").classList.toggle("split", state.finding !== "");
  const wanted = fragmentOf({...state, step: ""});
  if (wanted !== shownRows) {
    shownRows = wanted;
    const found = selectRows(state);
    table.show(found);
    showFilters(found.length);
  }
  detail.show();
}

function showAbout() {
  sourceOf(false, "");
  replace(byId("tool"), `${report.tool.name} ${report.tool.version}`);
  replace(byId("remarks"), [...sources.remarks].map((text) => element("p", {}, `${capital(text)}.`)));
}

const SHOW = {overview: showOverview, findings: showFindings, about: showAbout};
let shownView = "";

function show() {
  for (const view of VIEWS) {
    byId(`view-${view}`).hidden = view !== state.view;
    const link = byId(`nav-${view}`);
    link.removeAttribute("aria-current");
    setAttribute(link, "aria-current", view === state.view ? "page" : null);
  }
  document.body.dataset.view = state.view;
  if (shownView !== state.view) {
    showAlerts(state.view === "overview");
  }
  byId("nav-findings").setAttribute("href", fragmentOf({...state, view: "findings", finding: "", step: ""}));
  SHOW[state.view]();
  if (shownView !== "" && shownView !== state.view) {
    byId("content").focus({preventScroll: true});
    scrollTo(0, 0);
  }
  shownView = state.view;
}

function isTyping(target) {
  return target.matches("input, select, textarea");
}

// Focus moves with what a key opens or closes.
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "Escape" && state.view === "findings" && state.finding !== "") {
    go({finding: "", step: ""});
    table.focus(table.at);
  } else if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    go({view: "findings"});
    byId("filter-q").focus();
  } else if ("np".includes(event.key) && !isTyping(event.target) && state.finding !== "" && rowOfId(state.finding) >= 0) {
    const steps = stepsOf(rowOfId(state.finding));
    walkTo(currentStep(steps) + (event.key === "n" ? 1 : -1), steps.length);
  }
}

function showTheme() {
  replace(byId("theme"), `Theme: ${Theme.current()}`);
}

function start() {
  byId("loading").remove();
  replace(byId("subject"), report.title);
  document.title = `${isIncomplete() ? "incomplete: " : ""}${shown(report.headline)} · ${shown(report.title) || "goescape"}`;
  byId("theme").addEventListener("click", () => {
    Theme.next();
    showTheme();
  });
  byId("skip").addEventListener("click", () => byId("content").focus());
  addEventListener("keydown", onKey);
  showTheme();
  showState = show;
  show();
}

// A link to a finding needs what stands below the scripts; all else is shown at once.
if (state.finding !== "" || state.view === "about") {
  addEventListener("DOMContentLoaded", start);
} else {
  start();
}

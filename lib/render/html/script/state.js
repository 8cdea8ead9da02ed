// What is shown, all of it in the fragment of the address, so that a link shows the same: `#/findings?q=buf&sort=-cause`.
const VIEWS = ["overview", "findings", "about"];
const FIELDS = ["q", "change", "package", "kind", "cause", "function", "into", "code", "include", "sort", "finding", "step",
  "area"];

function parseState(fragment) {
  const [path, query = ""] = fragment.replace(/^#\/?/, "").split(/\?(.*)/s);
  const state = {view: VIEWS.includes(path) ? path : "overview"};
  const parameters = new URLSearchParams(query);
  for (const field of FIELDS) {
    state[field] = parameters.get(field) ?? "";
  }
  return state;
}

function fragmentOf(state) {
  const parameters = new URLSearchParams();
  for (const field of FIELDS) {
    if (state[field]) {
      parameters.set(field, state[field]);
    }
  }
  const query = parameters.toString();
  return `#/${state.view === "overview" ? "" : state.view}${query === "" ? "" : `?${query}`}`;
}

let state = parseState(location.hash);
let showState = () => {};

// The address of what is shown with `changes`; of the table with nothing but them where they begin anew.
function linkTo(changes, anew = false) {
  return fragmentOf({...(anew ? {include: state.include} : state), ...changes});
}

// Shows the state with `changes`. `quietly` leaves no mark in the history: for what changes with every key.
function go(changes, quietly = false) {
  const fragment = linkTo(changes);
  if (fragment === location.hash) {
    return;
  }
  history[quietly ? "replaceState" : "pushState"](null, "", fragment);
  state = parseState(fragment);
  showState();
}

for (const event of ["hashchange", "popstate"]) {
  addEventListener(event, () => {
    const next = parseState(location.hash);
    if (fragmentOf(next) !== fragmentOf(state)) {
      state = next;
      showState();
    }
  });
}

// The categories that are shown besides what is shown anyway.
function includedOf(state) {
  return new Set(state.include === "" ? report.included ?? [] : state.include.split(","));
}

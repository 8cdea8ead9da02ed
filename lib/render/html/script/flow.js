// The way of one value to the heap, as steps to walk.

// Each step: {intro: nodes of a sentence or null, phrase, code, file, line, column}; a step without a place has line 0.
function stepsOf(row) {
  const flow = flowOf(row);
  const steps = [{intro: null, phrase: textOf(row, "kind") === "moved_to_heap" ? "the variable" : "the value",
                  code: textOf(row, "expression") || textOf(row, "message"), file: textOf(row, "file"),
                  line: numberOf(row, "line"), column: numberOf(row, "column")}];
  let intro = null;
  const noPlace = {phrase: "", code: "", file: "", line: 0, column: 0};
  for (const step of flow) {
    if (step.pieces !== undefined) {
      if (intro !== null) {
        steps.push({...noPlace, intro});
      }
      intro = sentence(step.pieces);
    } else {
      steps.push({intro, ...step});
      intro = null;
    }
  }
  return intro === null ? steps : [...steps, {...noPlace, intro}];
}

function stepNode(step, index, current) {
  const place = placeText(step.file, step.line);
  const label = [step.phrase, step.phrase !== "" && step.code !== "" ? ": " : null,
    step.code === "" ? null : element("code", {}, step.code)];
  return element("li", {class: "step", "aria-current": index === current ? "step" : null},
    step.intro === null ? null : element("p", {class: "intro"}, step.intro),
    element("button", {type: "button", onclick: () => go({step: index === 0 ? "" : String(index)}, true)},
      element("span", {class: "number", "aria-hidden": "true"}, String(index + 1)),
      element("span", {class: "reason"}, label),
      place === "" ? null : element("span", {class: "place"}, place)));
}

function currentStep(steps) {
  const step = Number.parseInt(state.step, 10);
  return Number.isInteger(step) && step > 0 && step < steps.length ? step : 0;
}

function walkTo(index, count) {
  if (index >= 0 && index < count) {
    go({step: index === 0 ? "" : String(index)}, true);
  }
}

function flowSection(row, steps) {
  const current = currentStep(steps);
  const button = (id, text, index) => element("button", {type: "button", class: "quiet", id,
    disabled: index < 0 || index >= steps.length, onclick: () => walkTo(index, steps.length)}, text);
  if (steps.length === 1) {
    return element("section", {class: "flow", "aria-label": "Flow"}, element("h3", {}, "The way to the heap"),
      element("p", {class: "empty"}, "The compiler told no flow: that takes -m=2, and Go 1.14."));
  }
  return element("section", {class: "flow", "aria-label": "Flow"},
    element("div", {class: "walk"}, element("h3", {}, "The way to the heap"),
      element("p", {class: "at", role: "status", id: "step-at"}, `Step ${current + 1} of ${steps.length}`),
      button("step-back", "Back", current - 1), button("step-next", "Next", current + 1)),
    element("ol", {class: "steps"}, steps.map((step, index) => stepNode(step, index, current))),
    element("p", {class: "end"}, intoSentence(row)));
}

function intoSentence(row) {
  const into = intoTexts[intoOf[row]];
  const type = textOf(row, "into_type");
  return into === "" ? null : type === "size" ? "Its size alone puts it on the heap."
    : ["So it escapes into ", element("code", {}, into), "."];
}

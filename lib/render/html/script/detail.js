// What the profiles saw of it.
function allocatedWords(row) {
  const {bytes, objects, sharedBy} = profileOf(row);
  if (!hasProfile) {
    return "";
  }
  const share = `${((bytes / report.profile.bytes) * 100).toFixed(1)}% of the bytes`;
  return bytes === 0 ? "nothing, as far as the profiles saw"
    : `${byteSize(bytes)} in ${counted(objects, "object")}, ${share}${sharedBy === 1 ? ""
      : `, together with ${counted(sharedBy - 1, "other finding")} of the line`}`;
}

// One finding: what it is, its way to the heap, and where it stands.
class Detail {
  constructor() {
    this.source = new SourceView();
    this.head = element("div", {});
    this.flow = element("div", {});
    this.node = element("article", {class: "detail", tabindex: "-1", "aria-label": "Finding", hidden: true},
      this.head, this.flow, this.source.node);
    this.opened = "";
  }

  attach() {
    this.source.attach();
  }

  // Shows the finding of the state, or nothing. Flows and sources stand at the end of the page.
  show() {
    if (document.readyState === "loading" && state.finding !== "") {
      addEventListener("DOMContentLoaded", () => this.show(), {once: true});
      return;
    }
    const row = state.finding === "" ? -1 : rowOfId(state.finding);
    this.node.hidden = state.finding === "";
    if (row < 0) {
      this.opened = "";
      replace(this.flow);
      this.source.node.hidden = true;
      replace(this.head, this.closeLink(), element("p", {class: "empty"}, "This report has no such finding."));
      return;
    }
    const steps = stepsOf(row);
    this.source.node.hidden = false;
    const focused = document.activeElement?.id ?? "";
    if (this.opened !== state.finding) {
      replace(this.head, this.headOf(row));
    } else {
      this.head.querySelector(".close").setAttribute("href", linkTo({finding: "", step: ""}));
    }
    replace(this.flow, flowSection(row, steps));
    this.source.show(textOf(row, "change") === "fixed", steps, currentStep(steps));
    this.flow.querySelector('[aria-current="step"]')?.scrollIntoView({block: "nearest"});
    if (focused.startsWith("step-")) {
      const button = byId(focused);
      (button.disabled ? byId(focused === "step-next" ? "step-back" : "step-next") : button).focus();
    }
    if (this.opened !== state.finding) {
      this.node.scrollTop = 0;
    }
    this.opened = state.finding;
  }

  closeLink() {
    return element("a", {href: linkTo({finding: "", step: ""}), class: "close", id: "close"}, "Back to the list");
  }

  headOf(row) {
    const fact = (label, value) => (value === "" || value === null ? null
      : element("div", {}, element("dt", {}, label), element("dd", {}, value)));
    const code = (text) => (text === "" ? "" : element("code", {}, text));
    const change = textOf(row, "change");
    return [this.closeLink(),
      element("h2", {}, element("code", {}, textOf(row, "message"))),
      element("dl", {class: "about-finding"},
        fact("where", element("span", {class: "place"}, placeOf(row))),
        fact("function", code(textOf(row, "function"))),
        fact("package", packageName(textOf(row, "package"))),
        fact("cause", textOf(row, "cause") === "" ? "" : causeWords(textOf(row, "cause"))),
        fact("escapes into", code(intoTexts[intoOf[row]])),
        fact("body of", code(textOf(row, "origin"))),
        fact("printed", numberOf(row, "occurrences") > 1 ? `${grouped(numberOf(row, "occurrences"))} times` : ""),
        fact("variants", textOf(row, "only")),
        fact("generated code", allocationOf(row).words),
        fact("allocated", allocatedWords(row)),
        fact("suppressed", numberOf(row, "suppressed") ? "by a comment in the source" : ""),
        fact("change", change === "moved" ? `moved, ${textOf(row, "note").replaceAll("_", " ")}` : change),
        fact("before", textOf(row, "before")),
        fact("brought by", change === "introduced" ? textOf(row, "note") : ""),
        fact("category", ["", "module"].includes(textOf(row, "category")) ? "" : textOf(row, "category")),
        fact("id", element("span", {class: "id"}, textOf(row, "id"))))];
  }
}

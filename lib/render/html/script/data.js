// The report that stands in the page. Rows of findings hold numbers of texts; Row reads one.
function readBlock(id) {
  const block = byId(id);
  return block === null ? null : JSON.parse(block.textContent);
}

const report = readBlock("report");
const texts = report.texts;
const rows = report.findings;
const column = Object.fromEntries(report.columns.map((name, index) => [name, index]));
const isComparison = report.kind !== "report";

function textNumber(row, name) {
  return rows[row][column[name]] ?? 0;
}

function textOf(row, name) {
  return texts[textNumber(row, name)];
}

function numberOf(row, name) {
  return rows[row][column[name]];
}

function placeOf(row) {
  const file = textOf(row, "file");
  const [line, byte] = [numberOf(row, "line"), numberOf(row, "column")];
  return (file === "" ? textOf(row, "package") : file) + (line === 0 ? "" : `:${line}`) +
    (line === 0 || byte === 0 ? "" : `:${byte}`);
}

// An import path as the go command takes it below the root of the report.
function packageName(path) {
  if (report.root === "" || !path.startsWith(report.root)) {
    return path;
  }
  const below = path.slice(report.root.length);
  return below === "" ? "." : below[0] === "/" ? `.${below}` : path;
}

const packages = new Map(report.packages.map((each) => [each.import_path, each]));

// Whether code of a category is shown, as lib/model/visibility.h has it. A comparison shows whatever changed.
function isVisible(category, compiled, included) {
  if (isComparison || category === "module" || included.has(category)) {
    return true;
  }
  return category !== "generated" && category !== "vendor" && compiled;
}

const HEAP_KINDS = ["escapes_to_heap", "moved_to_heap"];
const isHeapText = texts.map((text) => HEAP_KINDS.includes(text));

function isHeap(row) {
  return isHeapText[textNumber(row, "kind")];
}

// What the profiles saw of a row: {bytes, objects, sharedBy}. Nothing, where the report has no profiles.
const hasProfile = report.profile !== undefined && report.profile.bytes > 0;
function profileOf(row) {
  const [bytes, objects, sharedBy] = hasProfile ? report.profile.values[row] : [0, 0, 1];
  return {bytes, objects, sharedBy};
}

// What the generated code does for a row: its verdict, and that in words. Empty, where the report does not tell.
const VERDICTS = {allocates: "allocates", no_allocation: "allocates nothing", unknown: "not known"};
const hasAllocations = report.allocations !== undefined;
function allocationOf(row) {
  const [verdict, words] = (hasAllocations ? report.allocations.values[row] : []).map(
    (number) => report.allocations.texts[number]);
  return {verdict: verdict ?? "", words: words ?? ""};
}

// What each row escapes into, in words: numbers of `intoTexts`.
const intoTexts = [""];
const intoOf = (() => {
  const known = new Map();
  return Int32Array.from(rows, (_, row) => {
    const [type, name] = [textNumber(row, "into_type"), textNumber(row, "into_name")];
    const key = type * texts.length + name;
    if (!known.has(key)) {
      const words = intoWords(texts[type], texts[name]);
      known.set(key, words === "" ? 0 : intoTexts.push(words) - 1);
    }
    return known.get(key);
  });
})();

// The flow of a row, in the words of lib/render/flow_wording.h: what reaches what, as words and names in turn, and
// `[expression, words, file, line, column]` for the code that did it.
// Read when the first finding is opened: it is as large as the rest.
let flows = null;
function flowOf(row) {
  flows ??= readBlock("flows");
  return flows === null ? [] : flows.flows[row].map((step) => (step.length === 1
    ? {pieces: step[0].map((number) => flows.texts[number])}
    : {code: flows.texts[step[0]], phrase: flows.texts[step[1]], file: flows.texts[step[2]], line: step[3],
       column: step[4]}));
}

// The text of a source file, of the old side of a comparison or of the new one; null where the page does not hold it.
let sources = null;
function sourceOf(old, file) {
  sources ??= readBlock("sources") ?? {list: [], remarks: []};
  const index = sources.list.findIndex((each) => each.old === old && each.file === file);
  return index < 0 ? null : readBlock(`source-${index}`).text;
}

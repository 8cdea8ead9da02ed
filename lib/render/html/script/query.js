// Which rows of the table are shown, in which order. Texts repeat, so each is looked at once per question and not once
// per finding: 50,000 findings are searched between two keys.
let lowered = null;

// For each text of a list, 1 where `matches` it.
function marks(list, matches) {
  return Uint8Array.from(list, (text) => (matches(text) ? 1 : 0));
}

// `=text` is the whole text, anything else a part of it, whatever the case of letters.
function matcher(wanted) {
  if (wanted.startsWith("=")) {
    return (text) => text === wanted.slice(1);
  }
  const needle = wanted.toLowerCase();
  return (text) => text.toLowerCase().includes(needle);
}

const SEARCHED = ["file", "function", "package", "message", "cause", "origin", "only", "id", "note"];

// A test of one word of a search: some text of the row has it, or it is a place, `file.go:12`.
function wordTest(word) {
  lowered ??= texts.map((text) => text.toLowerCase());
  const needle = word.toLowerCase();
  const marked = marks(lowered, (text) => text.includes(needle));
  const into = marks(intoTexts, (text) => text.toLowerCase().includes(needle));
  const columns = SEARCHED.map((name) => column[name]);
  const place = /^(.+?):(\d+)(?::\d*)?$/.exec(needle);
  const files = place && marks(lowered, (text) => text.endsWith(place[1]));
  return (row) => columns.some((index) => marked[rows[row][index] ?? 0]) || into[intoOf[row]] === 1 ||
    (place !== null && files[textNumber(row, "file")] === 1 && numberOf(row, "line") === Number(place[2]));
}

function textTest(name, wanted) {
  const marked = marks(texts, matcher(wanted));
  const index = column[name];
  return (row) => marked[rows[row][index] ?? 0] === 1;
}

// Packages go by the name that is shown, too.
function packageTest(wanted) {
  const matches = matcher(wanted);
  const marked = marks(texts, (text) => matches(text) || matches(packageName(text)));
  return (row) => marked[textNumber(row, "package")] === 1;
}

function kindTest(wanted) {
  if (wanted === "all") {
    return () => true;
  }
  return wanted === "" ? isHeap : textTest("kind", `=${wanted}`);
}

function intoTest(wanted) {
  const marked = marks(intoTexts, matcher(wanted));
  return (row) => marked[intoOf[row]] === 1;
}

function visibilityTest(included) {
  const category = column.category;
  const compiled = marks(texts, (text) => packages.get(text)?.compiled !== false);
  const visible = [0, 1].map((known) => marks(texts, (text) => isVisible(text, known === 1, included)));
  return (row) => visible[compiled[textNumber(row, "package")]][rows[row][category]] === 1;
}

// Everything that a row has to pass.
function testsOf(state) {
  const tests = [visibilityTest(includedOf(state)), kindTest(state.kind)];
  const makers = {change: (wanted) => textTest("change", `=${wanted}`), package: packageTest,
                  cause: (wanted) => textTest("cause", `=${wanted === "none" ? "" : wanted}`),
                  function: (wanted) => textTest("function", wanted), into: intoTest,
                  code: (wanted) => (row) => allocationOf(row).verdict === wanted};
  for (const [field, make] of Object.entries(makers)) {
    if (state[field] !== "") {
      tests.push(make(state[field]));
    }
  }
  return tests.concat(state.q.split(/\s+/).filter((word) => word !== "").map(wordTest));
}

// The position of each text in alphabetical order.
function ranksOf(list) {
  const order = Uint32Array.from(list.keys()).sort((a, b) => (list[a] < list[b] ? -1 : list[a] > list[b] ? 1 : a - b));
  const ranks = new Uint32Array(list.length);
  order.forEach((text, rank) => {
    ranks[text] = rank;
  });
  return ranks;
}

let textRanks = null;
let intoRanks = null;

// What a column is sorted by, smallest first. The place is the order that findings stand in already.
const SORT_KEYS = {
  where: () => (row) => row,
  bytes: () => (row) => profileOf(row).bytes,
  into: () => {
    intoRanks ??= ranksOf(intoTexts);
    return (row) => intoRanks[intoOf[row]];
  },
};
for (const [name, sorted] of [["function", "function"], ["what", "expression"], ["cause", "cause"],
  ["change", "change"]]) {
  SORT_KEYS[name] = () => {
    textRanks ??= ranksOf(texts);
    const index = column[sorted];
    return (row) => textRanks[rows[row][index] ?? 0];
  };
}

function sortRows(found, sort) {
  const descending = sort.startsWith("-");
  const make = SORT_KEYS[descending ? sort.slice(1) : sort];
  if (make === undefined) {
    return found;
  }
  const key = make();
  const keys = Float64Array.from(rows, (_, row) => key(row));
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
}

function selectRows(state) {
  const tests = testsOf(state);
  const found = new Uint32Array(rows.length);
  let length = 0;
  for (let row = 0; row < rows.length; ++row) {
    if (tests.every((test) => test(row))) {
      found[length++] = row;
    }
  }
  return sortRows(found.subarray(0, length), state.sort);
}

// The row of a finding by its id; of a finding on both sides the one that is new. -1: there is none.
function rowOfId(id) {
  const number = texts.indexOf(id);
  return number < 0 ? -1 : rows.findIndex((row) => row[column.id] === number);
}

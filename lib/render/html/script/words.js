// How things are said.
const NUMBER = new Intl.NumberFormat("en-US");

function grouped(number) {
  return NUMBER.format(number);
}

// As lib/render/profile_words.h has it.
function byteSize(bytes) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let unit = 0;
  while (bytes >= 1024 && unit + 1 < units.length) {
    bytes /= 1024;
    ++unit;
  }
  return `${bytes.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

function counted(number, noun) {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function capital(text) {
  return text === "" ? "" : text[0].toUpperCase() + text.slice(1);
}

function signed(number) {
  return number === 0 ? "0" : (number > 0 ? "+" : "−") + grouped(Math.abs(number));
}

function percent(heap, stack) {
  return heap + stack === 0 ? "–" : `${((heap / (heap + stack)) * 100).toFixed(1)}%`;
}

// The heap decisions have short names; of the others the name says enough.
const KIND_WORDS = {escapes_to_heap: "escapes", moved_to_heap: "moved"};

function kindWords(kind) {
  return KIND_WORDS[kind] ?? kind.replaceAll("_", " ");
}

function causeWords(cause) {
  return cause === "" || cause === "unknown" ? "not told" : cause.replaceAll("_", " ");
}

// What a value escapes into, by the type and the name that lib/resolve/destination.h tells of.
const INTO_WORDS = {
  call: (name) => (name === "" ? "a call" : /^(append|copy) to /.test(name) ? name : `${name}(…)`),
  result: (name) => (name === "" ? "a result" : `result of ${name}`),
  variable: (name) => (name === "" ? "a variable" : name),
  literal: (name) => (name === "" ? "a literal" : name === "... argument" ? "arguments of a call" : name),
  closure: () => "a closure",
  channel: (name) => (name === "" ? "a channel" : `channel ${name}`),
  map: (name) => (name === "" ? "a map" : `map ${name}`),
  interface: () => "an interface value",
  statement: () => "a go or defer statement",
  size: () => "nothing, it is too large",
};

function intoWords(type, name) {
  return type in INTO_WORDS ? INTO_WORDS[type](name) : "";
}

// Words and names in turn, words first, as a sentence.
function sentence(pieces) {
  const [first, ...rest] = pieces;
  return [capital(first), ...rest.map((piece, index) => (index % 2 === 0 ? element("code", {}, piece) : piece)), "."];
}

// How things are said.
const NUMBER = new Intl.NumberFormat("en-US");

function grouped(number) {
  return NUMBER.format(number);
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
  return cause === "" ? "not told" : cause.replaceAll("_", " ");
}

// What a value escapes into, by the type and the name that lib/render/destination.h tells of.
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

// The reasons of the compiler, as what happens to the value. Where there is none here, its own words do.
const REASON_WORDS = {
  "address-of": "its address is taken",
  "append-element": "it is appended",
  "appended slice...": "its elements are appended",
  "appendee slice": "it is appended to",
  "array literal element": "it becomes an element of an array",
  "assign": "it is assigned",
  "assign-pair": "it is assigned",
  "assign-pair-dot-type": "it is taken out of an interface",
  "call parameter": "it is passed to a call",
  "captured by a closure": "a closure captures it",
  "copied slice": "its elements are copied",
  "dot": "it is a field",
  "dot of pointer": "it is a field behind a pointer",
  "indirection": "a pointer is followed",
  "interface-converted": "it is put into an interface",
  "key of map put": "it becomes a key of a map",
  "map literal key": "it becomes a key of a map",
  "map literal value": "it becomes a value of a map",
  "non-constant size": "its size is only known when the program runs",
  "range": "a loop ranges over it",
  "range-deref": "a loop ranges over it",
  "reference": "the closure keeps a reference to it",
  "return": "it is returned",
  "send": "it is sent to a channel",
  "slice": "it is sliced",
  "slice-literal-element": "it becomes an element of a slice",
  "spill": "it gets storage of its own",
  "struct literal element": "it becomes part of a struct",
  "too large for stack": "it is too large for the stack",
  "value of map put": "it becomes a value of a map",
};

function reasonWords(reason) {
  return REASON_WORDS[reason] ?? reason;
}

// A storage as the compiler names it, as parts of a sentence: texts, and {code} for what stands in the source.
function storageWords(name) {
  const storage = /^\{storage for ([^]*)\}$/.exec(name);
  const result = /^~r(\d+)$/.exec(name);
  if (name === "{heap}") {
    return ["the heap"];
  }
  if (storage) {
    return ["the storage of ", {code: storage[1]}];
  }
  if (result) {
    return [`result ${Number(result[1]) + 1} of the function`];
  }
  return name === "{temp}" || name.startsWith(".autotmp_") ? ["a temporary"] : [{code: name}];
}

// How one storage reaches another. `derefs` as in the JSON: -1 its address, 0 its value, n what it points to, n times.
function flowWords(derefs, to, from) {
  const [source, target] = [storageWords(from), storageWords(to)];
  if (derefs < 0) {
    return ["The address of ", ...source, " reaches ", ...target, "."];
  }
  if (derefs === 0) {
    const [first, ...rest] = source;
    return [typeof first === "string" ? capital(first) : first, ...rest, " flows to ", ...target, "."];
  }
  const often = derefs === 1 ? "" : `, ${derefs} pointers on,`;
  return ["What ", ...source, ` points to${often} flows to `, ...target, "."];
}

// Parts of a sentence as nodes.
function sentence(parts) {
  return parts.map((part) => (typeof part === "string" ? part : element("code", {}, part.code)));
}

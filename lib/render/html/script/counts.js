// Sums for the overview.

// How many rows have each value of `keyOf`, most first, ties by name. Each is {key, count, row}, `row` being the first.
function countBy(found, keyOf) {
  const groups = new Map();
  for (const row of found) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, {key, count: 1, row});
    } else {
      ++group.count;
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

const LEAKING = ["leaking_param", "leaking_param_content", "leaking_param_to_result"];

function decisionsOf(counts) {
  const of = (kind) => counts[kind] ?? 0;
  const [moved, escaping] = [of("moved_to_heap"), of("escapes_to_heap")];
  return {heap: moved + escaping, moved, escaping, stack: of("does_not_escape"),
          leaking: LEAKING.reduce((sum, kind) => sum + of(kind), 0)};
}

function addCounts(sum, counts, sign = 1) {
  for (const [kind, count] of Object.entries(counts)) {
    sum[kind] = (sum[kind] ?? 0) + sign * count;
  }
  return sum;
}

// The counts of a package by category.
function countsByCategory(each) {
  const own = {...each.counts};
  for (const counts of Object.values(each.other_categories)) {
    addCounts(own, counts, -1);
  }
  return [[each.category, own], ...Object.entries(each.other_categories)];
}

// What is visible of each package: {path, name, failed, heap, moved, escaping, stack, leaking}.
function visiblePackages(included) {
  return report.packages.map((each) => {
    const sum = {};
    for (const [category, counts] of countsByCategory(each)) {
      if (isVisible(category, each.compiled, included)) {
        addCounts(sum, counts);
      }
    }
    return {path: each.import_path, name: packageName(each.import_path), failed: each.status === "failed",
            shown: isVisible(each.category, each.compiled, included), ...decisionsOf(sum)};
  });
}

// The heap decisions in code that is not shown unless asked for, by category.
function hiddenCategories(included) {
  const hidden = new Map();
  for (const each of isComparison ? [] : report.packages) {
    for (const [category, counts] of countsByCategory(each)) {
      const {heap} = decisionsOf(counts);
      if (heap !== 0 && (included.has(category) || !isVisible(category, each.compiled, included))) {
        hidden.set(category, (hidden.get(category) ?? 0) + heap);
      }
    }
  }
  return [...hidden];
}

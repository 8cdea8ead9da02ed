// The packages as areas, as large as their heap decisions or bytes, laid out by d3-hierarchy: links to their findings.
const MOST_AREAS = 150;

// The packages in folders, as d3-hierarchy takes them. A folder with one child only is no level of its own.
function folderTree(list) {
  const root = {name: "", children: new Map()};
  for (const each of list) {
    let folder = root;
    for (const part of each.name.replace(/^\.\//, "").split("/")) {
      if (!folder.children.has(part)) {
        folder.children.set(part, {name: part, children: new Map()});
      }
      folder = folder.children.get(part);
    }
    folder.package = each;
  }
  const collapsed = (folder) => {
    const children = [...folder.children.values()].map(collapsed);
    if (folder.package !== undefined) {
      children.push({name: folder.name, package: folder.package});
    }
    if (children.length !== 1) {
      return {name: folder.name, children};
    }
    const [child] = children;
    return {...child, name: folder.name === "" || child.package?.name === "." || folder.package !== undefined
      ? child.name : `${folder.name}/${child.name}`};
  };
  return collapsed(root);
}

const TITLE_HEIGHT = 20;

function layOut(list, width, height) {
  const root = d3.hierarchy(folderTree(list))
    .sum((node) => node.package?.size ?? 0)
    .sort((a, b) => b.value - a.value || (a.data.name < b.data.name ? -1 : 1));
  const titled = (node) => node.depth === 1 && node.children !== undefined && list.length > 6 &&
    node.x1 - node.x0 > 60 && node.y1 - node.y0 > 60;
  d3.treemap().size([width, height]).paddingInner(2).round(true)
    .paddingTop((node) => (titled(node) ? TITLE_HEIGHT : 0))(root);
  return {leaves: root.leaves().filter((leaf) => leaf.data.package !== undefined),
          folders: root.descendants().filter(titled)};
}

// Positions in percent, so that the chart fits paper and windows of other widths, too.
function areaStyle(node, width, height) {
  const share = (part, whole) => `${((part / whole) * 100).toFixed(3)}%`;
  return {left: share(node.x0, width), top: share(node.y0, height), width: share(node.x1 - node.x0, width),
          height: share(node.y1 - node.y0, height)};
}

function areaLabel(leaf, folders) {
  const inFolder = folders.some((folder) => leaf.ancestors().includes(folder));
  const parts = leaf.ancestors().reverse().slice(inFolder ? 2 : 1).map((node) => node.data.name);
  return [...new Set(parts)].join("/") || leaf.data.package.name;
}

function area(leaf, folders, width, height) {
  const each = leaf.data.package;
  const [wide, high] = [leaf.x1 - leaf.x0, leaf.y1 - leaf.y0];
  const label = areaLabel(leaf, folders);
  return element("li", {style: areaStyle(leaf, width, height)},
    element("a", {href: each.link, class: `area ${each.look}`, title: each.says, "aria-label": each.says, tabindex: -1},
      wide > 44 && high > 20 ? element("span", {class: "name"}, label) : null,
      wide > 44 && high > 38 ? element("span", {class: "value"}, each.value) : null));
}

// One area can be reached by Tab, the arrows go to the others.
function walkAreas(event) {
  const areas = [...event.currentTarget.querySelectorAll("a")];
  const at = areas.indexOf(document.activeElement);
  const next = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0,
                End: areas.length - 1}[event.key];
  if (next !== undefined && areas[next] !== undefined) {
    event.preventDefault();
    areas[at].tabIndex = -1;
    areas[next].tabIndex = 0;
    areas[next].focus();
  }
}

// The largest ones; the others are one area.
function largest(list, restLink, words, value) {
  const sorted = list.filter((each) => each.size > 0).sort((a, b) => b.size - a.size);
  const rest = sorted.splice(MOST_AREAS);
  if (rest.length !== 0) {
    const size = rest.reduce((sum, each) => sum + each.size, 0);
    const says = `${counted(rest.length, "smaller package")}: ${words(size)}`;
    sorted.push({name: `${grouped(rest.length)} more`, size, value: value(size), link: restLink, look: "rest", says});
  }
  return sorted;
}

// `list` has {name, size, value, link, look, says} for each package; `words` says a size, `value` in short.
function treemap(list, label, words = (size) => counted(size, "heap decision"), value = grouped) {
  const shownAreas = largest(list, linkTo({view: "findings"}, true), words, value);
  const areas = element("ul", {"aria-label": label, onkeydown: walkAreas});
  const box = element("div", {class: `treemap${shownAreas.length < 4 ? " few" : ""}`}, areas);
  const draw = () => {
    const {clientWidth: width, clientHeight: height} = box;
    if (width === 0) {
      return;
    }
    const {leaves, folders} = layOut(shownAreas, width, height);
    box.querySelectorAll(".folder").forEach((node) => node.remove());
    replace(areas, leaves.map((leaf) => area(leaf, folders, width, height)));
    areas.querySelector("a")?.setAttribute("tabindex", "0");
    for (const folder of folders) {
      box.append(element("span", {class: "folder", "aria-hidden": "true", style: areaStyle(folder, width, height)},
        element("span", {}, folder.data.name)));
    }
  };
  let drawn = 0;
  new ResizeObserver(() => {
    if (box.clientWidth !== drawn) {
      drawn = box.clientWidth;
      draw();
    }
  }).observe(box);
  return box;
}

// Heap decisions over the commits of the history, as a line in SVG.
const TREND_WIDTH = 800;
const TREND_HEIGHT = 160;
const TREND_MARGIN = 6;

function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) {
    setAttribute(node, attribute, value);
  }
  append(node, children);
  return node;
}

// Where each point stands: from left to right in equal steps, the highest at the top.
function trendPlaces(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = (TREND_WIDTH - 2 * TREND_MARGIN) / Math.max(1, values.length - 1);
  const share = (value) => (high === low ? 0.5 : (value - low) / (high - low));
  return values.map((value, index) => [TREND_MARGIN + index * step,
    TREND_MARGIN + (1 - share(value)) * (TREND_HEIGHT - 2 * TREND_MARGIN)].map((number) => number.toFixed(1)));
}

function trendChange(points, index) {
  const change = index === 0 ? 0 : points[index].heap - points[index - 1].heap;
  return change === 0 ? "" : `${change > 0 ? "+" : "−"}${grouped(Math.abs(change))}`;
}

function trendChart(points) {
  const places = trendPlaces(points.map((point) => point.heap));
  const [first, last] = [points[0], points[points.length - 1]];
  const says = `Heap decisions over ${counted(points.length, "commit")}: from ${grouped(first.heap)} to ${grouped(last.heap)}`;
  // Lines without length: their round ends stay round, however wide the page is.
  const dots = points.map((point, index) => svg("path", {d: `M${places[index][0]} ${places[index][1]}h0`},
    svg("title", {}, `${point.commit.slice(0, 12)} ${point.date} ${point.subject}: ${grouped(point.heap)}`)));
  return svg("svg", {class: "trend", viewBox: `0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`, role: "img", "aria-label": says,
                     preserveAspectRatio: "none"},
    svg("polyline", {points: places.map((place) => place.join(",")).join(" ")}), points.length > 200 ? null : dots);
}

function trendRows(points) {
  const rows = points.map((point, index) => {
    const change = trendChange(points, index);
    return element("tr", {}, element("th", {scope: "row"}, element("code", {}, point.commit.slice(0, 12)),
      element("span", {class: "aside"}, point.subject)),
      element("td", {}, point.date), element("td", {}, point.go), element("td", {}, grouped(point.heap)),
      element("td", {class: change === "" ? null : change.startsWith("+") ? "worse" : "better"}, change));
  });
  return element("div", {class: "scrolled"}, element("table", {class: "numbers"},
    element("thead", {}, element("tr", {}, ["commit", "date", "go", "heap", "change"].map((title) =>
      element("th", {scope: "col"}, title)))),
    element("tbody", {}, rows.reverse().slice(0, 100))));
}

function trendCard() {
  if (report.trend === undefined) {
    return null;
  }
  const points = report.trend.points.map(([commit, date, subject, go, heap]) => ({commit, date, subject, go, heap}));
  const heaps = points.map((point) => point.heap);
  return element("section", {class: "card wide", id: "trend"}, element("h2", {}, "Over the commits"),
    element("p", {class: "help"}, `${counted(points.length, "commit")} of the history: between ${
      grouped(Math.min(...heaps))} and ${grouped(Math.max(...heaps))} heap decisions. ${report.trend.packages}, ${
      report.trend.platform}.`),
    trendChart(points),
    element("details", {class: "more"}, element("summary", {}, "The commits"), trendRows(points)));
}

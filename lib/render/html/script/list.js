// A long list of which only what is in sight is in the page, by @tanstack/virtual-core.
class LongList {
  // `scroller` scrolls, `body` is made as high as all rows and holds those in sight; `makeRow(index)` gives the node of
  // one, `height()` the height of each in pixels.
  constructor(scroller, body, makeRow, height) {
    this.body = body;
    this.makeRow = makeRow;
    this.height = height;
    this.nodes = new Map();
    this.awaited = null;
    this.virtualizer = new VirtualCore.Virtualizer({
      count: 0,
      getScrollElement: () => scroller,
      estimateSize: () => this.height(),
      overscan: 8,
      initialRect: {width: scroller.clientWidth, height: scroller.clientHeight},
      scrollToFn: VirtualCore.elementScroll,
      observeElementRect: VirtualCore.observeElementRect,
      observeElementOffset: VirtualCore.observeElementOffset,
      onChange: () => this.update(),
    });
    this.virtualizer._didMount();
    this.virtualizer._willUpdate();
  }

  // Shows other rows, or the same ones anew.
  reset(count) {
    this.virtualizer.setOptions({...this.virtualizer.options, count});
    this.virtualizer.measure();
    this.virtualizer._willUpdate();
    this.nodes.clear();
    this.body.replaceChildren();
    this.update();
  }

  update() {
    this.body.style.height = `${this.virtualizer.getTotalSize()}px`;
    const items = this.virtualizer.getVirtualItems();
    const wanted = new Set(items.map((item) => item.index));
    for (const [index, node] of this.nodes) {
      if (!wanted.has(index)) {
        node.remove();
        this.nodes.delete(index);
      }
    }
    let before = null;
    for (const item of items) {
      before = this.place(item, before);
    }
    if (this.awaited !== null && this.nodes.has(this.awaited.index)) {
      const {index, then} = this.awaited;
      this.awaited = null;
      then(this.nodes.get(index));
    }
  }

  // Puts a row behind the node `before`, so that readers meet rows in order.
  place(item, before) {
    let node = this.nodes.get(item.index);
    if (node === undefined) {
      node = this.makeRow(item.index);
      node.style.transform = `translateY(${item.start}px)`;
      this.nodes.set(item.index, node);
      if (before === null) {
        this.body.prepend(node);
      } else {
        before.after(node);
      }
    }
    return node;
  }

  // Brings a row into sight, `align` as in virtual-core, and calls `then` with its node once that is in the page: what
  // is far away takes a moment.
  reveal(index, {align = "auto", then = () => {}} = {}) {
    this.awaited = {index, then};
    this.virtualizer.scrollToIndex(index, {align});
    this.update();
  }

  // The node of a row that is in sight.
  nodeOf(index) {
    return this.nodes.get(index);
  }
}

// Light, dark, or what the system says. Runs before anything is painted, so that the page never flashes.
const Theme = (() => {
  const choices = ["auto", "light", "dark"];
  let current = "auto";

  // A browser may keep nothing for pages from disk.
  function remembered() {
    try {
      return localStorage.getItem("goescape-theme");
    } catch {
      return null;
    }
  }

  function use(choice) {
    current = choices.includes(choice) ? choice : "auto";
    document.documentElement.dataset.theme = current;
  }

  function next() {
    use(choices[(choices.indexOf(current) + 1) % choices.length]);
    try {
      localStorage.setItem("goescape-theme", current);
    } catch {
      // It holds for this visit then.
    }
    return current;
  }

  use(remembered());
  return {next, current: () => current};
})();

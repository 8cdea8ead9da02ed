#!/usr/bin/python3
"""The HTML report in a real browser: headless Chromium, driven by its own driver.

The interpreter is the system's, because the modules are Debian's: chromium, chromium-driver, python3-selenium, which
`scripts/setup --browser` installs. axe-core comes from npm, where there is one.
"""

import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from hostile import HIDDEN

SKIPPED = 125
ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE = ROOT / "testdata" / "modules" / "quickstart"
LOG = ROOT / "testdata" / "readme" / "quickstart.log"
AXE = ("axe-core@4.11.4", "sha512-KunSNx+TVpkAw/6ULfhnx+HWRecjqZGTOyquAoWHYLRSdK1tB5Ihce1ZW+UY3fj33bYAFWPu7W/GRSmmrCGuxA==")

try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    print("skipped: the Python module selenium is not installed (Debian: python3-selenium)")
    sys.exit(SKIPPED)


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.chrome.service.Service(shutil.which("chromedriver"))
    return webdriver.Chrome(service=service, options=options)


class Page:
    """A page in the browser, and what it did."""

    def __init__(self, driver):
        self.driver = driver
        self.scheme = "light"
        self.size(1280, 900)

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def media(self, scheme="light", media=""):
        self.scheme = scheme
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def open(self, path, fragment=""):
        """Loads a page anew, not only another fragment of it."""
        self.driver.get("about:blank")
        self.driver.get(pathlib.Path(path).as_uri() + fragment)
        self.wait(lambda: not self.all("#loading"))

    def go(self, fragment):
        self.js("location.hash = arguments[0]", fragment)
        self.settle()

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def settle(self):
        """Waits until what was scrolled or resized is drawn."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)))")

    def wait(self, condition):
        WebDriverWait(self.driver, 20, 0.05).until(lambda _: condition())

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js("return [...document.querySelectorAll(arguments[0])].map((node) => node.textContent)", selector)

    def text(self, selector):
        return self.one(selector).text

    def fill(self, selector, text):
        field = self.one(selector)
        field.clear()
        field.send_keys(text)
        self.settle()

    def keys(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()
        self.settle()

    def focused(self):
        return self.driver.switch_to.active_element

    def quiet(self, what):
        """Holds the page to having complained of nothing and asked for nothing since it was asked last."""
        errors = self.driver.get_log("browser")
        assert not errors, f"{what}: the console says {errors}"
        for entry in self.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                url = event["params"]["request"]["url"]
                assert url.startswith(("file:", "data:", "about:")), f"{what}: asked for {url}"
                assert not url.startswith("file:") or event["params"]["type"] == "Document", f"{what}: asked for {url}"

    def fits(self, what):
        width, window = self.js("return [document.documentElement.scrollWidth, innerWidth]")
        assert width <= window, f"{what}: is {width} pixels wide in a window of {window}"


def goescape(*arguments, cwd=MODULE, codes=(0,)):
    run = subprocess.run([os.environ["GOESCAPE"], *map(str, arguments)], cwd=cwd, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode in codes, f"goescape {arguments}: exit {run.returncode}\n{run.stderr}"
    return run.stdout


def number(text):
    return int(text.replace(",", ""))


def stat(page, label):
    return dict(zip(page.texts(".stats dt"), page.texts(".stats dd")))[label]


def rows_in_page(page):
    return page.texts("#list tbody tr")


def check_overview(page, path, report):
    page.open(path)
    page.quiet("the overview")
    totals = report["totals"]
    assert number(stat(page, "heap decisions")) == totals["heap"], "the heap decisions of the overview"
    assert number(stat(page, "moved to the heap")) == totals["counts"]["moved_to_heap"]
    assert number(stat(page, "on the stack")) == totals["counts"]["does_not_escape"]
    heap = sorted((package["heap"] for package in report["packages"] if package["heap"]), reverse=True)
    page.wait(lambda: page.all(".treemap a"))
    areas = page.js("return [...document.querySelectorAll('.treemap a')].map((a) => a.ariaLabel)")
    assert sorted((number(area.split(": ")[1].split(" ")[0]) for area in areas), reverse=True) == heap, areas
    causes = [number(text) for text in page.texts(".cards .card:nth-child(1) .count")]
    rest = [number(text.split(", ")[1].split(" ")[0]) for text in page.texts(".cards .card:nth-child(1) .rest")]
    assert sum(causes) + sum(rest) == totals["heap"], "the causes add up"
    page.all(".treemap a")[0].click()
    page.settle()
    first = next(package for package in report["packages"] if package["heap"] == heap[0])
    assert page.text("#found") == f"{heap[0]} of {totals['heap']} findings", page.text("#found")
    assert page.one("#filter-package").get_attribute("value") == f"={first['import_path']}"
    page.quiet("an area of the chart")


def check_profile(page, folder):
    """A report with profiles: areas by bytes, the bytes of a finding, the order by them."""
    made = json.loads(goescape("report", "-q", "--from", LOG, "-f", "json"))
    findings = [f for f in made["findings"] if f["category"] == "module"]
    total = 0
    for index, finding in enumerate(findings):
        size = 1024 * (index + 1)
        shared_by = 2 if index < 2 else 1
        finding["profile"] = {"bytes": size, "objects": index + 1, "share": 0.001, "shared_by": shared_by}
        total += size / shared_by
    made["profile"] = {"bytes": 4 * 1024 * 1024, "objects": 5, "matched_bytes": int(total), "matched_objects": 4, "benchmarks": [],
                       "fit": {"places": 10, "misplaced": 1, "example": "a.go:1 is not in F"}, "unmatched": []}
    saved, path = folder / "profile.json", folder / "profile.html"
    saved.write_text(json.dumps(made), encoding="utf-8")
    goescape("report", "-q", "--from", saved, "-f", f"html={path}")
    page.open(path)
    page.quiet("the overview with a profile")
    assert "the profiles hold 4.0 MiB in 5 objects" in page.text("#profile"), page.text("#profile")
    assert any("do not fit the sources" in text for text in page.texts("#alerts")), page.texts("#alerts")
    page.all("#area-choice a")[1].click()
    page.wait(lambda: page.js("return document.querySelector('.treemap a')?.ariaLabel.includes('allocated')"))
    areas = page.js("return [...document.querySelectorAll('.treemap a')].map((a) => a.ariaLabel)")
    assert page.js("return location.hash") == "#/?area=bytes"
    sizes = {}
    for finding in findings:
        name = finding["package"]
        sizes[name] = sizes.get(name, 0) + finding["profile"]["bytes"] / finding["profile"]["shared_by"] / 1024
    shown = sorted(float(area.split(": ")[1].split(" KiB")[0]) for area in areas)
    assert shown == sorted(round(size, 1) for size in sizes.values()), (areas, sizes)
    page.all(".treemap a")[0].click()
    page.settle()
    assert "sort=-bytes" in page.js("return location.hash")
    page.open(path, "#/findings?sort=-bytes")
    hottest = findings[-1]
    assert f"{hottest['line']}" in rows_in_page(page)[0], (rows_in_page(page)[0], hottest)
    page.open(path, f"#/findings?finding={findings[0]['id']}")
    assert "1.0 KiB in 1 object, 0.0% of the bytes, together with 1 other finding of the line" in page.text(".about-finding")
    page.quiet("a finding with a profile")
    return path


def check_allocations(page, folder):
    """A report with verdicts: what they sum up to, the verdict of a finding, the choice of those that allocate."""
    if shutil.which("go") is None:
        return []
    path = folder / "verified.html"
    report = json.loads(goescape("report", "-q", "--verify", "-C", MODULE, "-f", "json", "-f", f"html={path}"))
    heap = [f for f in report["findings"] if f["kind"] in ("escapes_to_heap", "moved_to_heap")]
    allocates = [f for f in heap if f["allocation"]["verdict"] == "allocates"]
    assert 0 < len(allocates) < len(heap), (len(allocates), len(heap))
    page.open(path)
    assert f"In the generated code: allocates {len(allocates)}," in page.text(".facts.code"), page.text(".facts.code")
    page.open(path, "#/findings?code=allocates")
    assert page.text("#found") == f"{len(allocates)} of {len(report['findings'])} findings", page.text("#found")
    assert page.one("#filter-code").get_attribute("value") == "allocates"
    sized = next(f for f in allocates if f["allocation"]["bytes"] != 0)
    page.open(path, f"#/findings?finding={sized['id']}")
    assert f"{sized['allocation']['bytes']} bytes of {sized['allocation']['type']}" in page.text(".about-finding")
    page.quiet("a finding with a verdict")
    return [path]


def check_table(page, path, report):
    heap = [f for f in report["findings"] if f["kind"] in ("escapes_to_heap", "moved_to_heap")]
    page.open(path, "#/findings")
    assert page.text("#found") == f"{len(heap)} findings"
    page.fill("#filter-q", "sprintf")
    wanted = [f for f in heap if any("Sprintf" in via["expression"] for step in f["flow"][-1:] for via in step["via"][-1:])]
    assert page.text("#found").startswith(f"{len(wanted)} of "), (page.text("#found"), len(wanted))
    page.fill("#filter-q", "event.go:60")
    assert len(rows_in_page(page)) == 1, "a place finds its line"
    page.fill("#filter-q", "no such thing")
    assert page.text("#list .empty") != "" and rows_in_page(page) == []
    page.one("#clear").click()
    page.settle()
    page.js("const select = document.getElementById('filter-cause'); select.value = 'returned';"
            "select.dispatchEvent(new Event('change'))")
    assert page.text("#found").startswith(f"{sum(f['cause'] == 'returned' for f in heap)} of ")
    page.fill("#filter-function", "=New")
    assert set(page.texts("#list .c-function code")) <= {"New"}
    page.one("#clear").click()
    page.one(".findings-table .c-function button").click()
    page.settle()
    functions = page.texts("#list tbody .c-function code")
    assert functions == sorted(functions) and len(set(functions)) > 3, functions
    assert page.one("th.c-function").get_attribute("aria-sort") == "ascending"
    page.one(".findings-table .c-function button").click()
    page.settle()
    backwards = page.texts("#list tbody .c-function code")
    assert backwards == sorted(backwards, reverse=True) and backwards[0] != functions[0]
    page.quiet("the table")


def longest_flow(report):
    return max(report["findings"], key=lambda f: sum(1 + len(step["via"]) for step in f["flow"]))


def check_source_and_flow(page, path, report):
    finding = longest_flow(report)
    page.open(path, f"#/findings?finding={finding['id']}")
    assert page.text(".detail h2") == finding["message"]
    steps = sum(len(step["via"]) or 1 for step in finding["flow"]) + 1
    assert page.text("#step-at") == f"Step 1 of {steps}"
    assert page.text(".source-section h3") == finding["file"]
    line = (MODULE / finding["file"]).read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    page.wait(lambda: page.all(".line.now"))
    assert page.texts(".line.now code") == [line], "the line of the finding is shown and marked"
    assert finding["message"] in "".join(page.texts(".annotation a")), "the finding stands below its line"
    for step in range(2, steps + 1):
        page.one("#step-next").click()
        page.settle()
        assert page.text("#step-at") == f"Step {step} of {steps}"
        assert len(page.all('.step[aria-current="step"]')) == 1
    assert not page.one("#step-next").is_enabled(), "there is nothing behind the last step"
    last = finding["flow"][-1]["via"][-1]
    assert last["expression"] in page.text('.step[aria-current="step"]'), "the last step is the compiler's last reason"
    words = page.texts(".step .intro")
    assert len(words) == len(finding["flow"]) and words[-1].endswith("."), words
    assert "{storage for" not in "".join(words) and "{heap}" not in "".join(words), words
    page.quiet("a source and a flow")


def check_links(page, path, report):
    """A link shows the same in a tab that has never seen the page."""
    finding = longest_flow(report)
    page.open(path, "#/findings")
    page.fill("#filter-package", "internal")
    page.one(".findings-table .c-cause button").click()
    page.settle()
    page.js("[...document.querySelectorAll('#list tbody a')][3].click()")
    page.settle()
    page.keys("n")

    def view():
        return [page.js("return location.hash"), page.text("#found"), page.text(".detail h2"), page.text("#step-at"),
                page.one("#filter-package").get_attribute("value"), rows_in_page(page)[:5],
                page.js("return document.querySelector('th[aria-sort]').className")]

    before = view()
    page.driver.switch_to.new_window("tab")
    page.size(1280, 900)
    page.open(path, before[0])
    page.settle()
    assert view() == before, (view(), before)
    page.go(f"#/findings?finding={finding['id']}&step=1")
    assert page.text(".detail h2") == finding["message"]
    page.driver.back()
    page.settle()
    assert view() == before, "back in the history is back in the view"
    for broken in ("#/nowhere", "#/findings?finding=v1:0&step=99&sort=x&kind=y", "#%E0%A4%A", "#/findings?include=no"):
        page.open(path, broken)
        page.quiet(f"the fragment {broken}")
    page.driver.close()
    page.driver.switch_to.window(page.driver.window_handles[0])


def check_keyboard(page, path):
    """From the beginning to a step of a flow and back, without a mouse."""
    page.open(path)
    page.keys(Keys.TAB)
    assert page.focused().get_attribute("id") == "skip", "the first stop skips the head of the page"
    for _ in range(3):
        page.keys(Keys.TAB)
        if page.focused().get_attribute("id") == "nav-findings":
            break
    page.keys(Keys.ENTER)
    assert page.one("#view-findings").is_displayed()
    page.keys("/")
    page.keys("make")
    assert page.js("return location.hash").endswith("q=make")
    for _ in range(20):
        page.keys(Keys.TAB)
        if page.js("return document.activeElement.closest('#list tbody') !== null"):
            break
    first = page.focused().text
    page.keys(Keys.ARROW_DOWN)
    page.keys(Keys.ARROW_DOWN)
    assert page.focused().text != first, "arrows go through the rows"
    page.keys(Keys.END)
    page.settle()
    place = page.focused().text
    page.keys(Keys.ENTER)
    assert page.text(".about-finding .place") == place.replace("\n", ""), (page.text(".about-finding"), place)
    page.keys("n")
    assert page.text("#step-at").startswith("Step 2 of "), page.text("#step-at")
    page.keys("p")
    assert page.text("#step-at").startswith("Step 1 of ")
    page.keys(Keys.ESCAPE)
    page.settle()
    assert not page.one(".detail").is_displayed()
    assert page.focused().text == place, "the focus is back where it was"
    outline = page.js("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus is to be seen"
    page.open(path)
    page.wait(lambda: page.all('.treemap a[tabindex="0"]'))
    page.js("document.querySelector('.treemap a[tabindex=\"0\"]').focus()")
    page.keys(Keys.ARROW_RIGHT)
    page.keys(Keys.ENTER)
    assert page.one("#view-findings").is_displayed(), "the chart leads to findings"
    page.quiet("the keyboard")


def luminance(page):
    colour = page.js("return getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour[colour.index("(") + 1:-1].split(",")[:3])


def check_themes(page, path):
    page.media("light")
    page.open(path)
    assert luminance(page) > 600
    page.media("dark")
    assert luminance(page) < 150, "the system's choice"
    seen = []
    for _ in range(3):
        page.one("#theme").click()
        seen.append((page.text("#theme"), luminance(page) > 600))
    assert seen == [("Theme: light", True), ("Theme: dark", False), ("Theme: auto", False)], seen
    page.media("light")


def check_narrow(page, paths):
    page.size(360, 740)
    for path in paths:
        for fragment in ("#/", "#/findings", "#/about"):
            page.open(path, fragment)
            page.fits(f"{path.name} {fragment}")
        page.open(path, "#/findings?kind=all")
        if rows_in_page(page):
            page.js("document.querySelector('#list tbody a').click()")
            page.settle()
            page.fits(f"{path.name}, a finding")
            assert page.one("#close").is_displayed() and not page.one("#list").is_displayed()
    page.size(1280, 900)


def check_print(page, path, report):
    page.open(path, "#/findings?q=append")
    page.js("addEventListener('beforeprint', () => { window.printedRows = document.querySelectorAll('.printed tbody tr').length; })")
    pdf = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert pdf.startswith(b"%PDF") and len(pdf) > 2000
    found = number(page.text("#found").split(" ")[0])
    assert page.js("return window.printedRows") == found, "paper has all rows of the table"
    assert not page.all(".printed"), "nothing is left behind"
    page.media("light", "print")
    assert not page.one("nav").is_displayed() and not page.one("#list").is_displayed()
    page.media("light")
    page.go("#/")
    page.media("dark", "print")
    page.settle()
    assert luminance(page) > 600, "paper is white"
    assert page.one(".headline").is_displayed()
    page.media("light")
    page.quiet("printing")
    assert report["totals"]["heap"] > found > 0


EVIL = ('<img src=x onerror="window.hacked=1"></script><script>window.hacked=2</script><!--{{7*7}} javascript:alert(1) '
        "\u202egnp\u2066 \u2028 ${alert(1)} \u001b[31m'\"&lt;\u3164\uffa0\ufe01\U000e0041\U0001d173")


def hostile(value, key=""):
    """The same report with every free text replaced."""
    if isinstance(value, dict):
        return {name: hostile(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [hostile(each, key) for each in value]
    free = ("import_path", "package", "file", "function", "expression", "message", "cause", "origin", "to", "from", "reason",
            "path", "dir", "samples", "go_version", "goos", "tags")
    return EVIL if key in free and isinstance(value, str) else value


def check_hostile(page, folder, report):
    evil = hostile({**report, "findings": report["findings"][:20], "packages": report["packages"][:1],
                    "failures": [{"package": "p", "message": "m"}],
                    "unrecognized": {"count": 1, "about_heap": 1, "samples": ["x"]}})
    evil["packages"][0]["counts"] = {"escapes_to_heap": sum(f["kind"] == "escapes_to_heap" for f in evil["findings"]),
                                     "moved_to_heap": sum(f["kind"] == "moved_to_heap" for f in evil["findings"])}
    evil["packages"][0]["heap"] = len(evil["findings"])
    evil["packages"][0]["other_categories"] = {}
    for index, finding in enumerate(evil["findings"]):
        finding["id"] = f"v1:{index:016x}"
    (folder / "evil.json").write_text(json.dumps(evil), encoding="utf-8")
    nothing = {**report, "findings": [], "packages": []}
    (folder / "nothing.json").write_text(json.dumps(nothing), encoding="utf-8")
    goescape("report", "-q", "--from", folder / "evil.json", "-f", f"html={folder}/evil.html", codes=(3,))
    goescape("diff", "-q", folder / "nothing.json", folder / "evil.json", "-f", f"html={folder}/evil-diff.html", codes=(3,))
    subprocess.run([pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples", folder], check=True)
    goescape("report", "-q", "--include", "all", "-f", f"html={folder}/module.html", cwd=MODULE.parent / "hostile")
    for path in (folder / "evil.html", folder / "evil-diff.html", folder / "hostile.html", folder / "module.html"):
        for fragment in ("#/", "#/findings?kind=all", f"#/findings?q={EVIL[:40]}", "#/about"):
            assert path.exists(), f"{path.name} was not written"
            page.open(path, fragment)
            if fragment.endswith("all"):
                page.js("document.querySelector('#list tbody a')?.click()")
                page.settle()
            assert page.js("return window.hacked") is None, f"{path.name}: a text of the report was run"
            assert not page.all("img, iframe, object, embed, b, main script"), f"{path.name}: a text became an element"
            text = page.js("return document.title + document.body.innerText")
            assert not HIDDEN.search(text.replace("\n", "").replace("\t", "")), f"{path.name}: shows what misleads"
            page.quiet(f"{path.name} {fragment}")
    page.open(folder / "evil.html")
    assert "did not compile" in page.text("#alerts") and "<img src=x" in page.text("#alerts"), page.text("#alerts")
    return [folder / "evil.html", folder / "hostile.html"]


def big_report(report, count):
    """As many findings, in packages of their own."""
    findings, packages = [], []
    base = [f for f in report["findings"] if f["kind"] in ("escapes_to_heap", "moved_to_heap")]
    for index in range(count):
        finding = base[index % len(base)]
        group = index // 200
        findings.append({**finding, "id": f"v1:{index:016x}", "package": f"example.com/big/p{group:04}",
                         "file": f"p{group:04}/{finding['file']}", "line": index % 200 + 1, "function": f"F{index // 7}"})
    for group in range((count + 199) // 200):
        mine = findings[group * 200:group * 200 + 200]
        counts = {kind: sum(f["kind"] == kind for f in mine) for kind in ("escapes_to_heap", "moved_to_heap")}
        counts = {kind: n for kind, n in counts.items() if n}
        packages.append({**report["packages"][0], "import_path": f"example.com/big/p{group:04}", "dir": f"p{group:04}",
                         "counts": counts, "heap": len(mine), "other_categories": {}})
    counts = {kind: sum(f["kind"] == kind for f in findings) for kind in ("escapes_to_heap", "moved_to_heap")}
    totals = {"packages": len(packages), "failed": 0, "findings": count, "counts": counts, "heap": count}
    for finding in findings:
        finding["category"] = "module"
    return {**report, "module": {**report["module"], "path": "example.com/big"}, "totals": totals, "packages": packages,
            "findings": findings}


def check_big(page, folder, report):
    count = 50000
    (folder / "big.json").write_text(json.dumps(big_report(report, count)), encoding="utf-8")
    goescape("report", "-q", "--from", folder / "big.json", "-f", f"html={folder}/big.html")
    begin = time.monotonic()
    page.open(folder / "big.html")
    loaded = time.monotonic() - begin
    paint = page.js("return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    print(f"50,000 findings, {(folder / 'big.html').stat().st_size / 1e6:.1f} MB: first paint after {paint:.0f} ms, "
          f"all there after {loaded * 1000:.0f} ms")
    assert number(stat(page, "heap decisions")) == count
    page.go("#/findings")
    assert page.text("#found") == "50,000 findings"
    page.js("document.getElementById('list').scrollTop = 800000")
    page.settle()
    assert 5 < len(rows_in_page(page)) < 80, f"{len(rows_in_page(page))} rows are in the page"
    page.fill("#filter-q", "p0123 make")
    assert 0 < number(page.text("#found").split(" ")[0]) < 200, page.text("#found")
    page.one("#clear").click()
    page.settle()
    assert page.text("#found") == "50,000 findings"
    page.one(".findings-table .c-function button").click()
    page.settle()
    page.js("document.querySelector('#list tbody a').focus()")
    page.keys(Keys.END)
    page.settle()
    page.wait(lambda: page.js("return document.activeElement.closest('tr')?.ariaRowIndex") == str(count + 1))
    page.keys(Keys.ENTER)
    page.settle()
    assert page.one(".detail h2").is_displayed() and len(rows_in_page(page)) < 80
    assert page.js("return document.querySelectorAll('*').length") < 12000
    page.quiet("50,000 findings")


def changed_side(report):
    """The report with something introduced, fixed and moved, and a package that failed."""
    side = json.loads(json.dumps(report))
    gone, moved = side["findings"][1], side["findings"][5]
    side["findings"].remove(gone)
    moved["line"] += 40
    twin = json.loads(json.dumps(side["findings"][0]))
    twin.update(id="v1:00000000000000ff", file="a_file_with_a_name_that_no_column_of_the_table_has_room_for.go", function="brandNew", expression="fresh", message="fresh escapes to heap")
    side["findings"].append(twin)
    package = next(each for each in side["packages"] if each["import_path"] == twin["package"])
    package["counts"]["escapes_to_heap"] += 1
    lost = next(each for each in side["packages"] if each["import_path"] == gone["package"])
    lost["counts"][gone["kind"]] -= 1
    side["packages"] = [{**each, "counts": {k: v for k, v in each["counts"].items() if v}} for each in side["packages"]]
    side["findings"].sort(key=lambda f: (f["package"], f["file"], f["line"], f["column"]))
    side["failures"] = [{"package": "", "message": "go: something else went wrong"}]
    return side


def check_places_are_whole(page):
    """Beside an opened finding there is little room: names of files are shortened, their lines are not."""
    cut = page.js("""return [...document.querySelectorAll('#list tbody tr')].filter((row) => {
      const right = (node) => node.getBoundingClientRect().right;
      const change = row.querySelector('.c-change');
      return right(row.querySelector('.line-column')) > right(row.querySelector('.c-where')) ||
        change.scrollWidth > change.clientWidth;
    }).map((row) => row.textContent)""")
    assert rows_in_page(page) and not cut, f"the line or the change is cut off: {cut}"


def check_comparisons(page, folder, report):
    (folder / "old.json").write_text(json.dumps(report), encoding="utf-8")
    (folder / "new.json").write_text(json.dumps(changed_side(report)), encoding="utf-8")
    diff = json.loads(goescape("diff", "-q", folder / "old.json", folder / "new.json", "-f", "json", "-f",
                               f"html={folder}/diff.html", codes=(3,)))
    page.open(folder / "diff.html")
    assert page.text("#alerts").lower().startswith("after: "), "what failed stands above all"
    assert page.js("return document.title").startswith("incomplete: ")
    for change in ("introduced", "fixed", "moved"):
        assert number(stat(page, change)) == len(diff[change]), change
    assert number(stat(page, "unchanged")) == diff["unchanged"]
    assert len(diff["introduced"]) == 1 and len(diff["fixed"]) == 1
    deltas = {cells[0]: cells[3] for cells in page.js(
        "return [...document.querySelectorAll('.numbers tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")}
    wanted = {each["import_path"]: each["heap"]["delta"] for each in diff["packages"] if each["heap"]["delta"]}
    assert len(deltas) == len(wanted), (deltas, wanted)
    page.go("#/findings?change=introduced")
    assert len(rows_in_page(page)) == 1 and "fresh" in rows_in_page(page)[0]
    page.quiet("a diff")
    goescape("check", "-q", "--from", folder / "new.json", "--base-report", folder / "old.json", "-f",
             f"html={folder}/check.html", codes=(1, 3))
    page.open(folder / "check.html")
    assert page.text("h1").startswith("the gate failed: 1 new heap decision"), page.text("h1")
    assert "fresh escapes to heap" in page.text("#view-overview .card")
    assert "went wrong" in page.text("#alerts")
    page.one("#view-overview .findings-list a").click()
    page.settle()
    assert page.text(".detail h2") == "fresh escapes to heap"
    check_places_are_whole(page)
    page.quiet("a check")
    return [folder / "diff.html", folder / "check.html"]


def fetch_axe(folder):
    """The source of axe-core; nothing, and a word about it, where npm does not give it."""
    if shutil.which("npm") is None:
        print("accessibility rules not checked: there is no npm to fetch axe-core with")
        return None
    run = subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", AXE[0]], cwd=folder, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    if run.returncode != 0:
        print(f"accessibility rules not checked: npm gives no {AXE[0]}: {run.stderr.strip()[-200:]}")
        return None
    archive = (folder / run.stdout.strip().splitlines()[-1]).read_bytes()
    assert "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode() == AXE[1], "not the axe-core that was named"
    with tarfile.open(folder / run.stdout.strip().splitlines()[-1]) as package:
        return package.extractfile("package/axe.min.js").read().decode()


def check_accessibility(page, axe, paths, report):
    finding = longest_flow(report)
    for scheme, seen in (("light", paths), ("dark", paths[:1])):
        page.media(scheme)
        for path in seen:
            for fragment in ("#/", "#/findings", f"#/findings?finding={finding['id']}&step=1", "#/about"):
                page.open(path, fragment)
                page.settle()
                page.js(axe)
                result = page.driver.execute_async_script(
                    "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                    " 'best-practice']}).then(done, (error) => done({violations: [String(error)]}))")
                found = [(v["id"], [(n["html"][:160], n["any"][0]["message"][:160] if n["any"] else "") for n in v["nodes"][:3]])
                         if isinstance(v, dict) else v for v in result["violations"]]
                assert not found, f"{path.name} {fragment}, {scheme}: {json.dumps(found, indent=1)}"
    page.media("light")


def check_all(page, folder):
    path = folder / "report.html"
    report = json.loads(goescape("report", "-q", "--from", LOG, "--include", "all", "-f", "json", "-f", f"html={path}"))
    check_overview(page, path, report)
    check_table(page, path, report)
    check_source_and_flow(page, path, report)
    check_links(page, path, report)
    check_keyboard(page, path)
    check_themes(page, path)
    check_print(page, path, report)
    compared = check_comparisons(page, folder, report)
    profile = check_profile(page, folder)
    verified = check_allocations(page, folder)
    evil = check_hostile(page, folder, report)
    check_narrow(page, [path, profile, *verified, *compared, *evil])
    check_big(page, folder, report)
    axe = fetch_axe(folder)
    if axe is not None:
        check_accessibility(page, axe, [path, profile, *verified, *compared], report)


def main():
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            print(f"skipped: there is no {program}; scripts/setup --browser installs it")
            sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name:
        driver = browser()
        try:
            check_all(Page(driver), pathlib.Path(name).resolve())
        finally:
            driver.quit()


if __name__ == "__main__":
    main()

// What the files of the suite share: Chromium, the built portals behind servers, checks that are counted, the last line.
import { join } from 'node:path';
import { portals } from './pages.mjs';
import { serve_folder } from './serve_folder.mjs';
import { start_browser } from './start_browser.mjs';

// Runs in each page before its own scripts; `moved` adds up what moved without the reader having done anything.
function watch_inside() {
  window.seen = { moved: 0, what: [], blocked: [] };
  addEventListener('securitypolicyviolation', (event) =>
    window.seen.blocked.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`));
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      window.seen.moved += shift.value;
      for (const { node } of shift.sources) window.seen.what.push(node?.className || node?.nodeName);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/// One run of the suite over portals that lie built in `folder`.
class Suite {
  pages_seen = new Set();
  checks = 0;
  violations = [];
  contexts = new Map();

  constructor(browser, sites, folder) {
    Object.assign(this, { browser, sites, folder });
  }
  url_of = (page) => this.sites[page.portal].origin + page.path;

  /// Counts a check; when it does not hold, `where` and `what` are told at the end.
  check(holds, where, what) {
    this.checks += 1;
    if (!holds) this.violations.push(`${where}: ${what}`);
    return Boolean(holds);
  }

  /// As `check`, of a list of faults that should be empty.
  none(faults, where, what) {
    return this.check(faults.length === 0, where, `${what}: ${faults.slice(0, 5).join(' | ')}${faults.length > 5 ? ` and ${faults.length - 5} more` : ''}`);
  }

  /// A browser context: its own cache and settings.
  async new_context(options) {
    const context = await this.browser.newContext(
      { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce', ...options });
    if (options.javaScriptEnabled !== false) await context.addInitScript(watch_inside);
    return context;
  }

  /// A page with the console and the network listened to. Equal options share a context, unless it is to be alone.
  async open(options = {}, alone) {
    const key = JSON.stringify(options);
    if (!alone && !this.contexts.has(key)) this.contexts.set(key, this.new_context(options));
    const page = await (await (alone ? this.new_context(options) : this.contexts.get(key))).newPage();
    page.setDefaultTimeout(60_000);
    page.complaints = [];
    page.foreign = [];
    page.on('console', (message) => {
      const is_the_404 = message.text().includes('404') && message.location().url === page.url();
      if (!is_the_404) page.complaints.push(message.text());
    });
    page.on('pageerror', (error) => page.complaints.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== new URL(page.expected).origin) page.foreign.push(url.href);
    });
    return page;
  }

  /// Goes to one of pages.mjs; the answer's status is checked.
  async visit(page, target) {
    page.expected = this.url_of(target);
    page.complaints.length = page.foreign.length = 0;
    const answer = await page.goto(page.expected);
    this.pages_seen.add(`${target.portal}${target.path}`);
    this.check(answer.status() === (target.status ?? 200), target.name, `status ${answer.status()}`);
  }
}

/// Runs `work(suite)` over the portals in `folder`, tells every violation, and ends with 0 or 1.
export async function run_suite(title, folder, work, wait) {
  // Letters as they are designed, whatever the machine's settings for its screen are.
  const browser = await start_browser('--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb');
  const sites = {};
  for (const portal of portals) sites[portal] = await serve_folder(join(folder, portal), wait);
  const suite = new Suite(browser, sites, folder);
  try {
    await work(suite);
  } finally {
    await browser.close();
    for (const site of Object.values(sites)) site.close();
  }
  for (const violation of suite.violations.slice(0, 60)) console.log(`violation: ${violation}`);
  console.log(`${title}: ${suite.pages_seen.size} pages, ${suite.checks} checks, ${suite.violations.length} violations`);
  process.exit(suite.violations.length ? 1 : 0);
}

/// Does `work` for all of `list`, several at a time: Chromium waits a lot.
export async function for_all(list, work, at_once = 3) {
  const left = [...list];
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  }));
}

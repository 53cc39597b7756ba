// How pages stand at each width, with and without JavaScript: layout_test.mjs PORTALS_FOLDER.
import { pages, widths } from './pages.mjs';
import { start_browser } from './start_browser.mjs';
import { for_all, run_suite } from './suite.mjs';

// What makes a page wider than its window.
function too_wide() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const inside = (element) => element.closest('.cuon, pre, [popover], .an') === null;
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && inside(element))
    .map((element) => `${element.localName}.${element.className} ends at ${Math.round(element.getBoundingClientRect().right)}`)
    .concat(`scrollWidth ${root.scrollWidth} > ${root.clientWidth}`);
}

// Text cut off by a box that hides what does not fit.
function cut_off() {
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter((element) => {
      const style = getComputedStyle(element);
      return /hidden|clip/.test(style.overflowX + style.overflowY) && !element.closest('.an, svg') && element.checkVisibility() &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    })
    .map((element) => `${element.localName}.${element.className}`);
}

// Buttons, boxes and links that stand alone; links inside a sentence are as high as their line (WCAG 2.5.8).
function small_targets() {
  const wanted = 'button, summary, input, select, .nut, nav a, .ben a, .chan li a, .nhom li > a, .gon .ten a:only-child, .ten-cong';
  // A link laid over all of its item is as large as the item, a box to tick as its label.
  const area = (element) => element.closest('label.muc-chon') ?? (getComputedStyle(element, '::after').position === 'absolute' ? element.offsetParent ?? element.parentElement : element);
  return [...document.querySelectorAll(wanted)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.an') && !element.matches('.neo, .bo-qua'))
    .map((element) => [element, area(element).getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 24)
    .map(([element, box]) => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
}

async function look(suite, page, target, width, script) {
  const where = `${target.name} ${width} ${script ? 'with' : 'without'} JavaScript`;
  suite.none(await page.evaluate(too_wide), where, 'scrolls sideways');
  suite.none(page.complaints, where, 'console');
  suite.none(page.foreign, where, 'request to another origin');
  if (width === 360) suite.none(await page.evaluate(small_targets), where, 'target under 44 px');
}

// A first visit at each width, with an empty cache.
async function with_script(suite, target) {
  for (const width of widths) {
    const page = await suite.open({ viewport: { width, height: 800 } }, 'alone');
    await suite.visit(page, target);
    await page.waitForTimeout(late);
    await look(suite, page, target, width, true);
    const { moved, what, blocked } = await page.evaluate(() => window.seen);
    suite.check(moved === 0, `${target.name} ${width}`, `layout moved by ${moved}: ${what.join(', ')}`);
    suite.none(blocked, `${target.name} ${width}`, 'blocked by the policy');
    if (width === 1280) await zoom(suite, page, target);
    await page.context().close();
  }
}

async function without_script(suite, target) {
  const page = await suite.open({ javaScriptEnabled: false });
  await suite.visit(page, target);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await look(suite, page, target, width, false);
  }
  await page.close();
}

async function nothing_lost(suite, page, where) {
  suite.none(await page.evaluate(too_wide), where, 'scrolls sideways');
  suite.none(await page.evaluate(cut_off), where, 'cuts off');
}

// A window of 1280 px at 200 % and 400 %.
async function zoom(suite, page, target) {
  const devtools = await page.context().newCDPSession(page);
  for (const zoom of [2, 4]) {
    await devtools.send('Emulation.setDeviceMetricsOverride',
      { width: 1280 / zoom, height: 800 / zoom, deviceScaleFactor: zoom, mobile: false });
    await nothing_lost(suite, page, `${target.name} at ${zoom * 100} %`);
  }
}

// Readers who set their browser's letters to twice their size.
async function large_letters(suite) {
  const browser = await start_browser('--blink-settings=defaultFontSize=32');
  const page = await browser.newPage({ javaScriptEnabled: false });
  for (const target of pages) {
    await page.goto(suite.url_of(target));
    for (const width of [768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await nothing_lost(suite, page, `${target.name} ${width} letters at 200 %`);
    }
  }
  await browser.close();
}

// Scripts come after the first paint, fonts after the letters: nothing may move then.
const slow = (path) => (path.endsWith('.js') ? 80 : path.endsWith('.woff2') ? 150 : 0);
const late = 250;

await run_suite('layout', process.argv[2], async (suite) => {
  await for_all(pages, async (target) => {
    await with_script(suite, target);
    await without_script(suite, target);
  });
  await large_letters(suite);
}, slow);

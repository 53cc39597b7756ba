// Pages by keyboard alone: order and ring of the focus, menus, panels, buttons: keyboard_test.mjs PORTALS_FOLDER.
import { pages } from './pages.mjs';
import { for_all, run_suite } from './suite.mjs';

const most_stops = 90;  // Lists go on as they begin.

// Everything that the Tab key should stop at, in the order of the document; each is given a number.
function number_the_stops() {
  // Of radio buttons of one name, Tab stops at one; arrows go on.
  const group = (radio) => [...radio.form.elements[radio.name]];
  const is_passed = (element) => element.type === 'radio' && (group(element).find(({ checked }) => checked) ?? group(element)[0]) !== element;
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio, video, iframe, [tabindex="0"]')]
    .filter((element) => !element.disabled && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !is_passed(element))
    .map((element, i) => ((element.stop = i), element.localName)).length;
}

// Where the focus is, and what is wrong there.
function look_at_focus() {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const style = getComputedStyle(element);
  // The middle of what can be seen of it.
  const box = element.getClientRects()[0];
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
  const top = document.elementFromPoint(x, y);
  const faults = [];
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('has no ring');
  if (box.width === 0 || box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push(`is out of sight at ${Math.round(x)},${Math.round(y)}`);
  else if (!top || !(element.contains(top) || top.contains(element) || top.closest('label')?.control === element))
    faults.push(`is covered by ${top?.localName}.${top?.className}`);
  return { stop: element.stop, name: `${element.localName} “${(element.textContent || element.ariaLabel || element.id).trim().slice(0, 30)}”`, faults };
}

async function tab_through(suite, target, width) {
  const page = await suite.open({ viewport: { width, height: 800 } });
  const where = `${target.name} ${width}`;
  await suite.visit(page, target);
  await page.waitForLoadState('networkidle');
  const stops = Math.min(await page.evaluate(number_the_stops), most_stops);
  const faults = [];
  for (let i = 0; i < stops; i += 1) {
    await page.keyboard.press('Tab');
    let now = await page.evaluate(look_at_focus);
    // A player's own buttons are stops inside it.
    for (let inner = 0; now?.name.startsWith('video') && now.stop === i - 1 && inner < 12; inner += 1) {
      await page.keyboard.press('Tab');
      now = await page.evaluate(look_at_focus);
    }
    if (!now) { faults.push(`stop ${i} is nowhere`); break; }
    if (now.stop !== i) { faults.push(`stop ${i} is ${now.name}, number ${now.stop} in the document`); break; }
    faults.push(...now.faults.map((fault) => `${now.name} ${fault}`));
  }
  suite.checks += stops;
  suite.none(faults, where, 'Tab');
  await page.close();
}

const page_named = (name) => pages.find((page) => page.name === name);
const focused = (page) => page.evaluate(() => document.activeElement?.textContent.trim() || document.activeElement?.id);

async function tab_to(page, locator) {
  for (let i = 0; i < 60; i += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

const tasks = {
  async 'the first stop leads past the masthead'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, page_named('thu-tuc'));
    await page.keyboard.press('Tab');
    check(await page.evaluate(() => document.activeElement.matches('.bo-qua') && document.activeElement.getBoundingClientRect().top >= 0), 'the skip link is not shown');
    await page.keyboard.press('Enter');
    check(await page.evaluate(() => document.activeElement.id === 'noi_dung'), 'the focus is not in main');
  },
  async 'groups of the menu open and close'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, page_named('trang-chu'));
    const groups = page.locator('.chuyen-muc details');
    const summary = groups.first().locator('summary');
    check(await tab_to(page, summary), 'the first group cannot be reached');
    await page.keyboard.press('Enter');
    check(await groups.first().evaluate((group) => group.open), 'Enter does not open it');
    await page.keyboard.press('Tab');
    check(await groups.first().locator('a').first().evaluate((link) => link === document.activeElement), 'Tab does not go into it');
    await page.keyboard.press('Escape');
    check(await groups.first().evaluate((group) => !group.open), 'Escape does not close it');
    check(await summary.evaluate((element) => element === document.activeElement), 'the focus does not return');
    await page.keyboard.press('Space');
    check(await tab_to(page, groups.nth(1).locator('summary')), 'the second group cannot be reached');
    check(await groups.first().evaluate((group) => !group.open), 'it stays open behind the reader');
  },
  async 'the menu of a phone, with and without JavaScript'(suite, check) {
    for (const javaScriptEnabled of [true, false]) {
      const page = await suite.open({ viewport: { width: 360, height: 700 }, javaScriptEnabled });
      await suite.visit(page, page_named('van-ban'));
      const button = page.locator('.mo-menu'), menu = page.locator('#chuyen_muc');
      check(await tab_to(page, button), 'cannot be reached');
      await page.keyboard.press('Enter');
      check(await menu.isVisible(), 'Enter does not open it');
      await page.keyboard.press('Tab');
      check(await menu.evaluate((element) => element.contains(document.activeElement)), 'Tab does not go into it');
      await page.keyboard.press('Escape');
      check(!(await menu.isVisible()), 'Escape does not close it');
      check(await button.evaluate((element) => element === document.activeElement), `the focus does not return: ${await focused(page)}`);
      await page.close();
    }
  },
  async 'the filters of a phone'(suite, check) {
    for (const javaScriptEnabled of [true, false]) {
      const page = await suite.open({ viewport: { width: 360, height: 700 }, javaScriptEnabled });
      await suite.visit(page, page_named('danh-sach'));
      const button = page.locator('.mo-loc'), panel = page.locator('#_loc');
      check(await tab_to(page, button), 'cannot be reached');
      await page.keyboard.press('Enter');
      check(await panel.isVisible(), 'Enter does not open them');
      await page.keyboard.press('Tab');
      check(await panel.evaluate((element) => element.contains(document.activeElement)), 'Tab does not go into them');
      await page.keyboard.press('Escape');
      check(!(await panel.isVisible()), 'Escape does not close them');
      check(await button.evaluate((element) => element === document.activeElement), 'the focus does not return');
      await page.close();
    }
  },
  async 'a heading’s link is copied'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });
    await suite.visit(page, page_named('thu-tuc'));
    const button = page.locator('[data-sao-chep="_giay-to"]');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.textContent.includes(document.activeElement.dataset.xong));
    check((await page.evaluate(() => navigator.clipboard.readText())) === `${page.expected}#_giay-to`, 'the clipboard holds something else');
  },
  async 'the language is changed on the same page'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, page_named('thu-tuc'));
    check(await tab_to(page, page.locator('.ngon-ngu a[hreflang=en]')), 'English cannot be reached');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/thu-tuc/9.000001/');
    check((await page.getAttribute('html', 'lang')) === 'en', 'the page is not in English');
  },
  async 'titles are offered as one types'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, page_named('trang-chu'));
    const input = page.locator('#o_tim'), offers = page.locator('.goi-y a');
    check(await tab_to(page, input), 'the box cannot be reached');
    await page.keyboard.type('ho kinh doanh');
    await offers.first().waitFor();
    check((await offers.allInnerTexts()).some((text) => text.includes('thành lập hộ kinh doanh')), 'nothing is found without marks');
    await page.keyboard.press('ArrowDown');
    check(await offers.first().evaluate((link) => link === document.activeElement), 'the arrow does not go to the first');
    await page.keyboard.press('Escape');
    check(await input.evaluate((element) => element === document.activeElement), 'Escape does not return to the box');
    check((await offers.count()) === 0 || !(await offers.first().isVisible()), 'Escape does not close them');
    await page.keyboard.type(' ');
    await offers.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/thu-tuc/**');
  },
  async 'a task is found by its number'(suite, check) {
    const page = await suite.open({ viewport: { width: 360, height: 700 } });
    await suite.visit(page, page_named('trang-chu-luu-tru'));
    await page.locator('#o_tim').focus();
    await page.keyboard.type('nhiem vu 3.3');
    await page.locator('.goi-y a').first().waitFor();
    check((await page.locator('.goi-y a').count()) === 1, 'more than one is offered');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/nhiem-vu/ln-3.3/');
  },
  async 'the notice of an archive unfolds'(suite, check) {
    const page = await suite.open({ viewport: { width: 360, height: 700 }, javaScriptEnabled: false });
    await suite.visit(page, page_named('nhiem-vu'));
    const notice = page.locator('.luu-tru details');
    check(await tab_to(page, notice.locator('summary')), 'cannot be reached');
    await page.keyboard.press('Enter');
    check(await notice.locator('p').isVisible(), 'Enter does not unfold it');
  },
};

await run_suite('keyboard', process.argv[2], async (suite) => {
  for (const [title, work] of Object.entries(tasks)) {
    const check = (holds, what) => suite.check(holds, title, what);
    await work(suite, check).catch((error) => check(false, String(error).split('\n')[0]));
  }
  await for_all(pages.flatMap((target) => [[target, 360], [target, 1280]]), ([target, width]) => tab_through(suite, target, width));
});

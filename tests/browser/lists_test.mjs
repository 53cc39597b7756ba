// Lists: pages of facets without JavaScript; with it filtered and sorted in place, over all records: lists_test.mjs PORTALS_FOLDER.
import { run_suite } from './suite.mjs';
import { pages } from './pages.mjs';

const list = pages.find((page) => page.name === 'danh-sach');
const empty = pages.find((page) => page.name === 'danh-sach-trong');
const titles = (page) => page.locator('[data-ket-qua] tbody th').evaluateAll((cells) => cells.map((cell) => cell.querySelector('a').textContent));
const said = (page) => page.locator('[data-danh-sach] [role=status]').innerText();
const number_in = (text) => Number(/\d+/.exec(text)?.[0] ?? 0);
const settled = (page, number) =>
  page.waitForFunction((number) => Number(/\d+/.exec(document.querySelector('[data-danh-sach] [role=status]').textContent)?.[0]) === number, number);

const tasks = {
  async 'facets are pages without JavaScript'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
    await suite.visit(page, list);
    const facet = page.locator('[data-loc] a').first();
    const promised = Number(await facet.locator('.so').innerText());
    await facet.click();
    check(new URL(page.url()).pathname !== list.path, 'the facet has no page of its own');
    check(number_in(await said(page)) === promised, `${promised} are promised, ${await said(page)} shown`);
    check((await page.locator('[data-loc] a[aria-current]').count()) === 1, 'the chosen facet is not marked');
    check((await page.locator('.o-loc').isVisible()) === false, 'a box that does nothing is shown');
    await page.locator('.the-chon a').click();
    check(new URL(page.url()).pathname === list.path, 'the tag does not lead back to the whole list');
    check((await page.locator('.phan-trang a[rel=next]').count()) === 1, 'a long list has no next page');
  },
  async 'words are found without marks, over all pages of the list'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, list);
    const at_first = await titles(page), all = await said(page);
    check((await page.locator('[data-danh-sach] [role=status]').getAttribute('role')) === 'status', 'the count is not announced');
    await page.locator('.o-loc').fill('ho tich');
    await page.waitForURL('**/thu-tuc/?loc=ho+tich');
    await settled(page, 31);
    const found = await titles(page);
    check(found.length > 0 && found.length === number_in(await said(page)), `${found.length} rows, “${await said(page)}”`);
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const rows = await page.locator('[data-ket-qua] tbody tr').allInnerTexts();
    check(rows.every((row) => plain(row).includes('ho') && plain(row).includes('tich')), 'rows without the words');
    await page.locator('.o-loc').fill('hộ tịch');
    await page.waitForURL(/h%E1%BB%99/);
    check((await titles(page)).length <= found.length && (await titles(page)).length > 0, 'with marks nothing is found');
    await page.locator('.o-loc').fill('không có gì như vậy');
    await page.waitForFunction(() => document.querySelectorAll('[data-ket-qua] tbody tr').length === 0);
    check((await said(page)).length > 5, 'nothing is said when nothing is found');
    await page.locator('.o-loc').fill('');
    await page.waitForFunction((text) => document.querySelector('[data-danh-sach] [role=status]').textContent === text, all);
    check(JSON.stringify(await titles(page)) === JSON.stringify(at_first), 'the list does not come back as it was');
  },
  async 'the index finds “đất” by “dat”'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, { name: 'muc-luc', portal: 'mau', path: '/muc-luc/' });
    await page.locator('main input[type=search]').fill('su dung dat');
    const shown = await page.locator('.chu-cai li:visible').allInnerTexts();
    check(shown.length > 0 && shown.every((text) => /sử dụng đất/iu.test(text)), `found: ${shown.slice(0, 3).join(' | ')}`);
    check(number_in(await page.locator('[data-muc-luc] [role=status]').innerText()) === shown.length, 'the count is another');
  },
  async '“dat dai” finds “đất đai”'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, { name: 'hoi-dap', portal: 'mau', path: '/hoi-dap/' });
    await page.locator('.o-loc').fill('dat dai');
    await settled(page, 1);
    check(/đất đai/i.test(await page.locator('[data-ket-qua] tbody').innerText()), 'not found');
  },
  async 'facets filter in place, together, with tags, and the address keeps them'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, list);
    const all = await said(page);
    await page.evaluate(() => (window.untouched = true));
    const facets = page.locator('[data-loc]');
    const first = facets.first().locator('a').first();
    const promised = Number(await first.locator('.so').innerText());
    await first.click();
    await settled(page, promised);
    check(await page.evaluate(() => window.untouched), 'the page was loaded again');
    check((await first.getAttribute('aria-current')) === 'true', 'the chosen facet is not marked');
    check(new URL(page.url()).search.length > 1, 'the address does not tell');
    const second = facets.nth(1).locator('a').first();
    const both = Number(await second.locator('.so').innerText());
    check(both <= promised, 'counts of other facets are not of what is left');
    await second.click();
    await settled(page, both);
    const tags = page.locator('[data-the-chon] button');
    check((await tags.count()) === 2, `${await tags.count()} tags for 2 facets`);
    const address = page.url();
    await tags.nth(1).focus();
    await page.keyboard.press('Enter');
    await settled(page, promised);
    check(await tags.first().evaluate((tag) => tag === document.activeElement), 'the focus is lost with the tag');
    await page.goBack();
    await settled(page, both);
    check(page.url() === address, 'back is another address');
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((text) => document.querySelector('[data-danh-sach] [role=status]').textContent === text, all);
    check((await page.locator('[data-loc] a[aria-current]').count()) === 0, 'back leaves a facet chosen');
    await page.goto(address);
    await settled(page, both);
    check((await tags.count()) === 2, 'an address that is sent to somebody shows something else');
    await page.locator('[data-ket-qua] tbody a').first().click();
    await page.waitForURL((url) => !url.search);
    await page.goBack();
    await settled(page, both);
    check((await tags.count()) === 2, 'back from a record shows another list');
  },
  async 'columns sort'(suite, check) {
    const page = await suite.open({ viewport: { width: 1280, height: 800 } });
    await suite.visit(page, list);
    const head = page.locator('[data-ket-qua] thead th').first();
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/thu-tuc/?sap=1');
    await page.locator('[data-ket-qua] thead th[aria-sort=ascending]').waitFor();  // The address is first, then the rows.
    check((await head.getAttribute('aria-sort')) === 'ascending', 'aria-sort is not ascending');
    const up = await titles(page);
    const vietnamese = new Intl.Collator('vi', { numeric: true });
    check(up.every((title, i) => i === 0 || vietnamese.compare(up[i - 1], title) <= 0), 'not in the order of Vietnamese');
    await page.waitForTimeout(50);
    check(await head.locator('button').evaluate((button) => button === document.activeElement), 'the focus is lost');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/thu-tuc/?sap=-1');
    await page.locator('[data-ket-qua] thead th[aria-sort=descending]').waitFor();  // The address is first, then the rows.
    check((await head.getAttribute('aria-sort')) === 'descending', 'aria-sort is not descending');
    check((await titles(page))[0] !== up[0], 'the order is the same');
  },
  async 'on a phone a row is a card, sorted and filtered as the table'(suite, check) {
    const page = await suite.open({ viewport: { width: 360, height: 700 } });
    await suite.visit(page, list);
    const cell = page.locator('[data-ket-qua] tbody td:not(.o-trong)').first();
    check((await cell.evaluate((element) => getComputedStyle(element).display)) !== 'table-cell', 'a table on a phone');
    check((await cell.evaluate((element) => getComputedStyle(element, '::before').content)).includes(await cell.getAttribute('data-nhan')), 'the cell does not tell its column');
    await page.locator('[data-ket-qua] thead button').nth(1).click();
    await page.waitForURL('**/thu-tuc/?sap=2');
    await page.locator('.mo-loc').click();
    await page.locator('[data-loc] a').first().click();
    check((await page.locator('#_loc').isVisible()) === false, 'the panel stays over the results');
    check((await page.locator('[data-the-chon] button').count()) === 1, 'no tag');
  },
  async 'who looks for where to ask, or finds nothing, is told where'(suite, check) {
    const page = await suite.open({ viewport: { width: 360, height: 700 } });
    await suite.visit(page, { name: 'trang-chu', portal: 'mau', path: '/' });
    const offered = page.locator('main .goi-y a[href="/#_hoi"]');
    for (const [asked, wanted] of [['dat cau hoi', 1], ['hoi', 1], ['khong thay dau', 1], ['quy hoach', 0]]) {
      await page.locator('main input[type=search]').fill(asked);
      await page.waitForFunction(() => /trang nào khớp|trang khớp/.test(document.querySelector('main .goi-y [role=status]')?.textContent));
      check((await offered.count()) === wanted, `typed: ${asked}`);
      await suite.visit(page, { name: 'muc-luc', portal: 'mau', path: `/muc-luc/?tim=${encodeURIComponent(asked)}` });
      check((await page.locator('main [data-hoi]').isVisible()) === Boolean(wanted), `A–Z: ${asked}`);
      await suite.visit(page, { name: 'trang-chu', portal: 'mau', path: '/' });
    }
  },
  async 'an empty list says what is missing and who is to bring it'(suite, check) {
    const page = await suite.open({ viewport: { width: 360, height: 700 }, javaScriptEnabled: false });
    await suite.visit(page, empty);
    const notice = page.locator('main .luu-y');
    check(/chưa/i.test(await notice.innerText()), 'it does not say so');
    check((await notice.locator('a').count()) > 0, 'it names no task');
  },
};

await run_suite('lists', process.argv[2], async (suite) => {
  for (const [title, work] of Object.entries(tasks)) {
    const check = (holds, what) => suite.check(holds, title, what);
    await work(suite, check).catch((error) => check(false, String(error).split('\n').slice(0, 2).join(' ')));
  }
});

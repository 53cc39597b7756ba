// What an editor sees while `minhbach serve` runs: preview_test.mjs MINHBACH SITE.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { start_browser } from './start_browser.mjs';
import { start_preview } from './start_preview.mjs';

const [program, small_site] = process.argv.slice(2);
const news = 'content/xa-mau/tin-bai/lich-tiep-dan.md';
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'";

const root = mkdtempSync(join(tmpdir(), 'minhbach-browser-'));
const read = (path) => readFileSync(join(root, path), 'utf8');
/// As editors save: beside it, then over it.
function save(path, text) {
  const beside = join(root, dirname(path), '.saving');
  writeFileSync(beside, text);
  renameSync(beside, join(root, path));
}
function replace(path, from, to) {
  assert(read(path).includes(from), `${path} holds ${from}`);
  save(path, read(path).replace(from, to));
}

async function step(title, work) {
  await work();
  console.log(`ok: ${title}`);
}

cpSync(small_site, root, { recursive: true });
// The default theme's policy, which must not keep the preview out.
replace('themes/nho/templates/khung.html', '<title>', `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<title>`);

const browser = await start_browser();
let preview = await start_preview(program, root, 'xa-mau');
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const complaints = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage(), other = await context.newPage();
  const panel = page.getByRole('alertdialog');

  await step('a page is shown as it will be published', async () => {
    await page.goto(`${preview.url}tin-bai/lich-tiep-dan/`);
    await other.goto(preview.url);
    await page.getByText('Thứ Năm hằng tuần').waitFor();
    assert.equal(await page.locator('h1').innerText(), 'Lịch tiếp dân');
  });

  await step('an edit appears in every tab without touching the browser', async () => {
    await other.evaluate(() => (window.untouched = true));
    replace(news, 'Thứ Năm', 'Thứ Ba');
    await page.getByText('Thứ Ba hằng tuần').waitFor();
    await other.waitForFunction(() => !window.untouched);
  });

  await step('a mistake shows over the last good page, with its place, line, caret and hint', async () => {
    replace(news, 'ngay_dang: 2024-06-03', 'ngay_dang: 2024-06-31');
    await panel.waitFor();
    const text = await panel.innerText();
    assert.match(text, /\d+ lỗi cần sửa/);
    assert.match(text, /content\/xa-mau\/tin-bai\/lich-tiep-dan\.md:3:12/);
    assert.match(text, /dòng 3, cột 12/);
    assert.match(text, /ngay_dang: 2024-06-31\n {11}\^/);
    assert.match(text, /Gợi ý:/);
    assert(await page.getByText('Thứ Ba hằng tuần', { exact: false }).isVisible());
    await other.getByRole('alertdialog').waitFor();
  });

  await step('the panel has the focus and fits a phone', async () => {
    const inside = await page.evaluate(() => document.activeElement?.localName);
    assert.equal(inside, 'minhbach-xem-truoc');
    const box = await panel.boundingBox();
    assert(box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box));
    const [wide, narrow] = await panel.evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth]);
    assert(wide <= narrow, `${wide} > ${narrow}`);
    assert.equal(await panel.getAttribute('aria-labelledby'), 'ten');
    const button = await panel.getByRole('button', { name: 'Tạm ẩn bảng này' }).boundingBox();
    assert(button.height >= 44);
  });

  await step('it can be put aside and taken up again', async () => {
    await panel.getByRole('button', { name: 'Tạm ẩn bảng này' }).click();
    await panel.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /lỗi cần sửa/ }).click();
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  await step('another mistake brings it back', async () => {
    replace(news, 'tieu_de: Lịch tiếp dân', 'tieu_dde: Lịch tiếp dân');
    await panel.waitFor();
    await panel.getByText('tieu_dde', { exact: false }).first().waitFor();
  });

  await step('a page loaded now shows it too', async () => {
    await page.reload();
    await panel.waitFor();
  });

  await step('it goes away by itself when all is mended', async () => {
    replace(news, 'tieu_dde', 'tieu_de');
    replace(news, '2024-06-31', '2024-06-03');
    await panel.waitFor({ state: 'detached' });
    await other.getByRole('alertdialog').waitFor({ state: 'detached' });
    assert(await page.getByText('Thứ Ba hằng tuần').isVisible());
    assert.equal(await page.locator('minhbach-xem-truoc').count(), 0);
  });

  await step('a style sheet and a template take effect', async () => {
    save('themes/nho/assets/chinh.css', 'h1{color:rgb(1,2,3)}');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
    replace('themes/nho/templates/khung.html', '</h1>', '</h1><p>Khung mới</p>');
    await page.getByText('Khung mới').waitFor();
  });

  await step('what is not there is the site’s own page', async () => {
    const response = await page.goto(`${preview.url}khong-co/`);
    assert.equal(response.status(), 404);
    assert.equal(await page.locator('h1').innerText(), 'Không tìm thấy trang');
    await page.goto(`${preview.url}tin-bai/lich-tiep-dan`);
    assert(page.url().endsWith('/lich-tiep-dan/'));
  });

  await step('no policy was broken and no script failed', async () => {
    assert.deepEqual(complaints.filter((text) => !text.includes('404')), []);
  });

  await step('a page elsewhere can neither read nor load the preview', async () => {
    const stranger = await context.newPage();
    await stranger.route('http://elsewhere.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>elsewhere' }));
    await stranger.goto('http://elsewhere.test/');
    const seen = await stranger.evaluate(async (url) => {
      const script = await new Promise((done) => {
        const element = document.createElement('script');
        element.onload = () => done('loaded');
        element.onerror = () => done('refused');
        element.src = `${url}_minhbach/xem-truoc.js`;
        document.body.append(element);
      });
      const text = await fetch(url).then((response) => response.text(), () => 'refused');
      return { script, text };
    }, preview.url);
    assert.deepEqual(seen, { script: 'refused', text: 'refused' });
    await stranger.close();
  });

  await step('the preview ends when asked to, with 0', async () => {
    assert.equal(await preview.end('SIGTERM'), 0);
  });

  await step('a site that never built lists its mistakes and appears when they are mended', async () => {
    replace(news, 'ngay_dang: 2024-06-03', 'ngay_dang: mai');
    preview = await start_preview(program, root, 'xa-mau');
    await page.goto(`${preview.url}tin-bai/lich-tiep-dan/`);
    await page.getByText('lich-tiep-dan.md:3:12').waitFor();
    const response = await page.reload();  // By now the build has come to its end.
    assert.equal(response.status(), 500);
    replace(news, 'ngay_dang: mai', 'ngay_dang: tuần sau');
    await page.getByText('ngay_dang: tuần sau').waitFor();
    replace(news, 'ngay_dang: tuần sau', 'ngay_dang: 2024-06-03');
    await page.getByText('Thứ Ba hằng tuần').waitFor();
    assert.equal(await preview.end('SIGINT'), 0);
  });
} finally {
  await browser.close();
  await preview.end('SIGKILL');
  rmSync(root, { recursive: true, force: true });
}

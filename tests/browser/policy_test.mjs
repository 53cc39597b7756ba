// The policy of pages, in a real browser: what it lets through, what it stops, and that all scripts of the theme run
// under it: policy_test.mjs MINHBACH REPOSITORY.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start_browser } from './start_browser.mjs';
import { start_preview } from './start_preview.mjs';

const [program, repository] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'minhbach-policy-'));
const browser = await start_browser();

/// Whatever asks is heard: an endpoint, and somebody else.
async function listen() {
  const heard = [];
  const server = createServer((request, answer) => {
    heard.push(`${request.method} ${request.url} ${request.headers.origin}`);
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Access-Control-Allow-Origin': '*' }).end('<h1>Đã nhận</h1>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { heard, server, url: `http://127.0.0.1:${server.address().port}` };
}
const endpoint = await listen(), other = await listen();

for (const folder of ['content', 'data', 'site/types', 'site/mau', 'themes'])
  cpSync(join(repository, folder), join(root, folder), { recursive: true, filter: (path) => !path.includes('/public') });
const settings = join(root, 'site/mau/portal.json');
const portal = JSON.parse(readFileSync(settings, 'utf8'));
writeFileSync(settings, JSON.stringify({ ...portal, tiep_nhan: true, dia_chi_tiep_nhan: `${endpoint.url}/mau` }));

async function step(title, work) {
  await work();
  console.log(`ok: ${title}`);
}

let preview;
try {
  preview = await start_preview(program, root, 'mau');
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const foreign = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(preview.url).origin) foreign.push(request.url());
  });
  const open = (path) => page.goto(new URL(path, preview.url).href);
  await open('');
  await page.locator('main h1').waitFor();  // The first build has ended.
  complaints.length = 0;

  await step('a page with structured data, a list, a plan and the A–Z page break no rule', async () => {
    for (const path of ['', 'thu-tuc/', 'thu-tuc/9.000001/', 'ke-hoach/minh-bach-2026/', 'muc-luc/', 'en/', 'khong-co/']) {
      const answer = await open(path);
      const header = answer.headers()['content-security-policy'];
      assert.match(header, /form-action 'self' http:\/\/127\.0\.0\.1:\d+;/, path);
      assert.match(header, /frame-ancestors 'self'/, path);
      if (path !== 'khong-co/') assert(await page.locator('script[type="application/ld+json"]').count(), path);
    }
    assert.deepEqual(complaints.filter((text) => !text.includes('404')), []);
    assert.deepEqual(foreign, []);
  });

  await step('icons that repeat are drawn from the end of the page', async () => {
    await open('thu-tuc/');
    const box = await page.evaluate(() => {
      const use = document.querySelector('main .bt use');
      return { there: !!document.querySelector(use.getAttribute('href')), width: use.getBBox().width };
    });
    assert(box.there && box.width > 10, JSON.stringify(box));
  });

  await step('nothing inline runs, and nobody else is asked or written to', async () => {
    await open('');
    complaints.length = 0;
    const ran = await page.evaluate(async (address) => {
      const made = (name, set) => document.body.appendChild(Object.assign(document.createElement(name), set));
      made('script', { textContent: 'window.ran = true' });
      made('p', { textContent: 'x' }).setAttribute('style', 'position: fixed');
      made('img', { src: `${address}/hinh.png` });
      const fetched = await fetch(`${address}/lay`, { mode: 'no-cors' }).then(() => true, () => false);
      const form = made('form', { action: `${address}/gui`, method: 'post' });
      form.submit();
      await new Promise((done) => setTimeout(done, 300));
      return { ran: window.ran ?? false, fetched, style: getComputedStyle(document.querySelector('body > p:last-of-type')).position };
    }, other.url);
    assert.deepEqual(ran, { ran: false, fetched: false, style: 'static' });
    assert.equal(new URL(page.url()).origin, new URL(preview.url).origin);
    assert.deepEqual(other.heard, []);
    for (const directive of ['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'])
      assert(complaints.some((text) => text.includes(directive)), `${directive}: ${complaints.join('\n')}`);
  });

  await step('the endpoint may be asked and written to', async () => {
    await open('');
    assert(await page.evaluate((address) => fetch(`${address}/mau/phieu`).then((answer) => answer.ok), endpoint.url));
    await page.evaluate((address) => {
      const form = Object.assign(document.createElement('form'), { action: `${address}/mau/huu-ich`, method: 'post' });
      document.body.append(form);
      form.submit();
    }, endpoint.url);
    await page.getByText('Đã nhận').waitFor();
    const [asked, sent] = endpoint.heard.filter((text) => text.includes('/mau/'));
    assert.match(asked, /^GET \/mau\/phieu /);
    assert.match(sent, /^POST \/mau\/huu-ich http:\/\/(127\.0\.0\.1|localhost)/);
  });

  await step("a plan's tasks are filtered in place, and the address says by what", async () => {
    await open('ke-hoach/minh-bach-2026/');
    const rows = page.locator('.bang-ke-hoach tr[data-khi]:visible');
    const all = await rows.count();
    const status = page.locator('[data-loc-nhiem-vu] [role=status]');
    assert.equal(await status.innerText(), `${all} nhiệm vụ`);
    const value = await page.locator('select[name=chu-tri] option').nth(1).getAttribute('value');
    await page.selectOption('select[name=chu-tri]', value);
    const few = await rows.count();
    assert(few > 0 && few < all, `${few} of ${all}`);
    assert.equal(await status.innerText(), `${few} nhiệm vụ`);
    assert.match(page.url(), new RegExp(`\\?chu-tri=${value}$`));
    await page.reload();
    assert.equal(await rows.count(), few);
    await page.goBack();
    await page.waitForFunction(() => !location.search && document.querySelector('[data-loc-nhiem-vu] button').disabled);
    assert.equal(await rows.count(), all);
    const quiet = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await quiet.goto(page.url());
    assert.equal(await quiet.locator('.bang-ke-hoach tr[data-khi]:visible').count(), all);
    assert.equal(await quiet.locator('[data-loc-nhiem-vu]').isVisible(), false);
  });

  await step('rows and suggestions that a script makes say the language of what is not translated', async () => {
    await open('en/thu-tuc/');
    const served = await page.locator('[data-ket-qua] td [lang=vi], [data-ket-qua] th [lang=vi]').count();
    assert(served > 0);
    await page.locator('[data-o-loc]').fill('a');
    await page.waitForFunction(() => location.search.includes('loc=a'));
    await page.locator('[data-ket-qua] tbody tr').first().waitFor();
    assert((await page.locator('[data-ket-qua] td[lang=vi], [data-ket-qua] th a[lang=vi]').count()) > 0);
    assert.equal(await page.locator('[data-ket-qua] tr[lang], [data-ket-qua] [lang=""]').count(), 0);
    await page.locator('#o_tim').fill('luật');
    await page.locator('.goi-y a').first().waitFor();
    assert((await page.locator('.goi-y a [lang=vi]').count()) > 0);
    assert.equal(await page.locator('.goi-y [lang=""]').count(), 0);
  });
} finally {
  await preview?.end('SIGTERM');
  await browser.close();
  endpoint.server.close();
  other.server.close();
  rmSync(root, { recursive: true });
}

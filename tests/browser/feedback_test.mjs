// From a vote to a figure on the page, in a real browser, with and without scripts, across origins: feedback_test.mjs
// MINHBACH REPOSITORY.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve_folder } from './serve_folder.mjs';
import { start_browser } from './start_browser.mjs';

const [program, repository] = process.argv.slice(2);
const browser = await start_browser();
const root = mkdtempSync(join(tmpdir(), 'minhbach-feedback-'));
for (const folder of ['content', 'data', 'site', 'themes'])
  cpSync(join(repository, folder), join(root, folder), { recursive: true, filter: (path) => !path.includes('/public') });
const free_port = await new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
const endpoint = `http://127.0.0.1:${free_port}`;
const key = 'k'.repeat(40);
writeFileSync(join(root, 'site/tiep-nhan.json'), JSON.stringify({
  nghe: `127.0.0.1:${free_port}`, kho: `sqlite:${root}/y-kien.db`, proxy: [], gioi_han: { moi_nguoi_moi_phut: 1000 } }));
const run = (...more) => execFileSync(program, [...more, '--goc', root], { encoding: 'utf8' });
const build = (...more) => run('build', 'mau', '--out', join(root, 'public'), '--tiep-nhan', endpoint, ...more);

async function step(title, work) {
  await work();
  console.log(`ok: ${title}`);
}

// As the endpoint makes them; with its key.
function nonce(form, page) {
  const head = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(6), randomBytes(10)]);
  head.writeUIntBE(Math.floor(Date.now() / 1000) - 10, 2, 6);
  const mac = createHmac('sha256', key);
  for (const part of ['minhbach nonce', 'mau', form, page, head]) {
    const bytes = Buffer.from(part), length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  return Buffer.concat([head, mac.digest().subarray(0, 17)]).toString('base64url');
}

let sites, service;
function post(form, fields) {
  const page = '/thu-tuc/9.000001/';
  const body = JSON.stringify({ ...fields, _trang: page, _nhom: 'thu_tuc', _ma: nonce(form, page) });
  return new Promise((done, failed) => {
    request(`${endpoint}/mau/${form.replaceAll('_', '-')}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: sites.origin },
    }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part)).on('end', () => done({ status: answer.statusCode, ...JSON.parse(text) }));
    }).on('error', failed).end(body);
  });
}

try {
  build();
  sites = await serve_folder(join(root, 'public'));
  service = spawn(program, ['feedback', 'serve', '--goc', root, '--tiep-nhan', endpoint, '--tai', `mau=${sites.origin}`], {
    env: { ...process.env, MINHBACH_KHOA_TIEP_NHAN: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((done) => service.stdout.once('data', done));

  const complaints = [];
  const open = async (context, path) => {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`) && dialog.dismiss());
    await page.goto(new URL(path, sites.origin).href);
    return page;
  };
  const vote = async (page, value) => {
    const choice = page.locator(`form.bieu-mau.huu-ich input[value="${value}"]`);
    await choice.evaluate((input) => input.closest('details')?.setAttribute('open', ''));
    await choice.check({ force: true });
  };
  const send = (page) => page.locator('form.bieu-mau.huu-ich button').last().click();

  await step('with scripts: a vote and its receipt on the page itself', async () => {
    const page = await open(await browser.newContext(), 'thu-tuc/9.000001/');
    await vote(page, 'huu_ich');
    await send(page);
    await page.locator('.da-nhan .ma').waitFor({ timeout: 15_000 });
    assert.match(await page.locator('.da-nhan .ma').innerText(), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  });

  let receipt;
  await step('without scripts: a page to confirm, then thanks, with a way back', async () => {
    const page = await open(await browser.newContext({ javaScriptEnabled: false }), 'thu-tuc/9.000001/');
    await vote(page, 'chua_huu_ich');
    await send(page);
    await page.waitForURL(`${endpoint}/mau/huu-ich`);
    assert.ok(await page.locator('input[value="chua_huu_ich"]').isChecked());
    await pause(1100);  // A second is the least that a person needs to read it.
    await page.locator('form button').click();
    await page.waitForURL(`${endpoint}/mau/da-nhan?**`);
    receipt = await page.locator('.bien-nhan').innerText();
    assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await page.locator('footer a').click();
    await page.waitForURL(`${sites.origin}/thu-tuc/9.000001/`);
  });

  await step('the receipt is looked up, as it is typed', async () => {
    const page = await open(await browser.newContext(), `${endpoint}/mau/tra-cuu`);
    await page.locator('#ma').fill(receipt.toLowerCase().replaceAll('-', ' '));
    await page.locator('form button').click();
    await page.getByText('Đã nhận', { exact: true }).waitFor();
  });

  await step('what readers said becomes a figure on the page once it is enough', async () => {
    const text = async () => (await open(await browser.newContext(), 'y-kien/ket-qua/')).locator('main').textContent();  // The table is folded up.
    const before = await text();
    for (let i = 0; i < 21; i += 1) assert.equal((await post('huu_ich', { danh_gia: 'huu_ich' })).status, 201);
    run('feedback', 'statistics');
    build();
    const after = await text();
    assert.notEqual(after, before);
    assert.match(after, /95,7/);  // 22 of 23.
    assert.match(after, /\b2395,7/);  // The row of the table: 23 votes, then their share.
  });

  await step('what was meant to run does not, on the endpoint’s pages and on the page of the answer', async () => {
    const evil = '<script>window.x=1</script><img src=x onerror="window.x=1">"><svg onload=window.x=1> [y](javascript:window.x=1) `</textarea>`';
    const asked = await post('cau_hoi', { linh_vuc: 'khac', cau_hoi: evil });
    assert.equal(asked.status, 201);
    run('feedback', 'reply', asked.bien_nhan, '--id', 'cau-hoi-la');
    build('--nhap');
    const page = await open(await browser.newContext(), 'hoi-dap/cau-hoi-la/');
    assert.match(await page.locator('main').innerText(), /<script>window\.x=1<\/script>/);
    assert.equal(await page.evaluate(() => window.x), undefined);
    assert.equal(await page.locator('main script, main img[src="x"], main svg[onload], a[href^="javascript"]').count(), 0);

    const plain = await open(await browser.newContext({ javaScriptEnabled: false }), 'y-kien/cau-hoi/');
    await plain.locator('textarea[name="cau_hoi"]').fill(evil);
    await plain.locator('form.bieu-mau.cau-hoi button').last().press('Enter');
    await plain.waitForURL(`${endpoint}/mau/cau-hoi`);
    assert.equal(await plain.locator('textarea[name="cau_hoi"]').inputValue(), evil);
    assert.equal(await plain.locator('main script, main img, main svg').count(), 0);
  });

  assert.deepEqual(complaints, []);
  console.log('ok: nothing was blocked, nothing failed');
} finally {
  service?.kill();
  sites?.close();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}

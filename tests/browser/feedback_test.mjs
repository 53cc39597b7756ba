// A vote from the page to the figure on the page, through the real endpoint: feedback_test.mjs MINHBACH REPOSITORY
// [postgresql]. With "postgresql" the store is the server that libpq's environment (PGHOST …) names.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve_folder } from './serve_folder.mjs';
import { start_browser } from './start_browser.mjs';

const [program, repository, store_kind] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await start_browser();
const root = mkdtempSync(join(tmpdir(), 'minhbach-feedback-'));
for (const folder of ['content', 'data', 'site/types', 'site/forms', 'site/mau', 'themes'])
  cpSync(join(repository, folder), join(root, folder), { recursive: true, filter: (path) => !path.includes('/public') });
const built = join(root, 'built');
const env = { ...process.env, MINHBACH_KHOA_TIEP_NHAN: 'only-for-this-test-'.repeat(3) };
const run = (...parts) => execFileSync(program, ['--goc', root, ...parts], { env, encoding: 'utf8' });

async function free_port() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const port = await free_port();
const address = `http://127.0.0.1:${port}`;
const build = (...more) => run('build', 'mau', '--out', built, '--ngay', '2026-11-02', '--tiep-nhan', address, ...more);
writeFileSync(join(root, 'site/tiep-nhan.json'), JSON.stringify({
  nghe: `127.0.0.1:${port}`, kho: store_kind === 'postgresql' ? 'postgresql' : `sqlite:${join(root, 'y-kien.db')}`, proxy: [],
}));

async function start_endpoint(portal) {
  const child = spawn(program, ['--goc', root, 'feedback', 'serve', '--tiep-nhan', address, '--tai', `mau=${portal}`],
    { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes) => (said += bytes));
  for (let i = 0; i < 200; i += 1) {
    if (await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)) return child;
    await pause(50);
  }
  throw new Error(`the endpoint did not start: ${said}`);
}

async function step(title, work) {
  await work();
  console.log(`ok: ${title}`);
}

async function is_accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
}

const receipt_form = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/;
const exported = () => JSON.parse(run('feedback', 'export', '--cong', 'mau', '--dang', 'json'));

/// As the page's script sends it, without a browser.
async function send(form, page, answers) {
  const where = `${address}/mau/${form}`;
  const nonce = await (await fetch(`${where}/ma?trang=${page}`, { headers: { Origin: site.origin } })).json();
  await pause(nonce.cho * 1000 + 1100);  // Times are whole seconds.
  const answer = await fetch(where, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Origin: site.origin },
    body: JSON.stringify({ ...answers, _ma: nonce.ma, _trang: page, _ngon_ngu: 'vi' }),
  });
  assert.equal(answer.status, 201);
  return answer.json();
}

let site, endpoint;
const procedure = '/thu-tuc/9.000001/';
try {
  build();
  site = await serve_folder(built);
  endpoint = await start_endpoint(site.origin);
  const complaints = [];
  const open = async (options) => {
    // Playwright presses where a button was: beside it, while a page still scrolls smoothly.
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    return page;
  };
  let receipt;

  await step('a vote with a script: nothing is asked before, one receipt for a double click', async () => {
    const page = await open();
    const asked = [];
    page.on('request', (request) => request.url().startsWith(address) && asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(site.origin + procedure);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked, []);
    assert.equal(await page.locator('.danh-gia textarea').isVisible(), false);
    await page.getByLabel('Hữu ích', { exact: true }).check();
    await page.locator('.danh-gia textarea').fill('Gọi 0912 345 678 để hỏi về mẫu đơn');
    await page.locator('.danh-gia button.nut-chinh').dblclick();
    await page.locator('.da-nhan').waitFor({ timeout: 15_000 });
    receipt = await page.locator('.da-nhan .ma').textContent();
    assert.match(receipt, receipt_form);
    assert.equal(asked.filter((text) => text === 'POST /mau/huu-ich').length, 1);
    await is_accessible(page);
    const rows = exported();
    assert.equal(rows.length, 1);
    assert(!JSON.stringify(rows).includes('345'), 'the phone number is masked');
    assert(JSON.stringify(rows).includes('mẫu đơn'));
  });

  await step('the receipt is looked up from the portal', async () => {
    const page = await open();
    await page.goto(`${site.origin}/y-kien/tra-cuu/`);
    await page.getByLabel('Mã biên nhận').fill(receipt.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Xem tình trạng' }).click();
    await page.waitForURL(`${address}/**`);
    assert(!page.url().includes(receipt), 'the receipt is in no address');
    assert.match(await page.locator('main').textContent(), /đã nhận|Đã nhận/);
    await is_accessible(page);
  });

  await step('a vote without a script: a page to confirm, then the receipt', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(site.origin + procedure);
    await page.getByLabel('Chưa hữu ích').check();
    await page.locator('.danh-gia button.nut-chinh').click();
    await page.waitForURL(`${address}/mau/huu-ich`);
    assert.equal(await page.locator('input[value="chua_huu_ich"]').isChecked(), true);
    await pause(2100);
    await page.locator('form button').last().click();
    await page.waitForURL(`${address}/mau/da-nhan?**`);
    assert.match(await page.locator('main').textContent(), /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/);
    assert.equal(await page.locator(`a[href="${site.origin}${procedure}"]`).count() > 0, true);
    assert.equal(exported().length, 2);
  });

  await step('what is wrong stands above and at the field, and nothing typed is lost', async () => {
    const page = await open();
    await page.goto(`${site.origin}/y-kien/gop-y/`);
    await page.locator('#bm-gop-y-de_nghi').fill('Cần thêm <b>ví dụ</b>');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.locator('.tong-loi a').waitFor({ timeout: 15_000 });
    assert.equal(await page.evaluate(() => document.activeElement.className), 'tong-loi');
    await page.locator('.tong-loi a').first().click();
    assert.equal(await page.locator('#bm-gop-y-de_nghi').inputValue(), 'Cần thêm <b>ví dụ</b>');
    await is_accessible(page);
    await page.getByLabel('Doanh nghiệp', { exact: true }).check();
    await page.getByLabel('Rất hữu ích').first().check();
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.locator('.da-nhan').waitFor({ timeout: 15_000 });
  });

  await step('the same without a script: the endpoint sends the form back, filled', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${site.origin}/y-kien/cau-hoi/`);
    await page.locator('textarea').fill('Ngắn <i>');
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    await page.waitForURL(`${address}/mau/cau-hoi`);
    assert.equal(await page.locator('.tong-loi a').count(), 1);
    assert.equal(await page.locator('textarea').inputValue(), 'Ngắn <i>');
  });

  await step('an answer that was lost, then other words: both are kept, and the reader is told', async () => {
    const page = await open();
    await page.goto(`${site.origin}/y-kien/phan-anh/`);
    let lost = 0;
    await page.route(`${address}/mau/phan-anh`, async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.locator('form.phan-anh fieldset input[type=radio]').first().check();
    await page.locator('form.phan-anh textarea[name=mo_ta]').fill('Trang thiếu mẫu đơn');
    const button = page.locator('form.phan-anh button.nut-chinh');
    await button.click();
    await page.locator('.tong-loi').waitFor({ timeout: 15_000 });
    complaints.splice(0);  // Of the answer that was lost.
    await page.locator('form.phan-anh textarea[name=mo_ta]').fill('Trang thiếu mẫu đơn và lệ phí');
    await button.click();
    await page.locator('.tong-loi', { hasText: 'mã biên nhận' }).waitFor({ timeout: 15_000 });
    await is_accessible(page);
    await button.click();
    await page.locator('.da-nhan').waitFor({ timeout: 15_000 });
    const texts = JSON.stringify(exported().filter((row) => row.bieu_mau === 'phan_anh'));
    assert(texts.includes('Trang thiếu mẫu đơn"') && texts.includes('mẫu đơn và lệ phí'), texts);
  });

  await step('figures: hidden below ten votes, on the page from ten on, with the share as it was cast', async () => {
    run('feedback', 'statistics');
    build();
    const page = await open();
    await page.goto(`${site.origin}/y-kien/ket-qua/`);
    assert.equal(await page.locator('.bieu-do').count(), 0);
    await Promise.all(Array.from({ length: 10 }, (_, i) =>
      send('huu-ich', procedure, { danh_gia: i < 8 ? 'huu_ich' : 'chua_huu_ich' })));
    run('feedback', 'statistics');
    build();
    await page.reload();
    await page.locator('.bieu-do summary').click();
    const row = await page.locator('.bieu-do tbody tr').first().textContent();
    assert.match(row, /Thủ tục hành chính\s*12\s*75,0\s*%/);  // 9 of 12: two from above.
    await is_accessible(page);
    await page.goto(`${site.origin}/`);
    assert.match(await page.locator('main').textContent(), /Số liệu của trang, Quý 4\/2026:\s*75,0\s*%/);
  });

  await step('an answer is told to who asks by receipt', async () => {
    run('feedback', 'reply', receipt, '--tinh-trang', 'da_dong');
    const page = await open();
    await page.goto(`${site.origin}/y-kien/tra-cuu/`);
    await page.getByLabel('Mã biên nhận').fill(receipt);
    await page.getByRole('button', { name: 'Xem tình trạng' }).click();
    await page.waitForURL(`${address}/**`);
    assert.match(await page.locator('main').textContent(), /kết thúc/);
  });

  await step('what was meant to run does not: on the page of the answer, on the endpoint’s pages', async () => {
    const evil = '<script>window.x=1</script><img src=x onerror="window.x=1">"><svg onload=window.x=1> [y](javascript:window.x=1) `</textarea>`';
    const { bien_nhan } = await send('cau-hoi', '/y-kien/cau-hoi/', { linh_vuc: 'khac', cau_hoi: evil });
    run('feedback', 'reply', bien_nhan, '--id', 'cau-hoi-la');
    build('--nhap');
    const page = await open();
    await page.goto(`${site.origin}/hoi-dap/cau-hoi-la/`);
    assert.match(await page.locator('main').innerText(), /<script>window\.x=1<\/script>/);
    assert.equal(await page.evaluate(() => window.x), undefined);
    assert.equal(await page.locator('main script, main img[src="x"], main svg[onload], a[href^="javascript"]').count(), 0);
    const plain = await open({ javaScriptEnabled: false });
    await plain.goto(`${site.origin}/y-kien/cau-hoi/`);
    await plain.locator('textarea').fill(evil);
    await plain.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    await plain.waitForURL(`${address}/mau/cau-hoi`);
    assert.equal(await plain.locator('textarea').inputValue(), evil);
    assert.equal(await plain.locator('main script, main img, main svg').count(), 0);
  });

  assert.deepEqual(complaints.filter((text) => !/422|429|409/.test(text)), []);
} finally {
  endpoint?.kill('SIGTERM');
  await browser.close();
  site?.close();
  rmSync(root, { recursive: true });
}

// What pages are on paper: A4, the record's text, no navigation, a checklist that fits: print_test.mjs PORTALS_FOLDER.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pages } from './pages.mjs';
import { run_suite } from './suite.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'minhbach-print-'));
const one_line = (text) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

// How many sheets each may take at most; others four.
const most_sheets = { 'van-ban': 16, 'ke-hoach': 12, 'muc-luc': 12, 'danh-sach': 6, 'danh-sach-loc': 4, 'thu-tuc': 5, 'thu-tuc-tieng-anh': 5, 'trang-chu': 4 };

function read_pdf(bytes) {
  const file = join(scratch, 'page.pdf');
  writeFileSync(file, bytes);
  const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return {
    sheets: Number(/^Pages:\s+(\d+)/m.exec(facts)[1]),
    a4: /^Page size:.*\(A4\)|^Page size:\s+59[45](\.\d+)? x 84[12]/m.test(facts),
    text: one_line(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })),
  };
}

// Beginnings of paragraphs, cells and headings that a reader sees on the screen, folded parts too.
function texts_of_record() {
  for (const folded of document.querySelectorAll('main details')) folded.open = true;
  const parts = document.querySelectorAll('main h1, main .toan-van p, main .buoc > li, main .giay-to p, main dl dd');
  return [...parts].filter((part) => part.checkVisibility() && !part.closest('.ben'))
    .map((part) => part.innerText.trim().split('\n')[0].split(/\s+/).slice(0, 4).join(' ')).filter((text) => text.length > 3);
}

const navigation = ['Mục lục A–Z', 'Chuyên mục', 'Lọc danh sách', 'Sao chép liên kết', 'Trong trang này', 'Bỏ qua'];

async function look(suite, page, target) {
  await suite.visit(page, target);
  const { sheets, a4, text } = read_pdf(await page.pdf({ preferCSSPageSize: true }));
  suite.check(a4, target.name, 'is not on A4');
  suite.check(sheets <= (most_sheets[target.name] ?? 4), target.name, `takes ${sheets} sheets`);
  // Letters alone: paper breaks lines and columns elsewhere.
  const letters = (part) => part.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
  const on_paper = letters(text);
  const missing = (await page.evaluate(texts_of_record)).filter((part) => !on_paper.includes(letters(part)));
  suite.none(missing, target.name, 'not on paper');
  const heading = await page.locator('h1').innerText();
  suite.none(navigation.filter((word) => text.includes(word) && word !== heading), target.name, 'navigation on paper');
}

async function checklist(suite) {
  const target = pages.find((page) => page.name === 'thu-tuc');
  const page = await suite.open({ viewport: { width: 1280, height: 800 } });
  await suite.visit(page, target);
  await page.evaluate(() => (window.print = () => (window.printed = document.documentElement.dataset.in)));
  await page.locator('button[data-in]').click();
  suite.check((await page.evaluate(() => window.printed)) === 'giay-to', 'checklist', 'the button does not print');
  const { sheets, text } = read_pdf(await page.pdf({ preferCSSPageSize: true }));
  suite.check(sheets === 1, 'checklist', `takes ${sheets} sheets`);
  const papers = await page.locator('.giay-to > li').allInnerTexts();
  suite.check(papers.length > 0, 'checklist', 'no papers');
  suite.check(text.includes(one_line(await page.locator('h1').innerText())), 'checklist', 'does not name the procedure');
  suite.check(!text.includes(one_line(await page.locator('.buoc > li').first().innerText()).slice(0, 40)), 'checklist', 'holds the steps too');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  suite.check(!(await page.evaluate(() => document.documentElement.dataset.in)), 'checklist', 'the page stays cut down afterwards');
}

try {
  execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' });
} catch {
  console.log('skipped: poppler-utils is not installed; ./dev test installs it');
  process.exit(77);
}
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
await run_suite('print', process.argv[2], async (suite) => {
  const page = await suite.open({ viewport: { width: 1280, height: 800 } });
  for (const target of pages.filter(({ status }) => !status)) await look(suite, page, target);
  await checklist(suite);
});

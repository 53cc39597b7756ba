// What a reader's first and next page weigh, and what Lighthouse says of them: web.mjs PROGRAM [--rounds 5] [--json FILE].
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { pages } from '../browser/pages.mjs';
import { serve_folder } from '../browser/serve_folder.mjs';
import { start_browser } from '../browser/start_browser.mjs';

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const lighthouse_folder = fileURLToPath(new URL('node_modules/lighthouse/', import.meta.url));
const page_named = (name) => pages.find((page) => page.name === name);
const measured = ['trang-chu', 'danh-sach', 'thu-tuc', 'ke-hoach', 'van-ban', 'bieu-mau'].map(page_named);
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const kinds = { '.css': 'css', '.js': 'js', '.woff2': 'fonts', '.svg': 'other', '.json': 'other', '.png': 'other' };
// Kilobytes at most.
const goals = { first: 100, next: 15, js: 15, css: 12 };

const folder = join(root, 'build/bench/web');
mkdirSync(folder, { recursive: true });
execFileSync(program, ['--goc', root, 'build', 'mau', 'luc-nam', '--out', folder, '--ngay', '2026-11-02']);
const sites = {};
for (const portal of ['mau', 'luc-nam']) sites[portal] = await serve_folder(join(folder, portal));
const url_of = (page) => sites[page.portal].origin + page.path;

/// Kilobytes that went over the line for one page, by kind; what `context` has in its cache did not.
async function weigh(context, target) {
  const { sent } = sites[target.portal];
  sent.length = 0;
  const page = await context.newPage();
  await page.goto(url_of(target), { waitUntil: 'networkidle' });
  await page.close();
  const weights = { html: 0, css: 0, js: 0, fonts: 0, other: 0 };
  for (const { path, bytes } of sent) weights[kinds[extname(path)] ?? 'html'] += bytes / 1000;
  return { ...weights, all: Object.values(weights).reduce((sum, weight) => sum + weight, 0) };
}

async function first_and_next(browser, target) {
  const [fresh, used] = [await browser.newContext(), await browser.newContext()];
  const first = await weigh(fresh, target);
  await weigh(used, pages.find((page) => page.portal === target.portal && page.name !== target.name && !page.status));
  const next = await weigh(used, target);
  await Promise.all([fresh.close(), used.close()]);
  return { first, next };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

async function run_lighthouse(target, executable) {
  const { stdout } = await promisify(execFile)(process.execPath,
    [join(lighthouse_folder, 'cli/index.js'), url_of(target), '--quiet', '--output=json', `--only-categories=${categories}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage'],
    { maxBuffer: 1 << 28, env: { ...process.env, CHROME_PATH: executable } });
  const report = JSON.parse(stdout);
  const lost = ({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 0.9;
  return {
    scores: categories.map((name) => Math.round(report.categories[name].score * 100)),
    lost: categories.flatMap((name) => report.categories[name].auditRefs.filter(lost).map(({ id }) => id)),
    paint: report.audits['largest-contentful-paint'].numericValue / 1000,
  };
}

function print_table(heads, rows) {
  const lines = [heads, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : String(cell))));
  const wide = heads.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  for (const line of lines) console.log(line.map((cell, i) => (i ? cell.padStart(wide[i]) : cell.padEnd(wide[i]))).join('  '));
  console.log();
}

const browser = await start_browser();
const versions = {
  chromium: browser.version(),
  lighthouse: JSON.parse(readFileSync(join(lighthouse_folder, 'package.json'), 'utf8')).version,
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0].model}`,
};
console.log(`Chromium ${versions.chromium}, Lighthouse ${versions.lighthouse}, Node ${versions.node}, ${versions.machine}\n`);

const weights = [];
for (const target of measured) weights.push({ name: target.name, ...(await first_and_next(browser, target)) });
await browser.close();
console.log('Kilobytes over the line, text packed with gzip: a first visit with an empty cache, and as a second page');
print_table(['page', 'html', 'css', 'js', 'fonts', 'other', 'first', 'next'],
  weights.map(({ name, first, next }) => [name, first.html, first.css, first.js, first.fonts, first.other, first.all, next.all]));

const found = [];
const executable = process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
for (const target of measured) {
  const runs = [];
  for (let round = 0; round < Number(options.rounds); round += 1) runs.push(await run_lighthouse(target, executable));
  found.push({
    name: target.name,
    scores: categories.map((_, i) => median(runs.map(({ scores }) => scores[i]))),
    paint: median(runs.map(({ paint }) => paint)),
    lost: [...new Set(runs.flatMap(({ lost }) => lost))],
  });
}
console.log(`Lighthouse, mobile, median of ${options.rounds}`);
print_table(['page', ...categories, 'largest paint s', 'points lost by'],
  found.map(({ name, scores, paint, lost }) => [name, ...scores.map(String), paint, lost.join(' ') || '–']));

const most = (of) => Math.max(...weights.map(of));
const reached = {
  [`first visit of a text page ≤ ${goals.first} KB`]: most(({ name, first }) => (name === 'van-ban' ? first.all : 0)) <= goals.first,
  [`next page ≤ ${goals.next} KB`]: most(({ next }) => next.all) <= goals.next,
  [`JavaScript ≤ ${goals.js} KB`]: most(({ first }) => first.js) <= goals.js,
  [`CSS ≤ ${goals.css} KB`]: most(({ first }) => first.css) <= goals.css,
  'Lighthouse 100 everywhere': found.every(({ scores }) => scores.every((score) => score === 100)),
};
for (const [goal, holds] of Object.entries(reached)) console.log(`${holds ? 'reached' : 'MISSED '}  ${goal}`);
if (options.json) writeFileSync(options.json, JSON.stringify({ versions, weights, lighthouse: found, reached }, null, 2));
for (const site of Object.values(sites)) site.close();

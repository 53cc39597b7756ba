// Holds the SARIF that the program writes against the standard's JSON schema: validate_sarif.mjs PROGRAM SITE.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const [program, small_site] = process.argv.slice(2);
const require = createRequire(import.meta.url);
let Ajv, schema;
try {
  Ajv = require('ajv').default;
  schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
} catch {
  console.log('ajv or the schema is not installed: npm ci in tests/');
  process.exit(77);
}

// The schema is of draft 4 but uses nothing that later drafts read otherwise.
delete schema.$schema;
delete schema.id;
const is_uri_reference = (text) => /^(?:[A-Za-z0-9._~/?#[\]@!$&'()*+,;=:-]|%[0-9A-F]{2})*$/.test(text);
const formats = { 'uri-reference': is_uri_reference, uri: (text) => /^[a-z]+:/.test(text) && is_uri_reference(text), 'date-time': true };
const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);

/** Each: what is done to a copy of the small site, and what its report must hold. */
const cases = [
  ['no diagnostics', {}, [], 0, []],
  ['errors and warnings in content', {
    'content/xa-mau/tin-bai/a.md': '---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n',
    'content/xa-mau/tin-bai/Thông báo: số 5.md': '---\ntieu_de: "Đây là <b>tin</b>"\nngay_dan: 2024-05-17\n---\n<b>x</b>\n',
  }, [], 1, ['MB0211', 'content/xa-mau/tin-bai/Th%C3%B4ng%20b%C3%A1o%3A%20s%E1%BB%91%205.md']],
  ['a file that is not UTF-8', { 'content/xa-mau/tin-bai/b.md': Buffer.from('---\ntieu_de: L\xea th\xf5\nngay_dang: 2024\n---\n', 'latin1') }, [], 1, []],
  ['a template with a mistake', { 'themes/nho/templates/404.html': '{{ khong_co }}\n' }, ['--lang', 'en'], 1, ['there is no']],
  ['a mistake on the command line', {}, ['--ngay', '31/6/2024'], 2, ['MB0802']],
];

let failures = 0;
function fail(name, why) {
  console.log(`${name}: ${why}`);
  ++failures;
}

for (const [name, changes, options, code, texts] of cases) {
  const folder = mkdtempSync(join(tmpdir(), 'minhbach-sarif-'));
  try {
    cpSync(small_site, folder, { recursive: true });
    for (const [path, bytes] of Object.entries(changes)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const written = [1, 3].map((jobs) => {
      const file = join(folder, `ra-${jobs}.sarif`);
      const run = spawnSync(program, ['--goc', folder, 'check', '--jobs', `${jobs}`, '--sarif', file, ...options], { encoding: 'utf8' });
      if (run.status !== code) fail(name, `exit code ${run.status}, not ${code}\n${run.stderr}`);
      return readFileSync(file, 'utf8');
    });
    if (written[0] !== written[1]) fail(name, 'two runs wrote other bytes');
    const report = JSON.parse(written[0]);
    if (!validate(report)) {
      for (const { instancePath, message } of validate.errors.slice(0, 10)) fail(name, `${instancePath} ${message}`);
    }
    const { tool, results, translations } = report.runs[0];
    if ((code === 0) !== (results.length === 0)) fail(name, `${results.length} results`);
    for (const result of results) {
      if (tool.driver.rules[result.ruleIndex]?.id !== result.ruleId) fail(name, `${result.ruleId} is not rule ${result.ruleIndex}`);
      if (translations[0].rules[result.ruleIndex]?.id !== result.ruleId) fail(name, `${result.ruleId} is not translated`);
    }
    const prints = new Set(results.map((result) => result.partialFingerprints['minhbach/v1']));
    if (prints.size !== results.length) fail(name, 'two results have one fingerprint');
    for (const text of texts) if (!written[0].includes(text)) fail(name, `"${text}" is not in the report`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
console.log(`${cases.length} reports, ${failures} failures`);
process.exit(failures ? 1 : 0);

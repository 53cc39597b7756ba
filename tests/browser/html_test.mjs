// Every HTML page and style sheet of the built portals against the Nu checker, and their policies: html_test.mjs PORTALS_FOLDER.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { portals } from './pages.mjs';
import { rules_of } from './serve_folder.mjs';

const folder = process.argv[2];
const violations = [];
let checks = 0;
function check(holds, where, what) {
  checks += 1;
  if (!holds) violations.push(`${where}: ${what}`);
}

function skip(why) {
  console.log(`skipped: ${why}; ./dev test installs it`);
  process.exit(77);
}

let checker;
try {
  checker = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
} catch {
  skip('vnu-jar is not installed');
}
if (spawnSync('java', ['-version']).error) skip('Java is not installed');

const files_of = (portal, ending) =>
  readdirSync(join(folder, portal), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending)).map((file) => join(folder, portal, file)).sort();
const pages = portals.flatMap((portal) => files_of(portal, '.html'));
const sheets = portals.flatMap((portal) => files_of(portal, '.css'));

// What the checker does not know yet, each with its reason.
const not_known = [];

/// What the Nu checker says of files of one kind. Nobody answers for its information and warnings but errors.
function held_against_nu(files, kind) {
  const run = spawnSync('java', ['-Xss1m', '-jar', checker, `--${kind}`, '--format', 'json', '--stdout', ...files],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!run.stdout) throw new Error(run.stderr || String(run.error));
  for (const file of files) check(true, file, '');
  for (const { type, url, lastLine, message, extract } of JSON.parse(run.stdout).messages)
    if (type === 'error' && !not_known.some((known) => known.test(message)))
      violations.push(`${relative(folder, url.replace('file:', ''))}:${lastLine}: ${message} ${(extract ?? '').trim().slice(0, 80)}`);
}

const directives = (policy) => new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values.sort().join(' ')]));

/// One policy for all pages of a portal, without unsafe-inline, the same in the page as in the host's headers.
function look_at_policies(portal) {
  const header = rules_of(join(folder, portal)).flatMap(({ headers }) => headers)
    .find(([name]) => name.toLowerCase() === 'content-security-policy')?.[1];
  const seen = new Set();
  for (const file of files_of(portal, '.html')) {
    const html = readFileSync(file, 'utf8'), where = relative(folder, file);
    if (/http-equiv="refresh"/i.test(html)) continue;  // A moved page: nothing but a link.
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    check(policy, where, 'has no policy');
    if (!policy) continue;
    seen.add(policy);
    check(!/unsafe|\*|data: *;? *script/.test(policy) && /default-src 'none'/.test(policy), where, `a weak policy: ${policy}`);
    check(!/\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\b(src=|type="application\/ld\+json"))/.test(html), where, 'holds a style or script of its own');
  }
  check(seen.size === 1, portal, `${seen.size} policies`);
  if (!header) return;
  const of_host = directives(header);
  for (const [name, values] of directives([...seen][0]))
    check(of_host.get(name) === values, `${portal}/_headers`, `${name} is “${of_host.get(name)}”, in the pages “${values}”`);
}

held_against_nu(pages, 'html');
held_against_nu(sheets, 'css');
for (const portal of portals) look_at_policies(portal);
for (const violation of violations.slice(0, 60)) console.log(`violation: ${violation}`);
console.log(`html: ${pages.length} pages, ${sheets.length} style sheets, ${checks} checks, ${violations.length} violations`);
process.exit(violations.length ? 1 : 0);

// Holds our judgement of generated schema/record pairs against ajv's: compare_with_ajv.mjs JUDGE.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { make_pairs } from './make_pairs.mjs';

const seed = 20240517, pair_count = 1600, least_of_each = 150;

let Ajv2020;
try {
  Ajv2020 = createRequire(import.meta.url)('ajv/dist/2020').default;
} catch {
  console.log('ajv is not installed: npm ci in tests/');
  process.exit(77);
}

// Our formats, written a second time from generator/docs/schema.md.
function is_date(text) {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  const local = /^(?:(?:(\d{1,2})([-/.]))?(\d{1,2})([-/.]))(\d{4})$/.exec(text);
  if (!iso && (!local || (local[2] && local[2] !== local[4]))) return false;
  const [year, month, day] = iso ? iso.slice(1) : [local[5], local[3], local[1]];
  if (+year < 1000 || (month && (+month < 1 || +month > 12))) return false;
  return !day || (+day >= 1 && +day <= new Date(Date.UTC(+year, +month, 0)).getUTCDate());
}
const letters = /^(?:[A-Za-z0-9._~:/?[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9._~:/?[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?$/;
const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/;
function is_uri(text) {
  const name = scheme.exec(text)?.[1].toLowerCase();
  if (!name || ['javascript', 'data', 'vbscript'].includes(name) || !letters.test(text)) return false;
  return ['http', 'https', 'ftp'].includes(name) ? /^[a-z]+:\/\/[^/?#]/i.test(text) : text.length > name.length + 1;
}
const is_reference = (text) => scheme.test(text) ? is_uri(text) : text !== '' && letters.test(text) && !/^[^/?#]*:/.test(text);
const is_email = (text) => /^(?=.{1,64}@)[\w%+-]+(\.[\w%+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9-]*[A-Za-z]$/.test(text);

const undisclosed = { const: 'chua_cong_bo' };

/** The schema with what a required field may also hold, and an optional one or an item may not. */
function with_undisclosed(schema) {
  const out = { ...schema };
  if (out.items) out.items = { allOf: [with_undisclosed(out.items)], not: undisclosed };
  if (out.$defs) out.$defs = map(out.$defs, (_, value) => with_undisclosed(value));
  if (!out.properties) return out;
  // When is each field required? Always, or when one of these holds.
  const when = {};
  for (const { if: test, then } of schema.allOf ?? []) for (const name of then.required) (when[name] ??= []).push(test);
  for (const [name, others] of Object.entries(schema.dependentRequired ?? {})) {
    for (const other of others) (when[other] ??= []).push({ required: [name] });
  }
  out.properties = map(schema.properties, (name, value) => {
    const inner = with_undisclosed(value);
    const may_be_required = schema.required?.includes(name) || when[name];
    return may_be_required ? { anyOf: [inner, undisclosed] } : { allOf: [inner], not: undisclosed };
  });
  out.allOf = [...(schema.allOf ?? [])];
  for (const [name, tests] of Object.entries(when)) {
    if (schema.required?.includes(name)) continue;
    out.allOf.push({ if: { not: { anyOf: tests } }, then: { properties: { [name]: { not: undisclosed } } } });
  }
  if (out.allOf.length === 0) delete out.allOf;
  return out;
}
const map = (object, make) => Object.fromEntries(Object.entries(object).map(([k, v]) => [k, make(k, v)]));

const pairs = make_pairs(seed, pair_count);
const input = pairs.map(({ schema, record }) => JSON.stringify({ schema: JSON.stringify(schema), record })).join('\n');
const judged = spawnSync(process.argv[2], { input: input + '\n', encoding: 'utf8', maxBuffer: 1 << 28 });
const ours = judged.stdout.trimEnd().split('\n');
if (judged.status !== 0 || ours.length !== pairs.length) {
  console.log(`the judge ended with ${judged.status ?? judged.signal} after ${ours.length} answers`);
  process.exit(1);
}

const validators = new Map();  // several records are held against one schema
function validator(schema) {
  const text = JSON.stringify(schema);
  if (validators.has(text)) return validators.get(text);
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
  ajv.addVocabulary(['x-vai-tro', 'x-cot', 'x-loc', 'x-don-vi', 'x-nhan-lua-chon', 'x-ban-dich', 'x-dinh-dang', 'x-tham-chieu']);
  for (const [name, validate] of Object.entries({ ngay: is_date, uri: is_uri, 'uri-reference': is_reference, email: is_email })) {
    ajv.addFormat(name, { type: 'string', validate });
  }
  validators.set(text, ajv.compile(with_undisclosed(schema)));
  return validators.get(text);
}

let agreed = 0, valid = 0;
const codes = new Map();
for (const [i, { schema, record }] of pairs.entries()) {
  const theirs = validator(schema)(record) ? 'valid' : 'invalid';
  const [verdict, ...said] = ours[i].split(' ');
  for (const code of new Set(said)) codes.set(code, (codes.get(code) ?? 0) + 1);
  if (verdict === theirs) {
    ++agreed;
    if (theirs === 'valid') ++valid;
  } else {
    console.log(`${ours[i]}; ajv: ${theirs}\n  ${JSON.stringify(schema)}\n  ${JSON.stringify(record)}`);
  }
}
const invalid = agreed - valid;
console.log(`${agreed} of ${pairs.length} pairs agreed: ${valid} valid, ${invalid} invalid`);
console.log([...codes].sort().map(([code, count]) => `${code} ${count}`).join(', '));
process.exit(agreed === pairs.length && valid >= least_of_each && invalid >= least_of_each ? 0 : 1);

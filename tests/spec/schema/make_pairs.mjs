// Makes schemas within our subset and records that are nearly right, from a seed.

/** Small and good enough: the same numbers on every machine (mulberry32). */
function random_from(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick(list) { return list[Math.floor(next() * list.length)]; },
  };
}

const words = ['đất đai', 'Kế hoạch', 'xã', 'thủ tục hành chính', 'a', '', 'Lục Nam 2024', '𝄞 nhạc', 'hai  cách'];
const patterns = [
  ['^[1-9]\\.\\d{6}$', ['1.004222', '2.000815'], ['1.00422', 'x1.004222', '١.٠٠٤٢٢٢']],
  ['^\\d+/[A-ZĐ-]+$', ['57/KH-UBND', '1/QĐ-TTG'], ['57', '/KH', '57/kh']],
  ['^.{2,4}$', ['ướt', 'đường'.slice(0, 4), '𝄞𝄞'], ['đ', 'năm chữ', 'a\nb']],
  ['\\bUBND\\b', ['UBND xã', 'của UBND'], ['UBNDX', 'ubnd']],
  ['^(?!khac$)\\w+$', ['chi_dao', 'khac2'], ['khac', 'khác']],
  ['^[^\\s<>]+$', ['a-b', 'đ'], ['a b', 'a\u00a0b', '<']],
  ['^(thang|quy|nam)(?:_\\d{4})?$', ['thang', 'quy_2024'], ['thang_24', 'ngay']],
  ['\\p{Lu}', ['Đất', 'aB'], ['đất', '12']],
];
const good_dates = ['2024', '2024-05', '2024-05-17', '17/05/2024', '2024-02-29', '5/2024', '1-6-2023', '30.4.2025'];
const bad_dates = ['31/6/2024', '2023-02-29', '17/13/2024', 'hôm nay', '2024/05/17', '17/05/24', '2024-5-', '0999'];
const good_uris = ['https://bacgiang.gov.vn/a?b=c#d', 'mailto:a@b.vn', 'https://a.vn/%C4%91'];
const bad_uris = ['bacgiang.gov.vn', 'https://a b.vn', 'https://đ.vn', 'javascript:alert(1)', 'https://', 'http:x'];
const good_references = ['tep/a.pdf', '/thu-tuc/', '#muc', ...good_uris];
const bad_references = ['tep/kế hoạch.pdf', 'a b', '', '1:2', 'a%zz'];
const good_emails = ['vanthu@bacgiang.gov.vn', 'a.b+c@d-e.vn'];
const bad_emails = ['vanthu', '@a.vn', 'a@b', 'a b@c.vn', 'a@b..vn', 'a@@b.vn'];

/** A schema and the functions that make a right and a wrong value for it. */
function make_field(random, depth, defs) {
  const make = random.pick(depth > 0 ? [...scalars, list, list, group, reference] : scalars);
  const field = make(random, depth, defs);
  if (random.chance(0.2)) field.schema = { title: 'Nhãn', ...field.schema };
  if (random.chance(0.1)) field.schema['x-cot'] = undefined;
  return field;
}

function nullable(random, field) {
  if (!random.chance(0.2)) return field;
  const { good } = field;
  const schema = { ...field.schema, type: [field.schema.type, 'null'] };
  const with_choice = schema.enum && random.chance(0.5);
  if (with_choice) schema.enum = [...schema.enum, null];
  const null_is_good = !schema.enum && schema.const === undefined ? true : with_choice;
  return { ...field, schema, good: (r) => (null_is_good && r.chance(0.3) ? null : good(r)) };
}

const scalars = [
  function plain_text(random) {
    const schema = { type: 'string' };
    const min = random.below(4), max = min + random.below(20);
    if (random.chance(0.5)) schema.minLength = min;
    if (random.chance(0.5)) schema.maxLength = max;
    return nullable(random, {
      schema,
      good: (r) => 'đ'.repeat(min + r.below(max - min + 1)),
      bad: (r) => r.pick([5, true, [], 'x'.repeat(40), '', r.pick(words)]),
    });
  },
  function patterned(random) {
    const [pattern, good, bad] = random.pick(patterns);
    return nullable(random, { schema: { type: 'string', pattern, examples: [good[0]] },
      good: (r) => r.pick(good), bad: (r) => r.pick([...bad, 7]) });
  },
  function formatted(random) {
    const [format, good, bad] = random.pick([['ngay', good_dates, bad_dates], ['uri', good_uris, bad_uris],
      ['uri-reference', good_references, bad_references], ['email', good_emails, bad_emails]]);
    return nullable(random, { schema: { type: 'string', format },
      good: (r) => r.pick(good), bad: (r) => r.pick([...bad, 2024, null]), unsortable: format === 'ngay' });
  },
  function chosen(random) {
    const choices = ['mot_phan', 'toan_trinh', 'khong'].slice(0, 1 + random.below(3));
    return nullable(random, { schema: { type: 'string', enum: choices }, choices,
      good: (r) => r.pick(choices), bad: (r) => r.pick(['motphan', '', 1, 'Toàn trình']) });
  },
  function chosen_number(random) {
    const type = random.pick(['integer', 'number']);
    return nullable(random, { schema: { type, enum: [1, 2, 40] }, choices: [1, 40],
      good: (r) => r.pick([1, 2, 40]), bad: (r) => r.pick([3, '1', 1.5]) });
  },
  function constant(random) {
    const value = random.pick([true, 'co_dinh', 12]);
    const type = { boolean: 'boolean', string: 'string', number: 'integer' }[typeof value];
    return { schema: { type, const: value }, choices: [value], good: () => value,
      bad: (r) => r.pick([false, 'khac', 13, null]) };
  },
  function truth(random) {
    return nullable(random, { schema: { type: 'boolean' }, choices: [true, false],
      good: (r) => r.chance(0.5), bad: (r) => r.pick(['true', 0, 1, 'co']) });
  },
  function whole(random) {
    const schema = { type: 'integer' };
    const low = random.below(10), high = low + 6 + random.below(40);
    if (random.chance(0.5)) schema.minimum = low;
    if (random.chance(0.4)) schema.maximum = high;
    if (random.chance(0.3)) schema.exclusiveMaximum = high + 1;
    if (random.chance(0.2)) schema.multipleOf = 3;
    return nullable(random, { schema, good: () => Math.ceil(low / 3) * 3,
      bad: (r) => r.pick([low - 1, high + 1, high + 2, low + 1, low + 0.5, String(low), -1000, 1e10]) });
  },
  function decimal(random) {
    const schema = { type: 'number' };
    const low = random.below(10) + 0.5, high = low + 7.25;
    if (random.chance(0.5)) schema.exclusiveMinimum = low;
    if (random.chance(0.5)) schema.maximum = high;
    return nullable(random, { schema, good: (r) => low + r.pick([0.25, 1, 7.25]),
      bad: (r) => r.pick([low, high + 0.25, '3,4', true, high, -1e6]) });
  },
];

function list(random, depth, defs) {
  const item = make_field(random, depth - 1, defs);
  const schema = { type: 'array', items: item.schema };
  const min = random.below(3), max = min + 1 + random.below(3);
  if (random.chance(0.4)) schema.minItems = min;
  if (random.chance(0.4)) schema.maxItems = max;
  // Two spellings of one date are one date to us and two texts to ajv.
  if (random.chance(0.5) && !item.unsortable) schema.uniqueItems = true;
  const good = (r) => {
    const out = [];
    for (let i = 0; i < max + 3 && out.length < min + 1; ++i) {
      const value = item.good(r);
      if (!out.some((o) => JSON.stringify(o) === JSON.stringify(value))) out.push(value);
    }
    return out;
  };
  const bad = (r) => r.pick([
    () => [item.bad(r)], () => Array(max + 2).fill(item.good(r)), () => [], () => 'một', () => ({}),
    () => [item.good(r), 'chua_cong_bo'], () => [item.good(r), item.good(r)], () => [null],
  ])();
  return { schema, good, bad, unsortable: item.unsortable };
}

function group(random, depth, defs) {
  const made = make_object(random, depth - 1, defs, 1 + random.below(3));
  return { schema: made.schema, good: made.good, bad: (r) => made.damage(r, made.good(r)), unsortable: made.unsortable };
}

function reference(random, depth, defs) {
  const name = `phan_${Object.keys(defs).length}`;
  defs[name] = {};
  const field = make_field(random, depth - 1, defs);
  delete field.schema['x-cot'];
  defs[name] = field.schema;
  return { ...field, choices: undefined, schema: { $ref: `#/$defs/${name}` } };
}

export function make_object(random, depth, defs, count) {
  const names = ['ma', 'ten', 'ngay', 'so', 'muc', 'phi', 'kỳ'].slice(0, count);
  const fields = names.map((name) => [name, make_field(random, depth, defs)]);
  const schema = { type: 'object', additionalProperties: false, properties: {}, required: [] };
  for (const [name, field] of fields) {
    schema.properties[name] = field.schema;
    if (random.chance(0.5)) schema.required.push(name);
  }
  if (schema.required.length === 0) delete schema.required;
  const others = (name) => names.filter((other) => other !== name && random.chance(0.5));
  for (const [name, field] of fields) {
    const then = others(name);
    if (then.length === 0 || random.chance(0.7)) continue;
    if (field.choices && random.chance(0.6)) {
      const test = random.chance(0.5) ? { const: field.choices[0] } : { enum: field.choices };
      (schema.allOf ??= []).push({ if: { properties: { [name]: test }, required: [name] }, then: { required: then } });
    } else if (random.chance(0.5)) {
      (schema.dependentRequired ??= {})[name] = then;
    }
  }
  const good = (r) => {
    const out = {};
    for (const [name, field] of fields) {
      if (!schema.required?.includes(name) && r.chance(0.3)) continue;
      out[name] = schema.required?.includes(name) && r.chance(0.1) ? 'chua_cong_bo' : field.good(r);
    }
    return out;
  };
  const damage = (r, record) => {
    const [name, field] = r.pick(fields);
    return r.pick([
      () => (delete record[name], record),
      ...Array(6).fill(() => ({ ...record, [name]: field.bad(r) })),
      () => ({ ...record, [name]: 'chua_cong_bo' }),
      () => ({ ...record, [name]: null }),
      () => ({ ...record, [`${name}x`]: 1 }),
      ...(r.chance(0.2) ? [() => r.pick([[], 'chữ', null, 3])] : []),
    ])();
  };
  return { schema, good, damage, unsortable: fields.some(([, field]) => field.unsortable) };
}

/** `count` pairs of a schema and a record. */
export function make_pairs(seed, count) {
  const random = random_from(seed);
  const pairs = [];
  while (pairs.length < count) {
    const defs = {};
    const made = make_object(random, 2, defs, 1 + random.below(7));
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Mẫu',
      'x-vai-tro': 'mau', ...made.schema };
    if (Object.keys(defs).length > 0) schema.$defs = defs;
    for (let i = 0; i < 4; ++i) {
      let record = made.good(random);
      if (random.chance(0.55)) record = made.damage(random, record);
      pairs.push({ schema: JSON.parse(JSON.stringify(schema)), record });
    }
  }
  return pairs.slice(0, count);
}

// Filters and sorts a list in place, over all its records, by the facet links that are there without a script too.
// The records come from danh-sach.json beside the list, fetched when somebody first asks; the state is the address.

const bo_dau = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const rows_at_once = 50;

const root = document.querySelector("[data-danh-sach]");
const base = root.dataset.danhSach;
const input = root.querySelector("[data-o-loc]");
const status = root.querySelector("[role=status]");
const tags = root.querySelector("[data-the-chon]");
const place = root.querySelector("[data-ket-qua]");
const panel = root.querySelector(".loc");
const links = [...root.querySelectorAll("[data-loc] a")];
const as_served = { rows: [...place.childNodes], tags: [...tags.childNodes], said: status.textContent };
const counts = links.map((link) => link.querySelector(".so").textContent);
const served = links.filter((link) => link.hasAttribute("aria-current"));

// "{n} page|{n} pages": one, and any other number.
function counted(text, number) {
  const [one, many = one] = text.split("|");
  return (number === 1 ? one : many).replace("{n}", number);
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// A text, or a text and its language where that is not the page's.
const text_of = (words) => (Array.isArray(words) ? words[0] : words);
const lang_of = (words) => (Array.isArray(words) ? { lang: words[1] } : {});

// "/thu-tuc/linh-vuc/ho-tich/" is the value "ho-tich" of "linh-vuc".
const facet_of = (link) => link.pathname.slice(base.length).split("/").slice(0, 2);

let records;
function load() {
  records ??= fetch(`${base}danh-sach.json`)
    .then((answer) => answer.json())
    .then(({ cot, loc, muc }) => ({
      columns: cot,
      facets: loc.map(([name, values]) => [name, new Map(values.map((value, i) => [value, i]))]),
      items: muc.map(([title, url, label, cells, values]) => ({
        title,
        url,
        label,
        cells,
        values,
        plain: bo_dau([title, ...cells].map(text_of).join(" ")),
      })),
    }));
  return records;
}

function state() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map();
  for (const link of links) {
    const [name, value] = facet_of(link);
    if (query.getAll(name).includes(value)) chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
  }
  return { words: query.get("loc") ?? "", sort: query.get("sap") ?? "", chosen };
}

function address({ words, sort, chosen }) {
  const query = new URLSearchParams();
  if (words.trim()) query.set("loc", words.trim());
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (sort) query.set("sap", sort);
  const text = query.toString();
  return text ? `${base}?${text}` : base;
}

// Dates as they are printed, turned so that they sort; numbers inside texts count as numbers.
const collator = new Intl.Collator("vi", { numeric: true });
function sort_key(text) {
  const english = /^(\d\d? )?[A-Z][a-z]+ \d{4}$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(english)) return new Date(english).toISOString().slice(0, 10);
  return text.replace(/(?:(\d\d?)\/)?(\d\d?)\/(\d{4})/, "$3-$2-$1");
}

function sorted(items, sort) {
  if (!sort) return items;
  const column = Math.abs(Number(sort));
  const down = sort.startsWith("-") ? -1 : 1;
  const key = (item) => sort_key(text_of(column === 1 ? item.title : (item.cells[column - 2] ?? "")));
  return items
    .map((item) => [key(item), item])
    .sort(([a], [b]) => (!a || !b ? !a - !b : down * collator.compare(a, b)))
    .map(([, item]) => item);
}

function fits(item, { words, chosen }, facets, except) {
  return (
    bo_dau(words).split(/\s+/).every((word) => item.plain.includes(word)) &&
    facets.every(([name, numbers], i) => {
      const wanted = chosen.get(name);
      if (!wanted || name === except) return true;
      return [...wanted].some((value) => item.values[i].includes(numbers.get(value)));
    })
  );
}

function row(item, columns) {
  const title = make("th", { scope: "row" }, make("a", { href: item.url, textContent: text_of(item.title), ...lang_of(item.title) }));
  root.dataset.nhan.split("|").forEach((label, i) => {
    if (!(item.label & (1 << i))) return;
    const kind = i === 0 ? "minh-hoa" : "tham-khao";
    title.append(" ", make("span", { className: `nhan nhan-${kind}`, textContent: label }));
  });
  const cells = columns.map((name, i) => {
    const cell = make("td", { textContent: text_of(item.cells[i]), ...lang_of(item.cells[i]) });
    if (item.cells[i]) cell.dataset.nhan = name;
    else cell.className = "o-trong";
    return cell;
  });
  return make("tr", {}, title, ...cells);
}

function add_sort_buttons(head, sort) {
  head.querySelectorAll("th").forEach((cell, i) => {
    const column = String(i + 1);
    if (sort === column) cell.ariaSort = "ascending";
    if (sort === `-${column}`) cell.ariaSort = "descending";
    const button = make("button", { type: "button", textContent: cell.textContent });
    button.addEventListener("click", async () => {
      await go({ ...current(), sort: current().sort === column ? `-${column}` : column }, "push");
      place.querySelectorAll("thead button")[i]?.focus();
    });
    cell.replaceChildren(button);
  });
}

function table(items, columns, sort) {
  const names = [root.dataset.ten, ...columns];
  const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col", textContent: name })));
  add_sort_buttons(head, sort);
  const body = make("tbody", {});
  const caption = make("caption", { className: "an", textContent: document.querySelector("h1").textContent });
  const all = make("table", { className: "bang-the bang-thoang bang-ds" }, caption, make("thead", {}, head), body);
  const more = make("button", { type: "button", className: "nut", textContent: root.dataset.them });
  let shown = 0;
  const show = () => {
    const next = items.slice(shown, shown + rows_at_once).map((item) => row(item, columns));
    body.append(...next);
    shown += next.length;
    more.hidden = shown >= items.length;
    return next[0];
  };
  more.addEventListener("click", () => show().querySelector("a").focus());
  show();
  return [all, more];
}

function show_tags(now) {
  const all = links
    .filter((link) => now.chosen.get(facet_of(link)[0])?.has(facet_of(link)[1]))
    .map((link) => {
      const [name, value] = facet_of(link);
      const label = `${link.closest("[data-loc]").dataset.loc}: ${link.firstElementChild.textContent}`;
      const button = make("button", { type: "button", className: "nut", textContent: `${label} ✕` });
      button.ariaLabel = `${root.dataset.bo} ${label}`;
      button.addEventListener("click", async () => {
        await toggle(name, value);
        (tags.querySelector("button") ?? input).focus();
      });
      return make("li", {}, button);
    });
  tags.replaceChildren(...all);
}

function restore() {
  place.replaceChildren(...as_served.rows);
  tags.replaceChildren(...as_served.tags);
  status.textContent = as_served.said;
  links.forEach((link, i) => {
    link.querySelector(".so").textContent = counts[i];
    link.toggleAttribute("aria-current", false);
    if (served.includes(link)) link.setAttribute("aria-current", "true");
  });
}

async function show(now) {
  if (!now.words.trim() && !now.sort && !now.chosen.size) return restore();
  status.textContent = root.dataset.dangTai;
  const { columns, facets, items } = await load();
  const found = items.filter((item) => fits(item, now, facets));
  place.replaceChildren(...(found.length ? table(sorted(found, now.sort), columns, now.sort) : []));
  status.textContent = found.length ? counted(root.dataset.so, found.length) : root.dataset.khongCo;
  show_tags(now);
  for (const link of links) {
    const [name, value] = facet_of(link);
    const at = facets.findIndex(([other]) => other === name);
    const number = facets[at][1].get(value);
    const here = items.filter((item) => item.values[at].includes(number) && fits(item, now, facets, name));
    link.querySelector(".so").textContent = here.length;
    if (now.chosen.get(name)?.has(value)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// A page that was served for one value of a facet starts from that value.
function current() {
  const now = state();
  if (location.pathname !== base && !location.search)
    for (const link of served) now.chosen.set(facet_of(link)[0], new Set([facet_of(link)[1]]));
  return now;
}

async function go(now, how) {
  history[`${how}State`](null, "", address(now));
  await show(now);
}

async function toggle(name, value) {
  const now = current();
  const values = now.chosen.get(name) ?? new Set();
  if (!values.delete(value)) values.add(value);
  if (values.size) now.chosen.set(name, values);
  else now.chosen.delete(name);
  await go(now, "push");
}

for (const link of links) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await load();
    } catch {
      location.href = link.href; // The list that was made for this value.
      return;
    }
    await toggle(...facet_of(link));
    if (panel.matches(":popover-open")) panel.hidePopover();
  });
}
input.addEventListener("input", () => go({ ...current(), words: input.value }, "replace"));
addEventListener("popstate", () => {
  input.value = state().words;
  show(current());
});
const heads = place.querySelectorAll("thead tr");
if (heads.length === 1) add_sort_buttons(heads[0], "");
// An address with a state: the list as served is not shown first, so that nothing moves when the records come.
if (location.search) {
  const page = document.documentElement;
  page.dataset.cho = "";
  input.value = state().words;
  show(state()).finally(() => requestAnimationFrame(() => delete page.dataset.cho));
}

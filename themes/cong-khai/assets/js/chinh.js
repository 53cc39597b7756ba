// What is nicer with a script on every page: a menu that closes by itself, titles offered as one types, the A–Z page
// filtered, links of headings copied, a part of the page printed alone.

// "Đất đai" and "dat dai" are the same to a reader who types no marks.
const bo_dau = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const words_of = (text) => bo_dau(text).split(/\s+/).filter(Boolean);

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

function tidy_menu(menu) {
  const close = (except) => {
    for (const group of menu.querySelectorAll("details[open]"))
      if (group !== except) group.open = false;
  };
  const is_row = () => matchMedia("(min-width: 67.5em)").matches;
  menu.addEventListener(
    "toggle",
    (event) => {
      if (event.target.open) close(event.target);
    },
    true,
  );
  menu.addEventListener("keydown", (event) => {
    const group = event.target.closest("details[open]");
    if (event.key !== "Escape" || !group || !is_row()) return;
    group.open = false;
    group.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (is_row() && event.relatedTarget) close(event.relatedTarget.closest("details"));
  });
  document.addEventListener("click", (event) => {
    if (is_row() && !menu.contains(event.target)) close();
  });
}

// The end of an address is a code or a number: "2.000815", "ln-3.3".
const code_of = (url) => url.split("/").at(-2) ?? "";

// The index of titles is fetched once, when somebody turns to the box.
let titles;
function load_titles(address) {
  titles ??= fetch(address)
    .then((answer) => answer.json())
    .then(({ phan, muc }) =>
      muc.map(([title, url, section, lang = ""]) => ({
        title,
        url,
        lang,
        // Words, and their language where it is not the page's.
        section: [phan[section]].flat(),
        plain: bo_dau(title),
        words: bo_dau(`${title} ${[phan[section]].flat()[0]} ${code_of(url)}`),
      })),
    );
  return titles;
}

// What holds all words in title, section or code: first titles that begin as asked, then those that hold it in one piece.
function find_titles(all, asked) {
  const words = words_of(asked);
  const phrase = words.join(" ");
  const rank = ({ plain }) => (plain.startsWith(phrase) ? 0 : plain.includes(phrase) ? 1 : 2);
  return all
    .filter((page) => words.every((word) => page.words.includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.plain.length - b.plain.length);
}

// Whether somebody who types this looks for where to ask, or has found nothing else.
function wants_to_ask(asked, ask_words, found) {
  const known = words_of(ask_words.replaceAll(",", " "));
  return found === 0 || words_of(asked).every((word) => known.includes(word));
}

function offer_titles(form) {
  const input = form.querySelector("input");
  const said = make("p", { className: "nhat" });
  said.setAttribute("role", "status");
  const list = make("ul", { className: "goi-y", hidden: true });
  form.append(list);
  const hide = () => {
    list.hidden = true;
  };

  async function show() {
    if (!words_of(input.value).length) return hide();
    list.hidden = false;
    list.replaceChildren(make("li", {}, said));
    said.textContent = form.dataset.dangTai;
    let all;
    try {
      all = await load_titles(form.dataset.nguon);
    } catch {
      return hide(); // The form still leads to the A–Z page.
    }
    if (!words_of(input.value).length) return hide();
    const found = find_titles(all, input.value);
    said.textContent = found.length
      ? counted(form.dataset.ketQua, found.length)
      : form.dataset.khongCo;
    const { hoi, hoiTen, hoiTu } = form.dataset;
    if (wants_to_ask(input.value, `${hoiTen} ${hoiTu}`, found.length))
      list.append(make("li", {}, make("a", { href: hoi, textContent: hoiTen })));
    for (const { title, url, lang, section: [section, section_lang = ""] } of found.slice(0, 6)) {
      const link = make("a", { href: url }, make("span", { ...(lang && { lang }), textContent: title }), make("br"));
      const of = make("span", { ...(section_lang && { lang: section_lang }), textContent: section });
      of.className = "nhat nho";
      link.append(of);
      list.append(make("li", {}, link));
    }
    if (found.length > 6) {
      const rest = make("a", {
        href: `${form.action}?tim=${encodeURIComponent(input.value)}`,
        textContent: counted(form.dataset.tatCa, found.length),
      });
      list.append(make("li", {}, rest));
    }
  }

  input.addEventListener("focus", () => load_titles(form.dataset.nguon).catch(() => {}));
  input.addEventListener("input", show);
  form.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Escape") {
      hide();
      input.focus();
    } else if (!list.hidden && at >= 0 && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : stops.length - 1;
      stops[(at + step) % stops.length].focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) hide();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

function filter_index(index) {
  const input = index.querySelector("input[type=search]");
  const status = index.querySelector("[role=status]");
  const ask = index.querySelector("[data-hoi]");
  const letters = index.querySelector(".bang-chu");
  const groups = [...index.querySelectorAll(".chu-cai")].map((section) => ({
    section,
    items: [...section.querySelectorAll("li")].map((item) => [
      item,
      bo_dau(`${item.textContent} ${code_of(item.querySelector("a").pathname)}`),
    ]),
  }));

  function show() {
    const words = words_of(input.value);
    let found = 0;
    for (const { section, items } of groups) {
      let here = 0;
      for (const [item, text] of items) {
        const fits = words.every((word) => text.includes(word));
        item.hidden = !fits;
        if (fits) here += 1;
      }
      section.hidden = here === 0;
      found += here;
    }
    const ask_words = `${ask.textContent} ${ask.dataset.hoi}`;
    ask.hidden = words.length === 0 || !wants_to_ask(input.value, ask_words, found);
    letters.hidden = words.length > 0;
    status.hidden = words.length === 0;
    status.textContent =
      found > 0 ? counted(status.dataset.ketQua, found) : status.dataset.khongCo;
  }

  input.value = new URLSearchParams(location.search).get("tim") ?? "";
  input.addEventListener("input", () => {
    show();
    const asked = input.value.trim();
    history.replaceState(null, "", asked ? `?tim=${encodeURIComponent(asked)}` : location.pathname);
  });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function offer_copy(button) {
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = new URL(location.href);
    link.hash = button.dataset.saoChep;
    await navigator.clipboard.writeText(link.href);
    button.textContent = button.dataset.xong;
    setTimeout(() => button.replaceChildren(...label), 2000);
  });
}

function offer_print(button) {
  button.addEventListener("click", () => {
    document.documentElement.dataset.in = button.dataset.in;
    print();
  });
}

// What sends forms is loaded when somebody begins to answer. Without it the browser sends the form itself.
function offer_sending(form) {
  const load = () => import(form.dataset.lenh);
  const begin = () => load().then(({ begin }) => begin(form)).catch(() => {});
  form.noValidate = true;
  for (const event of ["focusin", "input"]) form.addEventListener(event, begin, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load().then(({ send }) => send(form), () => form.submit());
  });
}

document.querySelectorAll(".chuyen-muc").forEach(tidy_menu);
document.querySelectorAll("form[data-lenh]").forEach(offer_sending);
document.querySelectorAll(".tim[data-nguon]").forEach(offer_titles);
document.querySelectorAll("[data-muc-luc]").forEach(filter_index);
document.querySelectorAll("button[data-in]").forEach(offer_print);
addEventListener("afterprint", () => delete document.documentElement.dataset.in);
// Paper cannot be opened: what is folded away on a page is printed in full.
const folded = () => document.querySelectorAll("main details:not([open]), .luu-tru details:not([open])");
addEventListener("beforeprint", () => {
  for (const part of folded()) {
    part.open = true;
    addEventListener("afterprint", () => (part.open = false), { once: true });
  }
});
// The clipboard is only there over HTTPS (and on localhost).
if (navigator.clipboard) document.querySelectorAll("[data-sao-chep]").forEach(offer_copy);

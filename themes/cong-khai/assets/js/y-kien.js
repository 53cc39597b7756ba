// Sends a form without leaving the page. Loaded when somebody begins to answer: nothing is asked of the endpoint before.

// By form: the answer to "when did this reader begin", which can be used once.
const nonces = new WeakMap();

async function fetch_nonce(form) {
  const page = form.elements._trang.value;
  const answer = await fetch(`${form.action}/ma?trang=${encodeURIComponent(page)}`, { credentials: "omit" });
  if (!answer.ok) throw Object.assign(new Error(), { answer });
  return { ...(await answer.json()), since: performance.now() };
}

export function begin(form) {
  const place = form.elements.o_trang;
  if (place && !place.value) place.value = new URLSearchParams(location.search).get("trang") ?? "";
  if (!nonces.has(form)) {
    const asked = fetch_nonce(form);
    asked.catch(() => nonces.delete(form)); // Asked again when the form is sent.
    nonces.set(form, asked);
  }
  return nonces.get(form);
}

// The answers as the endpoint reads them: {"kenh": ["poster"], "muc_do_huu_ich": {"thu_tuc": "huu_ich"}}.
function gather(form) {
  const out = {};
  for (const [name, text] of new FormData(form)) {
    if (text === "") continue;
    const [question, row] = name.split(".");
    if (row) {
      (out[question] ??= {})[row] = text;
    } else if (form.querySelectorAll(`[type=checkbox][name="${name}"]`).length > 1) {
      (out[question] ??= []).push(text);
    } else {
      out[question] = text;
    }
  }
  return out;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Proof of work, asked for only when very many send: the number whose hash with the salt is the challenge.
async function solve({ algorithm, challenge, salt, maxnumber, signature }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxnumber; number += 1) {
    const digest = await crypto.subtle.digest(algorithm, encoder.encode(salt + number));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex === challenge) return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }
  return "";
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function clear_faults(form) {
  form.querySelectorAll(".tong-loi, .cau .loi").forEach((part) => part.remove());
  form.querySelectorAll(".co-loi").forEach((part) => part.classList.remove("co-loi"));
  form.querySelectorAll("[aria-invalid]").forEach((part) => part.removeAttribute("aria-invalid"));
}

// As the endpoint's own page shows them: a summary that leads to each field, and the fault at the field.
function show_faults(form, faults) {
  const list = make("ul", {});
  for (const { truong, thong_bao } of faults) {
    const field = document.getElementById(`bm-${form.classList[1]}-${truong}`);
    const question = truong && field?.closest(".cau");
    if (!question) {
      list.append(make("li", {}, thong_bao));
      continue;
    }
    list.append(make("li", {}, make("a", { href: `#${field.id}`, textContent: thong_bao })));
    question.classList.add("co-loi");
    field.setAttribute("aria-invalid", "true");
    const note = make("p", { className: "loi", id: `${field.id}-l`, textContent: thong_bao });
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
    const before = field.matches("fieldset") ? field.querySelector("legend").nextSibling : field;
    before.before(note);
  }
  say(form, make("h2", { textContent: form.dataset.xemLai }), list);
}

// What stands in the way, above the questions.
function say(form, ...parts) {
  const box = make("div", { className: "tong-loi", tabIndex: -1 }, ...parts);
  box.setAttribute("role", "alert");
  form.prepend(box);
  box.focus();
}

function say_later(form, seconds) {
  const text = seconds ? form.dataset.guiLaiSau.replace("{n}", seconds) : form.dataset.khongGuiDuoc;
  say(form, make("p", { textContent: text }));
}

function show_receipt(form, { bien_nhan, cam_on, tra_cuu }) {
  const box = make("div", { className: "da-nhan", tabIndex: -1 }, make("p", { textContent: cam_on }));
  box.setAttribute("role", "status");
  if (bien_nhan)
    box.append(
      make("p", {}, `${form.dataset.maBienNhan}: `, make("a", { className: "ma", href: tra_cuu, textContent: bien_nhan })),
      make("p", { className: "nho", textContent: form.dataset.giuMa }),
    );
  form.replaceWith(box);
  box.focus();
}

async function post(form, solution) {
  const nonce = await begin(form);
  await wait(nonce.since + 1000 * nonce.cho - performance.now());
  const body = { ...gather(form), _ma: nonce.ma };
  const proof = solution ?? (nonce.thu_thach && (await solve(nonce.thu_thach)));
  if (proof) body._giai = proof;
  return fetch(form.action, {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
}

// What the endpoint said, and whether to send the same once more: with a new nonce when it was too old, with proof of
// work when it asks for that, after a moment when the reader was very quick.
async function deliver(form) {
  let solution;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await post(form, solution);
    const said = await answer.json().catch(() => ({}));
    const seconds = Number(answer.headers.get("Retry-After"));
    const is_soon = answer.status === 429 && seconds > 0 && seconds <= 5;
    if (attempt === 2 || !(answer.status === 410 || said.thu_thach || is_soon)) return { status: answer.status, said, seconds };
    if (answer.status === 410) nonces.delete(form);
    if (said.thu_thach) solution = await solve(said.thu_thach);
    else if (is_soon) await wait(1000 * seconds);
  }
}

const sending = new WeakSet();

// Sent again after a lost answer it is the same submission: the nonce is kept until an answer has come.
export async function send(form) {
  if (sending.has(form)) return; // A double click.
  sending.add(form);
  const button = form.querySelector("button.nut-chinh");
  const label = button.textContent;
  button.disabled = true;
  button.textContent = form.dataset.dangGui;
  clear_faults(form);
  try {
    const { status, said, seconds } = await deliver(form);
    if (status === 201) return show_receipt(form, said);
    if (status === 422 && said.loi?.length) return show_faults(form, said.loi);
    if (status === 409) {
      // What was sent before was taken, and this is something else: with a nonce of its own it can be sent as well.
      nonces.delete(form);
      begin(form).catch(() => {});
      return say(form, make("p", { textContent: said.loi?.[0]?.thong_bao ?? form.dataset.khongGuiDuoc }));
    }
    say_later(form, seconds);
  } catch (error) {
    say_later(form, Number(error.answer?.headers.get("Retry-After")));
  } finally {
    sending.delete(form);
    button.disabled = false;
    button.textContent = label;
  }
}

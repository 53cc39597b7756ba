// What is nicer with a script: filter the A–Z page as one types, and copy the link of a heading.

// "Đất đai" and "dat dai" are the same to a reader who types no marks.
const bo_dau = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

function filter_index(index) {
  const input = index.querySelector("input[type=search]");
  const status = index.querySelector("[role=status]");
  const letters = index.querySelector(".bang-chu");
  const groups = [...index.querySelectorAll(".chu-cai")].map((section) => ({
    section,
    items: [...section.querySelectorAll("li")].map((item) => [item, bo_dau(item.textContent)]),
  }));

  function show() {
    const words = bo_dau(input.value).split(/\s+/).filter(Boolean);
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
    letters.hidden = words.length > 0;
    status.hidden = words.length === 0;
    const [one, many = one] = status.dataset.ketQua.split("|");
    const counted = (found === 1 ? one : many).replace("{n}", String(found));
    status.textContent = found > 0 ? counted : status.dataset.khongCo;
  }

  // The home page sends its examples as a second value beside the empty box: the last one filled wins.
  const asked = new URLSearchParams(location.search).getAll("tim").filter(Boolean).pop();
  if (asked) input.value = asked;
  input.addEventListener("input", show);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
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

document.querySelectorAll("[data-muc-luc]").forEach(filter_index);
// The clipboard is only there over HTTPS (and on localhost).
if (navigator.clipboard) document.querySelectorAll("[data-sao-chep]").forEach(offer_copy);

// Filters the tasks of a plan in place: by who leads, by indicator or theme, by when. The state is the address.

// "{n} page|{n} pages": one, and any other number.
function counted(text, number) {
  const [one, many = one] = text.split("|");
  return (number === 1 ? one : many).replace("{n}", number);
}

// "chu-tri" is what stands in data-chu-tri: values parted by spaces.
const values_of = (element, name) => (element.getAttribute(`data-${name}`) ?? "").split(" ");

function filter_tasks(form) {
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const all = status.textContent;
  const groups = [...document.querySelectorAll(".bang-ke-hoach tbody")].map((group) => ({
    group,
    rows: [...group.querySelectorAll("[data-khi]")],
  }));

  function show() {
    const wanted = selects.filter((select) => select.value);
    const fits = (row, group) =>
      wanted.every(({ name, value }) => values_of(name === "chi-tieu" ? group : row, name).includes(value));
    let found = 0;
    for (const { group, rows } of groups) {
      let here = 0;
      for (const row of rows) {
        row.hidden = !fits(row, group);
        if (!row.hidden) here += 1;
      }
      group.hidden = wanted.length > 0 && here === 0;
      found += here;
    }
    reset.disabled = wanted.length === 0;
    status.textContent = !wanted.length ? all : found ? counted(form.dataset.so, found) : form.dataset.khongCo;
  }

  function from_address() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = query.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    show();
  }

  function to_address() {
    const query = new URLSearchParams();
    for (const { name, value } of selects) if (value) query.set(name, value);
    const text = query.toString();
    history.pushState(null, "", text ? `?${text}` : location.pathname);
    show();
  }

  form.addEventListener("change", to_address);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    to_address();
    selects[0]?.focus();
  });
  addEventListener("popstate", from_address);
  from_address();
}

document.querySelectorAll("[data-loc-nhiem-vu]").forEach(filter_tasks);

// The benchmark corpus as an Eleventy site; ../README.md says what its output holds.
import path from "node:path";
import markdownIt from "markdown-it";
import { SITE, dmy, esc, iso, listItem, pager, slug } from "./lib.js";

const PER_PAGE = 20;

// Heading ids, and links written relative to the Markdown file turned into page addresses.
function siteMarkdown() {
  const md = markdownIt({ html: false, linkify: true });
  md.core.ruler.push("site", (state) => {
    const seen = new Map();
    const tokens = state.tokens;
    for (let i = 0; i < tokens.length; i++) {
      if (tokens[i].type === "heading_open") {
        const base = tokens[i + 1].content.toLowerCase().replace(/[^\p{L}\p{N}\- ]+/gu, "").replaceAll(" ", "-");
        const n = seen.get(base) ?? 0;
        seen.set(base, n + 1);
        tokens[i].attrSet("id", n ? `${base}-${n}` : base);
      } else if (tokens[i].type === "inline") {
        for (const t of tokens[i].children) {
          if (t.type !== "link_open") continue;
          const href = t.attrGet("href");
          if (href.endsWith(".md") && !href.includes("://"))
            t.attrSet("href", path.posix.join(path.posix.dirname(state.env.page.filePathStem), href).slice(0, -3) + "/");
        }
      }
    }
  });
  return md;
}

const chunks = (items, extra) => {
  const total = Math.max(1, Math.ceil(items.length / PER_PAGE));
  return Array.from({ length: total }, (_, i) => ({ ...extra, no: i + 1, total, items: items.slice(i * PER_PAGE, (i + 1) * PER_PAGE) }));
};

export default function (config) {
  config.setLibrary("md", siteMarkdown());
  config.ignores.add("**/_index.md");
  config.addPassthroughCopy({ static: "/" });
  config.addGlobalData("layout", "article.11ty.js");

  // One pass over all pages gives every list the site needs.
  let memo;
  const build = (api) => {
    const all = api.getAll().filter((p) => p.inputPath.endsWith(".md"));
    if (memo?.all.length === all.length && memo.all.every((p, i) => p === all[i])) return memo;
    const sorted = all.filter((p) => p.data.section).sort((a, b) => b.date - a.date);
    const sections = {}, terms = { linhvuc: new Map(), tags: new Map() };
    for (const p of sorted) {
      (sections[p.data.section] ??= []).push(p);
      for (const kind of ["linhvuc", "tags"])
        for (const t of p.data[kind] ?? []) terms[kind].has(t) ? terms[kind].get(t).push(p) : terms[kind].set(t, [p]);
    }
    return (memo = { all, sorted, sections, terms });
  };
  const termLists = (m) => ["linhvuc", "tags"].flatMap((kind) =>
    [...m.terms[kind]].flatMap(([t, items]) => chunks(items, { base: `/${kind}/${slug(t)}/`, title: t, crumb: [`/${kind}/`, kind] })));
  config.addCollection("portal", build);
  config.addCollection("lists", (api) => {
    const m = build(api);
    return [...Object.entries(m.sections).flatMap(([s, items]) => chunks(items, { base: `/${s}/`, section: s })), ...termLists(m)];
  });
  config.addCollection("feeds", (api) => Object.entries(build(api).sections).map(([slug, items]) => ({ slug, items: items.slice(0, 20) })));

  const listUrl = (l) => (l.no === 1 ? l.base : `${l.base}trang/${l.no}/`);
  const page = (name, data, render) => config.addTemplate(name + ".11ty.js", class {
    data() { return { eleventyExcludeFromCollections: true, layout: "base.11ty.js", ...data }; }
    render(d) { return render(d); }
  });

  page("lists", {
    pagination: { data: "collections.lists", size: 1, alias: "list" },
    permalink: (d) => listUrl(d.list) + "index.html",
    eleventyComputed: {
      title: (d) => d.list.title ?? d.site.sections.find((s) => s.slug === d.list.section)?.title,
      crumb: (d) => d.list.crumb,
    },
  }, (d) => {
    const about = d.site.sections.find((s) => s.slug === d.list.section)?.description;
    return `<h1>${esc(d.title)}</h1>\n${about ? `<p>${esc(about)}</p>` : ""}\n<ul class="items">\n${d.list.items.map(listItem).join("")}</ul>\n` +
      pager(d.list.base, d.list.no, d.list.total);
  });

  page("terms", {
    pagination: { data: "kinds", size: 1, alias: "kind" }, kinds: ["linhvuc", "tags"], permalink: (d) => `/${d.kind}/index.html`,
    eleventyComputed: { title: (d) => d.kind },
  }, (d) => {
    const terms = [...d.collections.portal.terms[d.kind]].sort((a, b) => a[0].localeCompare(b[0], "vi"));
    return `<h1>${esc(d.kind)}</h1>\n<ul class="terms">\n${terms.map(([t, l]) => `<li><a href="/${d.kind}/${slug(t)}/">${esc(t)}</a> (${l.length})</li>`).join("\n")}\n</ul>`;
  });

  page("home", { permalink: "/index.html" }, (d) => `<h1>${esc(d.site.title)}</h1>
<p>Trang thông tin công khai, minh bạch của huyện.</p>
${d.site.sections.map((s) => `<section><h2><a href="/${s.slug}/">${esc(s.title)}</a></h2><p>${esc(s.description)}</p><ul class="items">
${(d.collections.portal.sections[s.slug] ?? []).slice(0, 5).map(listItem).join("")}</ul></section>`).join("\n")}
<section><h2>Kế hoạch nhiệm vụ</h2><table><thead><tr><th>Mã</th><th>Nhóm</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Phối hợp</th><th>Sản phẩm</th><th>Hạn</th><th>Tiến độ</th><th>Trạng thái</th></tr></thead><tbody>
${d.tasks.map((t) => `<tr><td>${t.code}</td><td>${esc(t.group)}</td><td>${esc(t.title)}</td><td>${esc(t.lead)}</td><td>${esc(t.support.join(", "))}</td><td>${esc(t.product)}</td><td>${t.due}</td><td>${t.progress}%</td><td>${esc(t.status)}</td></tr>`).join("\n")}
</tbody></table></section>`);

  page("rss", {
    pagination: { data: "collections.feeds", size: 1, alias: "feed" }, layout: false, permalink: (d) => `/${d.feed.slug}/index.xml`,
  }, (d) => rss(d.site.sections.find((s) => s.slug === d.feed.slug)?.title, `/${d.feed.slug}/`, d.feed.items));
  page("rss-home", { layout: false, permalink: "/index.xml" }, (d) => rss(d.site.title, "/", d.collections.portal.sorted.slice(0, 20)));

  page("sitemap", { layout: false, permalink: "/sitemap.xml" }, (d) => `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[["/"], ...d.site.sections.map((s) => [`/${s.slug}/`]), ...d.collections.portal.all.map((p) => [p.url, iso(p.date)]),
    ...["linhvuc", "tags"].flatMap((k) => [[`/${k}/`], ...[...d.collections.portal.terms[k].keys()].map((t) => [`/${k}/${slug(t)}/`])])]
    .map(([u, m]) => `<url><loc>${SITE}${u}</loc>${m ? `<lastmod>${m}</lastmod>` : ""}</url>`).join("\n")}
</urlset>
`);
  page("search", { layout: false, permalink: "/search-index.json" }, (d) => JSON.stringify(
    d.collections.portal.all.map((p) => ({ t: p.data.title, s: p.data.summary, u: p.url }))));

  return { dir: { input: "content", layouts: "../layouts", includes: "../layouts", data: "../data", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: false };
}

function rss(title, url, items) {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>${esc(title)}</title><link>${SITE}${url}</link><language>vi</language>
<atom:link href="${SITE}${url}index.xml" rel="self" type="application/rss+xml" />
${items.map((p) => `<item><title>${esc(p.data.title)}</title><link>${SITE}${p.url}</link><pubDate>${p.date.toUTCString()}</pubDate><guid>${SITE}${p.url}</guid><description>${esc(p.data.summary)}</description></item>`).join("\n")}
</channel></rss>
`;
}

// What all pages of a portal share, made once.
#include "pipeline/portal_view.h"

#include "ingest/scan.h"
#include "model/page_policy.h"
#include "pipeline/asking_records.h"
#include "pipeline/feedback_pages.h"
#include "pipeline/links.h"
#include "pipeline/pictures.h"
#include "text/xml_text.h"

namespace minhbach::pipeline {

PortalView::PortalView(const Assembly& assembly, const Theme& theme, text::Date today)
    : assembly_(assembly),
      theme_(theme),
      build_date_(text::to_iso(today)),
      policy_(fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
                          page_policy(*assembly.portal))),
      undisclosed_(theme.string("chua_cong_bo")) {
  for (const schema::Type& type : assembly.site->types)
    news_.push_back(type.role == "instrument"       ? News::never
                    : type.role == "legal_document" ? News::unless_shared
                                                    : News::always);
  for (const TypeList& list : assembly.lists) {
    const bool has_page = assembly.page_at(list.url) != nullptr;
    list_urls_.push_back(has_page ? page_link(*assembly.portal, list.url) : std::string());
  }
  for (const Section& section : assembly.portal->sections)
    sections_.push_back(count_section(section));
  for (const schema::Form* form : assembly.forms) forms_.push_back(form_html_of(assembly, *form));
  has_latest_ =
      std::any_of(assembly.lists.begin(), assembly.lists.end(), [this](const TypeList& list) {
        return std::any_of(list.records.begin(), list.records.end(),
                           [&](std::uint32_t record) { return is_latest(list, record); });
      });
}

std::span<const std::uint32_t> PortalView::latest() const {
  std::call_once(latest_found_, [this] { latest_ = find_latest(); });
  return latest_;
}

Value PortalView::url(std::string_view url, Arena& arena) const {
  return url.empty() ? Value::none() : Value::text(arena.copy(page_link(*assembly_.portal, url)));
}

Value PortalView::file_url(std::string_view url, Arena& arena) const {
  return Value::text(arena.copy(file_link(*assembly_.portal, url)));
}

Value PortalView::list_url(TypeId type) const {
  const std::string& url = list_urls_[static_cast<std::size_t>(type)];
  return url.empty() ? Value::none() : Value::text(url);
}

std::string PortalView::filling(std::uint32_t record, const markdown::Slot& slot) const {
  if (slot.image) {
    const Result<const Attachment*> image = resolve_image(assembly_, record, slot);
    if (!image) return "<img";
    return picture_html(*assembly_.portal, **image);
  }
  const Result<std::string> link = resolve_link(assembly_, record, slot);
  return link ? " href=\"" + text::xml_text(*link) + "\"" : std::string();
}

Value PortalView::filled(std::uint32_t record, const markdown::Document& document,
                         std::string_view html, Arena& arena) const {
  if (document.slots.empty()) return Value::markup(arena.copy(html));
  std::string out;
  out.reserve(html.size() + document.slots.size() * 48);
  markdown::append_filled(document, html, out, [&](const markdown::Slot& slot, std::string& to) {
    to += filling(record, slot);
  });
  return Value::markup(arena.copy(out));
}

std::vector<std::uint32_t> PortalView::related(std::uint32_t record, std::size_t count) const {
  std::vector<std::uint32_t> out;
  const auto add = [&](std::uint32_t other) {
    const bool known = other == record || std::find(out.begin(), out.end(), other) != out.end();
    if (!known && out.size() < count && !assembly_.urls[other].empty()) out.push_back(other);
  };
  for (const std::uint32_t other : assembly_.references.outgoing(record)) add(other);
  for (const Incoming& incoming : assembly_.references.incoming(record)) add(incoming.from);
  std::call_once(neighbours_found_, [this] { neighbours_ = find_neighbours(); });
  if (const Neighbourhood& around = neighbours_[record]; around.value != nullptr) {
    const std::vector<std::uint32_t>& records = around.value->records;
    for (std::size_t step = 1; step < records.size() && step <= count && out.size() < count;
         ++step) {
      add(records[(around.position + step) % records.size()]);
    }
  }
  return out;
}

std::string PortalView::record_name(std::uint32_t record) const {
  const Record& of = assembly_.site->records()[record];
  std::string out = assembly_.site->type(of.type).id + "/";
  out += of.id;
  // What a mounted record names need not be a member, and may bear the id of one.
  if (!assembly_.mounted_by_id.empty() && assembly_.find(of.type, of.id) != record)
    (out += "@") += of.portal;
  return out;
}

std::optional<std::uint32_t> PortalView::find_record(std::string_view name) const {
  const std::size_t slash = std::min(name.find('/'), name.size());
  const std::optional<TypeId> type = assembly_.site->find_type(name.substr(0, slash));
  if (!type || slash == name.size()) return std::nullopt;
  const std::string_view id = name.substr(slash + 1);
  const std::size_t at = id.find('@');
  if (at == std::string_view::npos) return assembly_.find(*type, id);
  const auto folder = assembly_.mounted_by_id.find(id.substr(at + 1));
  if (folder == assembly_.mounted_by_id.end()) return std::nullopt;
  return assembly_.find_in(folder->second, *type, id.substr(0, at));
}

std::uint32_t PortalView::call_number(std::string text) const {
  const std::lock_guard lock(calls_mutex_);
  if (const auto known = call_numbers_.find(text); known != call_numbers_.end())
    return known->second;
  calls_.push_back(std::move(text));
  const auto number = static_cast<std::uint32_t>(calls_.size() - 1);
  call_numbers_.emplace(calls_.back(), number);
  return number;
}

const std::string& PortalView::call(std::uint32_t number) const {
  const std::lock_guard lock(calls_mutex_);
  return calls_[number];
}

std::optional<std::uint32_t> PortalView::by_role(std::string_view role,
                                                 const std::string& id) const {
  const Site& site = *assembly_.site;
  for (std::size_t t = 0; t < site.types.size(); ++t) {
    if (site.types[t].role != role) continue;
    if (const auto found = assembly_.find(static_cast<TypeId>(t), id)) return found;
  }
  return std::nullopt;
}

SectionFacts PortalView::count_section(const Section& section) const {
  const Site& site = *assembly_.site;
  SectionFacts out;
  out.type = *site.find_type(section.type);  // assemble_portal has checked it.
  for (const std::uint32_t record : assembly_.lists[static_cast<std::size_t>(out.type)].records) {
    if (site.flag(record, site.common_of(record).illustrative)) {
      ++out.illustrative;
    } else if (assembly_.is_borrowed(record)) {
      ++out.borrowed;
    } else {
      ++out.own;
      // Lists have their newest first.
      if (out.newest.empty() && is_own_news(record)) out.newest = site.date(record);
    }
  }
  if (out.own == 0) out.asking = asking_records(assembly_, site.type(out.type));
  return out;
}

bool PortalView::is_own_news(std::uint32_t record) const {
  const Record& at = assembly_.site->records()[record];
  const News news = news_[static_cast<std::size_t>(at.type)];
  return news != News::never && !assembly_.is_borrowed(record) &&
         !(news == News::unless_shared && at.portal == ingest::shared_portal);
}

bool PortalView::is_latest(const TypeList& list, std::uint32_t record) const {
  return !list.url.empty() && is_own_news(record) && !assembly_.urls[record].empty() &&
         !assembly_.site->date(record).empty();
}

std::vector<std::uint32_t> PortalView::find_latest() const {
  std::vector<std::pair<std::string_view, std::uint32_t>> dated;
  for (const TypeList& list : assembly_.lists) {
    const auto own = static_cast<std::ptrdiff_t>(dated.size());
    for (const std::uint32_t record : list.records) {
      if (is_latest(list, record)) dated.emplace_back(assembly_.site->date(record), record);
    }
    // Each list has its newest first. Of one day's records, those of one type stay in its order.
    std::inplace_merge(dated.begin(), dated.begin() + own, dated.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
  }
  std::vector<std::uint32_t> out;
  for (const auto& [date, record] : dated) out.push_back(record);
  return out;
}

std::vector<PortalView::Neighbourhood> PortalView::find_neighbours() const {
  std::vector<Neighbourhood> out(assembly_.site->records().size());
  for (const TypeList& list : assembly_.lists) {
    for (const Facet& facet : list.facets) {
      if (facet.field == "nam") continue;  // A year says little of what belongs together.
      for (const FacetValue& value : facet.values) {
        for (std::size_t i = 0; i < value.records.size(); ++i) {
          Neighbourhood& around = out[value.records[i]];
          if (around.value == nullptr) around = {&value, i};
        }
      }
    }
  }
  return out;
}

}  // namespace minhbach::pipeline

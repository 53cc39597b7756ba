// What all pages of a portal share: the theme, sections, records by date, neighbours.
#pragma once

#include <deque>
#include <mutex>

#include "pipeline/load_theme.h"
#include "pipeline/record_view.h"
#include "text/date.h"

namespace minhbach::pipeline {

/// A section of the menu, counted. Only what is this body's own and real counts as published.
struct SectionFacts {
  TypeId type{};
  std::int64_t own = 0;
  std::int64_t borrowed = 0;
  std::int64_t illustrative = 0;
  std::string_view newest;  ///< Date of the newest own record; "" without any.
  std::vector<std::uint32_t>
      asking;  ///< When `own` is 0: the tasks and themes that ask for this section's content.
};

/// Made once before the render; read by all its threads.
class PortalView {
 public:
  /// Both must outlive the view.
  PortalView(const Assembly& assembly, const Theme& theme, text::Date today);

  const Assembly& assembly() const { return assembly_; }
  const Theme& theme() const { return theme_; }
  std::string_view build_date() const { return build_date_; }
  /// What pages may load (model/page_policy.h), as an element of their head.
  const std::string& policy() const { return policy_; }
  /// The questions of Assembly::forms[index], which are the same on every page.
  const std::string& form_html(std::size_t index) const { return forms_[index]; }
  const std::vector<SectionFacts>& sections() const { return sections_; }  ///< As Portal::sections.
  Value undisclosed() const { return Value::object(undisclosed_); }

  /// `url` with the base path; none for "".
  Value url(std::string_view url, Arena& arena) const;
  /// An attachment's or asset's address with the path before it that all languages share.
  Value file_url(std::string_view url, Arena& arena) const;
  /// The first page of a type's list; none when it has no list page in this portal.
  Value list_url(TypeId type) const;
  /// `html`, which is that of `document` in `record`, with its links and pictures filled in.
  Value filled(std::uint32_t record, const markdown::Document& document, std::string_view html,
               Arena& arena) const;
  /// What fills one link or picture; "" when it leads to nothing, which check_links has said.
  std::string filling(std::uint32_t record, const markdown::Slot& slot) const;

  /// All records that lists show, newest first.
  std::span<const std::uint32_t> latest() const;
  bool has_latest() const { return has_latest_; }  ///< Whether there are any.
  /// Records to read next: those `record` names, those that name it, its neighbours in a facet.
  std::vector<std::uint32_t> related(std::uint32_t record, std::size_t count) const;
  /// The agency answerable for the portal.
  std::optional<std::uint32_t> agency() const {
    return by_role("agency", assembly_.portal->agency);
  }
  std::optional<std::uint32_t> unit() const { return by_role("unit", assembly_.portal->unit); }

  /// A record's name from one build to the next: "thu_tuc/1.004222", and of one that is no member
  /// but named by a mounted record "co_quan/ubnd@huyen".
  std::string record_name(std::uint32_t record) const;
  std::optional<std::uint32_t> find_record(std::string_view name) const;

  /// A number for a query with its arguments, the same for the same text. Thread-safe.
  std::uint32_t call_number(std::string text) const;
  const std::string& call(std::uint32_t number) const;

 private:
  struct Neighbourhood {
    const FacetValue* value = nullptr;
    std::size_t position = 0;
  };

  std::optional<std::uint32_t> by_role(std::string_view role, const std::string& id) const;
  SectionFacts count_section(const Section& section) const;
  /// Whether records of a type are news of the body that publishes them; a shared legal document
  /// is law that is merely cited.
  enum class News : std::uint8_t { never, unless_shared, always };

  /// Published by this body itself: not another's record, and no law that is merely cited.
  bool is_own_news(std::uint32_t record) const;
  bool is_latest(const TypeList& list, std::uint32_t record) const;
  std::vector<std::uint32_t> find_latest() const;
  std::vector<Neighbourhood> find_neighbours() const;

  const Assembly& assembly_;
  const Theme& theme_;
  std::string build_date_;
  std::string policy_;
  std::vector<std::string> forms_;  ///< By Assembly::forms.
  UndisclosedView undisclosed_;
  std::vector<News> news_;              ///< By type.
  std::vector<std::string> list_urls_;  ///< By type; empty where no page lists it.
  bool has_latest_ = false;
  std::vector<SectionFacts> sections_;
  // Found when the first page asks.
  mutable std::once_flag latest_found_, neighbours_found_;
  mutable std::vector<std::uint32_t> latest_;
  mutable std::vector<Neighbourhood> neighbours_;  ///< By record.
  mutable std::mutex calls_mutex_;
  mutable std::deque<std::string> calls_;  ///< A deque, because the map below looks into it.
  mutable std::unordered_map<std::string_view, std::uint32_t> call_numbers_;
};

}  // namespace minhbach::pipeline

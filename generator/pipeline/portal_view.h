// A portal as templates read it: `cong`, the records, and the queries (docs/template_data.md).
#pragma once

#include <deque>
#include <memory>

#include "pipeline/load_theme.h"
#include "pipeline/record_view.h"
#include "text/date.h"

namespace minhbach::pipeline {

/// What all pages of a portal share. Made once before the render; read by all its threads.
class PortalView {
 public:
  /// All three must outlive the view.
  PortalView(const Assembly& assembly, const Theme& theme, text::Date today);

  const Assembly& assembly() const { return assembly_; }
  const Theme& theme() const { return theme_; }

  Value record(std::uint32_t index) const { return Value::object(records_[index]); }
  Value type(TypeId id) const { return Value::object(types_[static_cast<std::size_t>(id)]); }
  Value undisclosed() const { return Value::object(undisclosed_); }
  /// The record behind a value; nothing when it is something else.
  std::optional<std::uint32_t> record_of(const Value& value) const;

  /// `url` with the base path; none for "".
  Value url(std::string_view url, Arena& arena) const;
  /// The first page of a type's list; none when it has no list page in this portal.
  Value list_url(TypeId type, Arena& arena) const;
  /// A body as HTML with its links and pictures filled in.
  Value body(std::uint32_t record, const markdown::Document& document, Arena& arena) const;

  /// `cong`, `chu`, `ngay_dung` and the queries: what every page's globals start with.
  std::span<const Entry> globals() const { return globals_; }

  /// All records that lists show, newest first.
  std::span<const std::uint32_t> latest() const { return latest_; }
  /// Records to read next: those `record` names, those that name it, its neighbours in a facet.
  std::vector<std::uint32_t> related(std::uint32_t record, std::size_t count) const;

 private:
  struct Neighbourhood {
    const FacetValue* value = nullptr;
    std::size_t position = 0;
  };

  Value make_portal();
  Value make_section(const Section& section);
  std::vector<std::uint32_t> tasks_asking_for(const schema::Type& type) const;
  void find_latest();
  void find_neighbours();

  const Assembly& assembly_;
  const Theme& theme_;
  Arena arena_;
  std::deque<RecordView> records_;  ///< By record of the site; a deque, because views do not move.
  std::deque<TypeView> types_;
  UndisclosedView undisclosed_;
  std::vector<std::uint32_t> latest_;
  std::vector<Neighbourhood> neighbours_;  ///< By record.
  std::vector<std::unique_ptr<Object>> queries_;
  std::vector<Entry> globals_;
};

}  // namespace minhbach::pipeline

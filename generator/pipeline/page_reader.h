// The one door through which a page's render reads the site: what goes through is written down.
#pragma once

#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// A question that a page may ask of a portal. What `a` and `b` mean is in questions.h.
struct Read {
  enum class Kind : std::uint8_t {
    page,     ///< a: page. What the page is by itself: `trang`, `danh_sach`, `bang_chu_cai`.
    field,    ///< a: record, b: field. Its value.
    shown,    ///< a: record, b: field. As readers see it (`_hien`).
    fact,     ///< a: record, b: RecordFact.
    type,     ///< a: type.
    portal,   ///< a: index into portal_members().
    section,  ///< a: section, b: index into section_members().
    string,   ///< a: index into Theme::strings; their number: which strings there are.
    call,     ///< a: index into PortalView::calls. A query with its arguments.
    source,   ///< a: index into the names of the theme's templates. A template's text.
  };
  Kind kind{};
  std::uint32_t a = 0;
  std::uint32_t b = 0;

  friend auto operator<=>(const Read&, const Read&) = default;
};

/// What a record says of itself besides its fields; the order is that of record_facts().
enum class RecordFact : std::uint8_t {
  title,
  url,
  date,
  updated,
  id,
  illustrative,
  borrowed,
  mounted,
  local,
  language,
  fields
};

/// Belongs to one render, on one thread. `reads` may be null: then nothing is written down. `body`
/// is the page's own, with its HTML; null where only what it is made of is asked.
class PageReader {
 public:
  PageReader(const PortalView& portal, std::vector<Read>* reads, const ingest::Body* body)
      : portal_(portal), reads_(reads), body_(body) {}

  const PortalView& portal() const { return portal_; }
  const Assembly& assembly() const { return portal_.assembly(); }
  const Theme& theme() const { return portal_.theme(); }
  const ingest::Body* body() const { return body_; }

  void note(Read::Kind kind, std::size_t a = 0, std::size_t b = 0) const {
    if (reads_ != nullptr)
      reads_->push_back({kind, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
  }

  Value record(std::uint32_t index, Arena& arena) const {
    return Value::object(*arena.make<RecordView>(*this, index));
  }
  Value type(TypeId id, Arena& arena) const {
    return Value::object(*arena.make<TypeView>(*this, id));
  }

 private:
  const PortalView& portal_;
  std::vector<Read>* reads_;
  const ingest::Body* body_;
};

}  // namespace minhbach::pipeline

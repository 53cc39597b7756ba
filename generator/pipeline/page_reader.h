// The one door through which a page's render reads the site: what goes through is written down.
#pragma once

#include <array>
#include <functional>

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

  /// Orders by kind, a, b. All fit: `b` counts a type's fields, or less.
  std::uint64_t key() const {
    return static_cast<std::uint64_t>(kind) << 60 | static_cast<std::uint64_t>(a) << 28 | b;
  }
  friend bool operator==(const Read& x, const Read& y) { return x.key() == y.key(); }
  friend bool operator<(const Read& x, const Read& y) { return x.key() < y.key(); }
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

/// What one render reads, gathered. Templates ask the same of each entry of a menu or a row of a
/// list again and again, so what was noted lately is not noted twice.
class ReadNotes {
 public:
  void add(const Read& read) {
    const std::uint64_t key = read.key();
    std::uint64_t& last = lately_[key * 0x9E3779B97F4A7C15u >> (64 - room_bits)];
    if (last == key + 1) return;
    last = key + 1;  // 0 is none.
    reads_.push_back(read);
  }
  std::vector<Read> take() { return std::move(reads_); }

 private:
  static constexpr int room_bits = 9;
  std::array<std::uint64_t, 1 << room_bits> lately_{};
  std::vector<Read> reads_;
};

/// How many bytes a drawing (Assembly::pages) has; 0 when it could not be drawn.
using SizeOfDrawing = std::function<std::uint64_t(std::size_t page)>;

/// Belongs to one render, on one thread. `reads` may be null: then nothing is written down. `body`
/// is the page's own, with its HTML; null where only what it is made of is asked, and so `sizes`.
class PageReader {
 public:
  PageReader(const PortalView& portal, ReadNotes* reads, const ingest::Body* body,
             const SizeOfDrawing* sizes = nullptr)
      : portal_(portal), reads_(reads), body_(body), sizes_(sizes) {}

  const PortalView& portal() const { return portal_; }
  const Assembly& assembly() const { return portal_.assembly(); }
  const Theme& theme() const { return portal_.theme(); }
  const ingest::Body* body() const { return body_; }
  /// The page depends on what makes the drawing what it is, not on its bytes: those need not be
  /// there to know that the page stands.
  std::uint64_t size_of_drawing(std::size_t page) const {
    note(Read::Kind::page, page);
    return sizes_ != nullptr ? (*sizes_)(page) : 0;
  }

  void note(Read::Kind kind, std::size_t a = 0, std::size_t b = 0) const {
    if (reads_ != nullptr)
      reads_->add({kind, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
  }

  Value record(std::uint32_t index, Arena& arena) const {
    return Value::object(*arena.make<RecordView>(*this, index));
  }
  Value type(TypeId id, Arena& arena) const {
    return Value::object(*arena.make<TypeView>(*this, id));
  }

 private:
  const PortalView& portal_;
  ReadNotes* reads_;
  const ingest::Body* body_;
  const SizeOfDrawing* sizes_;
};

}  // namespace minhbach::pipeline

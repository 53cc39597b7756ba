// Small parts of the archive: docProps/app.xml or xl/workbook.xml, and docProps/core.xml.
#include "documents/office.h"

#include <charconv>
#include <string>

#include "documents/person_name.h"
#include "table/messages.h"
#include "table/xml_events.h"
#include "table/zip_parts.h"

namespace minhbach::documents {
namespace {

constexpr std::uint64_t most_unpacked = 4u << 20;  // Of the parts that are read here.

/// <Pages>12</Pages>
class PageCount : public table::XmlEvents {
 public:
  int count() const {
    int out = 0;
    std::from_chars(text_.data(), text_.data() + text_.size(), out);
    return out > 0 ? out : 0;
  }

 protected:
  void on_start(std::string_view name, const table::XmlAttributes&) override {
    is_inside_ = name == "Pages";
  }
  void on_end(std::string_view) override { is_inside_ = false; }
  void on_text(std::string_view text) override {
    if (is_inside_ && text_.size() < 16) text_ += text;
  }

 private:
  bool is_inside_ = false;
  std::string text_;
};

class SheetCount : public table::XmlEvents {
 public:
  int count() const { return count_; }

 protected:
  void on_start(std::string_view name, const table::XmlAttributes&) override {
    if (name == "sheet") ++count_;
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

 private:
  int count_ = 0;
};

/// <dc:creator>, <cp:lastModifiedBy>
class People : public table::XmlEvents {
 public:
  bool any() const { return any_; }

 protected:
  void on_start(std::string_view name, const table::XmlAttributes&) override {
    is_inside_ = name == "creator" || name == "lastModifiedBy";
    text_.clear();
  }
  void on_end(std::string_view) override {
    any_ = any_ || (is_inside_ && is_person_name(text_));
    is_inside_ = false;
  }
  void on_text(std::string_view text) override {
    if (is_inside_ && text_.size() < 256) text_ += text;
  }

 private:
  bool is_inside_ = false, any_ = false;
  std::string text_;
};

/// Whether the part is there and read to its end.
bool read_part(table::ZipParts& parts, const std::string& name, table::XmlEvents& into) {
  return parts.has(name) &&
         parts.read(name, [&](std::string_view piece) { return into.feed(piece); }) &&
         into.finish();
}

/// `main`: the part that makes the archive a document of its kind. `counted` may be missing.
template <typename Counter>
OfficeFacts facts_of(std::string_view bytes, const std::string& main, const std::string& counted) {
  OfficeFacts out;
  Result<table::ZipParts> parts = table::ZipParts::open("", bytes, most_unpacked);
  if (!parts) {
    if (parts.error().message == &messages::xlsx_password) out.state = OfficeFacts::State::locked;
    return out;
  }
  if (!parts->has(main)) return out;
  out.state = OfficeFacts::State::read;
  Counter counter;
  if (read_part(*parts, counted, counter)) out.count = counter.count();
  People people;
  out.names_person = read_part(*parts, "docProps/core.xml", people) && people.any();
  return out;
}

}  // namespace

OfficeFacts docx_facts(std::string_view bytes) {
  return facts_of<PageCount>(bytes, "word/document.xml", "docProps/app.xml");
}

OfficeFacts xlsx_facts(std::string_view bytes) {
  return facts_of<SheetCount>(bytes, "xl/workbook.xml", "xl/workbook.xml");
}

}  // namespace minhbach::documents

// Relationships, the list of sheets, shared strings and styles.
#include "table/workbook.h"

#include <charconv>
#include <map>

#include <fmt/format.h>

#include "table/messages.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::table {
namespace {

int number_of(std::string_view text, int otherwise) {
  int out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

/// `*.rels`: which part stands behind which id, and of what kind it is.
class Relationships : public XmlEvents {
 public:
  struct Target {
    std::string part;
    std::string kind;  ///< The last word of its type: worksheet, sharedStrings …
  };

  /// `folder`: of the part that the relationships belong to; "" or with '/' at its end.
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}

  std::string part_of_kind(std::string_view kind) const {
    for (const auto& [id, target] : targets) {
      if (target.kind == kind) return target.part;
    }
    return {};
  }

  std::map<std::string, Target, std::less<>> targets;

 private:
  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    const std::string_view type = attributes.get("Type");
    const std::string_view target = attributes.get("Target");
    Target& out = targets[std::string(attributes.get("Id"))];
    out.kind = type.substr(type.rfind('/') + 1);
    out.part =
        target.starts_with('/') ? std::string(target.substr(1)) : folder_ + std::string(target);
    if (out.part.starts_with("./")) out.part.erase(0, 2);
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

  std::string folder_;
};

class SheetList : public XmlEvents {
 public:
  struct Listed {
    std::string name, id;
    bool is_hidden = false;
  };
  std::vector<Listed> sheets;
  bool from_1904 = false;

 private:
  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") from_1904 = is_true(attributes.get("date1904"));
    if (name != "sheet") return;
    const std::string_view state = attributes.get("state");
    sheets.push_back({text::to_nfc(attributes.get("name")), std::string(attributes.get("id")),
                      state == "hidden" || state == "veryHidden"});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
};

class SharedTexts : public XmlEvents {
 public:
  explicit SharedTexts(std::vector<std::string>& out) : out_(out) {}
  bool is_too_large = false;

 private:
  static constexpr std::size_t most_bytes = 128u << 20;

  void on_start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") out_.emplace_back();
    if (name == "rPh") in_reading_ = true;
    in_text_ = name == "t" && !in_reading_ && !out_.empty();
  }
  void on_end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_reading_ = false;
    // Empty ones cost too.
    if (name == "si") bytes_ += sizeof(std::string);
    if (name == "si") out_.back() = unescape_text(out_.back());
  }
  void on_text(std::string_view text) override {
    if (!in_text_) return;
    out_.back() += text;
    bytes_ += text.size();
    if (bytes_ <= most_bytes) return;
    is_too_large = true;
    stop();
  }

  std::vector<std::string>& out_;
  std::size_t bytes_ = 0;
  bool in_text_ = false;
  bool in_reading_ = false;  ///< In the reading aid of an East Asian text.
};

class Styles : public XmlEvents {
 public:
  explicit Styles(std::vector<NumberFormat>& out) : out_(out) {}

 private:
  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name == "numFmt") {
      own_[number_of(attributes.get("numFmtId"), -1)] = format_of(attributes.get("formatCode"));
    }
    if (name != "xf" || !in_cell_formats_) return;
    const int format = number_of(attributes.get("numFmtId"), 0);
    const auto own = own_.find(format);
    out_.push_back(own != own_.end() ? own->second : NumberFormat{shown_by(format)});
  }
  void on_end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void on_text(std::string_view) override {}

  std::vector<NumberFormat>& out_;
  std::map<int, NumberFormat> own_;
  bool in_cell_formats_ = false;
};

std::string relationships_of(const std::string& part) {
  const std::size_t slash = part.rfind('/') + 1;  // npos + 1 is 0.
  return part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

Diagnostic refuse(const Message& message, const ZipParts& parts,
                  std::vector<std::string> arguments = {}) {
  Diagnostic out;
  out.message = &message;
  out.place.file = parts.path();
  out.arguments = std::move(arguments);
  return out;
}

/// Texts and styles, both of which a workbook may lack.
Result<Done> read_shared(ZipParts& parts, const Relationships& relations, Workbook& out) {
  if (const std::string part = relations.part_of_kind("sharedStrings"); parts.has(part)) {
    SharedTexts texts(out.texts);
    if (Result<Done> read = read_part(parts, part, texts); !read) return read;
    if (texts.is_too_large) return refuse(messages::xlsx_too_large, parts, {part});
  }
  if (const std::string part = relations.part_of_kind("styles"); parts.has(part)) {
    Styles styles(out.styles);
    return read_part(parts, part, styles);
  }
  return Done{};
}

}  // namespace

std::string unescape_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool is_escape =
        text[i] == '_' && i + 7 <= text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
        std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr ==
            text.data() + i + 6;
    if (!is_escape) {
      out += text[i];
      continue;
    }
    i += 6;
    if (code != '\r') text::append_code_point(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
  return text::to_nfc(text::well_formed(out));
}

Result<Done> read_part(ZipParts& parts, const std::string& name, XmlEvents& events) {
  const Result<Done> read =
      parts.read(name, [&](std::string_view piece) { return events.feed(piece); });
  if (!read) return read.error();
  events.finish();
  const std::string where = fmt::format("{}:{}:{}", name, events.line(), events.column());
  switch (events.state()) {
    case XmlEvents::State::has_doctype: return refuse(messages::xlsx_doctype, parts, {where});
    case XmlEvents::State::malformed:
    case XmlEvents::State::too_deep: return refuse(messages::xlsx_damaged, parts, {where});
    default: return Done{};
  }
}

Result<Workbook> read_workbook(ZipParts& parts) {
  Relationships package("");
  if (Result<Done> read = read_part(parts, "_rels/.rels", package); !read) return read.error();
  const std::string main = package.part_of_kind("officeDocument");
  if (!parts.has(main)) return refuse(messages::not_xlsx, parts);
  Relationships relations(folder_of(main));
  if (Result<Done> read = read_part(parts, relationships_of(main), relations); !read)
    return read.error();
  if (main.ends_with(".bin")) return refuse(messages::old_xls, parts);  // An .xlsb.
  SheetList list;
  if (Result<Done> read = read_part(parts, main, list); !read) return read.error();
  Workbook out;
  out.from_1904 = list.from_1904;
  for (const SheetList::Listed& sheet : list.sheets) {
    const auto target = relations.targets.find(sheet.id);
    // Not charts, which are sheets of another kind.
    if (target == relations.targets.end() || target->second.kind != "worksheet") continue;
    out.sheets.push_back({sheet.name, target->second.part, sheet.is_hidden});
  }
  if (out.sheets.empty()) return refuse(messages::not_xlsx, parts);
  if (Result<Done> read = read_shared(parts, relations, out); !read) return read.error();
  return out;
}

}  // namespace minhbach::table

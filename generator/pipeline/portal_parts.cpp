// Reads each part key by key.
#include "pipeline/portal_parts.h"

#include <algorithm>

#include "model/page_policy.h"
#include "model/url.h"
#include "outputs/host_rules.h"
#include "pipeline/colour.h"
#include "pipeline/messages.h"
#include "pipeline/sharing_messages.h"
#include "text/date.h"

namespace minhbach::pipeline {
namespace {

bool is_language(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A name for a folder: lower-case letters, digits and hyphens.
bool is_folder_name(std::string_view name) {
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), is_good);
}

/// Rules for hosts repeat the path, its escapes undone (outputs/host_rules.h): nothing in it may
/// end a text there, or stand for something else. Brackets are for a host that is a number.
bool is_plain_address(std::string_view address, std::size_t path_at) {
  const std::string bytes = decode_path(address);
  return bytes.find_first_of("[]", path_at) == std::string::npos &&
         bytes.find(' ') == std::string::npos && outputs::is_plain_in_rules(bytes);
}

/// The text of `key`, which must be an address; "" otherwise.
std::string read_address(const SourceText& source, ObjectReader& reader, Report& report,
                         std::string_view key) {
  const Node* node = reader.find(key, Node::Kind::text, true);
  if (node == nullptr) return {};
  if (!base_path_of(node->text).empty()) return node->text;
  report.add(
      source.diagnostic(messages::address_wrong, node->line, node->column, {quote(node->text)}));
  return {};
}

std::vector<std::string> read_type_names(ObjectReader& reader, Mount& mount) {
  std::vector<std::string> out;
  const Node* list = reader.find("loai", Node::Kind::sequence, true);
  if (list == nullptr) return out;
  mount.types_line = list->line;
  mount.types_column = list->column;
  for (const Node& item : list->items) {
    if (item.kind == Node::Kind::text) {
      out.push_back(item.text);
    } else {
      reader.refuse_kind("loai", item, Node::Kind::text);
    }
  }
  return out;
}

bool is_taken(const Portal& portal, const Placement& placement) {
  return placement.address == portal.address ||
         std::any_of(portal.placements.begin(), portal.placements.end(), [&](const Placement& p) {
           return p.id == placement.id || p.address == placement.address;
         });
}

}  // namespace

Section read_section(const SourceText& source, const Node& node, Report& report) {
  Section out;
  out.line = node.line;
  if (node.kind == Node::Kind::text) {
    out.type = node.text;
    return out;
  }
  ObjectReader reader(source, node, report);
  out.type = reader.text("loai", true);
  out.title = reader.text("ten");
  out.description = reader.text("mo_ta");
  reader.refuse_the_rest();
  return out;
}

std::vector<std::string> read_languages(const SourceText& source, ObjectReader& reader,
                                        Report& report) {
  const Node* node = reader.any("ngon_ngu", true);
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::text) return {node->text};
  std::vector<std::string> out;
  if (node->kind != Node::Kind::sequence) {
    reader.refuse_kind("ngon_ngu", *node, Node::Kind::text);
    return out;
  }
  for (const Node& item : node->items) {
    const bool is_new = std::find(out.begin(), out.end(), item.text) == out.end();
    if (item.kind == Node::Kind::text && is_language(item.text) && is_new) {
      out.push_back(item.text);
    } else {
      report.add(source.diagnostic(messages::portal_language_wrong, item.line, item.column,
                                   {quote(item.text)}));
    }
  }
  if (node->items.empty()) {
    report.add(
        source.diagnostic(messages::portal_language_wrong, node->line, node->column, {"[]"}));
  }
  return out;
}

std::string read_date(const SourceText& source, ObjectReader& reader, Report& report,
                      std::string_view key) {
  const Node* node = reader.find(key, Node::Kind::text, false);
  if (node == nullptr) return {};
  if (const Result<text::Date> date = text::parse_date(node->text)) return text::to_iso(*date);
  report.add(source.diagnostic(messages::portal_date_wrong, node->line, node->column,
                               {quote(node->text)}));
  return {};
}

std::string read_endpoint(const SourceText& source, ObjectReader& reader, Report& report) {
  const Node* node = reader.find("dia_chi_tiep_nhan", Node::Kind::text, false);
  if (node == nullptr) return {};
  if (!endpoint_origin(node->text))
    report.add(
        source.diagnostic(messages::endpoint_wrong, node->line, node->column, {quote(node->text)}));
  return node->text;
}

void read_forms(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal) {
  const Node* node = reader.find("bieu_mau", Node::Kind::sequence, false);
  if (node == nullptr) return;
  portal.forms_line = node->line;
  portal.forms_column = node->column;
  for (const Node& item : node->items) {
    if (item.kind == Node::Kind::text) {
      portal.forms.push_back(item.text);
    } else {
      report.add(source.diagnostic(messages::form_unknown, item.line, item.column, {"…"}));
    }
  }
}

ArchiveNotice read_archive(const SourceText& source, const Node& node, Report& report) {
  ObjectReader reader(source, node, report);
  ArchiveNotice out;
  out.title = reader.text("ten", true);
  out.text = reader.text("noi_dung", true);
  out.source = reader.text("nguon", true);
  out.since = read_date(source, reader, report, "tu_ngay");
  reader.refuse_the_rest();
  return out;
}

ExampleNotice read_example(const SourceText& source, const Node& node, Report& report) {
  ObjectReader reader(source, node, report);
  ExampleNotice out;
  out.title = reader.text("ten", true);
  out.text = reader.text("noi_dung", true);
  reader.refuse_the_rest();
  return out;
}

void read_look(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal) {
  if (const Node* accent = reader.find("mau_nhan", Node::Kind::text, false)) {
    portal.accent = accent->text;
    portal.accent_line = accent->line;
    portal.accent_column = accent->column;
    if (!parse_colour(accent->text)) {
      report.add(source.diagnostic(messages::portal_colour_wrong, accent->line, accent->column,
                                   {quote(accent->text)}));
    }
  }
  if (const Node* emblem = reader.find("bieu_trung", Node::Kind::text, false)) {
    portal.emblem = emblem->text;
    portal.emblem_line = emblem->line;
    portal.emblem_column = emblem->column;
  }
}

std::optional<ParentPortal> read_parent(const SourceText& source, ObjectReader& reader,
                                        Report& report) {
  const Node* node = reader.find("cong_cha", Node::Kind::mapping, false);
  if (node == nullptr) return std::nullopt;
  ObjectReader parent(source, *node, report);
  ParentPortal out;
  out.title = parent.text("ten", true);
  const Node* address = parent.find("dia_chi", Node::Kind::text, true);
  parent.refuse_the_rest();
  if (address == nullptr) return out;
  out.address = address->text;
  // A home page may be written with its final '/'.
  std::string_view bare = out.address;
  if (bare.ends_with('/')) bare.remove_suffix(1);
  if (base_path_of(bare).empty())
    report.add(source.diagnostic(messages::address_wrong, address->line, address->column,
                                 {quote(out.address)}));
  return out;
}

void read_mounts(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal) {
  for (const Node* node : reader.objects("gan")) {
    ObjectReader one(source, *node, report);
    Mount mount;
    mount.line = node->line;
    if (const Node* from = one.find("tu", Node::Kind::text, true)) {
      mount.from = from->text;
      mount.from_line = from->line;
      mount.from_column = from->column;
    }
    mount.types = read_type_names(one, mount);
    mount.publisher = one.text("co_quan_cong_bo", true);
    mount.as_of = read_date(source, one, report, "cap_nhat");
    one.refuse_the_rest();
    portal.mounts.push_back(std::move(mount));
  }
}

void read_placements(const SourceText& source, ObjectReader& reader, Report& report,
                     Portal& portal) {
  for (const Node* node : reader.objects("vi_tri_dat")) {
    ObjectReader one(source, *node, report);
    Placement placement;
    const Node* id = one.find("id", Node::Kind::text, true);
    if (id != nullptr) placement.id = id->text;
    placement.address = read_address(source, one, report, "dia_chi");
    placement.title = one.text("ten");
    placement.description = one.text("mo_ta");
    placement.header = one.text("dau_trang");
    placement.footer = one.text("chan_trang");
    placement.parent = read_parent(source, one, report);
    one.refuse_the_rest();
    if (id == nullptr || placement.address.empty()) continue;
    if (!is_folder_name(placement.id)) {
      report.add(source.diagnostic(messages::placement_id_wrong, id->line, id->column,
                                   {quote(placement.id)}));
    } else if (is_taken(portal, placement)) {
      report.add(source.diagnostic(messages::placement_twice, id->line, id->column,
                                   {quote(placement.id), quote(placement.address)}));
    } else {
      portal.placements.push_back(std::move(placement));
    }
  }
}

namespace {

LanguageWords read_words_of(const SourceText& source, const Node& node, Report& report) {
  ObjectReader one(source, node, report);
  LanguageWords out;
  out.title = one.text("ten");
  out.description = one.text("mo_ta");
  out.header = one.text("dau_trang");
  out.footer = one.text("chan_trang");
  if (const Node* parent = one.find("cong_cha", Node::Kind::mapping, false)) {
    ObjectReader reader(source, *parent, report);
    out.parent_title = reader.text("ten", true);
    reader.refuse_the_rest();
  }
  if (const Node* archive = one.find("luu_tru", Node::Kind::mapping, false)) {
    ObjectReader reader(source, *archive, report);
    out.archive = ArchiveNotice{
        reader.text("ten", true), reader.text("noi_dung", true), reader.text("nguon", true), {}};
    reader.refuse_the_rest();
  }
  if (const Node* example = one.find("vi_du", Node::Kind::mapping, false))
    out.example = read_example(source, *example, report);
  for (const Node* section : one.objects("muc"))
    out.sections.push_back(read_section(source, *section, report));
  one.refuse_the_rest();
  return out;
}

}  // namespace

void read_words(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal) {
  const Node* node = reader.find("ban_dich", Node::Kind::mapping, false);
  if (node == nullptr) return;
  ObjectReader all(source, *node, report);
  for (std::size_t i = 1; i < portal.languages.size(); ++i) {
    const Node* words = all.find(portal.languages[i], Node::Kind::mapping, false);
    if (words == nullptr) continue;
    LanguageWords out = read_words_of(source, *words, report);
    out.language = portal.languages[i];
    portal.words.push_back(std::move(out));
  }
  all.refuse_the_rest();
}

std::string base_path_of(std::string_view address) {
  const std::size_t scheme = address.starts_with("https://")  ? 8
                             : address.starts_with("http://") ? 7
                                                              : 0;
  if (scheme == 0 || address.size() == scheme || address.ends_with('/')) return {};
  const std::size_t slash = std::min(address.find('/', scheme), address.size());
  if (slash == scheme || !is_plain_address(address, slash)) return {};
  return std::string(address.substr(slash)) + "/";
}

}  // namespace minhbach::pipeline

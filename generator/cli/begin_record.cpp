// Names, the values an address needs, and the check that nothing is overwritten or invalid.
#include "cli/begin_record.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/skeleton.h"
#include "ingest/read_file.h"
#include "ingest/read_records.h"
#include "schema/read_type.h"
#include "schema/wording.h"
#include "text/normal_form.h"
#include "text/slug.h"
#include "text/utf8.h"

namespace minhbach::cli {
namespace {

using schema::Field;
using schema::FieldKind;

/// One record on its way. Each step leaves what it found to the next.
class NewRecord {
 public:
  NewRecord(const pipeline::Context& ctx, const std::vector<schema::Type>& types,
            const schema::Type& type, std::string portal, Language language)
      : ctx_(ctx), types_(types), type_(type), portal_(std::move(portal)), language_(language) {
    read_neighbours();
  }

  /// The file's path; empty with an error in the report, and then nothing was written.
  std::string write(Disk& disk, const RecordNames& names) {
    choose_names(names);
    choose_address_values(names);
    const std::string path = fmt::format("{}/{}/{}/{}", is_page() ? "content" : "data", portal_,
                                         type_.folder, file_name());
    check_is_new(path);
    if (ctx_.report.has_errors()) return {};
    const std::string text = make_skeleton(type_, facts_, is_page());
    check_skeleton(path, text);
    if (ctx_.report.has_errors()) return {};
    const Result<Written> written = disk.write(path, text);
    if (written) return path;
    ctx_.report.add(written.error());
    return {};
  }

 private:
  bool is_page() const { return !type_.url.empty(); }
  std::string file_name() const { return stem_ + (is_page() ? ".md" : ".yaml"); }

  /// Records of this type, and of those that it refers to, in this portal and in what is shared.
  void read_neighbours() {
    std::set<std::string_view> wanted{type_.id};
    add_references(type_.fields, wanted);
    Report unused;  // Mistakes in other records are no reason not to begin this one.
    const std::vector<std::string> portals{portal_};
    sources_ = ingest::scan_sources(ctx_.disk, portals, types_, unused);
    std::erase_if(sources_.files, [&](const ingest::SourceFile& file) {
      return file.layer != Layer::whole ||
             !wanted.contains(types_[static_cast<std::size_t>(file.type)].id);
    });
    store_ = ingest::read_records(ctx_.disk, sources_, types_, {ctx_.options.jobs}, unused);
    for (const Record& record : store_.records)
      facts_.ids[types_[static_cast<std::size_t>(record.type)].id].emplace_back(record.id);
    for (auto& [type, ids] : facts_.ids) std::sort(ids.begin(), ids.end());
  }

  static void add_references(const std::vector<Field>& fields, std::set<std::string_view>& wanted) {
    for (const Field& field : fields) {
      if (field.kind == FieldKind::reference) wanted.insert(field.reference_type);
      add_references(field.children, wanted);
    }
  }

  bool is_own(const Record& record) const {
    return &types_[static_cast<std::size_t>(record.type)] == &type_;
  }

  void choose_names(const RecordNames& names) {
    facts_.today = ctx_.options.today;
    for (const auto& [field, value] : names.values) {
      if (type_.field(field)) facts_.values[field] = value;
    }
    const std::string title = names.title.empty() ? type_.title + " mới" : one_line(names.title);
    if (type_.field(type_.title_field)) facts_.values[type_.title_field] = title;
    stem_ = names.id;
    if (stem_.empty() && !names.title.empty()) stem_ = text::slug(title);
    if (stem_.empty()) stem_ = type_.folder + "-moi";
    if (!is_usable(stem_))
      ctx_.report.add(without_place(messages::id_unusable, {quote(stem_)}, text::slug(stem_)));
    if (const auto id = type_.field("id"); id && type_.fields[*id].required)
      facts_.values["id"] = stem_;
  }

  static std::string one_line(std::string_view text) {
    std::string out;
    const std::string normal = text::is_utf8(text) ? text::to_nfc(text) : std::string(text);
    for (const char c : text::trim(normal)) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return out;
  }

  /// As a file name and in an address. Windows drops a full stop at the end.
  static bool is_usable(std::string_view id) {
    constexpr std::size_t longest = 120;
    const auto is_letter_or_digit = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    // A README is for people, wherever it lies.
    return !id.empty() && id.size() <= longest && id != "README" &&
           is_letter_or_digit(id.front()) && id.back() != '.' &&
           std::all_of(id.begin(), id.end(),
                       [&](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; });
  }

  /// Gives a value to each field that the page's address is made of: no address, no valid record.
  void choose_address_values(const RecordNames& names) {
    for (std::size_t open = type_.url.find('{'); open != std::string::npos;
         open = type_.url.find('{', open + 1)) {
      const std::string name = type_.url.substr(open + 1, type_.url.find('}', open) - open - 1);
      const bool is_year = name == "nam" && !type_.date_field.empty();
      const auto index = type_.field(is_year ? type_.date_field : name);
      if (!index || name == "id" || name == "slug" ||
          facts_.values.contains(type_.fields[*index].name))
        continue;
      facts_.values[type_.fields[*index].name] = address_value(*index, names.id);
    }
  }

  std::string address_value(std::size_t index, const std::string& id) {
    const Field& field = type_.fields[index];
    switch (field.kind) {
      case FieldKind::reference: {
        const std::vector<std::string>& known = facts_.ids[field.reference_type];
        if (!known.empty()) return known.front();
        ctx_.report.add(
            without_place(messages::nothing_to_refer_to, {field.name, field.reference_type}));
        return {};
      }
      case FieldKind::date: return text::to_iso(facts_.today);
      case FieldKind::integer:
      case FieldKind::number:
        return std::to_string(static_cast<long>(field.constraints.minimum.value_or(1)));
      default: break;
    }
    if (!field.constraints.choices.empty()) return field.constraints.choices.front();
    if (!id.empty()) return id;
    // Not its example: that is somebody's real code, and would be published as ours.
    if (is_official(field)) {
      ctx_.report.add(
          without_place(messages::code_needed, {schema::name_of(field), type_.id, field.example}));
      return {};
    }
    return stem_;
  }

  /// A code that others give out.
  static bool is_official(const Field& field) {
    return field.unique || !field.constraints.pattern.empty();
  }

  void check_is_new(const std::string& path) {
    if (ctx_.disk.is_file(path)) {
      ctx_.report.add(without_place(messages::file_is_there, {path}));
      return;
    }
    for (const Record& record : store_.records) {
      if (is_own(record) && (record.id == stem_ || holds_code(record))) {
        ctx_.report.add(without_place(
            messages::id_in_use, {quote(stem_), fmt::format("{}:{}", record.file, record.line)}));
      }
    }
  }

  bool holds_code(const Record& record) const {
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      const auto chosen = facts_.values.find(type_.fields[i].name);
      if (type_.fields[i].unique && chosen != facts_.values.end() && record.fields[i].has_value() &&
          schema::choice_text(record.fields[i]) == chosen->second)
        return true;
    }
    return false;
  }

  /// Reads the skeleton as the build will. What was given on the command line may not fit the type.
  void check_skeleton(const std::string& path, const std::string& text) {
    ingest::SourceFile file;
    file.path = path;
    file.type = static_cast<TypeId>(&type_ - types_.data());
    file.portal = portal_;
    file.default_id = stem_;
    Arena arena;
    Report found;
    ingest::read_file(file, text, {}, type_, arena, found);
    for (const Diagnostic& diagnostic : found.sorted()) {
      if (diagnostic.message->severity != Severity::error) continue;
      ctx_.report.add(without_place(messages::skeleton_refused, {diagnostic.what(language_)}));
    }
  }

  const pipeline::Context& ctx_;
  const std::vector<schema::Type>& types_;
  const schema::Type& type_;
  std::string portal_;
  Language language_;
  ingest::Sources sources_;
  ingest::RecordStore store_;
  SkeletonFacts facts_;
  std::string stem_;
};

}  // namespace

std::string begin_record(const pipeline::Context& ctx, Disk& disk,
                         const std::vector<schema::Type>& types, const schema::Type& type,
                         const std::string& portal, const RecordNames& names, Language language) {
  return NewRecord(ctx, types, type, portal, language).write(disk, names);
}

}  // namespace minhbach::cli

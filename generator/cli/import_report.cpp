// Words for created, updated and unchanged records.
#include "cli/import_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.h"
#include "value/to_json.h"

namespace minhbach::cli {
namespace {

using ingest::FieldChange;
using ingest::PlannedRecord;

class Writer {
 public:
  Writer(const schema::Type& type, const ImportWords& words) : type_(type), words_(words) {}

  std::string write(const std::vector<PlannedRecord>& records) {
    for (const PlannedRecord& record : records) {
      ++counts_[static_cast<std::size_t>(record.fate)];
      write(record);
    }
    out_ += fmt::format(fmt::runtime(say("{} mới, {} cập nhật, {} giữ nguyên{}\n",
                                         "{} new, {} updated, {} unchanged{}\n")),
                        counts_[0], counts_[1], counts_[2],
                        words_.only_look
                            ? say("; chỉ xem, chưa ghi tệp nào", "; looked only, nothing written")
                            : "");
    return std::move(out_);
  }

 private:
  const char* say(const char* vi, const char* en) const {
    return words_.language == Language::vi ? vi : en;
  }

  void write(const PlannedRecord& record) {
    const ingest::Merge& merge = record.merge;
    if (record.fate == PlannedRecord::Fate::created) {
      out_ += fmt::format("{}: {} {}\n", record.id, say("mới,", "new,"), record.path);
      return;
    }
    const bool is_news = !merge.taken.empty() || !merge.conflicts.empty() || !merge.kept.empty();
    if (!is_news) return;
    const std::size_t changed =
        merge.taken.size() + (words_.from_source ? merge.conflicts.size() : 0);
    out_ += fmt::format("{}: {} {}, {}\n", record.id, changed,
                        words_.from_source ? say("trường đổi ở nguồn", "fields changed upstream")
                                           : say("trường đổi", "fields changed"),
                        record.path);
    for (const FieldChange& change : merge.taken) write(change);
    for (const FieldChange& change : merge.conflicts) {
      out_ +=
          fmt::format("  ! {} {}\n", name(change.field),
                      say("đổi ở cả hai nơi; giữ bản tại chỗ", "changed in both; kept as here"));
      write_values(change);
    }
    if (merge.kept.empty()) return;
    out_ += fmt::format("  = {} {}\n", say("giữ bản sửa tại chỗ:", "edited here and kept:"),
                        fmt::join(merge.kept, ", "));
  }

  std::string name(const std::string& field) const {
    const auto index = type_.field(field);
    return index && !type_.fields[*index].label.empty()
               ? fmt::format("{} ({})", field, type_.fields[*index].label)
               : field;
  }

  void write(const FieldChange& change) {
    out_ += fmt::format("  ~ {}\n", name(change.field));
    write_values(change);
  }

  /// Of a list, the items that went and came; of anything else, both values.
  void write_values(const FieldChange& change) {
    const bool are_lists = change.before != nullptr && change.after != nullptr &&
                           change.before->kind == Node::Kind::sequence &&
                           change.after->kind == Node::Kind::sequence;
    if (!are_lists) {
      if (change.before != nullptr) write_line('-', *change.before);
      if (change.after != nullptr) write_line('+', *change.after);
      return;
    }
    const std::size_t before = out_.size();
    write_missing('-', change.before->items, change.after->items);
    write_missing('+', change.after->items, change.before->items);
    if (out_.size() == before)
      out_ += fmt::format("      {}\n", say("chỉ đổi thứ tự", "only their order"));
  }

  void write_missing(char sign, const std::vector<Node>& in, const std::vector<Node>& not_in) {
    for (const Node& item : in) {
      const bool is_there = std::any_of(not_in.begin(), not_in.end(),
                                        [&](const Node& other) { return is_same(item, other); });
      if (!is_there) write_line(sign, item);
    }
  }

  void write_line(char sign, const Node& value) {
    constexpr std::size_t longest = 160;  // Code points; the file has it all.
    const std::string text = to_compact_json(value);
    std::string shown;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size() && letters < longest; ++letters)
      text::append_code_point(shown, text::next_code_point(text, i));
    out_ += fmt::format("      {} {}{}\n", sign, shown, shown.size() < text.size() ? "…" : "");
  }

  const schema::Type& type_;
  const ImportWords& words_;
  std::string out_;
  std::size_t counts_[3] = {};
};

}  // namespace

std::string import_report(const std::vector<PlannedRecord>& records, const schema::Type& type,
                          const ImportWords& words) {
  return Writer(type, words).write(records);
}

}  // namespace minhbach::cli

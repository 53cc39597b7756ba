// Finds, checks and remembers.
#include "pipeline/object_reader.h"

#include <algorithm>
#include <charconv>

#include "pipeline/messages.h"
#include "publish/settings_messages.h"

namespace minhbach::pipeline {
namespace {

std::pair<std::string, std::string> kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::boolean: return {"true hoặc false", "true or false"};
    case Node::Kind::number: return {"một số", "a number"};
    case Node::Kind::sequence: return {"một danh sách [ ]", "a list [ ]"};
    case Node::Kind::mapping: return {"một đối tượng { }", "an object { }"};
    default: return {"văn bản trong dấu nháy kép", "text in double quotes"};
  }
}

/// What may stand behind a key, as a hint shows it. Where a key has two kinds, both.
struct KeyExample {
  std::string_view key;
  Node::Kind kind;
  std::string_view json;
};

constexpr KeyExample key_examples[] = {
    {"ten", Node::Kind::text, R"("ten": "Cổng công khai xã Mẫu")"},
    {"mo_ta", Node::Kind::text, R"("mo_ta": "Thủ tục, quy hoạch và văn bản của xã Mẫu")"},
    {"dia_chi", Node::Kind::text, R"("dia_chi": "https://ddci.example")"},
    {"ngon_ngu", Node::Kind::text, R"("ngon_ngu": ["vi", "en"])"},
    {"giao_dien", Node::Kind::text, R"("giao_dien": "cong-khai")"},
    {"don_vi", Node::Kind::text, R"("don_vi": "xa-mau")"},
    {"co_quan", Node::Kind::text, R"("co_quan": "ubnd-xa")"},
    {"tiep_nhan", Node::Kind::boolean, R"("tiep_nhan": true)"},
    {"dia_chi_tiep_nhan", Node::Kind::text, R"("dia_chi_tiep_nhan": "https://y-kien.example")"},
    {"bieu_mau", Node::Kind::sequence, R"("bieu_mau": ["huu_ich", "cau_hoi"])"},
    {"nen_san", Node::Kind::boolean, R"("nen_san": true)"},
    {"chi_https", Node::Kind::number, R"("chi_https": 365)"},
    {"muc", Node::Kind::sequence,
     R"("muc": ["thu_tuc", {"loai": "quy_hoach", "ten": "Quy hoạch"}])"},
    {"loai", Node::Kind::text, R"("loai": "thu_tuc")"},
    {"loai", Node::Kind::sequence, R"("loai": ["thu_tuc"])"},
    {"luu_tru", Node::Kind::mapping,
     R"("luu_tru": {"ten": "Bản lưu trữ", "noi_dung": "…", "nguon": "…"})"},
    {"noi_dung", Node::Kind::text, R"("noi_dung": "Cổng này không còn cập nhật.")"},
    {"nguon", Node::Kind::text, R"("nguon": "Nghị quyết số 202/2025/QH15")"},
    {"tu_ngay", Node::Kind::text, R"("tu_ngay": "2025-07-01")"},
    {"vi_du", Node::Kind::mapping, R"("vi_du": {"ten": "Trang ví dụ", "noi_dung": "…"})"},
    {"dau_trang", Node::Kind::text, R"("dau_trang": "Cổng thông tin điện tử xã Mẫu")"},
    {"chan_trang", Node::Kind::text, R"("chan_trang": "Ghi rõ nguồn khi đăng lại.")"},
    {"cong_cha", Node::Kind::mapping,
     R"("cong_cha": {"ten": "Cổng tỉnh", "dia_chi": "https://tinh.example"})"},
    {"gan", Node::Kind::sequence,
     R"("gan": [{"tu": "tinh", "loai": ["thu_tuc"], "co_quan_cong_bo": "UBND tỉnh"}])"},
    {"gan", Node::Kind::mapping,
     R"({"tu": "tinh", "loai": ["thu_tuc"], "co_quan_cong_bo": "UBND tỉnh"})"},
    {"tu", Node::Kind::text, R"("tu": "tinh")"},
    {"co_quan_cong_bo", Node::Kind::text, R"("co_quan_cong_bo": "Ủy ban nhân dân tỉnh")"},
    {"cap_nhat", Node::Kind::text, R"("cap_nhat": "2026-03")"},
    {"vi_tri_dat", Node::Kind::sequence,
     R"("vi_tri_dat": [{"id": "xuc-tien", "dia_chi": "https://dautu.example/ddci"}])"},
    {"vi_tri_dat", Node::Kind::mapping,
     R"({"id": "xuc-tien", "dia_chi": "https://dautu.example/ddci"})"},
    {"id", Node::Kind::text, R"("id": "xuc-tien")"},
    {"noi_xuat_ban", Node::Kind::mapping,
     R"("noi_xuat_ban": {"chinh": {"loai": "thu_muc", "dia_chi": "/srv/www/ddci"}})"},
    {"that", Node::Kind::boolean, R"("that": true)"},
    {"cach", Node::Kind::text, R"("cach": "tai_cho")"},
    {"khoa_may_chu", Node::Kind::text, R"("khoa_may_chu": "ssh-ed25519 AAAA…")"},
    {"tep_khoa", Node::Kind::text, R"("tep_khoa": "/home/ci/.ssh/id_ed25519")"},
    {"tep_chung_thu", Node::Kind::text, R"("tep_chung_thu": "/etc/ssl/noi-bo.pem")"},
    {"kiem_tra", Node::Kind::text, R"("kiem_tra": "https://ddci.example")"},
    {"ket_noi", Node::Kind::number, R"("ket_noi": 4)"},
    {"giu_ban", Node::Kind::number, R"("giu_ban": 5)"},
    {"giu_tai_nguyen", Node::Kind::number, R"("giu_tai_nguyen": 30)"},
    {"xoa_toi_da", Node::Kind::number, R"("xoa_toi_da": 200)"},
    {"xoa_toi_da_phan_tram", Node::Kind::number, R"("xoa_toi_da_phan_tram": 20)"},
    {"ban_dich", Node::Kind::mapping, R"("ban_dich": {"en": {"ten": "Open Data of Mẫu Commune"}})"},
    {"muc", Node::Kind::mapping, R"({"loai": "thu_tuc", "ten": "Procedures"})"},
};

/// The example for `key` of that kind; of what is named after something else (a language), one by
/// its kind alone.
std::string example_of(std::string_view key, Node::Kind kind) {
  for (const KeyExample& example : key_examples) {
    if (example.key == key && example.kind == kind) return std::string(example.json);
  }
  return quote(key) + (kind == Node::Kind::mapping ? R"(: {"ten": "…"})" : R"(: "…")");
}

}  // namespace

const Node* ObjectReader::any(std::string_view key, bool required, Node::Kind kind) {
  known_.push_back(key);
  const Node* node = object_.find(key);
  if (node == nullptr && required) missing_.emplace_back(key, kind);
  return node;
}

const Node* ObjectReader::find(std::string_view key, Node::Kind kind, bool required) {
  const Node* node = any(key, required, kind);
  if (node == nullptr || node->kind == kind) return node;
  refuse_kind(key, *node, kind);
  return nullptr;
}

std::string ObjectReader::text(std::string_view key, bool required) {
  const Node* node = find(key, Node::Kind::text, required);
  return node != nullptr ? node->text : std::string();
}

bool ObjectReader::flag(std::string_view key, bool absent) {
  const Node* node = find(key, Node::Kind::boolean, false);
  return node != nullptr ? node->text == "true" : absent;
}

std::vector<const Node*> ObjectReader::objects(std::string_view key) {
  std::vector<const Node*> out;
  const Node* list = find(key, Node::Kind::sequence, false);
  if (list == nullptr) return out;
  for (const Node& item : list->items) {
    if (item.kind == Node::Kind::mapping) {
      out.push_back(&item);
    } else {
      refuse_kind(key, item, Node::Kind::mapping);
    }
  }
  return out;
}

unsigned ObjectReader::number(std::string_view key, unsigned absent, unsigned least,
                              unsigned most) {
  const Node* node = find(key, Node::Kind::number, false);
  if (node == nullptr) return absent;
  unsigned out = 0;
  const char* end = node->text.data() + node->text.size();
  const auto [at, error] = std::from_chars(node->text.data(), end, out);
  if (error == std::errc() && at == end && out >= least && out <= most) return out;
  add(messages::place_number_wrong, node->line, node->column,
      {quote(key), quote(node->text), std::to_string(least), std::to_string(most)});
  return absent;
}

void ObjectReader::refuse_kind(std::string_view key, const Node& node, Node::Kind wanted) {
  const auto [vi, en] = kind_name(wanted);
  add(messages::portal_value_wrong, node.line, node.column,
      {quote(key), vi, en, example_of(key, wanted)});
}

void ObjectReader::refuse_the_rest() {
  std::string keys;
  for (const std::string_view key : known_) keys += (keys.empty() ? "" : ", ") + std::string(key);
  if (keys.empty()) keys = "{}";
  for (const Member& member : object_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    Diagnostic diagnostic = source_.diagnostic(messages::portal_key_unknown, member.line,
                                               member.column, {quote(member.key), keys});
    diagnostic.nearest = nearest_name(member.key, known_);
    std::erase_if(missing_, [&](const auto& missing) {
      return missing.first == diagnostic.nearest;  // Misspelt, not missing.
    });
    report_.add(std::move(diagnostic));
  }
  for (const auto& [key, kind] : missing_) {
    add(messages::portal_key_missing, object_.line, object_.column,
        {quote(key), example_of(key, kind)});
  }
}

}  // namespace minhbach::pipeline

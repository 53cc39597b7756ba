// The kinds of questions, one table a kind.
#include "cli/question_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace minhbach::cli {
namespace {

/// What one name is in both languages; {0} and {1} stand for what the question is about.
struct Words {
  std::string_view name;
  const char* vi;
  const char* en;
};

struct Kind {
  std::string_view name;
  QuestionGroup group;
};

constexpr Kind kinds[] = {
    {"trang", QuestionGroup::page},  {"truong", QuestionGroup::fields},
    {"hien", QuestionGroup::fields}, {"ban-ghi", QuestionGroup::facts},
    {"loai", QuestionGroup::types},  {"cong", QuestionGroup::portal},
    {"muc", QuestionGroup::portal},  {"chu", QuestionGroup::strings},
    {"goi", QuestionGroup::lists},   {"mau", QuestionGroup::templates},
};

/// In the order of QuestionGroup.
constexpr Words group_words[] = {
    {"page", "phần riêng của trang (bài viết, tiêu đề, đường dẫn)",
     "the page by itself (its text, title, breadcrumbs)"},
    {"fields", "trường của các nội dung", "fields of records"},
    {"facts", "tiêu đề, địa chỉ, ngày của các nội dung", "titles, addresses and dates of records"},
    {"lists", "danh sách và tra cứu", "lists and look-ups"},
    {"types", "loại nội dung", "content types"},
    {"portal", "thông tin của cổng và các mục", "the portal's own data and its sections"},
    {"strings", "chữ của giao diện", "strings of the theme"},
    {"assets", "địa chỉ tài nguyên của giao diện", "addresses of the theme's assets"},
    {"templates", "khuôn trang", "templates"},
    {"other", "điều khác", "others"},
};
static_assert(std::size(group_words) == question_groups);

/// {0}: the record.
constexpr Words fact_words[] = {
    {"_ten", "tiêu đề của {0}", "the title of {0}"},
    {"_url", "địa chỉ trang của {0}", "the address of {0}"},
    {"_ngay", "ngày của {0}", "the date of {0}"},
    {"_cap_nhat", "ngày cập nhật của {0}", "when {0} was updated"},
    {"_id", "mã của {0}", "the id of {0}"},
    {"_minh_hoa", "{0} có phải nội dung minh họa không", "whether {0} is an illustration"},
    {"_tham_khao", "{0} có phải nội dung của cơ quan khác không", "whether {0} is another body's"},
    {"_gan", "{0} được gắn từ danh mục nào", "whose catalogue {0} is mounted from"},
    {"_ghi_de", "các trường của {0} do cổng tự ghi", "the fields of {0} that are local"},
    {"_ngon_ngu", "ngôn ngữ của {0}", "the language of {0}"},
    {"_truong", "các trường có giá trị của {0}", "the fields of {0} that have a value"},
};

constexpr Words portal_words[] = {
    {"id", "mã của cổng", "the portal's id"},
    {"ten", "tên của cổng", "the portal's title"},
    {"mo_ta", "lời giới thiệu của cổng", "the portal's description"},
    {"dia_chi", "địa chỉ của cổng", "the portal's address"},
    {"goc", "phần đường dẫn trong địa chỉ của cổng", "the path of the portal's address"},
    {"ngon_ngu", "ngôn ngữ của cổng", "the portal's language"},
    {"co_quan", "cơ quan chịu trách nhiệm về cổng", "the agency responsible for the portal"},
    {"don_vi", "đơn vị hành chính của cổng", "the portal's administrative unit"},
    {"luu_tru", "thông báo cổng được lưu trữ", "the notice that the portal is an archive"},
    {"vi_du", "thông báo cổng là ví dụ", "the notice that the portal is an example"},
    {"vi_tri", "vị trí đặt của cổng", "which placement of the portal it is"},
    {"dau_trang", "dòng chữ ở đầu trang", "the line at the head of pages"},
    {"chan_trang", "câu ở chân trang", "the sentence at the foot of pages"},
    {"bieu_trung", "biểu trưng của cổng", "the portal's emblem"},
    {"chinh_sach", "chính sách an toàn của trang", "what pages may load and where they may send"},
    {"cong_cha", "cổng mà cổng này nằm trong", "the portal that this one sits inside of"},
    {"noi_tiep_nhan", "nơi nhận biểu mẫu của cổng", "where the portal's forms are sent"},
    {"tiep_nhan", "cổng có tiếp nhận phản ánh không", "whether the portal takes feedback"},
    {"ngay_dung", "ngày dựng trang", "the date of the build"},
    {"muc", "các mục của cổng và thứ tự của chúng", "which sections the portal has"},
};

/// {0}: the section's type.
constexpr Words section_words[] = {
    {"loai", "mục {0}: loại nội dung", "section {0}: its type"},
    {"ten", "mục {0}: tên", "section {0}: its title"},
    {"url", "mục {0}: địa chỉ", "section {0}: its address"},
    {"mo_ta", "mục {0}: lời giới thiệu", "section {0}: its description"},
    {"so_luong", "mục {0}: số nội dung", "section {0}: how many records"},
    {"so_tham_khao", "mục {0}: số nội dung của cơ quan khác", "section {0}: how many of others"},
    {"so_minh_hoa", "mục {0}: số nội dung minh họa", "section {0}: how many illustrations"},
    {"moi_nhat", "mục {0}: ngày mới nhất", "section {0}: its latest date"},
    {"trong", "mục {0}: còn trống hay không", "section {0}: whether it is empty"},
    {"nhiem_vu", "mục {0}: các nhiệm vụ phải công khai", "section {0}: the tasks that ask for it"},
};

/// A function of templates: what it is about, and what its arguments are, in order: t a type, r a
/// record, otherwise as they stand.
struct Call {
  Words words;
  std::string_view arguments;
  QuestionGroup group = QuestionGroup::lists;
};

constexpr Call calls[] = {
    {{"cac_ban_ghi", "mọi nội dung loại {0}", "all records of the type {0}"}, "t"},
    {{"moi_nhat", "{0} nội dung mới nhất", "the latest {0} records"}, "n"},
    {{"moi_nhat", "{0} nội dung mới nhất loại {1}", "the latest {0} records of the type {1}"},
     "nt"},
    {{"tro_den", "các nội dung loại {1} nhắc tới {0} ở trường {2}",
      "the records of the type {1} that name {0} in the field {2}"},
     "rtf"},
    {{"lien_quan", "{1} nội dung liên quan tới {0}", "{1} records related to {0}"}, "rn"},
    {{"so_luong", "số nội dung loại {0}", "how many records of the type {0} there are"}, "t"},
    {{"loai", "loại nội dung {0}", "the content type {0}"}, "t", QuestionGroup::types},
    {{"theo_id", "nội dung loại {0} có mã {1}", "the record of the type {0} with the id {1}"},
     "ti"},
    {{"bieu_mau", "biểu mẫu {0}", "the form {0}"}, "n", QuestionGroup::portal},
    {{"cac_bieu_mau", "các biểu mẫu của cổng", "the portal's forms"}, "", QuestionGroup::portal},
    {{"thong_ke", "số liệu đánh giá của người đọc", "what readers said of pages"},
     "",
     QuestionGroup::portal},
    {{"tai_nguyen", "địa chỉ của tài nguyên {0}", "the address of the asset {0}"},
     "a",
     QuestionGroup::assets},
};

/// As pipeline/queries.cpp parts a function and its arguments.
constexpr char call_separator = '\x1F';

const Words* find_words(std::span<const Words> all, std::string_view name) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Words& words) { return words.name == name; });
  return at != all.end() ? &*at : nullptr;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

const Call* find_call(const std::vector<std::string_view>& parts) {
  const auto at = std::find_if(std::begin(calls), std::end(calls), [&](const Call& call) {
    return call.words.name == parts[0] && call.arguments.size() + 1 == parts.size();
  });
  return at != std::end(calls) ? at : nullptr;
}

/// At the first ':': no type, id or member holds one.
std::pair<std::string_view, std::string_view> split(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  return {text.substr(0, colon), text.substr(std::min(colon + 1, text.size()))};
}

}  // namespace

QuestionGroup QuestionWords::group(std::string_view name) {
  const auto [kind, rest] = split(name);
  const auto at = std::find_if(std::begin(kinds), std::end(kinds),
                               [&, id = kind](const Kind& known) { return known.name == id; });
  if (at == std::end(kinds)) return QuestionGroup::other;
  if (at->group != QuestionGroup::lists) return at->group;
  const Call* call = find_call(parts_of(rest, call_separator));
  return call != nullptr ? call->group : QuestionGroup::other;
}

std::string QuestionWords::words(QuestionGroup group) const {
  const Words& found = group_words[static_cast<std::size_t>(group)];
  return say(found.vi, found.en);
}

std::string QuestionWords::words(std::string_view name) const {
  const auto [kind, rest] = split(name);
  const auto [first, second] = split(rest);
  const Words* found = nullptr;
  if (kind == "trang" && (rest.ends_with(".pdf") || rest.ends_with(".png")))
    return filled("chữ, phông, màu và cỡ chữ của hình {0}",
                  "the words, fonts, colours and sizes of the drawing {0}", std::string(rest));
  if (kind == "trang")
    return filled("phần riêng của trang {0} (bài viết, tiêu đề, đường dẫn, danh sách của nó)",
                  "what the page {0} is by itself (its text, title, breadcrumbs, list)",
                  std::string(rest));
  if (kind == "truong")
    return filled("trường {1} của {0}", "the field {1} of {0}", record(first),
                  field(first, second));
  if (kind == "hien")
    return filled("trường {1} của {0}, như người đọc thấy",
                  "the field {1} of {0} as readers see it", record(first), field(first, second));
  if (kind == "loai") return filled("loại nội dung {0}", "the content type {0}", type(rest));
  if (kind == "chu") return filled("chữ {0} của giao diện", "the theme's string {0}", quote(rest));
  if (kind == "mau") return filled("khuôn trang {0}", "the template {0}", std::string(rest));
  if (kind == "goi") return call(rest);
  if (kind == "ban-ghi" && (found = find_words(fact_words, second)) != nullptr)
    return filled(found->vi, found->en, record(first));
  if (kind == "cong" && (found = find_words(portal_words, rest)) != nullptr)
    return say(found->vi, found->en);
  if (kind == "muc" && (found = find_words(section_words, second)) != nullptr)
    return filled(found->vi, found->en, type(first));
  return std::string(name);
}

const schema::Type* QuestionWords::find_type(std::string_view id) const {
  const auto at =
      std::find_if(types.begin(), types.end(), [&](const schema::Type& t) { return t.id == id; });
  return at != types.end() ? &*at : nullptr;
}

std::string QuestionWords::type(std::string_view id) const {
  const schema::Type* found = find_type(id);
  if (found == nullptr || found->title.empty()) return std::string(id);
  return fmt::format("{} ({})", quote(found->title), id);
}

std::string QuestionWords::record(std::string_view type_id) const {
  const std::size_t slash = type_id.find('/');
  if (slash == std::string_view::npos) return say("nội dung không có", "no record");
  const schema::Type* found = find_type(type_id.substr(0, slash));
  const std::string_view title = found != nullptr && !found->title.empty()
                                     ? std::string_view(found->title)
                                     : type_id.substr(0, slash);
  return fmt::format("{} ({})", type_id.substr(slash + 1), title);
}

std::string QuestionWords::field(std::string_view record_type, std::string_view name) const {
  const schema::Type* found = find_type(record_type.substr(0, record_type.find('/')));
  const std::optional<std::size_t> index = found != nullptr ? found->field(name) : std::nullopt;
  if (!index || found->fields[*index].label.empty()) return std::string(name);
  return fmt::format("{} ({})", quote(found->fields[*index].label), name);
}

std::string QuestionWords::call(std::string_view text) const {
  const std::vector<std::string_view> parts = parts_of(text, call_separator);
  const Call* found = find_call(parts);
  if (found == nullptr)
    return fmt::format("{}({})", parts[0], fmt::join(parts.begin() + 1, parts.end(), ", "));
  std::vector<std::string> given(3);
  for (std::size_t i = 0; i < found->arguments.size(); ++i) {
    const std::string_view part = parts[i + 1];
    switch (found->arguments[i]) {
      case 't': given[i] = type(part); break;
      case 'r': given[i] = record(part); break;
      case 'f': given[i] = field(parts[2], part); break;
      default: given[i] = part;
    }
  }
  return fmt::format(fmt::runtime(say(found->words.vi, found->words.en)), given[0], given[1],
                     given[2]);
}

std::string QuestionWords::filled(const char* vi, const char* en, const std::string& first,
                                  const std::string& second) const {
  return fmt::format(fmt::runtime(say(vi, en)), first, second);
}

}  // namespace minhbach::cli

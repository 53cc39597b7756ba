// Holds the texts of every plan's data against the document it was taken from.
#include <map>

#include "portals/built_portal.h"
#include "portals/source_document.h"
#include "text/letter_case.h"

using namespace minhbach;

namespace {

/// A plan is one entry here.
const std::vector<PlanSource> sources{
    {"lang-giang", "tuyen-truyen-ddci-2024", "000_", 0, {}},
    {"cam-xuyen",
     "tuyen-truyen-cchc-2024",
     "001_",
     0,
     {"^3\\. Trung tâm Hành chính công huyện: ", "^4\\. Trung tâm Văn hóa - Truyền thông: ",
      "^5\\. Phòng Văn hóa - Thông tin: "}},
    {"luc-nam", "minh-bach-2024", "002_", 3, {}},
    {"tra-bong",
     "truyen-thong-2022-2025",
     "003_",
     0,
     {"^(đ|[a-k])\\) Truyền thông .*", "^f\\) Tuyên truyền cải cách tài chính công$",
      "^(Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện): .*",
      "^Trên đây là Kế hoạch .* Trà Bồng\\. "}},
    {"duc-phong",
     "truyen-thong-2022-2025",
     "004_",
     0,
     {"^(đ|[a-i])\\) Truyền thông (?!cải thiện điểm số).*"}},
};

/// Where a paragraph stands in `text`. A part of a sentence may begin with a capital letter.
std::size_t place_of(const std::string& paragraph, const std::string& text) {
  const std::size_t at = text.find(paragraph);
  if (at != std::string::npos) return at;
  std::size_t first = 1;
  while (first < paragraph.size() && (static_cast<unsigned char>(paragraph[first]) & 0xC0) == 0x80)
    ++first;
  return text.find(text::to_lower(paragraph.substr(0, first)) + paragraph.substr(first));
}

/// Whether `text` holds more than numbers, single letters ("đ)") and marks.
bool has_words(const std::string& text) {
  std::size_t letters = 0;
  for (const char c : text) {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
    letters = letter ? letters + 1 : 0;
    if (letters > 2) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each text of a plan is its source's, but for the corrections it lists") {
  for (const PlanSource& source : sources) {
    INFO(source.portal);
    const auto lines = source_lines(source.seed);
    if (!lines) {
      WARN("skipped: the source documents do not lie beside the checkout");
      return;
    }
    const std::vector<QuotedText> texts = quoted_texts(source);
    REQUIRE_FALSE(texts.empty());
    std::map<std::string, std::string> left;  // By lines of the source.
    for (const QuotedText& quoted : texts) {
      INFO(quoted.id);
      std::string& rest = left[quoted.lines];
      const std::string whole = corrected_source(source, *lines, quoted.lines, quoted.corrections);
      if (rest.empty()) rest = whole;
      for (const std::string& paragraph : plain_paragraphs(quoted.text)) {
        INFO(paragraph);
        INFO(whole);
        CHECK(place_of(paragraph, whole) != std::string::npos);
        if (const std::size_t at = place_of(paragraph, rest); at != std::string::npos)
          rest.replace(at, paragraph.size(), " | ");
      }
    }
    for (const auto& [range, rest] : left) {
      INFO(range << ": " << rest);
      CHECK_FALSE(has_words(rest));
    }
  }
}

TEST_CASE("each text of a plan stands in the full text of the document too") {
  for (const PlanSource& source : sources) {
    INFO(source.portal);
    const Node plan =
        read_node("data/" + source.portal + "/ke-hoach/" + source.plan + "/ke-hoach.json");
    const std::string path =
        "content/" + source.portal + "/van-ban-chi-dao/" + text_of(plan, "van_ban") + ".md";
    const Result<std::string> document = repository().read(path);
    REQUIRE(document);
    std::string whole;
    for (const std::string& paragraph : plain_paragraphs(*document)) whole += paragraph + " ";
    for (const QuotedText& quoted : quoted_texts(source)) {
      INFO(quoted.id);
      for (const std::string& paragraph : plain_paragraphs(quoted.text)) {
        INFO(paragraph);
        CHECK(place_of(paragraph, whole) != std::string::npos);
      }
    }
  }
}

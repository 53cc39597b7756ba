// Reads the samples from the corpus that the build made.
#include "micro/samples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "micro/theme_sample.h"
#include "schema/read_type.h"

namespace minhbach::bench {
namespace {

std::vector<SourceText> read_record_files() {
  std::vector<std::string> paths;
  const std::string folder = BENCH_CORPUS "/content/van-ban";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const bool is_record = entry.path().extension() == ".md" && entry.path().stem() != "_index";
    if (is_record) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<SourceText> out;
  for (const std::string& path : paths) out.emplace_back(path, read_file(path));
  return out;
}

void replace_all(std::string& text, std::string_view mark, std::string_view with) {
  for (std::size_t at; (at = text.find(mark)) != std::string::npos;) {
    text.replace(at, mark.size(), with);
  }
}

schema::Type read_record_type() {
  std::string text = read_file(BENCH_FOLDER "/minhbach/types/section.schema.json.in");
  replace_all(text, "@ID@", "van_ban");
  replace_all(text, "@FOLDER@", "van-ban");
  replace_all(text, "@TITLE@", "Văn bản chỉ đạo");
  replace_all(text, "@SCHEMA@", "Article");
  std::vector<Diagnostic> problems;
  std::optional<schema::Type> type =
      schema::read_type(SourceText("site/types/van_ban.schema.json", std::move(text)), problems);
  if (!type) throw std::runtime_error(to_text(problems.at(0), Language::en));
  return std::move(*type);
}

}  // namespace

const std::vector<SourceText>& record_files() {
  static const std::vector<SourceText> files = read_record_files();
  return files;
}

ingest::FrontMatter split(const SourceText& file) { return *ingest::split_front_matter(file); }

std::size_t body_bytes() {
  std::size_t out = 0;
  for (const SourceText& file : record_files()) out += split(file).body.size();
  return out;
}

const schema::Type& record_type() {
  static const schema::Type type = read_record_type();
  return type;
}

}  // namespace minhbach::bench

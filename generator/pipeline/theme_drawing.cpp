// Fonts by the names in theme.json, sizes by those in the file of tokens.
#include "pipeline/theme_drawing.h"

#include <cstdlib>

#include "pipeline/drawing_messages.h"
#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

struct NamedColour {
  std::string_view token;
  images::Rgb images::DrawingStyle::*colour;
};
using Style = images::DrawingStyle;
constexpr NamedColour colours_used[] = {{"giay", &Style::paper},     {"muc", &Style::ink},
                                        {"muc-nhat", &Style::muted}, {"ke", &Style::line},
                                        {"vach", &Style::band},      {"tren-vach", &Style::on_band},
                                        {"vang", &Style::gold},      {"lien-ket", &Style::link}};

struct NamedSize {
  std::string_view token;
  images::SizeRange images::DrawingStyle::*sizes;
};
constexpr NamedSize sizes_used[] = {{"thong-diep", &Style::message}, {"so", &Style::number},
                                    {"buoc", &Style::step},          {"dong", &Style::line_text},
                                    {"keu-goi", &Style::call},       {"nho", &Style::small}};

class DrawingReader {
 public:
  DrawingReader(const Context& ctx, const TokenFile& tokens) : ctx_(ctx), tokens_(tokens) {}

  bool read(const std::map<std::string, Colour, std::less<>>& colours, Style& out) {
    bool sound = true;
    for (const NamedColour& used : colours_used) {
      const auto found = colours.find(used.token);
      if (found == colours.end()) {
        sound = refuse(tokens_.document, used.token);
        continue;
      }
      const auto part = [&](std::size_t i) { return static_cast<std::uint8_t>(found->second[i]); };
      out.*used.colour = {part(0), part(1), part(2)};
    }
    const Node* group = tokens_.document.find("hinh");
    for (const NamedSize& used : sizes_used) {
      const Node* pair = group != nullptr ? group->find(used.token) : nullptr;
      const auto size = [&](std::size_t i) {
        return pair != nullptr && pair->items.size() == 2 ? std::atof(pair->items[i].text.c_str())
                                                          : 0.0;
      };
      out.*used.sizes = {size(0), size(1)};
      if (size(1) < 10 || size(0) < size(1) || size(0) > 1000)
        sound = refuse(pair != nullptr ? *pair : tokens_.document, used.token);
    }
    return sound;
  }

 private:
  bool refuse(const Node& node, std::string_view token) {
    ctx_.report.add(tokens_.source.diagnostic(messages::drawing_token_wrong, node.line, node.column,
                                              {quote(token)}));
    return false;
  }

  const Context& ctx_;
  const TokenFile& tokens_;
};

/// Nothing when one is missing.
std::vector<images::FontFile> read_fonts(const Context& ctx, const std::string& folder,
                                         const Node& names) {
  std::vector<images::FontFile> out;
  for (const Node& name : names.items) {
    const std::string path = folder + "/" + name.text;
    if (!ctx.disk.is_file(path)) {
      Diagnostic missing;
      missing.message = &messages::theme_file_missing;
      missing.place = {folder + "/theme.json", name.line, name.column};
      missing.arguments = {quote(name.text)};
      ctx.report.add(std::move(missing));
      continue;
    }
    Result<std::string> bytes = read_listed(ctx.disk, path);
    if (!bytes) {
      ctx.report.add(bytes.error());
      continue;
    }
    out.push_back({path, std::move(*bytes)});
  }
  if (out.size() != names.items.size()) out.clear();
  return out;
}

}  // namespace

std::unique_ptr<ThemeDrawing> load_drawing(
    const Context& ctx, const std::string& folder, const Node& description, const TokenFile& tokens,
    const std::map<std::string, Colour, std::less<>>& colours) {
  const Node* wanted = description.find("ve_hinh");
  const Node* family = wanted != nullptr ? wanted->find("ho") : nullptr;
  const Node* names = wanted != nullptr ? wanted->find("phong_chu") : nullptr;
  if (family == nullptr || names == nullptr || colours.empty()) return nullptr;
  Style style;
  const bool sound = DrawingReader(ctx, tokens).read(colours, style);
  std::vector<images::FontFile> files = read_fonts(ctx, folder, *names);
  if (!sound || files.empty()) return nullptr;
  Fingerprinter digest;
  digest.add(family->text);
  for (const images::FontFile& file : files) digest.add(fingerprint(file.bytes));
  for (const NamedColour& used : colours_used) {
    const images::Rgb& colour = style.*used.colour;
    for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) digest.add(part);
  }
  for (const NamedSize& used : sizes_used) {
    digest.add((style.*used.sizes).largest);
    digest.add((style.*used.sizes).smallest);
  }
  return std::unique_ptr<ThemeDrawing>(
      new ThemeDrawing{images::FontSet(family->text, std::move(files)), style, digest.finish()});
}

}  // namespace minhbach::pipeline

// Elements and attributes as they come; the first bad one ends the reading.
#include "images/svg_check.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "table/xml_events.h"

namespace minhbach::images {
namespace {

constexpr std::array<std::string_view, 12> refused_elements{
    "script", "foreignObject", "iframe", "embed",    "object", "audio",
    "video",  "handler",       "link",   "listener", "html",   "meta"};

std::string lower_without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool is_inside(std::string_view address) {
  return address.empty() || address.starts_with('#') || address.starts_with("data:image/png") ||
         address.starts_with("data:image/jpeg") || address.starts_with("data:image/webp");
}

/// The first thing in a style that names something outside the drawing; "" when there is none.
std::string outside_of_style(std::string_view style) {
  const std::string text = lower_without_blanks(style);
  // A backslash can spell any of these words another way.
  for (const std::string_view bad :
       {"@import", "expression(", "\\", "javascript:", "-moz-binding", "image-set(", "src("}) {
    if (text.find(bad) != std::string::npos) return std::string(bad);
  }
  for (std::size_t at = text.find("url("); at != std::string::npos;
       at = text.find("url(", at + 1)) {
    std::string_view address = std::string_view(text).substr(at + 4);
    if (address.starts_with('"') || address.starts_with('\'')) address.remove_prefix(1);
    if (!is_inside(address)) return text.substr(at, 40);
  }
  return {};
}

/// Whether a style sheet names an address of elsewhere, whatever function it gives it to.
bool has_address(std::string_view style) {
  for (std::size_t at = style.find('/'); at != std::string_view::npos;
       at = style.find('/', at + 1)) {
    // Pictures in the sheet itself have any two letters of their alphabet side by side.
    const std::size_t data = style.rfind("base64,", at);
    const bool is_data =
        data != std::string_view::npos &&
        style.substr(data + 7, at - data - 7).find_first_of("\"'()") == std::string_view::npos;
    if (!is_data && style.substr(at + 1).starts_with('/')) return true;
  }
  return false;
}

class SvgReader : public table::XmlEvents {
 public:
  const std::optional<SvgProblem>& problem() const { return problem_; }
  void end_style() {
    if (const std::string outside = outside_of_style(style_); !outside.empty()) refuse(outside);
    if (has_address(lower_without_blanks(style_))) refuse("//");
  }

 protected:
  void on_start(std::string_view name, const table::XmlAttributes& attributes) override {
    if (std::find(refused_elements.begin(), refused_elements.end(), name) != refused_elements.end())
      return refuse(fmt::format("<{}>", name));
    // Whose text would be read as part of the style in one program and not in another.
    if (is_style_) return refuse(fmt::format("<style><{}>", name));
    if (!has_root_ && name != "svg") return refuse(fmt::format("<{}>", name));
    has_root_ = true;
    is_style_ = name == "style";
    style_.clear();
    attributes.each([&](std::string_view attribute, std::string_view value) {
      check_attribute(attribute, value);
    });
  }
  void on_end(std::string_view name) override {
    if (name == "style") end_style();
    is_style_ = false;
  }
  void on_text(std::string_view text) override {
    if (is_style_) style_ += text;
  }
  void on_instruction(std::string_view target) override {
    if (target == "xml-stylesheet") refuse("<?xml-stylesheet");
  }

 private:
  void check_attribute(std::string_view name, std::string_view value) {
    const std::string lower = lower_without_blanks(name);
    if (lower.starts_with("on")) return refuse(std::string(name));
    if (lower == "attributename") {
      const std::string animated = lower_without_blanks(value);
      if (animated.ends_with("href") || animated.starts_with("on"))
        refuse(std::string(name) + "=" + std::string(value));
      return;
    }
    const std::string text = lower_without_blanks(value);
    if (lower == "href" || lower == "src" || lower == "base") {
      if (!is_inside(text)) refuse(std::string(name) + "=" + std::string(value.substr(0, 60)));
    } else if (const std::string outside = outside_of_style(value); !outside.empty()) {
      refuse(std::string(name) + "=" + outside);
    } else if (lower == "style" && has_address(text)) {
      refuse("style=//");
    }
  }

  void refuse(std::string what) {
    if (!problem_) problem_ = SvgProblem{line(), std::move(what)};
    stop();
  }

  std::optional<SvgProblem> problem_;
  std::string style_;
  bool has_root_ = false;
  bool is_style_ = false;
};

}  // namespace

std::optional<SvgProblem> svg_problem(std::string_view bytes) {
  SvgReader reader;
  const bool is_whole = reader.feed(bytes) && reader.finish();
  if (reader.problem()) return reader.problem();
  if (is_whole) return std::nullopt;
  if (reader.state() == table::XmlEvents::State::has_doctype)
    return SvgProblem{reader.line(), "<!DOCTYPE"};
  return SvgProblem{reader.line(), ""};
}

}  // namespace minhbach::images

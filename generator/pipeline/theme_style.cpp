// Reads the tokens, puts the accent in, checks the pairs, writes the CSS.
#include "pipeline/theme_style.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "pipeline/colour.h"
#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view schemes[] = {"sang", "toi", "in"};  // Light, dark, paper.
constexpr std::size_t light = 0, dark = 1;
constexpr double readable = 4.5, visible = 3;
constexpr Colour black{0, 0, 0}, white{255, 255, 255};

using Shades = std::array<Colour, std::size(schemes)>;

struct Tokens {
  std::vector<std::string> order;  ///< As the file names them.
  std::map<std::string, Shades, std::less<>> colours;
  std::set<std::string, std::less<>> accented;  ///< Those that took the accent.
};

class StyleReader {
 public:
  StyleReader(const Context& ctx, const Portal& portal, const SourceText& source,
              const Node& document)
      : ctx_(ctx), portal_(portal), source_(source), document_(document) {}

  ThemeStyle read() {
    const std::size_t errors_before = ctx_.report.count(Severity::error);
    each("mau", [&](const Member& member) { read_colour(member); });
    if (ctx_.report.count(Severity::error) > errors_before) return {};
    if (!portal_.accent.empty()) put_accent();
    check_pairs("chu_tren_nen", readable);
    check_pairs("net_tren_nen", visible);
    ThemeStyle out{written(), {}};
    for (const auto& [name, shades] : tokens_.colours) out.light[name] = shades[light];
    return out;
  }

 private:
  template <typename Use>
  void each(std::string_view key, Use use) {
    const Node* group = document_.find(key);
    if (group == nullptr || group->kind != Node::Kind::mapping) {
      add(messages::token_wrong, group == nullptr ? document_ : *group, {quote(key)});
      return;
    }
    for (const Member& member : group->members) use(member);
  }

  void add(const Message& message, const Node& node, std::vector<std::string> arguments) {
    ctx_.report.add(source_.diagnostic(message, node.line, node.column, std::move(arguments)));
  }

  void read_colour(const Member& member) {
    Shades shades{};
    bool sound = member.value.items.size() == shades.size();
    for (std::size_t i = 0; sound && i < shades.size(); ++i) {
      const std::optional<Colour> colour = parse_colour(member.value.items[i].text);
      sound = colour.has_value();
      if (colour) shades[i] = *colour;
    }
    if (!sound) return add(messages::token_wrong, member.value, {quote(member.key)});
    tokens_.order.push_back(member.key);
    tokens_.colours[member.key] = shades;
  }

  /// The grounds that `front` stands on, in one scheme, by one of the two groups of pairs.
  std::vector<Colour> grounds(std::string_view group, std::string_view front, std::size_t scheme) {
    std::vector<Colour> out;
    const Node* pairs = document_.find(group);
    const Node* of_front = pairs != nullptr ? pairs->find(front) : nullptr;
    if (of_front == nullptr) return out;
    for (const Node& back : of_front->items) {
      const auto found = tokens_.colours.find(back.text);
      if (found != tokens_.colours.end()) out.push_back(found->second[scheme]);
    }
    return out;
  }

  /// `colour` mixed with `other`, no more than it takes to reach `least` on all `backs`.
  static Colour until_clear(const Colour& colour, const Colour& other,
                            const std::vector<Colour>& backs, double least) {
    for (double share = 0; share < 1; share += 0.05) {
      const Colour out = mixed(colour, other, share);
      const bool good = std::all_of(backs.begin(), backs.end(), [&](const Colour& back) {
        return contrast(out, back) >= least;
      });
      if (good) return out;
    }
    return other;
  }

  /// The accent as it is on light pages, lightened on dark ones; paper stays black.
  void put_accent() {
    const Colour accent = *parse_colour(portal_.accent);  // read_portal has seen to it.
    each("theo_mau_nhan", [&](const Member& member) {
      const auto token = tokens_.colours.find(member.value.text);
      const bool known = member.key == "mau" || member.key == "dam" || member.key == "vach";
      if (token == tokens_.colours.end() || !known)
        return add(messages::token_wrong, member.value, {quote(member.key)});
      const std::string& name = *tokens_.accented.insert(member.value.text).first;
      const Colour pale = until_clear(accent, white, grounds("chu_tren_nen", name, dark), readable);
      Shades& shades = token->second;
      shades[light] = member.key == "dam" ? mixed(accent, black, 0.2) : accent;
      if (member.key == "mau") shades[dark] = pale;
      if (member.key == "dam") shades[dark] = mixed(pale, white, 0.35);
      if (member.key == "vach")
        shades[dark] = until_clear(accent, white, grounds("net_tren_nen", name, dark), visible);
    });
  }

  void check_pairs(std::string_view key, double least) {
    each(key, [&](const Member& front) {
      for (const Node& back : front.value.items) check_pair(front, back, least);
    });
  }

  void check_pair(const Member& front, const Node& back, double least) {
    const auto of_front = tokens_.colours.find(front.key);
    const auto of_back = tokens_.colours.find(back.text);
    if (of_front == tokens_.colours.end() || of_back == tokens_.colours.end())
      return add(messages::token_wrong, back, {quote(front.key + " / " + back.text)});
    for (std::size_t i = 0; i < std::size(schemes); ++i) {
      const Colour& text = of_front->second[i];
      const Colour& ground = of_back->second[i];
      const double ratio = contrast(text, ground);
      if (ratio >= least) continue;
      if (tokens_.accented.contains(front.key)) {
        report_accent(ground, ratio);
      } else if (tokens_.accented.contains(back.text)) {
        report_accent(text, ratio);
      } else {
        add(messages::contrast_weak, back,
            {quote(front.key), quote(back.text), std::string(schemes[i]), ratio_text(ratio),
             ratio_text(least)});
      }
    }
  }

  /// Said once: one wrong colour is one mistake. The hint is a darker one that would do.
  void report_accent(const Colour& against, double ratio) {
    if (accent_told_) return;
    accent_told_ = true;
    std::vector<Colour> backs{white};
    for (const std::string& token : tokens_.accented) {
      for (const Colour& back : grounds("chu_tren_nen", token, light)) backs.push_back(back);
    }
    Diagnostic diagnostic;
    diagnostic.message = &messages::accent_weak;
    diagnostic.place = {portal_.file, portal_.accent_line, portal_.accent_column};
    diagnostic.arguments = {
        quote(portal_.accent), ratio_text(ratio), to_hex(against), ratio_text(readable),
        to_hex(until_clear(*parse_colour(portal_.accent), black, backs, readable))};
    ctx_.report.add(std::move(diagnostic));
  }

  /// Cut, not rounded: 4.49 must not look like 4.5.
  static std::string ratio_text(double ratio) {
    return fmt::format("{:.2f}", std::floor(ratio * 100) / 100);
  }

  std::string written() {
    const auto block = [&](std::size_t scheme) {
      std::string out;
      for (const std::string& name : tokens_.order)
        out += fmt::format("--{}:{};", name, to_hex(tokens_.colours[name][scheme]));
      return out;
    };
    std::string measures;
    each("co", [&](const Member& member) {
      measures += fmt::format("--{}:{};", member.key, member.value.text);
    });
    return fmt::format(
        ":root{{color-scheme:light dark;{}{}}}\n"
        "@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n"
        "@media print{{:root{{{}}}}}\n",
        block(0), measures, block(1), block(2));
  }

  const Context& ctx_;
  const Portal& portal_;
  const SourceText& source_;
  const Node& document_;
  Tokens tokens_;
  bool accent_told_ = false;
};

}  // namespace

ThemeStyle theme_style(const Context& ctx, const Portal& portal, const SourceText& source,
                       const Node& tokens) {
  return StyleReader(ctx, portal, source, tokens).read();
}

}  // namespace minhbach::pipeline

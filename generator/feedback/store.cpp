// What all stores write alike.
#include "feedback/store.h"

#include <algorithm>
#include <array>

#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

constexpr std::array<std::string_view, 4> states{"da_nhan", "dang_xu_ly", "da_tra_loi", "da_dong"};

}  // namespace

std::string_view to_text(State state) { return states[static_cast<std::size_t>(state)]; }

std::optional<State> read_state(std::string_view text) {
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i] == text) return static_cast<State>(i);
  }
  return std::nullopt;
}

std::vector<Fate> tell_changed(Store& store, std::span<const Submission> batch,
                               std::vector<Fate> fates) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (fates[i] != Fate::repeated) continue;
    const Result<std::optional<Stored>> found = store.find(batch[i].receipt);
    if (!found) {
      fates[i] = Fate::refused;
      continue;
    }
    if (!*found) continue;
    const auto& there = (*found)->submission.answers;
    const bool is_same = std::equal(
        there.begin(), there.end(), batch[i].answers.begin(), batch[i].answers.end(),
        [](const auto& a, const auto& b) { return a.name == b.name && a.text == b.text; });
    if (!is_same) fates[i] = Fate::changed;
  }
  return fates;
}

std::string pack_answers(std::span<const forms::Answer> answers) {
  std::size_t size = 2;
  for (const forms::Answer& answer : answers)
    size += answer.name.size() + answer.text.size() + std::string_view("[\"\",\"\"],").size();
  std::string out;
  out.reserve(size);
  out += '[';
  for (const forms::Answer& answer : answers) {
    out += out.size() > 1 ? ",[" : "[";
    append_json_string(out, answer.name);
    out += ',';
    append_json_string(out, answer.text);
    out += ']';
  }
  out += ']';
  return out;
}

std::optional<std::vector<forms::Answer>> unpack_answers(std::string_view text) {
  const Result<Node> read = read_json(SourceText("", std::string(text)));
  if (!read || read->kind != Node::Kind::sequence) return std::nullopt;
  std::vector<forms::Answer> out;
  for (const Node& item : read->items) {
    if (item.items.size() != 2) return std::nullopt;
    out.push_back({item.items[0].text, item.items[1].text});
  }
  return out;
}

}  // namespace minhbach::feedback

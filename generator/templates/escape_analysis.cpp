// The walk that carries the HTML state through a template.
#include "templates/escape_analysis.h"

#include <unordered_map>

#include "templates/html_state.h"
#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
namespace {

using At = HtmlState::At;
using Link = HtmlState::Link;
using BlockStates = std::unordered_map<Symbol, HtmlState>;

/// Attributes that are more than text, whatever is escaped: a page of its own, what an animation
/// makes of a link, a header, the base of all links, and one whose name is not known.
bool is_acting_attribute(const HtmlState& state) {
  const std::string_view name = state.attribute;
  const std::string_view tag = state.tag;
  if (name == "srcdoc" || name.starts_with("…")) return true;
  if (tag == "base") return name == "href";
  if (tag == "meta") return name == "http-equiv" || (name == "content" && state.http_equiv);
  if (tag != "animate" && tag != "set") return false;
  return name == "attributename" || name == "to" || name == "from" || name == "by" ||
         name == "values";
}

/// Whether what has been escaped for `made` may be printed at `now` as it is.
bool is_same_place(HtmlState made, HtmlState now) {
  if (now.torn && !made.torn) return false;
  made.torn = now.torn;
  if (made.link == Link::none) made.word = now.word;  // Not part of the place.
  return made == now;
}

class Analyser {
 public:
  Analyser(const Program& program, Template& subject, BlockStates& blocks,
           std::vector<Diagnostic>& problems)
      : program_(program), template_(subject), blocks_(blocks), problems_(problems) {}

  void run() {
    const HtmlState begin = initial_state(template_.kind);
    if (!template_.parent_name.empty()) return run_child(template_.body);
    HtmlState end = begin;
    run_body(template_.body, end);
    expect(begin, end, quote(template_.name), 0);
  }

 private:
  void run_child(Body& body);
  void run_body(Body& body, HtmlState& state) {
    for (Statement& statement : body) run_statement(statement, state);
  }
  void run_statement(Statement& statement, HtmlState& state);
  void run_output(Output& output, std::size_t offset, HtmlState& state);
  void run_if(If& node, std::size_t offset, HtmlState& state);
  void run_for(For& node, std::size_t offset, HtmlState& state);
  void run_block(Block& block, std::size_t offset, HtmlState& state);
  void run_apart(Body& body, const std::string& what, std::size_t offset);
  void expect_text(const HtmlState& state, const std::string& what, std::size_t offset);
  bool expect(const HtmlState& begin, HtmlState& end, const std::string& what, std::size_t offset);
  std::optional<Escape> escape_at(const HtmlState& state, std::size_t offset);

  void report(const Message& message, std::size_t offset, std::vector<std::string> arguments) {
    problems_.push_back(template_.source.diagnostic_at(message, offset, std::move(arguments)));
    template_.sound = false;
  }

  const Program& program_;
  Template& template_;
  BlockStates& blocks_;
  std::optional<HtmlState> block_begin_;  ///< Where the block at work begins.
  std::vector<Diagnostic>& problems_;
};

/// A child's blocks begin where the parent declared them; nothing else of it is printed.
void Analyser::run_child(Body& body) {
  for (Statement& statement : body) {
    if (Block* block = std::get_if<Block>(&statement.node)) {
      const auto declared = blocks_.find(block->name);
      if (declared == blocks_.end()) continue;  // Reported while linking.
      HtmlState state = declared->second;
      run_block(*block, statement.offset, state);
    } else if (If* node = std::get_if<If>(&statement.node)) {
      for (Branch& branch : node->branches) run_child(branch.body);
      run_child(node->otherwise);
    } else if (std::holds_alternative<Macro>(statement.node) ||
               std::holds_alternative<SetBlock>(statement.node)) {
      HtmlState state = initial_state(template_.kind);
      run_statement(statement, state);
    }
  }
}

/// A body that is captured, not printed here: it begins and ends in text.
void Analyser::run_apart(Body& body, const std::string& what, std::size_t offset) {
  const HtmlState begin = initial_state(template_.kind);
  HtmlState end = begin;
  run_body(body, end);
  expect(begin, end, what, offset);
}

bool Analyser::expect(const HtmlState& begin, HtmlState& end, const std::string& what,
                      std::size_t offset) {
  HtmlState joined = begin;
  if (join(joined, end)) {
    end = joined;
    return true;
  }
  report(messages::template_body_unbalanced, offset, {what, describe(begin), describe(end)});
  end = begin;
  return false;
}

void Analyser::expect_text(const HtmlState& state, const std::string& what, std::size_t offset) {
  if (state.at == initial_state(template_.kind).at && !state.in_string) return;
  report(messages::template_wrong_start, offset, {what, describe(state)});
}

void Analyser::run_statement(Statement& statement, HtmlState& state) {
  const std::size_t offset = statement.offset;
  std::visit(Overloaded{
                 [&](Data& node) {
                   const bool had_value = state.link == Link::unknown || state.link == Link::entity;
                   advance(state, node.text);
                   if (had_value && state.link == Link::forbidden) {
                     report(messages::template_link_scheme, offset, {quote("{{ … }}:")});
                   }
                   if (state.late_http_equiv) {
                     report(messages::template_unsafe_place, offset, {"<meta content=\"…\">"});
                     state.late_http_equiv = false;
                   }
                 },
                 [&](Output& node) { run_output(node, offset, state); },
                 [&](If& node) { run_if(node, offset, state); },
                 [&](For& node) { run_for(node, offset, state); },
                 [](Set&) {},
                 [](Import&) {},
                 [&](SetBlock& node) { run_apart(node.body, "\"set\"", offset); },
                 [&](With& node) { run_body(node.body, state); },
                 [&](FilterBlock& node) {
                   expect_text(state, "\"filter\"", offset);
                   run_apart(node.body, "\"filter\"", offset);
                 },
                 [&](Block& node) { run_block(node, offset, state); },
                 [&](Include&) { expect_text(state, "\"include\"", offset); },
                 [&](Macro& node) { run_apart(node.body, "\"macro\"", offset); },
                 [&](CallBlock& node) {
                   expect_text(state, "\"call\"", offset);
                   run_apart(node.body.body, "\"call\"", offset);
                 },
             },
             statement.node);
}

void Analyser::run_if(If& node, std::size_t offset, HtmlState& state) {
  const HtmlState begin = state;
  std::optional<HtmlState> joined;
  const auto add = [&](const HtmlState& end) {
    if (!joined) {
      joined = end;
    } else if (!join(*joined, end)) {
      report(messages::template_branches_differ, offset, {describe(*joined), describe(end)});
      joined = begin;  // So that this one mistake is not reported again at every end.
    }
  };
  for (Branch& branch : node.branches) {
    HtmlState end = begin;
    run_body(branch.body, end);
    add(end);
  }
  HtmlState end = begin;
  run_body(node.otherwise, end);
  add(end);
  state = *joined;
}

void Analyser::run_for(For& node, std::size_t offset, HtmlState& state) {
  HtmlState begin = state;
  // The second turn stands behind the first, so nothing may rely on being first in a link.
  if (begin.link == Link::start || begin.link == Link::scheme) {
    if (!begin.link_set) pass_value(begin);
  }
  HtmlState end = begin;
  const std::size_t problems = problems_.size();
  run_body(node.body, end);
  expect(begin, end, "\"for\"", offset);
  if (end.torn && !begin.torn && problems_.size() == problems) {
    // The second turn may go on with the last word of the first.
    begin.torn = true;
    end = begin;
    run_body(node.body, end);
    expect(begin, end, "\"for\"", offset);
  }
  HtmlState otherwise = begin;
  run_body(node.otherwise, otherwise);
  expect(begin, otherwise, "\"for\"", offset);
  state = end;
  join(state, otherwise);
}

void Analyser::run_block(Block& block, std::size_t offset, HtmlState& state) {
  const std::string what = "\"block " + std::string(program_.symbols.name(block.name)) + "\"";
  // A name or word cut in two by a block could mean anything.
  if (state.at == At::tag_open || state.at == At::tag_name || state.at == At::before_value ||
      state.at == At::unquoted) {
    report(messages::template_unsafe_place, offset, {describe(state)});
    return;
  }
  HtmlState begin = state;
  blocks_[block.name] = begin;
  HtmlState end = begin;
  std::optional<HtmlState> outer = std::move(block_begin_);
  block_begin_ = begin;
  run_body(block.body, end);
  block_begin_ = std::move(outer);
  expect(begin, end, what, offset);
  state = end;
  // A child may fill the block otherwise than the default here.
  pass_value(state);
  if (begin.link != Link::settled) forget_link(state);
  if (state.at == At::in_tag) state.torn = true;
}

void Analyser::run_output(Output& output, std::size_t offset, HtmlState& state) {
  if (template_.kind == Kind::plain) {
    output.escape = Escape::plain;
    return;
  }
  if (std::holds_alternative<SuperCall>(output.expression->node) && block_begin_ &&
      is_same_place(*block_begin_, state)) {
    // What it prints has been escaped for this very place, in the parent's block.
    output.as_it_is = true;
    pass_value(state);
    return;
  }
  if (const std::optional<Escape> escape = escape_at(state, offset)) output.escape = *escape;
  if (output.escape == Escape::json) {
    // The place asks for JSON already; tojson would make a string of it.
    Filter* filter = std::get_if<Filter>(&output.expression->node);
    if (filter && filter->builtin && filter->name == "tojson" && filter->input) {
      ExpressionPtr input = std::move(filter->input);
      output.expression = std::move(input);
    }
  }
  pass_value(state);
}

/// How a value is escaped here; nothing, and a report, when it must not stand here.
std::optional<Escape> Analyser::escape_at(const HtmlState& state, std::size_t offset) {
  switch (state.at) {
    case At::text: return state.xml ? Escape::xml_text : Escape::html_text;
    case At::rcdata: return Escape::rcdata;
    case At::json:
      if (!state.after_backslash) return state.in_string ? Escape::json_string : Escape::json;
      report(messages::template_unsafe_place, offset, {describe(state)});
      return std::nullopt;
    case At::script: report(messages::template_script_refused, offset, {}); return std::nullopt;
    case At::raw_text:
      if (state.tag == "style") {
        report(messages::template_style_refused, offset, {});
      } else {
        report(messages::template_unsafe_place, offset, {describe(state)});
      }
      return std::nullopt;
    case At::before_value:
    case At::unquoted:
      report(messages::template_unquoted_attribute, offset, {state.attribute});
      return std::nullopt;
    case At::double_quoted:
    case At::single_quoted: break;
    default:
      report(messages::template_unsafe_place, offset, {describe(state)});
      return std::nullopt;
  }
  if (state.attribute.starts_with("on")) {
    report(messages::template_event_refused, offset, {quote(state.attribute)});
  } else if (state.attribute == "style") {
    report(messages::template_style_refused, offset, {});
  } else if (is_acting_attribute(state)) {
    report(messages::template_unsafe_place, offset, {describe(state)});
  } else if (state.link == Link::forbidden || state.link == Link::entity) {
    report(messages::template_link_scheme, offset, {quote(state.word)});
  } else if (state.link == Link::start) {
    return state.link_set ? Escape::url_set : Escape::url_start;
  } else if (state.link == Link::scheme || state.link == Link::unknown) {
    return Escape::url_rest;
  } else {
    return Escape::attribute;
  }
  return std::nullopt;
}

}  // namespace

void analyse_escapes(Program& program, const std::vector<Template*>& ordered,
                     std::vector<Diagnostic>& problems) {
  std::unordered_map<const Template*, BlockStates> states;
  for (Template* each : ordered) {
    BlockStates blocks;
    if (each->parent) blocks = states[each->parent];
    Analyser(program, *each, blocks, problems).run();
    states[each] = std::move(blocks);
  }
}

}  // namespace minhbach::templates

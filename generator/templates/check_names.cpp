// The check of names.
#include "templates/check_names.h"

#include <algorithm>

#include "templates/messages.h"
#include "templates/walk.h"

namespace minhbach::templates {
namespace {

class NameCheck {
 public:
  NameCheck(const Program& program, const std::unordered_set<Symbol>& assigned,
            std::vector<Diagnostic>& problems)
      : program_(program), assigned_(assigned), problems_(problems) {
    for (const std::string& name : program.environment.globals) known_.push_back(name);
    for (const std::string_view name : function_names()) known_.push_back(name);
    for (const std::string_view name : {"loop", "caller", "varargs", "kwargs"})
      known_.push_back(name);
    candidates_ = known_;
    for (const Symbol symbol : assigned) candidates_.push_back(program.symbols.name(symbol));
    std::sort(candidates_.begin(), candidates_.end());
  }

  void run(Template& subject) { check(subject, subject.body); }

 private:
  void check(Template& subject, Body& body) {
    for (Statement& statement : body) {
      visit_expressions(statement,
                        [&](Expression& expression) { check(subject, expression, false); });
      visit_bodies(statement, [&](Body& inner) { check(subject, inner); });
    }
  }

  void check(Template& subject, Expression& expression, bool only_asked) {
    if (const Name* name = std::get_if<Name>(&expression.node); name && !only_asked) {
      const std::string_view text = program_.symbols.name(name->symbol);
      if (!assigned_.contains(name->symbol) &&
          std::find(known_.begin(), known_.end(), text) == known_.end()) {
        problems_.push_back(subject.source.diagnostic_at(messages::template_unknown_global,
                                                         expression.offset, {quote(text)}));
        problems_.back().nearest = nearest_name(text, candidates_);
        subject.sound = false;
      }
    }
    const Expression* asked = nullptr;
    if (const Filter* filter = std::get_if<Filter>(&expression.node)) {
      if (filter->builtin && filter->builtin->accepts_undefined) asked = filter->input.get();
    }
    if (const Test* test = std::get_if<Test>(&expression.node)) {
      if (test->builtin && test->builtin->accepts_undefined) asked = test->input.get();
    }
    visit_children(expression, [&](Expression& child) { check(subject, child, &child == asked); });
  }

  const Program& program_;
  const std::unordered_set<Symbol>& assigned_;
  std::vector<Diagnostic>& problems_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> candidates_;
};

}  // namespace

void check_names(const Program& program, const std::vector<Template*>& templates,
                 const std::unordered_set<Symbol>& assigned, std::vector<Diagnostic>& problems) {
  NameCheck check(program, assigned, problems);
  for (Template* each : templates) check.run(*each);
}

}  // namespace minhbach::templates

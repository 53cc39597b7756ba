// Expat's callbacks as virtual functions, and the limits.
#include "table/xml_events.h"

#include <expat.h>

namespace minhbach::table {
namespace {

constexpr std::size_t most_levels = 64;
constexpr std::size_t longest_token = 1u << 20;
constexpr char namespace_mark = '|';

/// Some producers write `x:row` for `row`: Expat gives `namespace|row` for both.
std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  const std::size_t mark = whole.rfind(namespace_mark);
  return mark == std::string_view::npos ? whole : whole.substr(mark + 1);
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char* const* pair = pairs_; pair[0] != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return {};
}

void XmlAttributes::each(
    const std::function<void(std::string_view name, std::string_view value)>& take) const {
  for (const char* const* pair = pairs_; pair[0] != nullptr; pair += 2)
    take(local_name(pair[0]), pair[1]);
}

/// What Expat calls.
struct XmlHandlers {
  static XmlEvents& reader(void* self) { return *static_cast<XmlEvents*>(self); }

  static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
    XmlEvents& events = reader(self);
    if (events.state_ != XmlEvents::State::reading) return;
    events.since_event_ = 0;
    if (++events.depth_ > most_levels) return events.halt(XmlEvents::State::too_deep);
    events.on_start(local_name(name), XmlAttributes(attributes));
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    XmlEvents& events = reader(self);
    if (events.state_ != XmlEvents::State::reading) return;
    events.since_event_ = 0;
    --events.depth_;
    events.on_end(local_name(name));
  }
  static void XMLCALL text(void* self, const XML_Char* text, int size) {
    XmlEvents& events = reader(self);
    if (events.state_ != XmlEvents::State::reading) return;
    events.since_event_ = 0;
    events.on_text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL instruction(void* self, const XML_Char* target, const XML_Char*) {
    XmlEvents& events = reader(self);
    if (events.state_ == XmlEvents::State::reading) events.on_instruction(target);
  }
  static void XMLCALL doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    reader(self).halt(XmlEvents::State::has_doctype);
  }
};

XmlEvents::XmlEvents()
    : parser_(XML_ParserCreateNS(nullptr, namespace_mark),
              [](XML_ParserStruct* parser) { XML_ParserFree(parser); }) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), XmlHandlers::start, XmlHandlers::end);
  XML_SetCharacterDataHandler(parser_.get(), XmlHandlers::text);
  XML_SetProcessingInstructionHandler(parser_.get(), XmlHandlers::instruction);
  XML_SetStartDoctypeDeclHandler(parser_.get(), XmlHandlers::doctype);
}

XmlEvents::~XmlEvents() = default;

void XmlEvents::halt(State state) {
  if (state_ == State::reading) state_ = state;
  XML_StopParser(parser_.get(), XML_FALSE);
}

bool XmlEvents::parse(std::string_view piece, bool is_last) {
  if (state_ != State::reading) return false;
  since_event_ += piece.size();
  const bool good = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                              is_last ? 1 : 0) == XML_STATUS_OK;
  if (!good || since_event_ > longest_token) {
    if (state_ == State::reading) state_ = State::malformed;
  }
  return state_ == State::reading;
}

int XmlEvents::line() const { return static_cast<int>(XML_GetCurrentLineNumber(parser_.get())); }
int XmlEvents::column() const {
  return static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1;
}

}  // namespace minhbach::table

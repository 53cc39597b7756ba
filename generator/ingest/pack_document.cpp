// Part by part in one fixed order.
#include "ingest/pack_document.h"

namespace minhbach::ingest {

void pack_shape(const markdown::Document& document, Packer& shape) {
  shape.number(document.anchors.size());
  for (const std::string& anchor : document.anchors) shape.text(anchor);
  shape.number(document.slots.size());
  for (const markdown::Slot& slot : document.slots) {
    shape.number(slot.image);
    shape.text(slot.target);
  }
}

void pack_text(const markdown::Document& document, Packer& texts) {
  texts.text(document.lead);
  texts.number(document.outline.size());
  for (const markdown::Heading& heading : document.outline) {
    texts.number(static_cast<std::uint64_t>(heading.level));
    texts.text(heading.id);
    texts.text(heading.text);
  }
  for (const markdown::Slot& slot : document.slots) {
    texts.number(slot.offset);
    texts.number(static_cast<std::uint64_t>(slot.place.line));
    texts.number(static_cast<std::uint64_t>(slot.place.column));
    texts.text(slot.label);
  }
}

void unpack_link(Unpacker& shape, markdown::Slot& slot) {
  slot.image = shape.number() != 0;
  slot.target = shape.text();
}

void unpack_shape(Unpacker& shape, std::string_view file, markdown::Document& document) {
  document.anchors.resize(shape.count());
  for (std::string& anchor : document.anchors) anchor = shape.text();
  document.slots.resize(shape.count(2));
  for (markdown::Slot& slot : document.slots) {
    unpack_link(shape, slot);
    slot.place.file = file;
  }
}

void unpack_text(Unpacker& texts, markdown::Document& document) {
  document.lead = texts.text();
  document.outline.resize(texts.count(3));
  for (markdown::Heading& heading : document.outline) {
    heading.level = static_cast<int>(texts.number());
    heading.id = texts.text();
    heading.text = texts.text();
  }
  for (markdown::Slot& slot : document.slots) {
    slot.offset = texts.number();
    slot.place.line = static_cast<int>(texts.number());
    slot.place.column = static_cast<int>(texts.number());
    slot.label = texts.text();
  }
}

}  // namespace minhbach::ingest

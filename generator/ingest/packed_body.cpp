// Bodies to bytes and back, in one fixed order.
#include "ingest/packed_body.h"

#include "base/packing.h"
#include "ingest/pack_document.h"

namespace minhbach::ingest {

std::string pack_body_shape(const markdown::Document& body) {
  std::string out;
  Packer packer(out);
  pack_shape(body, packer);
  return out;
}

std::string pack_body_texts(const markdown::Document& body) {
  std::string out;
  Packer packer(out);
  pack_text(body, packer);
  const Fingerprint html = fingerprint(body.html);
  packer.fixed(html.low);
  packer.fixed(html.high);
  return out;
}

std::string pack_whole_body(std::string_view texts, std::string_view html) {
  std::string out;
  out.reserve(texts.size() + html.size() + 8);
  Packer(out).text(texts);
  return out += html;
}

std::vector<std::string_view> body_anchors(const PackedBody& body) {
  Unpacker in(body.shape);
  std::vector<std::string_view> out(in.count());
  for (std::string_view& anchor : out) anchor = in.text();
  return out;
}

bool has_anchor(const PackedBody& body, std::string_view anchor) {
  Unpacker in(body.shape);
  for (std::size_t left = in.count(); left > 0; --left) {
    if (in.text() == anchor) return true;
  }
  return false;
}

std::vector<markdown::Slot> body_links(const PackedBody& body) {
  Unpacker in(body.shape);
  for (std::size_t left = in.count(); left > 0; --left) in.text();
  std::vector<markdown::Slot> out(in.count(2));
  for (markdown::Slot& slot : out) unpack_link(in, slot);
  return out;
}

Body unpack_body(std::string_view shape, std::string_view texts, std::string_view file) {
  Body out;
  Unpacker from_shape(shape), from_texts(texts);
  unpack_shape(from_shape, file, out.document);
  unpack_text(from_texts, out.document);
  out.html.low = from_texts.fixed();
  out.html.high = from_texts.fixed();
  return out;
}

Body unpack_whole_body(std::string_view shape, std::string_view put_aside, std::string_view file) {
  Unpacker in(put_aside);
  Body out = unpack_body(shape, in.text(), file);
  out.document.html = put_aside.substr(in.at());
  return out;
}

}  // namespace minhbach::ingest

// Records and their texts to bytes and back, part by part in one fixed order.
#include "ingest/packed_file.h"

#include <bit>

#include "base/packing.h"

namespace minhbach::ingest {
namespace {

using Kind = FieldValue::Kind;

/// Values below each other to this depth; what is deeper was never packed.
constexpr int deepest = 64;

/// Packs values, and notes where Markdown fields stand among the texts, counted in reading order.
class ValuePacker {
 public:
  ValuePacker(Packer& out, const RecordTexts& texts) : out_(out), texts_(texts) {}

  void pack(std::span<const FieldValue> values) {
    out_.number(values.size());
    for (const FieldValue& value : values) pack(value);
  }

  struct Field {
    std::uint64_t number;
    const markdown::Document* document;
  };
  const std::vector<Field>& fields() const { return fields_; }

 private:
  void pack(const FieldValue& value) {
    out_.number(static_cast<std::uint64_t>(value.kind));
    out_.number(value.line);
    out_.number(value.column);
    switch (value.kind) {
      case Kind::absent:
      case Kind::undisclosed:
      case Kind::null: break;
      case Kind::boolean: out_.number(value.boolean); break;
      case Kind::integer: out_.fixed(static_cast<std::uint64_t>(value.integer)); break;
      case Kind::number: out_.fixed(std::bit_cast<std::uint64_t>(value.number)); break;
      case Kind::text: {
        out_.text(value.text());
        const auto field = texts_.fields.find(value.text_data);
        if (field != texts_.fields.end()) fields_.push_back({texts_seen_, &field->second});
        ++texts_seen_;
        break;
      }
      case Kind::list:
      case Kind::group: pack(value.children()); break;
    }
  }

  Packer& out_;
  const RecordTexts& texts_;
  std::uint64_t texts_seen_ = 0;
  std::vector<Field> fields_;
};

class ValueUnpacker {
 public:
  ValueUnpacker(Unpacker& in, Arena& arena) : in_(in), arena_(arena) {}

  std::span<const FieldValue> unpack(int depth = 0) {
    const std::span<FieldValue> out = arena_.array<FieldValue>(depth > deepest ? 0 : in_.count(3));
    for (FieldValue& value : out) unpack(value, depth);
    return out;
  }

  const std::vector<const char*>& texts() const { return texts_; }

 private:
  void unpack(FieldValue& value, int depth) {
    value.kind = static_cast<Kind>(in_.number());
    value.line = static_cast<std::uint32_t>(in_.number());
    value.column = static_cast<std::uint16_t>(in_.number());
    switch (value.kind) {
      case Kind::absent:
      case Kind::undisclosed:
      case Kind::null: break;
      case Kind::boolean: value.boolean = in_.number() != 0; break;
      case Kind::integer: value.integer = static_cast<std::int64_t>(in_.fixed()); break;
      case Kind::number: value.number = std::bit_cast<double>(in_.fixed()); break;
      case Kind::text: {
        const std::string_view text = in_.text();
        value.text_data = text.data();
        value.size = static_cast<std::uint32_t>(text.size());
        texts_.push_back(text.data());
        break;
      }
      case Kind::list:
      case Kind::group: {
        const std::span<const FieldValue> children = unpack(depth + 1);
        value.children_data = children.data();
        value.size = static_cast<std::uint32_t>(children.size());
        break;
      }
      default: value.kind = Kind::absent;  // Damage; the caller sees that nothing fits.
    }
  }

  Unpacker& in_;
  Arena& arena_;
  std::vector<const char*> texts_;
};

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

void unpack_shape(Unpacker& shape, const std::string& path, markdown::Document& document) {
  document.anchors.resize(shape.count());
  for (std::string& anchor : document.anchors) anchor = shape.text();
  document.slots.resize(shape.count(2));
  for (markdown::Slot& slot : document.slots) {
    slot.image = shape.number() != 0;
    slot.target = shape.text();
    slot.place.file = path;
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

void unpack_body(Unpacker& texts, markdown::Document& body, graph::Fingerprint& html) {
  unpack_text(texts, body);
  html.low = texts.fixed();
  html.high = texts.fixed();
}

}  // namespace

PackedFile pack_file(const FileRecords& file) {
  PackedFile out;
  Packer shape(out.shape), texts(out.texts);
  shape.number(file.records.size());
  for (std::size_t i = 0; i < file.records.size(); ++i) {
    const Record& record = file.records[i];
    const RecordTexts& of_record = file.texts[i];
    shape.text(record.id);
    shape.text(of_record.title_key);
    shape.number(static_cast<std::uint64_t>(record.line));
    ValuePacker values(shape, of_record);
    values.pack(record.fields);
    shape.number(of_record.has_body);
    if (of_record.has_body) {
      pack_shape(of_record.body, shape);
      pack_text(of_record.body, texts);
      texts.fixed(of_record.body_html.low);
      texts.fixed(of_record.body_html.high);
    }
    // A field's text is in its value already, so its HTML is no more of a shape than that.
    shape.number(values.fields().size());
    for (const ValuePacker::Field& field : values.fields()) {
      shape.number(field.number);
      pack_shape(*field.document, shape);
      pack_text(*field.document, texts);
      texts.text(field.document->html);
    }
  }
  return out;
}

std::optional<FileRecords> unpack_file(std::string_view shape_bytes, std::string_view text_bytes,
                                       const SourceFile& source, Arena& arena) {
  Unpacker shape(shape_bytes), texts(text_bytes);
  FileRecords out;
  out.records.resize(shape.count(6));
  out.texts.resize(out.records.size());
  for (std::size_t i = 0; i < out.records.size(); ++i) {
    Record& record = out.records[i];
    RecordTexts& of_record = out.texts[i];
    record.type = source.type;
    record.file = source.path;
    record.portal = source.portal;
    record.layer = source.layer;
    record.language = source.language;
    record.id = shape.text();
    of_record.title_key = shape.text();
    record.line = static_cast<int>(shape.number());
    ValueUnpacker values(shape, arena);
    record.fields = values.unpack();
    of_record.has_body = shape.number() != 0;
    if (of_record.has_body) unpack_shape(shape, source.path, of_record.body);
    std::size_t left = shape.count(3);
    if (out.records.size() == 1 && left == 0 && of_record.has_body) {
      of_record.packed_body = text_bytes;
      texts = Unpacker({});
    } else if (of_record.has_body) {
      unpack_body(texts, of_record.body, of_record.body_html);
    }
    for (; left > 0; --left) {
      const std::uint64_t number = shape.number();
      markdown::Document document;
      unpack_shape(shape, source.path, document);
      unpack_text(texts, document);
      document.html = texts.text();
      if (number >= values.texts().size()) return std::nullopt;
      of_record.fields.emplace(values.texts()[number], std::move(document));
    }
  }
  if (!shape.is_sound() || !texts.is_sound()) return std::nullopt;
  return out;
}

void unpack_body(const RecordTexts& texts, markdown::Document& body, graph::Fingerprint& html) {
  Unpacker packed(texts.packed_body);
  body = texts.body;
  unpack_body(packed, body, html);
}

}  // namespace minhbach::ingest

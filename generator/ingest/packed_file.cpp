// Records and their texts to bytes and back, part by part in one fixed order.
#include "ingest/packed_file.h"

#include <bit>

#include "base/packing.h"
#include "ingest/pack_document.h"
#include "ingest/packed_body.h"

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
        if (const markdown::Document* field = texts_.field(value.text_data))
          fields_.push_back({texts_seen_, field});
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
  ValueUnpacker(Unpacker& in, Arena& arena) : in_(in), arena_(arena) {
    constexpr std::size_t usual = 32;
    texts_.reserve(usual);
  }

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
    // A field's text is in its value already, so its HTML is no more of a shape than that.
    shape.number(values.fields().size());
    for (const ValuePacker::Field& field : values.fields()) {
      shape.number(field.number);
      pack_shape(*field.document, shape);
      pack_text(*field.document, texts);
      texts.text(field.document->html);
    }
  }
  shape.number(file.body != nullptr);
  if (file.body) {
    const std::string body_shape = pack_body_shape(*file.body);
    const std::string body_texts = pack_body_texts(*file.body);
    shape.text(body_shape);
    texts.text(body_texts);
    out.body_shape_size = body_shape.size();
    out.body_texts_size = body_texts.size();
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
    for (std::size_t left = shape.count(3); left > 0; --left) {
      const std::uint64_t number = shape.number();
      markdown::Document document;
      unpack_shape(shape, source.path, document);
      unpack_text(texts, document);
      document.html = texts.text();
      if (number >= values.texts().size()) return std::nullopt;
      of_record.fields.emplace_back(values.texts()[number], std::move(document));
    }
    of_record.sort_fields();
  }
  if (shape.number() != 0) {
    if (out.texts.empty()) return std::nullopt;
    const std::string_view body_shape = shape.text();
    out.texts[0].body = PackedBody{body_shape, texts.text(), {}};
  }
  if (!shape.is_sound() || !texts.is_sound()) return std::nullopt;
  return out;
}

}  // namespace minhbach::ingest

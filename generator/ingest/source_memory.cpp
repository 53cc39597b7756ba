// The memory of sources as bytes, ending in a checksum.
#include "ingest/source_memory.h"

#include <algorithm>

#include "base/packing.h"

namespace minhbach::ingest {
namespace {

// docs/formats.md. A new layout takes a new number here; what other numbers head is not read.
constexpr std::string_view magic = "minhbach nguon 3\n";
constexpr std::size_t checksum_size = 16;

void pack(Packer& out, Fingerprint value) {
  out.fixed(value.low);
  out.fixed(value.high);
}

Fingerprint unpack_fingerprint(Unpacker& in) {
  const std::uint64_t low = in.fixed();
  return {low, in.fixed()};
}

}  // namespace

SourceMemory SourceMemory::read(std::string bytes, std::string_view stamp, bool& is_damaged) {
  SourceMemory out;
  is_damaged = true;
  if (bytes.size() < magic.size() + checksum_size || !bytes.starts_with(magic)) return out;
  out.bytes_ = std::make_shared<const std::string>(std::move(bytes));
  const std::string_view body =
      std::string_view(*out.bytes_).substr(0, out.bytes_->size() - checksum_size);
  Unpacker checksum(std::string_view(*out.bytes_).substr(body.size()));
  if (unpack_fingerprint(checksum) != fingerprint(body)) return {};
  is_damaged = false;
  Unpacker in(body.substr(magic.size()));
  if (in.text() != stamp) return {};
  out.number_ = in.number();
  out.head_ = in.text();
  std::vector<RememberedSource> sources(in.count(38));
  for (RememberedSource& source : sources) {
    source.path = in.text();
    source.size = in.number();
    source.stamp.modified = static_cast<std::int64_t>(in.fixed());
    source.stamp.changed = static_cast<std::int64_t>(in.fixed());
    source.digest = unpack_fingerprint(in);
    source.note = in.text();
    source.packed.shape_size = in.number();
    source.packed.texts_size = in.number();
    if (source.packed.size() == 0) continue;
    source.packed.offset = in.number();
    source.packed.shape = unpack_fingerprint(in);
    source.packed.texts = unpack_fingerprint(in);
  }
  if (!in.is_sound()) return {};
  out.sources_ = std::move(sources);
  return out;
}

const RememberedSource* SourceMemory::find(std::string_view path) const {
  const auto at = std::lower_bound(
      sources_.begin(), sources_.end(), path,
      [](const RememberedSource& source, std::string_view p) { return source.path < p; });
  return at != sources_.end() && at->path == path ? &*at : nullptr;
}

std::optional<SourceMemory::Parts> SourceMemory::parts(const PackedPlace& place) const {
  const std::string_view all = packed_.bytes;
  if (place.offset > all.size() || place.shape_size > all.size() - place.offset ||
      place.texts_size > all.size() - place.offset - place.shape_size)
    return std::nullopt;
  const Parts out{all.substr(place.offset, place.shape_size),
                  all.substr(place.offset + place.shape_size, place.texts_size)};
  if (fingerprint(out.shape) != place.shape || fingerprint(out.texts) != place.texts)
    return std::nullopt;
  return out;
}

std::string to_bytes(const std::vector<RememberedSource>& sources, std::string_view stamp,
                     std::uint64_t number, std::string_view head) {
  std::string out(magic);
  out.reserve(sources.size() * 160 + 1024);
  Packer packer(out);
  packer.text(stamp);
  packer.number(number);
  packer.text(head);
  packer.number(sources.size());
  for (const RememberedSource& source : sources) {
    packer.text(source.path);
    packer.number(source.size);
    packer.fixed(static_cast<std::uint64_t>(source.stamp.modified));
    packer.fixed(static_cast<std::uint64_t>(source.stamp.changed));
    pack(packer, source.digest);
    packer.text(source.note);
    packer.number(source.packed.shape_size);
    packer.number(source.packed.texts_size);
    if (source.packed.size() == 0) continue;
    packer.number(source.packed.offset);
    pack(packer, source.packed.shape);
    pack(packer, source.packed.texts);
  }
  pack(packer, fingerprint(out));
  return out;
}

}  // namespace minhbach::ingest

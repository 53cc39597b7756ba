// Addresses by content, and the work that is kept from build to build.
#include "pipeline/pictures.h"

#include <algorithm>

#include "base/packing.h"
#include "base/parallel.h"
#include "documents/pdf.h"
#include "model/url.h"
#include "pipeline/file_messages.h"
#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "text/xml_text.h"

namespace minhbach::pipeline {
namespace {

using images::PictureKind;

/// Files in it may be kept by browsers for ever (outputs/host_rules.cpp).
constexpr std::string_view folder = "/tai-nguyen/anh/";
constexpr std::size_t digits_of_digest = 12;

bool is_heic(const Attachment& file) { return file.facts.picture == PictureKind::heic; }

/// "/tai-nguyen/anh/cho-phien-3f9a2c1b04de"
std::string stem_of(const Attachment& file) {
  const std::string name = file.source.substr(file.source.rfind('/') + 1);
  const std::string digest =
      sha256(file.facts.sha256.hex() + std::string(images::variant_settings())).hex();
  std::string stem = address_part(name.substr(0, name.rfind('.'))).substr(0, 60);
  if (!stem.empty()) stem += '-';
  return std::string(folder) + stem + digest.substr(0, digits_of_digest);
}

/// "/a-480.avif 480w, /a-960.avif 960w", of one format.
std::string link_set(const Portal& portal, const std::vector<PictureFile>& files,
                     images::PictureFormat format) {
  std::string out;
  for (const PictureFile& file : files) {
    if (file.variant.format != format) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {}w", file_link(portal, file.url), file.variant.width);
  }
  return out;
}

constexpr images::PictureFormat light_formats[] = {images::PictureFormat::avif,
                                                   images::PictureFormat::webp};

/// One entry of the kept files: all pictures of a file.
std::string packed(const std::vector<std::string>& files) {
  std::string out;
  Packer packer(out);
  packer.number(files.size());
  for (const std::string& file : files) packer.text(file);
  return out;
}

std::vector<std::string> unpacked(std::string_view bytes) {
  Unpacker in(bytes);
  std::vector<std::string> out(in.count());
  for (std::string& file : out) file = in.text();
  return in.is_sound() ? out : std::vector<std::string>();
}

Diagnostic at_file(const Message& message, const Attachment& file) {
  Diagnostic out;
  out.message = &message;
  out.place.file = file.source;
  return out;
}

/// Decodes the file and makes all of `wanted`; of a HEIC also the whole picture, last.
Result<std::string> make_all(const Attachment& file, std::string_view bytes,
                             const std::vector<images::Variant>& wanted) {
  std::optional<std::string> page;
  if (is_pdf(file.source)) {
    page =
        documents::first_page(bytes, std::max(file.facts.image->width, file.facts.image->height));
    if (!page) return at_file(messages::pdf_page_impossible, file);
    bytes = *page;
  }
  std::optional<std::vector<std::string>> made = images::make_variants(bytes, wanted);
  if (made && is_heic(file)) {
    std::optional<std::string> whole = images::as_jpeg(bytes);
    if (whole) made->push_back(std::move(*whole));
    if (!whole) made.reset();
  }
  if (!made) return at_file(messages::picture_cut_off, file);
  return packed(*made);
}

/// The pictures of one file on their way.
class PictureWork {
 public:
  PictureWork(const Context& ctx, const Attachment& file) : ctx_(ctx), file_(file) {
    for (const PictureFile& picture : pictures_of(file)) {
      wanted_.push_back(picture.variant);
      outputs.emplace_back().path = picture.url.substr(1);
    }
    if (is_heic(file)) outputs.emplace_back().path = file.url.substr(1);
  }

  std::vector<OutputFile> outputs;

  void make(Overflow& waiting) {
    const Result<std::string> bytes = read();
    if (!bytes) return ctx_.report.add(bytes.error());
    const auto make = [&] { return make_all(file_, *bytes, wanted_); };
    const Result<std::string> made =
        ctx_.kept != nullptr
            ? ctx_.kept->get_or_make(
                  images::kept_key(images::variant_settings(), {file_.facts.sha256.hex()}), make)
            : make();
    if (!made) return ctx_.report.add(made.error());
    const std::vector<std::string> files = unpacked(*made);
    for (std::size_t i = 0; i < outputs.size() && i < files.size(); ++i)
      outputs[i].waiting = waiting.put(files[i]);
  }

  /// Whether it could be made: decoded once, at the least width.
  void check() {
    const Result<std::string> bytes = read();
    if (!bytes) return ctx_.report.add(bytes.error());
    if (const Result<std::string> made =
            make_all(file_, *bytes, {{images::PictureFormat::jpeg, 64}});
        !made)
      ctx_.report.add(made.error());
  }

 private:
  Result<std::string> read() const {
    Result<std::string> bytes = read_listed(ctx_.disk, file_.source);
    if (bytes && fingerprint(*bytes) != file_.digest)
      return at_file(messages::source_changed, file_);
    return bytes;
  }

  const Context& ctx_;
  const Attachment& file_;
  std::vector<images::Variant> wanted_;
};

}  // namespace

std::vector<PictureFile> pictures_of(const Attachment& file) {
  const bool is_shown = file.facts.image && file.facts.picture != PictureKind::svg;
  if (!is_shown) return {};
  std::vector<PictureFile> out;
  const std::string stem = stem_of(file);
  for (const images::Variant& variant :
       images::variants_of(*file.facts.image, file.facts.has_alpha)) {
    out.push_back(
        {variant, fmt::format("{}-{}{}", stem, variant.width, images::ending_of(variant.format))});
  }
  return out;
}

std::string picture_html(const Portal& portal, const Attachment& file) {
  const std::vector<PictureFile> files = pictures_of(file);
  std::string out;
  for (const images::PictureFormat format : light_formats) {
    if (files.empty()) break;
    out += fmt::format("<source type=\"{}\" srcset=\"{}\" sizes=\"{}\">", images::mime_type(format),
                       text::xml_text(link_set(portal, files, format)), text_sizes);
  }
  // Without a size there is no picture: what it shows is read out in its place.
  if (!file.facts.image) return out + "<img";
  return out +
         fmt::format("<img src=\"{}\" width=\"{}\" height=\"{}\"",
                     text::xml_text(file_link(portal, files.empty() ? file.url : files.back().url)),
                     file.facts.image->width, file.facts.image->height);
}

Value picture_value(const PortalView& portal, const Attachment& file, Arena& arena) {
  const std::vector<PictureFile> files = pictures_of(file);
  std::vector<Value> sources;
  for (const images::PictureFormat format : light_formats) {
    if (files.empty()) break;
    const std::span<Entry> entry = arena.array<Entry>(2);
    entry[0] = {"kieu", Value::text(images::mime_type(format))};
    entry[1] = {"tap", Value::text(arena.copy(link_set(*portal.assembly().portal, files, format)))};
    sources.push_back(Value::map(entry));
  }
  const std::span<Entry> out = arena.array<Entry>(2);
  out[0] = {"url", portal.file_url(files.empty() ? file.url : files.back().url, arena)};
  out[1] = {"nguon", Value::list(arena.copy(sources))};
  return Value::map(out);
}

std::vector<OutputFile> make_pictures(const Context& ctx, const Assembly& assembly,
                                      const EarlierOutputs& earlier, Overflow& waiting) {
  std::vector<PictureWork> works;
  for (const Attachment* file : assembly.shown) works.emplace_back(ctx, *file);
  const auto stands = [&](const OutputFile& output) {
    return earlier.are_trusted && std::ranges::binary_search(earlier.listed, output.path) &&
           !std::ranges::binary_search(earlier.missing, output.path);
  };
  parallel_for(
      works.size(), ctx.options.jobs,
      [&](std::size_t index, unsigned) {
        PictureWork& work = works[index];
        if (std::all_of(work.outputs.begin(), work.outputs.end(), stands)) {
          for (OutputFile& output : work.outputs) output.kept = true;
        } else if (ctx.options.write) {
          work.make(waiting);
        } else {
          work.check();
        }
      },
      1);
  std::vector<OutputFile> out;
  for (PictureWork& work : works) {
    for (OutputFile& output : work.outputs) out.push_back(std::move(output));
  }
  return out;
}

}  // namespace minhbach::pipeline

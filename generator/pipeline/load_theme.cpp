// Reads a theme and gives its assets names that change with their bytes.
#include "pipeline/load_theme.h"

#include "base/digest.h"
#include "ingest/load_text.h"
#include "model/url.h"
#include "pipeline/messages.h"
#include "pipeline/squeeze_style.h"
#include "pipeline/theme_style.h"
#include "value/from_json.h"
#include "value/node.h"

namespace minhbach::pipeline {
namespace {

std::optional<Node> read_json_file(const Context& ctx, const std::string& path) {
  const std::optional<SourceText> source =
      ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
  if (!source) return std::nullopt;
  Result<Node> document = read_json(*source);
  if (document) return std::move(*document);
  ctx.report.add(document.error());
  return std::nullopt;
}

void add_about(const Context& ctx, const Message& message, const std::string& file, int line,
               int column, std::vector<std::string> arguments) {
  Diagnostic diagnostic;
  diagnostic.message = &message;
  diagnostic.place = {file, line, column};
  diagnostic.arguments = std::move(arguments);
  ctx.report.add(std::move(diagnostic));
}

/// What the program itself says through a theme (docs/template_data.md).
constexpr std::string_view needed_strings[] = {"chua_cong_bo",   "co",      "da_chuyen", "khong",
                                               "khong_tim_thay", "muc_luc", "nam",       "trang",
                                               "trang_chu"};

/// The same of portals that take feedback.
constexpr std::string_view feedback_strings[] = {"den_phan_tram",
                                                 "ket_qua_danh_gia",
                                                 "ket_qua_danh_gia_mo_ta",
                                                 "luot_danh_gia",
                                                 "nhom_noi_dung",
                                                 "nhom_y_kien_khac",
                                                 "quy",
                                                 "quyen_rieng_tu",
                                                 "quyen_rieng_tu_mo_ta",
                                                 "so_huu_ich",
                                                 "tinh_den_ngay",
                                                 "tra_cuu_bien_nhan",
                                                 "tra_cuu_bien_nhan_mo_ta",
                                                 "tu_phan_tram",
                                                 "ty_le_phan_tram",
                                                 "y_kien",
                                                 "y_kien_mo_ta"};

std::vector<std::pair<std::string, std::string>> read_strings(const Context& ctx,
                                                              const Portal& portal,
                                                              const std::string& path) {
  std::vector<std::pair<std::string, std::string>> strings;
  if (!ctx.disk.is_file(path)) {
    add_about(ctx, messages::theme_language_missing, portal.file, 0, 0,
              {quote(portal.language), path});
    return strings;
  }
  const std::optional<Node> document = read_json_file(ctx, path);
  if (!document) return strings;
  for (const Member& member : document->members) {
    if (member.value.kind == Node::Kind::text) {
      strings.emplace_back(member.key, member.value.text);
    } else {
      add_about(ctx, messages::theme_string_wrong, path, member.line, member.column,
                {quote(member.key)});
    }
  }
  std::sort(strings.begin(), strings.end());
  const auto need = [&](std::span<const std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (document->find(key) == nullptr)
        add_about(ctx, messages::theme_string_missing, path, 0, 0, {quote(key)});
    }
  };
  need(needed_strings);
  if (portal.takes_forms()) need(feedback_strings);
  return strings;
}

std::vector<templates::TemplateSource> read_templates(const Context& ctx,
                                                      const std::string& folder) {
  std::vector<Diagnostic> problems;
  std::vector<templates::TemplateSource> sources;
  for (const FileEntry& file : ctx.disk.list(folder, problems)) {
    std::optional<SourceText> source =
        ingest::load_text(ctx.disk, file.path, file.size, ingest::data_limit, ctx.report);
    if (source) sources.push_back({file.path.substr(folder.size() + 1), std::move(*source)});
  }
  ctx.report.add(std::move(problems));
  return sources;
}

/// "css/chinh.css" and its bytes give "/tai-nguyen/css/chinh.1f2e3d4c.css".
std::string asset_url(std::string_view name, std::string_view bytes) {
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  return "/tai-nguyen/" + std::string(name.substr(0, dot)) + "." +
         sha256(bytes).hex().substr(0, 8) + std::string(name.substr(dot));
}

/// The style sheet with each `url(…)` to another asset pointing at that asset's fingerprinted name.
/// The others must have their names by now.
std::string link_style_sheet(const Context& ctx, const Theme& theme, const std::string& file,
                             const std::string& name, std::string_view css) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = css.find("url("); at != std::string_view::npos;
       at = css.find("url(", from)) {
    std::size_t start = at + 4;
    std::size_t end = std::min(css.find(')', start), css.size());
    out += css.substr(from, start - from);
    from = end;
    std::string_view target = css.substr(start, end - start);
    if (target.size() >= 2 && (target[0] == '"' || target[0] == '\''))
      target = target.substr(1, target.size() - 2);
    if (target.starts_with("data:") || target.starts_with('#')) {
      out += css.substr(start, end - start);
      continue;
    }
    const auto asset = theme.assets.find(resolve_path(name, target));
    if (asset == theme.assets.end()) {
      add_about(ctx, messages::asset_link_missing, file,
                1 + static_cast<int>(std::count(
                        css.begin(), css.begin() + static_cast<std::ptrdiff_t>(at), '\n')),
                0, {quote(target)});
      continue;
    }
    // Relative, so that the sheet works under any base path.
    out += "\"../" + asset->second.url.substr(std::string_view("/tai-nguyen/").size()) + "\"";
  }
  out += css.substr(from);
  return out;
}

/// The parts that theme.json lists under `kieu`, behind the tokens, as one sheet: one request.
void add_style_sheet(const Context& ctx, const Portal& portal, Theme& theme,
                     const std::string& folder, const Node& description) {
  constexpr std::string_view name = "css/chinh.css";
  const Node* parts = description.find("kieu");
  if (parts == nullptr) return;
  std::string sheet;
  const auto missing = [&](const Node& named) {
    add_about(ctx, messages::theme_file_missing, folder + "/theme.json", named.line, named.column,
              {quote(named.text)});
  };
  if (const Node* tokens = description.find("bien")) {
    const std::string path = folder + "/" + tokens->text;
    if (!ctx.disk.is_file(path)) return missing(*tokens);
    const std::optional<SourceText> source =
        ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
    if (!source) return;
    const Result<Node> document = read_json(*source);
    if (!document) return ctx.report.add(document.error());
    ThemeStyle style = theme_style(ctx, portal, *source, *document);
    sheet = std::move(style.css);
    theme.drawing = load_drawing(ctx, folder, description, {*source, *document}, style.light);
  }
  for (const Node& part : parts->items) {
    const std::string path = folder + "/" + part.text;
    if (!ctx.disk.is_file(path)) {
      missing(part);
      continue;
    }
    const Result<std::string> css = read_listed(ctx.disk, path);
    if (!css) return ctx.report.add(css.error());
    sheet += squeezed_style(link_style_sheet(ctx, theme, path, std::string(name), *css));
  }
  std::string url = asset_url(name, sheet);
  theme.assets.emplace(name, ThemeAsset{std::move(url), std::move(sheet)});
}

void check_emblem(const Context& ctx, const Portal& portal) {
  const std::string path = "site/" + portal.id + "/static/" + portal.emblem;
  if (portal.emblem.empty() || ctx.disk.is_file(path)) return;
  add_about(ctx, messages::emblem_missing, portal.file, portal.emblem_line, portal.emblem_column,
            {quote(portal.emblem), path});
}

void add_asset(const Context& ctx, Theme& theme, const std::string& file, const std::string& name) {
  Result<std::string> bytes = read_listed(ctx.disk, file);
  if (!bytes) {
    ctx.report.add(bytes.error());
    return;
  }
  if (name.ends_with(".css")) *bytes = link_style_sheet(ctx, theme, file, name, *bytes);
  std::string url = asset_url(name, *bytes);
  theme.assets.emplace(name, ThemeAsset{std::move(url), std::move(*bytes)});
}

void read_assets(const Context& ctx, Theme& theme, const std::string& folder,
                 const Node& description) {
  if (const Node* fonts = description.find("phong_chu")) {
    for (const Node& font : fonts->items) {
      const std::string file = folder + "/" + font.text;
      if (!ctx.disk.is_file(file)) {
        add_about(ctx, messages::theme_file_missing, folder + "/theme.json", font.line, font.column,
                  {quote(font.text)});
        continue;
      }
      add_asset(ctx, theme, file, "fonts/" + font.text.substr(font.text.rfind('/') + 1));
    }
  }
  std::vector<Diagnostic> problems;
  const std::string root = folder + "/assets";
  const std::vector<FileEntry> files = ctx.disk.list(root, problems);
  // Style sheets last: they name the others.
  for (const bool style_sheets : {false, true}) {
    for (const FileEntry& file : files) {
      if (file.path.ends_with(".css") != style_sheets) continue;
      add_asset(ctx, theme, file.path, file.path.substr(root.size() + 1));
    }
  }
  ctx.report.add(std::move(problems));
}

}  // namespace

Fingerprint Theme::digest() const {
  Fingerprinter out;
  for (const auto& [key, text] : strings) {
    out.add(key);
    out.add(text);
  }
  for (const auto& [name, text] : template_digests) {
    out.add(name);
    out.add(text);
  }
  for (const auto& [name, asset] : assets) {
    out.add(name);
    out.add(asset.url);  // Changes with the bytes.
  }
  if (drawing) out.add(drawing->digest);
  return out.finish();
}

std::string_view Theme::string(std::string_view key) const {
  const auto at =
      std::lower_bound(strings.begin(), strings.end(), key,
                       [](const auto& entry, std::string_view k) { return entry.first < k; });
  return at != strings.end() && at->first == key ? std::string_view(at->second)
                                                 : std::string_view();
}

std::optional<Theme> load_theme(const Context& ctx, const Portal& portal,
                                templates::Environment environment) {
  const std::string folder = "themes/" + portal.theme;
  const std::string file = folder + "/theme.json";
  if (!ctx.disk.is_file(file)) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::theme_missing;
    diagnostic.place.file = portal.file;
    diagnostic.arguments = {quote(portal.theme), file};
    const std::vector<std::string> all = ctx.disk.folders("themes");
    diagnostic.nearest = nearest_name(portal.theme, {all.begin(), all.end()});
    ctx.report.add(std::move(diagnostic));
    return std::nullopt;
  }
  const std::optional<Node> description = read_json_file(ctx, file);
  if (!description) return std::nullopt;
  std::vector<Diagnostic> problems;
  std::vector<templates::TemplateSource> sources = read_templates(ctx, folder + "/templates");
  std::map<std::string, std::string, std::less<>> digests;
  for (const templates::TemplateSource& source : sources)
    digests[source.name] = sha256(source.source.text()).hex();
  Theme theme{templates::TemplateSet::load(std::move(sources), std::move(environment), problems),
              read_strings(ctx, portal, folder + "/strings/" + portal.language + ".json"),
              {},
              std::move(digests)};
  ctx.report.add(std::move(problems));
  read_assets(ctx, theme, folder, *description);
  add_style_sheet(ctx, portal, theme, folder, *description);
  check_emblem(ctx, portal);
  if (const Node* common = description->find("mau_chung")) {
    if (const Node* of_records = common->find("ban_ghi")) theme.record_template = of_records->text;
    if (const Node* of_lists = common->find("danh_sach")) theme.list_template = of_lists->text;
  }
  const Node* list_data = description->find("du_lieu_danh_sach");
  theme.has_list_data = list_data != nullptr && list_data->text == "true";
  return theme;
}

}  // namespace minhbach::pipeline

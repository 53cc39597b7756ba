// A poster with all its four files, and a picture to share, each on one core.
#include <benchmark/benchmark.h>

#include "images/poster.h"
#include "images/share_picture.h"
#include "unit/images/theme_fonts.h"

namespace minhbach::bench {
namespace {

/// Null where npm's packages have not been installed.
const images::FontSet* fonts() {
  static const images::FontSet set(family, theme_fonts());
  return theme_fonts().empty() ? nullptr : &set;
}

void draw_poster_files(benchmark::State& state) {
  if (fonts() == nullptr) return state.SkipWithError("no fonts: ./dev setup");
  const images::Typesetter typesetter(*fonts());
  images::Poster poster;
  poster.issuer = "Ủy ban nhân dân xã Ví Dụ";
  poster.audience = "Gửi doanh nghiệp, hộ kinh doanh";
  poster.message = "Mời doanh nghiệp đóng góp ý kiến cho xã";
  poster.lines = {"Không cần nêu tên, không cần tài khoản.",
                  "Mọi ý kiến được tổng hợp, công khai."};
  poster.call = "Quét mã để góp ý";
  poster.link = "https://xa-vi-du.example/gop-y/";
  poster.address = "xa-vi-du.example/gop-y";
  for ([[maybe_unused]] auto turn : state) {
    for (const images::PosterForm form : images::poster_forms)
      benchmark::DoNotOptimize(images::draw_poster(poster, form, some_style(), typesetter));
  }
}

void draw_share_picture(benchmark::State& state) {
  if (fonts() == nullptr) return state.SkipWithError("no fonts: ./dev setup");
  const images::Typesetter typesetter(*fonts());
  const images::SharePicture words{
      "Cổng công khai xã Ví Dụ", "Thủ tục hành chính",
      "Đăng ký thành lập doanh nghiệp tư nhân và các thủ tục liên quan"};
  for ([[maybe_unused]] auto turn : state)
    benchmark::DoNotOptimize(images::draw_share_picture(words, some_style(), typesetter));
}

BENCHMARK(draw_poster_files)->Unit(benchmark::kMillisecond);
BENCHMARK(draw_share_picture)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace minhbach::bench

// The fonts that the theme cong-khai draws with, and a style like its own.
#pragma once

#include <fstream>
#include <sstream>

#include "images/drawing_style.h"
#include "images/font_set.h"

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

inline const std::string family = "Be Vietnam Pro";

/// Empty where npm's packages have not been installed.
inline std::vector<minhbach::images::FontFile> theme_fonts() {
  const std::string folder =
      SOURCE_FOLDER "/themes/cong-khai/node_modules/@expo-google-fonts/be-vietnam-pro/";
  std::vector<minhbach::images::FontFile> out;
  for (const char* name :
       {"400Regular/BeVietnamPro_400Regular.ttf", "700Bold/BeVietnamPro_700Bold.ttf"}) {
    std::string bytes = bytes_of(folder + name);
    if (!bytes.empty()) out.push_back({name, std::move(bytes)});
  }
  return out;
}

inline minhbach::images::DrawingStyle some_style() {
  minhbach::images::DrawingStyle out;
  out.paper = {255, 253, 249};
  out.ink = {28, 27, 26};
  out.muted = {84, 89, 98};
  out.line = {220, 218, 212};
  out.band = {176, 21, 28};
  out.on_band = {255, 253, 249};
  out.gold = {201, 150, 43};
  out.link = {11, 79, 145};
  out.message = {138, 64};
  out.number = {400, 200};
  out.step = {60, 36};
  out.line_text = {44, 32};
  out.call = {60, 36};
  out.small = {34, 24};
  return out;
}

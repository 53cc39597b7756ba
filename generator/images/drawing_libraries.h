// Pango, Cairo, Fontconfig and libqrencode, loaded when the first picture is drawn and never
// before.
#pragma once

#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
// Needs what the former declares.
#include <fontconfig/fcfreetype.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <qrencode.h>

#include "base/loaded_library.h"

namespace minhbach::images {

/// The functions that are used. Linked in the usual way they would bring forty libraries into every
/// run, 16 ms of it (docs/decisions.md).
#define MINHBACH_DRAWING_FUNCTIONS(F)                                                 \
  F(FcCharSetCopy)                                                                    \
  F(FcCharSetDestroy)                                                                 \
  F(FcCharSetHasChar)                                                                 \
  F(FcConfigAppFontAddFile)                                                           \
  F(FcConfigCreate)                                                                   \
  F(FcConfigDestroy)                                                                  \
  F(FcConfigSetCurrent)                                                               \
  F(FcFreeTypeQuery)                                                                  \
  F(FcPatternDestroy)                                                                 \
  F(FcPatternGetCharSet)                                                              \
  F(FcPatternGetString)                                                               \
  F(FcUcs4ToUtf8)                                                                     \
  F(FcUtf8ToUcs4)                                                                     \
  F(QRcode_encodeData)                                                                \
  F(QRcode_free)                                                                      \
  F(cairo_clip)                                                                       \
  F(cairo_create)                                                                     \
  F(cairo_destroy)                                                                    \
  F(cairo_fill)                                                                       \
  F(cairo_font_options_create)                                                        \
  F(cairo_font_options_destroy)                                                       \
  F(cairo_font_options_set_antialias)                                                 \
  F(cairo_font_options_set_hint_metrics)                                              \
  F(cairo_font_options_set_hint_style)                                                \
  F(cairo_image_surface_create)                                                       \
  F(cairo_image_surface_get_data)                                                     \
  F(cairo_image_surface_get_stride)                                                   \
  F(cairo_line_to)                                                                    \
  F(cairo_move_to)                                                                    \
  F(cairo_paint)                                                                      \
  F(cairo_pdf_surface_create_for_stream)                                              \
  F(cairo_pdf_surface_restrict_to_version)                                            \
  F(cairo_pdf_surface_set_metadata)                                                   \
  F(cairo_rectangle)                                                                  \
  F(cairo_restore)                                                                    \
  F(cairo_save)                                                                       \
  F(cairo_scale)                                                                      \
  F(cairo_set_antialias)                                                              \
  F(cairo_set_line_width)                                                             \
  F(cairo_set_source_rgb)                                                             \
  F(cairo_set_source_surface)                                                         \
  F(cairo_stroke)                                                                     \
  F(cairo_surface_destroy)                                                            \
  F(cairo_surface_finish)                                                             \
  F(cairo_surface_flush)                                                              \
  F(cairo_surface_mark_dirty)                                                         \
  F(cairo_surface_set_mime_data)                                                      \
  F(cairo_surface_write_to_png_stream)                                                \
  F(cairo_translate)                                                                  \
  F(cairo_user_to_device_distance)                                                    \
  F(g_object_unref)                                                                   \
  F(pango_attr_insert_hyphens_new)                                                    \
  F(pango_attr_list_insert)                                                           \
  F(pango_attr_list_new)                                                              \
  F(pango_attr_list_unref)                                                            \
  F(pango_cairo_context_set_font_options)                                             \
  F(pango_cairo_font_map_new_for_font_type)                                           \
  F(pango_cairo_show_layout)                                                          \
  F(pango_context_get_metrics)                                                        \
  F(pango_context_set_language)                                                       \
  F(pango_context_set_round_glyph_positions)                                          \
  F(pango_fc_font_map_set_config)                                                     \
  F(pango_font_describe)                                                              \
  F(pango_font_description_free)                                                      \
  F(pango_font_description_get_family)                                                \
  F(pango_font_description_new)                                                       \
  F(pango_font_description_set_absolute_size)                                         \
  F(pango_font_description_set_family)                                                \
  F(pango_font_description_set_weight)                                                \
  F(pango_font_map_create_context)                                                    \
  F(pango_font_metrics_get_ascent)                                                    \
  F(pango_font_metrics_get_descent)                                                   \
  F(pango_font_metrics_unref)                                                         \
  F(pango_language_from_string)                                                       \
  F(pango_layout_get_baseline)                                                        \
  F(pango_layout_get_extents)                                                         \
  F(pango_layout_get_iter)                                                            \
  F(pango_layout_get_line_count)                                                      \
  F(pango_layout_get_line_readonly)                                                   \
  F(pango_layout_line_get_extents)                                                    \
  F(pango_layout_get_unknown_glyphs_count)                                            \
  F(pango_layout_iter_free)                                                           \
  F(pango_layout_iter_get_run_readonly)                                               \
  F(pango_layout_iter_next_run)                                                       \
  F(pango_layout_new)                                                                 \
  F(pango_layout_set_attributes)                                                      \
  F(pango_layout_set_font_description)                                                \
  F(pango_layout_set_line_spacing) F(pango_layout_set_text) F(pango_layout_set_width) \
      F(pango_layout_set_wrap)

struct DrawingLibraries {
  MINHBACH_DRAWING_FUNCTIONS(MINHBACH_MEMBER)
};

/// Whether they are all installed.
bool has_libraries();

/// To be called only when they are.
const DrawingLibraries& libraries();

}  // namespace minhbach::images

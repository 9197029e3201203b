/// Plots over the hours of a day, drawn with the kit; every plot has its figures as a table below. Private to
/// ui/manage.
#pragma once

#include "ui/kit/kit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace manage {

struct Series {
  std::string name;
  kit::Picture::Ink ink = kit::Picture::Ink::accent;
  bool bars = false;                         ///< columns instead of a line
  std::vector<std::optional<double>> values; ///< one per place; none: unknown
};

struct Plot {
  std::string id;
  std::string title;               ///< what it shows, in words; also the table's caption
  std::string summary;             ///< the gist, for those who do not see the picture
  std::string places_title;        ///< head of the table's first column
  std::vector<std::string> places; ///< along the bottom
  std::vector<Series> series;
  std::string unit;              ///< of the values: "min"
  std::optional<double> limit{}; ///< a level drawn across
  std::string limit_name{};
  std::optional<double> now{}; ///< where on the axis it is now: 2.5 is the middle of the third place
  std::string now_name{};
};

/// A line down a picture where it is now, with its name above it.
void draw_now(kit::Picture& picture, float x, float from, float until, const std::string& name);

void draw(const Plot& plot);

} // namespace manage

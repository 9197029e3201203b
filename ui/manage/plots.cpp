#include "ui/manage/plots.hpp"

#include "ui/app/app.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <cmath>

namespace manage {

namespace {

using kit::Picture;
using Ink = Picture::Ink;

constexpr float height = 220;
constexpr float left = 44, right = 12, top = 14, bottom = 30;
constexpr float label_width = 52; ///< of one place's name along the bottom

/// A round number of steps that covers the values.
double step_for(double most) {
  const double rough = std::max(most, 1.0) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0})
    if (rough <= times * power) return std::max(1.0, times * power);
  return std::max(1.0, 10 * power);
}

class Canvas {
public:
  Canvas(const Plot& plot, Picture& picture) : plot_(plot), picture_(picture) {
    for (const Series& series : plot.series)
      for (const auto& value : series.values)
        if (value) most_ = std::max(most_, *value);
    if (plot.limit) most_ = std::max(most_, *plot.limit * 1.2);
    step_ = step_for(most_);
    most_ = std::ceil(most_ / step_) * step_;
    width_ = picture.width() - left - right;
  }

  void draw() {
    axes();
    for (const Series& series : plot_.series)
      if (series.bars) bars(series);
    if (plot_.limit) limit();
    for (const Series& series : plot_.series)
      if (!series.bars) line(series);
    if (plot_.now >= 0) now();
  }

private:
  float x(std::size_t place) const {
    return left + width_ * (static_cast<float>(place) + 0.5F) /
                      static_cast<float>(std::max<std::size_t>(1, plot_.places.size()));
  }
  float y(double value) const { return height - bottom - static_cast<float>(value / most_) * (height - top - bottom); }

  void axes() {
    for (double value = 0; value <= most_ + step_ / 2; value += step_) {
      picture_.line(left, y(value), left + width_, y(value), value == 0 ? Ink::line : Ink::faint, 1);
      picture_.label(left - 6, y(value) - 9, number_text(value), Ink::muted, kit::TextStyle::small, kit::Align::end);
    }
    const auto fit = static_cast<std::size_t>(std::max(1.0F, width_ / label_width));
    const std::size_t every = std::max<std::size_t>(1, (plot_.places.size() + fit - 1) / fit);
    for (std::size_t i = 0; i < plot_.places.size(); i += every)
      picture_.label(x(i), height - bottom + 6, plot_.places[i], Ink::muted, kit::TextStyle::small, kit::Align::center);
  }
  void bars(const Series& series) {
    const float wide =
        std::max(2.0F, width_ / static_cast<float>(std::max<std::size_t>(1, plot_.places.size())) * 0.62F);
    for (std::size_t i = 0; i < series.values.size(); ++i)
      if (series.values[i] && *series.values[i] > 0)
        picture_.rect(x(i) - wide / 2, y(*series.values[i]), wide, y(0) - y(*series.values[i]), series.ink, 2);
  }
  void line(const Series& series) {
    std::vector<float> points;
    const auto flush = [&] {
      if (points.size() == 2)
        picture_.circle(points[0], points[1], 3, series.ink);
      else if (points.size() > 2)
        picture_.path(points, series.ink, false, false, 2.5F);
      points.clear();
    };
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (!series.values[i]) {
        flush();
        continue;
      }
      points.push_back(x(i));
      points.push_back(y(*series.values[i]));
    }
    flush();
  }
  void limit() {
    const float at = y(*plot_.limit);
    for (float from = left; from < left + width_; from += 10)
      picture_.line(from, at, std::min(from + 6, left + width_), at, Ink::danger, 1.5F);
  }
  void now() {
    const float at = x(static_cast<std::size_t>(plot_.now));
    picture_.line(at, top, at, height - bottom, Ink::line, 1);
  }

  const Plot& plot_;
  Picture& picture_;
  double most_ = 1;
  double step_ = 1;
  float width_ = 0;
};

void draw_key(const Plot& plot) {
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  const auto entry = [&](Ink ink, const std::string& name, bool bars) {
    row.next();
    kit::Row one({0, 0}, false, kit::Gap::tiny, kit::Align::center);
    one.next();
    {
      Picture mark(18, 12, name);
      if (bars)
        mark.rect(3, 1, 12, 10, ink, 2);
      else
        mark.line(1, 6, 17, 6, ink, 3);
    }
    one.next();
    kit::text(name, kit::TextStyle::small, kit::Tone::muted);
  };
  for (const Series& series : plot.series)
    entry(series.ink, series.name, series.bars);
  if (plot.limit) entry(Ink::danger, plot.limit_name, false);
}

void draw_table(const Plot& plot) {
  const kit::Disclosure figures("figures", app::tr("manage.plot.figures"));
  if (!figures) return;
  std::vector<kit::Column> columns = {{plot.places_title, 1}};
  for (const Series& series : plot.series)
    columns.push_back({series.name, 1, kit::Align::end});
  kit::Table table("table", plot.title, columns);
  for (std::size_t i = 0; i < plot.places.size(); ++i) {
    table.row();
    table.cell(plot.places[i]);
    for (const Series& series : plot.series) {
      const bool known = i < series.values.size() && series.values[i];
      table.cell(known ? number_text(*series.values[i]) : "–");
    }
  }
}

} // namespace

void draw(const Plot& plot) {
  const kit::IdScope scope(plot.id);
  kit::heading(2, plot.title);
  draw_key(plot);
  {
    Picture picture(0, height, plot.summary);
    Canvas(plot, picture).draw();
  }
  draw_table(plot);
}

} // namespace manage

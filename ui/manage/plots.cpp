#include "ui/manage/plots.hpp"

#include "ui/app/app.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace manage {

namespace {

using kit::Picture;
using Ink = Picture::Ink;

constexpr float height = 220;
constexpr float left = 44, right = 12, top = 26, bottom = 30;
constexpr float name_apart = 10; ///< between two names along the bottom
constexpr float dash = 6, dash_apart = 4;
constexpr float key_width = 26, key_height = 14;

/// A round number of steps that covers the values.
double step_for(double most) {
  const double rough = std::max(most, 1.0) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0})
    if (rough <= times * power) return std::max(1.0, times * power);
  return std::max(1.0, 10 * power);
}

/// So that lines can be told apart without their colours, a limit is dashed.
void draw_dashes(Picture& picture, float from, float until, float y, float thickness) {
  for (; from < until; from += dash + dash_apart)
    picture.line(from, y, std::min(from + dash, until), y, Ink::danger, thickness);
}

/// A label whose middle is at `x`, moved where it would leave the picture.
void draw_centred(Picture& picture, float x, float y, const std::string& text, Ink ink) {
  const float half = picture.width_of(text) / 2;
  picture.label(std::max(half, std::min(x, picture.width() - half)), y, text, ink, kit::TextStyle::small,
                kit::Align::center);
}

void draw_bar(Picture& picture, float x, float y, float wide, float high, Ink ink) {
  picture.rect(x, y, wide, high, Ink::accent_soft, 2);
  picture.rect(x, y, wide, high, ink, 2, false); // the soft colour alone is hardly seen
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
    if (plot_.limit) draw_dashes(picture_, left, left + width_, y(*plot_.limit), 1.5F);
    for (const Series& series : plot_.series)
      if (!series.bars) line(series);
    if (plot_.now)
      draw_now(picture_, left + width_ * static_cast<float>(*plot_.now) / static_cast<float>(plot_.places.size()), top,
               height - bottom, plot_.now_name);
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
    float widest = 0;
    for (const std::string& name : plot_.places)
      widest = std::max(widest, picture_.width_of(name));
    const auto fit = static_cast<std::size_t>(std::max(1.0F, width_ / (widest + name_apart)));
    const std::size_t every = std::max<std::size_t>(1, (plot_.places.size() + fit - 1) / fit);
    for (std::size_t i = 0; i < plot_.places.size(); i += every)
      draw_centred(picture_, x(i), height - bottom + 6, plot_.places[i], Ink::muted);
  }
  void bars(const Series& series) {
    const float wide =
        std::max(2.0F, width_ / static_cast<float>(std::max<std::size_t>(1, plot_.places.size())) * 0.62F);
    for (std::size_t i = 0; i < series.values.size(); ++i)
      if (series.values[i] && *series.values[i] > 0)
        draw_bar(picture_, x(i) - wide / 2, y(*series.values[i]), wide, y(0) - y(*series.values[i]), series.ink);
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
  const Plot& plot_;
  Picture& picture_;
  double most_ = 1;
  double step_ = 1;
  float width_ = 0;
};

void draw_key(const Plot& plot) {
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  const auto entry = [&](const std::string& name, const std::function<void(Picture&)>& draw_mark) {
    row.next();
    kit::Row one({0, 0}, false, kit::Gap::tiny, kit::Align::center);
    one.next();
    {
      Picture mark(key_width, key_height, name);
      draw_mark(mark);
    }
    one.next();
    kit::text(name, kit::TextStyle::small, kit::Tone::muted);
  };
  for (const Series& series : plot.series)
    entry(series.name, [&](Picture& mark) {
      if (series.bars)
        draw_bar(mark, 6, 1, key_width - 12, key_height - 2, series.ink);
      else
        mark.line(1, key_height / 2, key_width - 1, key_height / 2, series.ink, 3);
    });
  if (plot.limit) entry(plot.limit_name, [](Picture& mark) { draw_dashes(mark, 0, key_width, key_height / 2, 2); });
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

void draw_now(kit::Picture& picture, float x, float from, float until, const std::string& name) {
  constexpr float name_height = 22;
  picture.line(x, from, x, until, Ink::line, 1.5F);
  draw_centred(picture, x, from - name_height, name, Ink::text);
}

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

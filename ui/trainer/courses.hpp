/// One's own courses: what is due today, each course with its steps, the morning drill and what one misses most.
/// What counts is said by the server's core. Private to ui/trainer.
#pragma once

#include "ui/kit/kit.hpp"
#include "ui/trainer/answer.hpp"
#include "ui/trainer/scenes.hpp"

#include <array>
#include <string>
#include <string_view>

namespace trainer {

struct CourseKind {
  std::string_view name, title, detail; ///< as the server calls it, and the keys of its texts
  kit::Icon icon;
  int days; ///< until it is due when one begins by oneself
};
/// In the order in which they are offered.
inline constexpr std::array<CourseKind, 4> course_kinds = {
    CourseKind{"newcomer", "course.name.newcomer", "course.detail.newcomer", kit::Icon::calendar, 30},
    CourseKind{"morning", "course.name.morning", "course.detail.morning", kit::Icon::cup, 14},
    CourseKind{"follow_up", "course.name.follow_up", "course.detail.follow_up", kit::Icon::refresh, 30},
    CourseKind{"exam", "course.name.exam", "course.detail.exam", kit::Icon::star, 7}};

std::string course_text(std::string_view course);
std::string day_text(std::string_view iso); ///< "11月21日 周六" of "2026-11-21"
std::string share_text(double share);       ///< "40%"
std::string days_from_today(int days);      ///< the ISO date of the home branch
std::string language_name();                ///< "zh" or "en", for addresses

class Courses {
public:
  explicit Courses(Scenes& scenes) : scenes_(scenes) {}

  void again(); ///< something was played or one went elsewhere: ask anew
  /// The start of /train: what is due, and the way to the courses.
  void draw_due();
  void draw_page();                        ///< /train/courses
  void draw_course(const std::string& id); ///< /train/courses/{id}
  void draw_morning();                     ///< /train/courses/morning
  /// The scene is one of an examination and has not been played in it: until then it is not practised.
  bool examined(const std::string& scenario);
  /// After a drill of this morning: the button that leads on. False when the scene is none of them.
  bool draw_next_drill(const std::string& scenario);

private:
  std::string title(const std::string& scenario) const;
  bool known(); ///< draws loading and errors
  void draw_today();
  void draw_list();
  void draw_offers();
  void draw_missed();
  void draw_step(const app::Json& course, const app::Json& step, bool among_others);
  void draw_steps(const app::Json& course);
  void draw_end(const app::Json& course);
  void start(const std::string& course);
  void finish(const std::string& id);
  void withdraw(const std::string& id);
  void take_change(const app::Reply& reply, const std::string& then);

  Scenes& scenes_;
  Answer courses_;
  bool busy_ = false;
  std::string error_;
  bool leaving_ = false; ///< the dialog that asks whether to give a course up
};

} // namespace trainer

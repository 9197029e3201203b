/// For trainers (all) and managers (their branch): what is missed, by employee, branch or position, as a heat map; the
/// attempts behind a cell; courses assigned from there. Private to ui/trainer.
#pragma once

#include "ui/kit/kit.hpp"
#include "ui/trainer/answer.hpp"
#include "ui/trainer/assignments.hpp"
#include "ui/trainer/scenes.hpp"

#include <string>

namespace trainer {

class Overview {
public:
  explicit Overview(Scenes& scenes) : scenes_(scenes) {}
  void again();                                                         ///< one went elsewhere: ask anew
  void draw_page();                                                     ///< /train/overview?by=&branch=&position=&days=
  void draw_missed(const std::string& staff, const std::string& check); ///< /train/overview/{staff}/{check}

private:
  /// What the address asks for.
  struct Filter {
    std::string by = "staff", branch, position;
    int days = 90;
    std::string query() const;   ///< of the server
    std::string address() const; ///< of the page
  };
  static Filter filter();

  void draw_filters(const Filter& filter);
  void draw_sum(const app::Json& rows);
  void draw_map(const Filter& filter, const app::Json& rows);
  void draw_downloads(const Filter& filter);

  Scenes& scenes_;
  Answer overview_, attempts_;
  Assignments assignments_;
  int first_ = 0; ///< the check at the left of the map
};

} // namespace trainer

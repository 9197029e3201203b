/// One's certificates: the server's core decides who has earned one; here they are shown and printed.
/// Private to ui/trainer.
#pragma once

#include "ui/trainer/answer.hpp"

namespace trainer {

class Certificates {
public:
  void again() { answer_.again(); } ///< one went elsewhere: ask anew
  void draw_list();                 ///< below one's courses
  void draw_page(int number);       ///< /train/certificates/{n}

private:
  Answer answer_;
};

} // namespace trainer

/// Scenes that were played: sent to the server, kept on this device until it has them, and read back.
/// Private to ui/trainer.
#pragma once

#include "ui/app/app.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trainer {

/// One playing with its report.
struct Attempt {
  std::string id;    ///< made by this device: sent twice it is kept once
  int number = 0;    ///< the server's; 0 = not saved yet
  std::string staff; ///< who played
  std::string name;  ///< theirs; of stored attempts
  std::string scenario;
  std::uint64_t seed = 0;
  bool exam = false;
  lobby::Time at = 0;
  std::string transcript_text; ///< as sent; only of attempts made here
  app::Json transcript;
  app::Json report;
  app::Json compare; ///< one's last totals and the branch, see docs/api.md; null until the server has it
  app::Json reviews; ///< what trainers found where the machine may have found something else
  bool reviewed = false;
  double reviewed_total = 0; ///< what the rubric makes of it
  bool reviewed_passed = false;
  std::string reviewed_grade;
};

class Attempts {
public:
  /// A line of a list of attempts.
  struct Entry {
    int number = 0;
    std::string staff, name; ///< who played
    std::string scenario;
    bool exam = false;
    lobby::Time at = 0;
    double total = 0;
    bool passed = false;
    std::string grade;
  };
  enum class State { loading, ready, failed };
  struct Listing {
    State state = State::loading;
    std::string error;
    std::vector<Entry> entries; ///< newest first
  };

  /// Keeps the attempt on this device and sends it.
  void add(Attempt attempt);
  /// Once a frame: sends what waits, when somebody is logged in and the server can be reached.
  void send_waiting();
  /// Attempts of the present member of staff that the server does not have yet.
  std::size_t waiting() const;
  /// Why the server refused the attempt for good; empty when it did not.
  const std::string& refused() const { return refused_; }

  const Listing& own();    ///< asks the server at the first call
  const Listing& others(); ///< of everybody else; for training officers
  void refresh();

  /// The last attempt played here in this scene; null when there is none.
  const Attempt* last(std::string_view scenario) const;
  struct Lookup {
    State state = State::loading;
    std::string error;
    Attempt attempt;
  };
  /// An attempt by its number, asked for once.
  const Lookup& lookup(int number);
  void retry_lookup(int number) { lookups_.erase(number); }

private:
  void load_waiting();
  void store_waiting() const;
  void take_saved(const std::string& id, const app::Reply& reply);
  struct Asked {
    std::string by; ///< staff id; empty = not asked
    Listing listing;
  };
  static const Listing& ask(Asked& asked, std::string_view whose);
  static void take_list(Asked& asked, const app::Reply& reply);
  void take_attempt(int number, const app::Reply& reply);

  std::vector<Attempt> waiting_;
  bool loaded_ = false;
  bool sending_ = false;
  lobby::Time next_try_ = 0;
  std::string refused_;
  Asked own_, others_;
  std::map<std::string, Attempt, std::less<>> last_; ///< by scenario
  std::map<int, Lookup> lookups_;
};

} // namespace trainer

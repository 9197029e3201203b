/// A small branch for the fuzzers.
#pragma once

#include "core/branch/branch.hpp"

namespace lobby::fuzz {

inline const Branch& hall() {
  static const Bank bank = *read_bank(R"({
    "id": "b", "name": {"zh": "银行", "en": "Bank"},
    "services": [
      {"id": "cash", "prefix": "A", "name": {"zh": "现金", "en": "Cash"}},
      {"id": "card", "prefix": "C", "name": {"zh": "卡", "en": "Card"}},
      {"id": "loan", "prefix": "C", "name": {"zh": "贷款", "en": "Loan"}, "bookable": false}
    ],
    "branches": [{
      "id": "one", "name": {"zh": "一", "en": "One"}, "address": {"zh": "路", "en": "Road"},
      "services": ["cash", "card", "loan"],
      "counters": [{"id": "1", "kind": "high", "serves": ["cash"]},
                   {"id": "2", "kind": "low", "serves": ["cash", "card", "loan"]}],
      "hours": {"mon": ["00:00-24:00"], "tue": ["00:00-24:00"], "wed": ["00:00-24:00"], "thu": ["00:00-24:00"],
                "fri": ["00:00-24:00"], "sat": ["00:00-24:00"], "sun": ["00:00-24:00"]},
      "policy": {"check_in_early_minutes": 240, "no_show_seconds": 5}
    }]
  })")
                                .bank;
  return bank.branches.front();
}

} // namespace lobby::fuzz

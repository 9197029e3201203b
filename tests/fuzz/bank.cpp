// Any bytes as a bank file: either a bank that keeps its promises, or problems with places.
#include "core/branch/branch.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const lobby::BankResult result = lobby::read_bank({reinterpret_cast<const char*>(data), size});
  if (result.bank.has_value() != result.problems.empty()) std::abort();
  for (const lobby::Problem& problem : result.problems)
    if (problem.line < 0 || problem.column < 0 || problem.message.empty()) std::abort();
  if (!result.bank) return 0;
  for (const lobby::Branch& branch : result.bank->branches) {
    for (const lobby::Counter& counter : branch.counters)
      for (const std::string& service : counter.serves)
        if (!branch.service(service)) std::abort();
    for (int day = 0; day < 7; ++day)
      (void)branch.hours({2026, 11, 16 + day});
  }
  return 0;
}

/// `lobby waits --snapshots`: answers every row of a screen's log at once, names lines that it cannot read and goes on.
#pragma once

#include <iosfwd>

/// Reads rows from `in`, answers on `out` (flushed before the next line is read), writes what was odd to `log`.
/// Answers the exit code of the process.
int run_snapshots(std::istream& in, std::ostream& out, std::ostream& log);

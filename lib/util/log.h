// What --verbose tells on standard error: the processes that are run. Silent unless it is switched on.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace goescape {

// Switches the log on. To be called once, before the first process starts.
void enable_log();

// Tells that a process was started: its number, its command line, quoted where a shell would need it, and its folder.
void log_start(pid_t process, const std::vector<std::string>& arguments, std::string_view directory);

// Tells how a process ended (such as "exit code 0") and how long it took.
void log_end(pid_t process, std::string_view how, std::chrono::steady_clock::duration took);

// Any other remark, such as what came from the cache.
void log_remark(std::string_view sentence);

}  // namespace goescape

// The program behind main().
#pragma once

namespace goescape {

// Runs the command that the arguments name and returns the exit code of contract.md: 0 fine, 1 the gate failed, 2 usage
// or configuration error, 3 toolchain or input failure, 4 internal error, 130 interrupted. Throws nothing.
int run(int argc, char** argv);

}  // namespace goescape

#include "run.h"

int main(int argc, char** argv) { return goescape::run(argc, argv); }

// Standard input, output and error of this process.
#pragma once

namespace goescape {

// Fills those of the three descriptors that are closed (`>&-`), so that no file that is opened later comes to lie there
// and gets what is meant for the user. Reading from and writing to one that was closed fails as before. To be called
// before anything is opened.
void reserve_standard_streams();

}  // namespace goescape

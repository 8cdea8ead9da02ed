package missingimport

import _ "example.com/broken/nowhere"

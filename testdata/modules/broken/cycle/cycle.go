package cycle

import _ "example.com/broken/cycle2"

package cycle2

import _ "example.com/broken/cycle"

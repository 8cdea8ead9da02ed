package dependent

import "example.com/broken/typeerror"

var Number = typeerror.Number()

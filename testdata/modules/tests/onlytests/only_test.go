package onlytests

import "testing"

func TestNothing(t *testing.T) { t.Log(&struct{ a, b int }{1, 2}) }

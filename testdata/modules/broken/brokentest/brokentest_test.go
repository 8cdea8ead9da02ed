package brokentest

import "testing"

func TestBox(t *testing.T) { Box("text") }

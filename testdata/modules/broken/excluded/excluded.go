//go:build neverever
// +build neverever

package excluded

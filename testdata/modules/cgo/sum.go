// Package cgo calls C.
package cgo

/*
static int sum(const int *values, int count) {
	int total = 0;
	for (int i = 0; i < count; i++) total += values[i];
	return total;
}
*/
import "C"

import "unsafe"

// Sum adds in C.
func Sum(values []int32) int {
	if len(values) == 0 {
		return 0
	}
	return int(C.sum((*C.int)(unsafe.Pointer(&values[0])), C.int(len(values))))
}

package allocations

import (
	"encoding/json"
	"os"
	"testing"
)

var functions = map[string]func(){
	"NewObject":                  func() { NewObject() },
	"AddressOfLiteral":           func() { AddressOfLiteral() },
	"AddressWithPointers":        func() { AddressWithPointers() },
	"MovedVariable":              func() { MovedVariable() },
	"MovedParameter":             func() { MovedParameter(number) },
	"TwoMovedVariables":          func() { TwoMovedVariables() },
	"MovedOnTwoLines":            func() { MovedOnTwoLines() },
	"MovedWithPointers":          func() { MovedWithPointers() },
	"LargeObject":                func() { LargeObject() },
	"ZeroSizedObject":            func() { ZeroSizedObject() },
	"LiteralOnStack":             func() { LiteralOnStack() },
	"NewOnStack":                 func() { NewOnStack() },
	"SliceLiteral":               func() { SliceLiteral() },
	"SliceLiteralOnStack":        func() { SliceLiteralOnStack() },
	"EmptySliceLiteral":          func() { EmptySliceLiteral() },
	"NewError":                   func() { NewError() },
	"PackageError":               func() { PackageError() },
	"InlinedTwice":               func() { InlinedTwice() },
	"BoxConstant":                func() { BoxConstant() },
	"BoxText":                    func() { BoxText() },
	"BoxNamedConstant":           func() { BoxNamedConstant() },
	"BoxLargeNumber":             func() { BoxLargeNumber() },
	"BoxTextVariable":            func() { BoxTextVariable() },
	"BoxByte":                    func() { BoxByte() },
	"BoxBool":                    func() { BoxBool() },
	"BoxZeroSize":                func() { BoxZeroSize() },
	"BoxStruct":                  func() { BoxStruct() },
	"BoxConstantStruct":          func() { BoxConstantStruct() },
	"BoxStructWithPointers":      func() { BoxStructWithPointers(*measured.(*node)) },
	"BoxSlice":                   func() { BoxSlice() },
	"BoxPointer":                 func() { BoxPointer() },
	"BoxMap":                     func() { BoxMap() },
	"BoxFunction":                func() { BoxFunction() },
	"BoxArray":                   func() { BoxArray() },
	"BoxFloat":                   func() { BoxFloat() },
	"BoxInt32":                   func() { BoxInt32() },
	"BoxInt16":                   func() { BoxInt16() },
	"BoxNamedText":               func() { BoxNamedText() },
	"BoxOnStack":                 func() { BoxOnStack() },
	"BoxTwoOfTwoKinds":           func() { BoxTwoOfTwoKinds() },
	"BoxVariadic":                func() { BoxVariadic() },
	"BoxVariadicConstants":       func() { BoxVariadicConstants() },
	"VariadicOnStack":            func() { VariadicOnStack() },
	"Sprint":                     func() { Sprint() },
	"PanicUnlessPositive":        func() { PanicUnlessPositive() },
	"MakeVariable":               func() { MakeVariable() },
	"MakeConstant":               func() { MakeConstant() },
	"MakeConstantOnStack":        func() { MakeConstantOnStack() },
	"MakeVariableNotEscaping":    func() { MakeVariableNotEscaping() },
	"MakeTooLarge":               func() { MakeTooLarge() },
	"MakeEmpty":                  func() { MakeEmpty() },
	"AppendToNil":                func() { AppendToNil() },
	"AppendWithRoom":             func() { AppendWithRoom() },
	"AppendGrowsOnStack":         func() { AppendGrowsOnStack() },
	"AppendAndReturn":            func() { AppendAndReturn() },
	"CopyOfSlice":                func() { CopyOfSlice() },
	"SliceOfArray":               func() { SliceOfArray() },
	"CapacityForAppend":          func() { CapacityForAppend() },
	"Concatenate":                func() { Concatenate() },
	"ConcatenateConstants":       func() { ConcatenateConstants() },
	"ConcatenateShortOnStack":    func() { ConcatenateShortOnStack() },
	"ConcatenateInLoop":          func() { ConcatenateInLoop() },
	"TextOfBytes":                func() { TextOfBytes() },
	"BytesOfText":                func() { BytesOfText() },
	"BytesOfConstant":            func() { BytesOfConstant() },
	"TextForLookup":              func() { TextForLookup() },
	"TextForComparison":          func() { TextForComparison() },
	"TextOfRune":                 func() { TextOfRune() },
	"TextOfRunes":                func() { TextOfRunes() },
	"RunesOfText":                func() { RunesOfText() },
	"SubText":                    func() { SubText() },
	"Builder":                    func() { Builder() },
	"RangeOverBytesOfText":       func() { RangeOverBytesOfText() },
	"MakeMap":                    func() { MakeMap() },
	"MapLiteral":                 func() { MapLiteral() },
	"MapWithRoom":                func() { MapWithRoom() },
	"SmallMapOnStack":            func() { SmallMapOnStack() },
	"MapGrowth":                  func() { MapGrowth() },
	"MapLookup":                  func() { MapLookup() },
	"MakeChannel":                func() { MakeChannel() },
	"MakeBufferedChannel":        func() { MakeBufferedChannel() },
	"ClosureThatCaptures":        func() { ClosureThatCaptures() },
	"ClosureThatCapturesByValue": func() { ClosureThatCapturesByValue() },
	"ClosureWithoutCaptures":     func() { ClosureWithoutCaptures() },
	"ClosureOnStack":             func() { ClosureOnStack() },
	"MethodValue":                func() { MethodValue(measured.(*node)) },
	"MethodValueOnStack":         func() { MethodValueOnStack(measured.(*node)) },
	"MethodExpression":           func() { MethodExpression() },
	"DeferOnStack":               func() { DeferOnStack() },
	"DeferInLoop":                func() { DeferInLoop() },
	"Goroutine":                  func() { Goroutine() },
	"Generic":                    func() { Generic() },
	"GenericOfPointer":           func() { GenericOfPointer() },
	"GenericBox":                 func() { GenericBox() },
	"GenericBoxOfByte":           func() { GenericBoxOfByte() },
	"InterfaceCall":              func() { InterfaceCall() },
	"Nothing":                    func() { Nothing() },
}

// TestAllocations writes the number of allocations of each function to the file that ALLOCATIONS names.
func TestAllocations(t *testing.T) {
	counts := map[string]float64{}
	for name, function := range functions {
		counts[name] = testing.AllocsPerRun(100, function)
	}
	file := os.Getenv("ALLOCATIONS")
	if file == "" {
		t.Skip("ALLOCATIONS names no file")
	}
	text, err := json.Marshal(counts)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

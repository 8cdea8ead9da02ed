// The lines of an assembly listing of the Go compiler (-S and -S=2): what they are and what they say. Formats from
// cmd/internal/obj/plist.go, objfile.go (writeSymDebug) and cmd/internal/obj/util.go (Prog.InstructionString).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace goescape {

// Whether a line belongs to a listing: the first line of a symbol, an instruction, bytes, or a relocation.
bool is_listing_line(std::string_view line);

// The first line of a symbol: `example.com/m.F<1> STEXT size=90 args=0x0 locals=0x18 funcid=0x0 align=0x0`, or
// `type:example.com/m.T<0> SRODATA size=144`. Views into the line.
struct ListingSymbol {
  std::string_view name;  // As printed, without the `<1>` of -S=2.
  bool is_function = false;
};

// Nothing for any other line. No diagnostic of -m looks like it: these end in words, this one in numbers.
std::optional<ListingSymbol> parse_listing_symbol(std::string_view line);

// An instruction: `\t0x0015 00021 (example.com/m/a.go:31)\tCALL\truntime.newobject(SB)`. Views into the line.
struct ListingInstruction {
  std::string_view position;   // "example.com/m/a.go:31"; where a line directive stands above, what that says.
  std::string_view operation;  // "CALL"
  std::string_view operands;   // "runtime.newobject(SB)"; may be empty.
};

// Nothing for lines of bytes and of relocations, which begin with a tab, too, and any other.
std::optional<ListingInstruction> parse_listing_instruction(std::string_view line);

// Whether an instruction is a call of a function: CALL, and on RISC-V, JAL.
constexpr bool is_call(std::string_view operation) { return operation == "CALL" || operation == "JAL"; }

// The name in an operand that begins with a symbol, `runtime.newobject(SB)`, `$type:int(SB), R0` or, of RISC-V,
// `X1, runtime.newobject(SB)`; empty when there is none.
std::string_view symbol_of(std::string_view operands);

// The first bytes of a type: its size, and how much of it the collector has to look at (internal/abi.Type, Size_ and
// PtrBytes, since Go 1.4), of a platform with pointers of 8 bytes in little-endian order.
struct ListedType {
  std::uint64_t bytes = 0;
  std::uint64_t pointer_bytes = 0;
};

// Reads it from the first line of bytes of a type: `\t0x0000 10 00 … 00  ....`. Nothing when these are fewer than 16.
std::optional<ListedType> parse_listed_type(std::string_view line);

}  // namespace goescape

package hostile

// Names of files that only a directive can give.

//line </script><img src=x onerror=hostile()>.go:1
func Line1() *int { x := 1; return &x }

//line ::error file=a::b.go:2
func Line2() *int { x := 2; return &x }

//line [31m‮⁦.go:3
func Line3() *int { x := 3; return &x }

//line =cmd|'!A0;=1.go:4
func Line4() *int { x := 4; return &x }

//line ##[error]a|`b`](http://x.example).go:5
func Line5() *int { x := 5; return &x }

//line %0A::error::x.go:6
func Line6() *int { x := 6; return &x }

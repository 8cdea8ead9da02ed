package linedirectives

//line grammar with space.y:70
func Parse(text string) *string { return &text }

//line /elsewhere/lexer.rl:200:7
func Lex(text string) *string { return &text }

//line generated.go:13
func Here(text string) *string { return &text }

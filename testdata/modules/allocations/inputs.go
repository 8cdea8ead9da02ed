package allocations

// Variables, so that the compiler cannot know their values.
var (
	number     = 1000
	fraction   = 1.5
	letter     = byte('x')
	letterRune = '世'
	flag       = true
	text       = "a text of more than thirty-two bytes"
	suffix     = ", and another one of more than thirty-two"
	short      = "short"
	parts      = []string{"one text of some length", "another text", "and a third one"}
	bytes      = []byte(text)
	runes      = []rune(text)
	ints       = []int{1, 2, 3}
	table      = map[string]int{"a": 1}
)

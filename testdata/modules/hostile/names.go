package hostile

// Names that Go takes: letters that nobody sees, or that are written from right to left.

type אב struct{ ㅤ *int }

func ﾠ() *int {
	ㅤ := 1
	return &ㅤ
}

func שלום(أ int) *אב { return &אב{ㅤ: &أ} }

type tagged struct {
	field int `json:"</script>|[31m‮::error::"`
}

// Raw is shown as it is written, with what nobody should see raw.
func Raw() *string {
	text := `</script>[31m‮|⁦ ![x](http://x.example) ##[error]x`
	return &text
}

// Tag has a type that is written out.
func Tag() any {
	return struct {
		Field int `json:"</script>|##[error]=1"`
	}{1}
}

var _ = tagged{}

package shop

type index struct{ row *int }

func (t *index) Add(n int) {
	t.row = &n
}

func (t *index) Reset() {
	zero := 0
	t.row = &zero
}

func (t *index) Last() func() int {
	return func() int { return *t.row }
}

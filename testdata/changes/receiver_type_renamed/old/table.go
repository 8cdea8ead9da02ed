package shop

type table struct{ row *int }

func (t *table) Add(n int) {
	t.row = &n
}

func (t *table) Reset() {
	zero := 0
	t.row = &zero
}

func (t *table) Last() func() int {
	return func() int { return *t.row }
}

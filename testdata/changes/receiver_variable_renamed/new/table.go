package shop

type table struct{ row *int }

func (tab *table) Add(n int) {
	tab.row = &n
}

func (tab *table) Reset() {
	zero := 0
	tab.row = &zero
}

func (tab *table) Last() func() int {
	return func() int { return *tab.row }
}

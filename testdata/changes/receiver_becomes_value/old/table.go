package shop

type table struct{ row *int }

func (t *table) Copy(n int) *int {
	total := *t.row + n
	return &total
}

package ingest

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"example.com/ingest/internal/event"
)

const sample = `2024-05-01T12:00:00Z info billing "paid" user=7
2024-05-01T12:00:01Z warning billing "card declined" user=8 amount=12.50

2024-05-01T12:00:02Z error mail "no route"
not a line
`

func TestRun(t *testing.T) {
	var counter Counter
	var bad []int
	last := NewLast(1)
	service := New([]Sink{&counter, last}, AtLeast(event.Warning), OnBadLine(func(number int, _ error) {
		bad = append(bad, number)
	}))
	if err := service.Run(strings.NewReader(sample)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := counter.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	if want := "billing      [warning 1]\nmail         [error 1]\n"; out.String() != want {
		t.Errorf("counted %q, want %q", out.String(), want)
	}
	if want := []string{"no route"}; !reflect.DeepEqual(last.Messages(), want) {
		t.Errorf("kept %q, want %q", last.Messages(), want)
	}
	if want := []int{5}; !reflect.DeepEqual(bad, want) {
		t.Errorf("bad lines %v, want %v", bad, want)
	}
}

package ingest

import (
	"fmt"
	"io"

	"example.com/ingest/internal/event"
	"example.com/ingest/internal/table"
)

// Counter counts events by service and level.
type Counter struct {
	services table.Tree[string, map[event.Level]int]
}

// Take counts one event.
func (c *Counter) Take(e *event.Event) error {
	levels := c.services.At(e.Service)
	if *levels == nil {
		*levels = make(map[event.Level]int, 4)
	}
	(*levels)[e.Level]++
	return nil
}

// WriteTo writes one line per service.
func (c *Counter) WriteTo(out io.Writer) (int64, error) {
	var total int64
	var err error
	c.services.Each(func(service string, levels map[event.Level]int) bool {
		var n int
		n, err = fmt.Fprintf(out, "%-12s %v\n", service, table.Map(table.Keys(levels), func(level event.Level) string {
			return fmt.Sprintf("%s %d", level, levels[level])
		}))
		total += int64(n)
		return err == nil
	})
	return total, err
}

// Last keeps the latest events.
type Last struct {
	events []*event.Event
	next   int
}

// NewLast returns a sink that keeps up to limit events.
func NewLast(limit int) *Last {
	return &Last{events: make([]*event.Event, 0, limit)}
}

// Take keeps a copy of one event.
func (l *Last) Take(e *event.Event) error {
	if cap(l.events) == 0 {
		return nil
	}
	if len(l.events) < cap(l.events) {
		l.events = append(l.events, e.Clone())
		return nil
	}
	l.events[l.next] = e.Clone()
	l.next = (l.next + 1) % len(l.events)
	return nil
}

// Messages returns what the events say.
func (l *Last) Messages() []string {
	return table.Map(l.events, func(e *event.Event) string { return e.Message })
}

// Package event holds what one line of a log says.
package event

import (
	"fmt"
	"strings"
	"time"
)

// Level is how much a line matters.
type Level int

// The levels, in rising order.
const (
	Debug Level = iota
	Info
	Warning
	Error
)

var names = [...]string{"debug", "info", "warning", "error"}

func (l Level) String() string {
	if l < 0 || int(l) >= len(names) {
		return fmt.Sprintf("level %d", int(l))
	}
	return names[l]
}

// ParseLevel is the reverse of Level.String.
func ParseLevel(text string) (Level, error) {
	for i, name := range names {
		if strings.EqualFold(name, text) {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("unknown level %q", text)
}

// Event is one line, taken apart.
type Event struct {
	Time    time.Time
	Level   Level
	Service string
	Message string
	Fields  map[string]string
}

// Reset empties the event, so that it can be filled again.
func (e *Event) Reset() {
	fields := e.Fields
	for key := range fields {
		delete(fields, key)
	}
	*e = Event{Fields: fields}
}

// Clone returns a copy that shares nothing with e.
func (e *Event) Clone() *Event {
	clone := *e
	clone.Fields = make(map[string]string, len(e.Fields))
	for key, value := range e.Fields {
		clone.Fields[key] = value
	}
	return &clone
}

// Before says whether e is older than other.
func (e *Event) Before(other *Event) bool {
	return e.Time.Before(other.Time)
}

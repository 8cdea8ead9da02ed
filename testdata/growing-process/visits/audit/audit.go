// Package audit writes a line for each thing that happened.
package audit

import (
	"fmt"
	"io"
	"sync"
	"time"
)

const longestLine = 1024

// A Log writes lines, from any goroutine.
type Log struct {
	mu  sync.Mutex
	out io.Writer
}

func NewLog(out io.Writer) *Log {
	return &Log{out: out}
}

// Printf writes a line as fmt.Printf does, behind the time.
func (l *Log) Printf(now time.Time, format string, values ...any) error {
	var buffer [longestLine]byte
	line := now.AppendFormat(buffer[:0], time.RFC3339)
	line = append(line, ' ')
	line = fmt.Appendf(line, format, values...)
	line = append(line, '\n')
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := l.out.Write(line)
	return err
}

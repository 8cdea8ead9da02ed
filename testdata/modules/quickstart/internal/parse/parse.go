// Package parse reads lines such as
//
//	2024-05-01T12:00:00Z warning billing "card declined" user=7 amount=12.50
package parse

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"example.com/ingest/internal/event"
)

// ErrEmpty is returned for a line without anything in it.
var ErrEmpty = errors.New("empty line")

// SyntaxError says where a line could not be read.
type SyntaxError struct {
	Column int
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("column %d: %s", e.Column, e.Reason)
}

// scanner walks over one line.
type scanner struct {
	line string
	at   int
}

func (s *scanner) fail(reason string) error {
	return &SyntaxError{Column: s.at + 1, Reason: reason}
}

func (s *scanner) word() string {
	for s.at < len(s.line) && s.line[s.at] == ' ' {
		s.at++
	}
	begin := s.at
	for s.at < len(s.line) && s.line[s.at] != ' ' {
		s.at++
	}
	return s.line[begin:s.at]
}

func (s *scanner) quoted() (string, error) {
	rest := strings.TrimLeft(s.line[s.at:], " ")
	s.at = len(s.line) - len(rest)
	literal, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", s.fail("the message needs quotes")
	}
	s.at += len(literal)
	return strconv.Unquote(literal)
}

// Line fills e from one line.
func Line(line string, e *event.Event) error {
	if strings.TrimSpace(line) == "" {
		return ErrEmpty
	}
	s := scanner{line: line}
	var err error
	if e.Time, err = time.Parse(time.RFC3339, s.word()); err != nil {
		return fmt.Errorf("time: %w", err)
	}
	if e.Level, err = event.ParseLevel(s.word()); err != nil {
		return err
	}
	e.Service = s.word()
	if e.Message, err = s.quoted(); err != nil {
		return err
	}
	return fields(&s, e)
}

func fields(s *scanner, e *event.Event) error {
	for word := s.word(); word != ""; word = s.word() {
		key, value, found := strings.Cut(word, "=")
		if !found {
			return s.fail("a field without =")
		}
		if e.Fields == nil {
			e.Fields = make(map[string]string)
		}
		e.Fields[key] = value
	}
	return nil
}

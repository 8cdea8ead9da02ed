// Package ingest moves events from a reader to sinks.
package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"sync"

	"example.com/ingest/internal/event"
	"example.com/ingest/internal/parse"
	"example.com/ingest/internal/pool"
)

// Sink takes events. It may keep none of them beyond the call.
type Sink interface {
	Take(e *event.Event) error
}

// SinkFunc is a function that is a sink.
type SinkFunc func(e *event.Event) error

// Take calls f.
func (f SinkFunc) Take(e *event.Event) error { return f(e) }

// Options say how to work.
type Options struct {
	Workers   int
	AtLeast   event.Level
	OnBadLine func(number int, err error)
}

// Option changes Options.
type Option func(*Options)

// Workers sets how many lines are parsed at the same time.
func Workers(count int) Option {
	return func(o *Options) { o.Workers = count }
}

// AtLeast drops events below a level.
func AtLeast(level event.Level) Option {
	return func(o *Options) { o.AtLeast = level }
}

// OnBadLine is told of lines that cannot be read.
func OnBadLine(tell func(number int, err error)) Option {
	return func(o *Options) { o.OnBadLine = tell }
}

type job struct {
	number int
	line   string
}

// Service is one pipeline.
type Service struct {
	options Options
	events  *pool.Pool[*event.Event]
	sinks   []Sink
	mutex   sync.Mutex
}

// New returns a service that feeds the sinks.
func New(sinks []Sink, options ...Option) *Service {
	s := &Service{options: Options{Workers: 1}, sinks: sinks}
	for _, option := range options {
		option(&s.options)
	}
	s.events = pool.New(func() *event.Event { return new(event.Event) }, nil)
	return s
}

// Run reads until the end of the input, and returns the first error of a sink.
func (s *Service) Run(input io.Reader) error {
	jobs := make(chan job, s.options.Workers)
	failed := make(chan error, s.options.Workers)
	var workers sync.WaitGroup
	for i := 0; i < s.options.Workers; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			if err := s.work(jobs); err != nil {
				failed <- err
			}
			for range jobs {
				// A worker that failed still takes its jobs, or the reader would wait for ever.
			}
		}()
	}
	readErr := read(input, jobs)
	workers.Wait()
	close(failed)
	if err := <-failed; err != nil {
		return err
	}
	return readErr
}

func read(input io.Reader, jobs chan<- job) error {
	defer close(jobs)
	lines := bufio.NewScanner(input)
	for number := 1; lines.Scan(); number++ {
		jobs <- job{number, lines.Text()}
	}
	return lines.Err()
}

func (s *Service) work(jobs <-chan job) error {
	for j := range jobs {
		err := pool.With(s.events, func(e *event.Event) error {
			if err := parse.Line(j.line, e); err != nil {
				s.complain(j, err)
				return nil
			}
			return s.deliver(e)
		})
		if err != nil {
			return fmt.Errorf("line %d: %w", j.number, err)
		}
	}
	return nil
}

func (s *Service) complain(j job, err error) {
	if s.options.OnBadLine != nil && !errors.Is(err, parse.ErrEmpty) {
		s.options.OnBadLine(j.number, err)
	}
}

func (s *Service) deliver(e *event.Event) error {
	if e.Level < s.options.AtLeast {
		return nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, sink := range s.sinks {
		if err := sink.Take(e); err != nil {
			return err
		}
	}
	return nil
}

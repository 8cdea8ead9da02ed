// Command ingest reads log lines from standard input and counts them by service and level.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"example.com/ingest/internal/event"
	"example.com/ingest/internal/ingest"
)

func main() {
	workers := flag.Int("workers", 4, "lines to parse at the same time")
	level := flag.String("level", "info", "the lowest level to count")
	keep := flag.Int("last", 3, "how many messages to show at the end")
	flag.Parse()
	if err := run(os.Stdin, os.Stdout, *workers, *level, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "ingest:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer, workers int, levelName string, keep int) error {
	level, err := event.ParseLevel(levelName)
	if err != nil {
		return err
	}
	var counter ingest.Counter
	last := ingest.NewLast(keep)
	service := ingest.New([]ingest.Sink{&counter, last}, ingest.Workers(workers), ingest.AtLeast(level),
		ingest.OnBadLine(func(number int, err error) {
			fmt.Fprintf(os.Stderr, "line %d: %v\n", number, err)
		}))
	if err := service.Run(in); err != nil {
		return err
	}
	if _, err := counter.WriteTo(out); err != nil {
		return err
	}
	for _, message := range last.Messages() {
		fmt.Fprintf(out, "last: %s\n", message)
	}
	return nil
}

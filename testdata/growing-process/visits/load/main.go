// Load visits pages, and says what each visit cost the service.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
)

// What the service tells about its memory at /debug/vars.
type variables struct {
	Memstats struct {
		TotalAlloc, Mallocs, HeapAlloc uint64
		NumGC                          uint32
	} `json:"memstats"`
}

func main() {
	service := flag.String("service", "http://localhost:8080", "where the service is")
	first := flag.Int("first", 0, "the number of the first visitor")
	visitors := flag.Int("visitors", 50000, "how many visitors come")
	pages := flag.Int("pages", 4, "how many pages each of them looks at")
	flag.Parse()

	before := ask(*service)
	numbers := make(chan int)
	var workers sync.WaitGroup
	for worker := 0; worker < 4; worker++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for number := range numbers {
				visit(*service, number, *pages)
			}
		}()
	}
	for number := *first; number < *first+*visitors; number++ {
		numbers <- number
	}
	close(numbers)
	workers.Wait()
	after := ask(*service)
	get(*service + "/debug/pprof/heap?gc=1")
	report(before, after, *visitors**pages, ask(*service))
}

func visit(service string, number, pages int) {
	for page := 0; page < pages; page++ {
		get(fmt.Sprintf("%s/visit?session=visitor-%08d&page=/catalogue/shelf/%d", service, number, page))
	}
}

func get(address string) []byte {
	response, err := http.Get(address)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		log.Fatal(address, ": ", response.Status, " ", err)
	}
	return body
}

func ask(service string) variables {
	var told variables
	if err := json.Unmarshal(get(service+"/debug/vars"), &told); err != nil {
		log.Fatal(err)
	}
	return told
}

func report(before, after variables, requests int, collected variables) {
	from, to := before.Memstats, after.Memstats
	fmt.Printf("%d requests, %d bytes in %d objects for each, %d collections\n", requests,
		(to.TotalAlloc-from.TotalAlloc)/uint64(requests), (to.Mallocs-from.Mallocs)/uint64(requests), to.NumGC-from.NumGC)
	fmt.Printf("%d MiB are in use\n", collected.Memstats.HeapAlloc>>20)
}

// Visits counts the pages that visitors look at: GET /visit?session=ID&page=PATH answers with how many it were.
package main

import (
	_ "expvar" // /debug/vars
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof" // /debug/pprof/
	"os"

	"example.com/visits/audit"
	"example.com/visits/server"
	"example.com/visits/sessions"
)

func main() {
	address := flag.String("listen", "localhost:8080", "where to listen")
	file := flag.String("audit", os.DevNull, "where a line for each visit goes")
	flag.Parse()
	lines, err := os.OpenFile(*file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr())
	http.Handle("/visit", server.New(sessions.NewStore(), audit.NewLog(lines)))
	log.Fatal(http.Serve(listener, nil))
}

// Package server answers requests.
package server

import (
	"encoding/json"
	"net/http"
	"time"

	"example.com/visits/audit"
	"example.com/visits/sessions"
)

// An Answer says how many pages a session has looked at.
type Answer struct {
	Session string `json:"session"`
	Pages   int    `json:"pages"`
}

type visits struct {
	store *sessions.Store
	log   *audit.Log
}

// New is the handler of /visit.
func New(store *sessions.Store, log *audit.Log) http.Handler {
	return &visits{store, log}
}

func (v *visits) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	id, page := query.Get("session"), query.Get("page")
	if id == "" {
		http.Error(w, "whose visit?", http.StatusBadRequest)
		return
	}
	now := time.Now()
	pages := v.store.Visit(id, page, now)
	if err := v.log.Printf(now, "session=%s page=%s pages=%d", id, page, pages); err != nil {
		http.Error(w, "cannot write the audit log", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(Answer{id, pages})
}

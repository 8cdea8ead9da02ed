// Package sessions remembers who is here, and what they have looked at.
package sessions

import (
	"sync"
	"time"
)

// A Page is one look at a page.
type Page struct {
	Path string
	At   time.Time
}

// A Session is what one visitor did.
type Session struct {
	ID    string
	Seen  time.Time
	Pages []Page
}

// A Store holds the sessions by their ID.
type Store struct {
	mu       sync.Mutex
	sessions map[string]*Session
}

func NewStore() *Store {
	return &Store{sessions: map[string]*Session{}}
}

// Visit adds a page to a session, which begins with it if it is not known, and returns how many pages it has.
func (s *Store) Visit(id, path string, now time.Time) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	session, known := s.sessions[id]
	if !known {
		session = &Session{ID: id}
		s.sessions[id] = session
	}
	session.Seen = now
	session.Pages = append(session.Pages, Page{path, now})
	return len(session.Pages)
}

package main

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestGreetsByName(t *testing.T) {
	if got := greet("Ada").Message; got != "Hello, Ada!" {
		t.Errorf("got %q", got)
	}
}

func TestAnswersJSON(t *testing.T) {
	answer := httptest.NewRecorder()
	hello(answer, httptest.NewRequest("GET", "/api/hello", nil))

	if !strings.Contains(answer.Body.String(), `"message":"Hello, world!"`) {
		t.Errorf("got %s", answer.Body)
	}
}

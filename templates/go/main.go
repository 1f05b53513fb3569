// A small web server: the pages of public/ and a JSON endpoint.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"runtime"
)

type greeting struct {
	Message string `json:"message"`
	From    string `json:"from"`
}

func greet(name string) greeting {
	if name == "" {
		name = "world"
	}
	return greeting{Message: "Hello, " + name + "!", From: runtime.Version()}
}

func hello(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(greet(r.URL.Query().Get("name"))); err != nil {
		log.Print(err)
	}
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8000"
	}
	address := net.JoinHostPort("127.0.0.1", port)

	http.Handle("/", http.FileServer(http.Dir("public")))
	http.HandleFunc("/api/hello", hello)
	log.Printf("Listening on http://%s", address)
	log.Fatal(http.ListenAndServe(address, nil))
}

// SPDX-License-Identifier: Apache-2.0

// A load client for an immudb server. It reads orders as JSON lines from stdin and answers each with one JSON line.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

// Order is one measured stretch: so many clients write one key each, again and again, for so long.
type Order struct {
	Database string  `json:"database"`
	Verified bool    `json:"verified"`
	Clients  int     `json:"clients"`
	Seconds  float64 `json:"seconds"`
}

func main() {
	port := flag.Int("port", 0, "port of the server on loopback")
	folder := flag.String("folder", "", "folder for what the clients keep")
	flag.Parse()
	if err := serve(&Pool{port: *port, folder: *folder}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers orders until stdin ends.
func serve(pool *Pool) error {
	defer pool.Close()
	if err := pool.MakeDatabases(); err != nil {
		return err
	}
	answers := json.NewEncoder(os.Stdout)
	if err := answers.Encode(map[string]bool{"ready": true}); err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var order Order
		if err := json.Unmarshal(lines.Bytes(), &order); err != nil {
			return err
		}
		clients, err := pool.Take(order.Database, order.Clients)
		if err != nil {
			return err
		}
		if err := answers.Encode(run(order, clients)); err != nil {
			return err
		}
	}
	return lines.Err()
}

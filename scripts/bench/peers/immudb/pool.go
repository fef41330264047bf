// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/codenotary/immudb/pkg/api/schema"
	immudb "github.com/codenotary/immudb/pkg/client"
)

const (
	user     = "immudb"
	password = "immudb"
	system   = "defaultdb"
	// The server's default of 30 turns some of 32 writers away.
	concurrency = 400
)

// Databases by name, with how often each makes writes durable; 0 is the server's default.
var databases = map[string]time.Duration{
	"benchdefault": 0,
	"benchfast":    2 * time.Millisecond,
}

// Pool keeps open sessions. Each has a folder of its own: clients that share one wait for each other's file lock.
type Pool struct {
	port   int
	folder string
	open   map[string][]immudb.ImmuClient
}

// MakeDatabases makes what the orders write into.
func (pool *Pool) MakeDatabases() error {
	pool.open = map[string][]immudb.ImmuClient{}
	client, err := pool.connect(system, 0)
	if err != nil {
		return err
	}
	ctx := context.Background()
	defer func() { _ = client.CloseSession(ctx) }()
	for name, every := range databases {
		settings := &schema.DatabaseNullableSettings{MaxConcurrency: &schema.NullableUint32{Value: concurrency}}
		if every > 0 {
			settings.SyncFrequency = &schema.NullableMilliseconds{Value: every.Milliseconds()}
		}
		if _, err := client.CreateDatabaseV2(ctx, name, settings); err != nil {
			return fmt.Errorf("database %s: %w", name, err)
		}
	}
	return nil
}

// Take answers so many sessions of a database; they stay open for the next order.
func (pool *Pool) Take(database string, count int) ([]immudb.ImmuClient, error) {
	for len(pool.open[database]) < count {
		client, err := pool.connect(database, len(pool.open[database]))
		if err != nil {
			return nil, err
		}
		pool.open[database] = append(pool.open[database], client)
	}
	return pool.open[database][:count], nil
}

// Close ends all sessions.
func (pool *Pool) Close() {
	for _, clients := range pool.open {
		for _, client := range clients {
			_ = client.CloseSession(context.Background())
		}
	}
}

func (pool *Pool) connect(database string, index int) (immudb.ImmuClient, error) {
	folder := filepath.Join(pool.folder, fmt.Sprintf("%s-%d", database, index))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	options := immudb.DefaultOptions().WithPort(pool.port).WithDir(folder)
	client := immudb.NewClient().WithOptions(options)
	if err := client.OpenSession(context.Background(), []byte(user), []byte(password), database); err != nil {
		return nil, fmt.Errorf("session %d of %s: %w", index, database, err)
	}
	return client, nil
}

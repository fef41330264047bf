// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"sync"
	"time"

	immudb "github.com/codenotary/immudb/pkg/client"
)

// As many bytes as a record of the gateway's arm has, about.
const valueBytes = 500

// Sample is what came of an order. Times of single writes are in milliseconds.
type Sample struct {
	Requests int     `json:"requests"`
	Failed   int     `json:"failed"`
	Fault    string  `json:"fault,omitempty"`
	Seconds  float64 `json:"seconds"`
	P50      float64 `json:"p50"`
	P99      float64 `json:"p99"`
}

type share struct {
	times  []float64
	failed int
	fault  string
}

// run lets every client write new keys, one after the other, until the time is over.
func run(order Order, clients []immudb.ImmuClient) Sample {
	shares := make([]share, len(clients))
	begin := time.Now()
	end := begin.Add(time.Duration(order.Seconds * float64(time.Second)))
	var group sync.WaitGroup
	for index, client := range clients {
		group.Add(1)
		go func() {
			defer group.Done()
			shares[index] = write(client, order.Verified, end)
		}()
	}
	group.Wait()
	return sum(shares, time.Since(begin).Seconds())
}

func write(client immudb.ImmuClient, verified bool, end time.Time) share {
	mine := share{}
	value := make([]byte, valueBytes)
	_, _ = rand.Read(value)
	random := make([]byte, 16)
	for time.Now().Before(end) {
		_, _ = rand.Read(random)
		key := []byte(hex.EncodeToString(random))
		begin := time.Now()
		var err error
		if verified {
			_, err = client.VerifiedSet(context.Background(), key, value)
		} else {
			_, err = client.Set(context.Background(), key, value)
		}
		mine.times = append(mine.times, float64(time.Since(begin).Nanoseconds())/1e6)
		if err != nil {
			mine.failed++
			mine.fault = err.Error()
			return mine // one failure voids the run
		}
	}
	return mine
}

func sum(shares []share, seconds float64) Sample {
	sample := Sample{Seconds: seconds}
	var times []float64
	for _, one := range shares {
		times = append(times, one.times...)
		sample.Failed += one.failed
		if one.fault != "" {
			sample.Fault = one.fault
		}
	}
	sample.Requests = len(times)
	slices.Sort(times)
	sample.P50, sample.P99 = percentile(times, 50), percentile(times, 99)
	return sample
}

// percentile by nearest rank, as the rest of the bench has it.
func percentile(sorted []float64, percent int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*percent + 99) / 100
	return sorted[max(rank, 1)-1]
}

// SPDX-License-Identifier: Apache-2.0

//go:build server

package main

// Keeps what the server's own command needs in go.mod and go.sum: it is built from this module.
import _ "github.com/codenotary/immudb/cmd/immudb/command"

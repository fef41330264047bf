// SPDX-License-Identifier: Apache-2.0

// The rules of domain/ sign and hash in the same form that crosses process borders.
export { canonicalJson } from '../domain/canonical-json.js';

// SPDX-License-Identifier: Apache-2.0
import type { Principal, PrincipalRole, SignaturePolicy } from './signature-policy.js';

const TOKEN = /\s*(?:([A-Za-z]+)\s*\(|'([^']*)'|"([^"]*)"|(\d+)|([,)]))/y;
const PRINCIPAL = /^([A-Za-z0-9.-]+)\.(admin|member|client|peer|orderer)$/;

type Token =
  | { readonly kind: 'gate'; readonly text: string }
  | { readonly kind: 'principal'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string };

/**
 * Reads a policy in the peer command's language: `AND(…)`, `OR(…)`, `OutOf(n, …)`, nested, over quoted principals such as
 * `'AMSP.peer'`. Gates may be written in capitals, small letters or as shown.
 *
 * @throws {Error} names what is wrong in the text.
 */
export function parsePolicy(text: string): SignaturePolicy {
  const parser = new Parser(text);
  const policy = parser.rule();
  parser.end();
  return policy;
}

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...tokens(text)];
  }

  rule(): SignaturePolicy {
    const token = this.#next();
    if (token?.kind === 'principal') return { signedBy: readPrincipal(token.text, this.#text) };
    if (token?.kind !== 'gate') throw this.#unexpected(token);
    const gate = token.text.toLowerCase();
    if (gate === 'outof') return this.#outOf();
    if (gate !== 'and' && gate !== 'or') throw this.#unexpected(token);
    const rules = this.#rules();
    return { outOf: gate === 'and' ? rules.length : 1, rules };
  }

  end(): void {
    const token = this.#next();
    if (token !== undefined) throw this.#unexpected(token);
  }

  #outOf(): SignaturePolicy {
    const token = this.#next();
    if (token?.kind !== 'number') throw this.#unexpected(token);
    const comma = this.#next();
    if (comma?.text !== ',') throw this.#unexpected(comma);
    const outOf = Number(token.text);
    const rules = this.#rules();
    if (outOf > rules.length + 1) {
      throw new Error(`invalid t-out-of-n predicate, t ${outOf}, n ${rules.length} in policy string '${this.#text}'`);
    }
    return { outOf, rules };
  }

  /** One or more rules up to the closing parenthesis. */
  #rules(): SignaturePolicy[] {
    const rules = [this.rule()];
    for (let mark = this.#next(); mark?.text !== ')'; mark = this.#next()) {
      if (mark?.kind !== 'mark') throw this.#unexpected(mark);
      rules.push(this.rule());
    }
    return rules;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #unexpected(token: Token | undefined): Error {
    return token === undefined
      ? new Error(`policy string '${this.#text}' ends too early`)
      : new Error(`unrecognized token '${token.text}' in policy string '${this.#text}'`);
  }
}

function* tokens(text: string): Generator<Token> {
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null) throw new Error(`unrecognized token '${text.slice(from).trim()}' in policy string '${text}'`);
    yield readToken(found);
  }
}

function readToken([, gate, single, double, number, mark]: RegExpExecArray): Token {
  const principal = single ?? double;
  if (gate !== undefined) return { kind: 'gate', text: gate };
  if (principal !== undefined) return { kind: 'principal', text: principal };
  return number === undefined ? { kind: 'mark', text: mark ?? '' } : { kind: 'number', text: number };
}

function readPrincipal(text: string, policy: string): Principal {
  const found = PRINCIPAL.exec(text);
  if (found === null) throw new Error(`unrecognized token '${text}' in policy string '${policy}'`);
  return { mspId: found[1] ?? '', role: found[2] as PrincipalRole };
}

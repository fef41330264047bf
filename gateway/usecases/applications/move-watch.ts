// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { appliedHeight } from '../../readmodel/queries/counts.js';
import { nextMoves, type MoveScope, type TaskMoveRow } from '../../readmodel/queries/task-moves.js';
import type { AppliedReadModel } from '../services.js';

/** Between two looks at a read model that does not move. */
const PAUSE_MS = 250;

/** One who waits for moves of some applications. */
export interface MoveSubscription {
  /** `moved` once there may be a move that was not there when it was asked last; else `quiet` after so long, or `ended`. */
  wait(milliseconds: number, signal: AbortSignal): Promise<'moved' | 'quiet' | 'ended'>;
  close(): void;
}

class Subscription implements MoveSubscription {
  readonly scope: MoveScope;
  readonly #onClose: (one: Subscription) => void;
  #moved = false;
  #wake: (() => void) | undefined;

  constructor(scope: MoveScope, onClose: (one: Subscription) => void) {
    this.scope = scope;
    this.#onClose = onClose;
  }

  tell(): void {
    this.#moved = true;
    this.#wake?.();
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<'moved' | 'quiet' | 'ended'> {
    if (!this.#moved && !signal.aborted) await this.#until(milliseconds, signal);
    if (signal.aborted) return 'ended';
    if (!this.#moved) return 'quiet';
    this.#moved = false;
    return 'moved';
  }

  close(): void {
    this.#onClose(this);
  }

  #until(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      this.#wake = end;
    });
  }
}

/**
 * Looks at new blocks once for everybody who waits, and wakes those whom a move in them concerns. What it tells is a hint
 * to look: positions are the subscribers' own. Looks at nothing while nobody waits.
 */
export class MoveWatch {
  readonly #readModel: AppliedReadModel;
  readonly #subscriptions = new Set<Subscription>();
  #started: Promise<void> | undefined;
  #seen = -1;

  constructor(readModel: AppliedReadModel) {
    this.#readModel = readModel;
  }

  /** From the moment on at which it resolves no move is missed. */
  async subscribe(scope: MoveScope): Promise<MoveSubscription> {
    const subscription = new Subscription(scope, (one) => void this.#subscriptions.delete(one));
    this.#subscriptions.add(subscription);
    this.#started ??= this.#start();
    try {
      await this.#started;
      return subscription;
    } catch (error) {
      subscription.close();
      throw error;
    }
  }

  async #start(): Promise<void> {
    try {
      this.#seen = Number(await appliedHeight(this.#readModel.database)) - 1;
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
    void this.#follow();
  }

  async #follow(): Promise<void> {
    while (this.#subscriptions.size > 0) {
      try {
        if (await this.#readModel.waitForBlock(BigInt(this.#seen + 1))) await this.#look();
        else await sleep(PAUSE_MS);
      } catch {
        await sleep(PAUSE_MS); // whoever waits looks for itself now and then
      }
    }
    this.#started = undefined;
  }

  async #look(): Promise<void> {
    const { database } = this.#readModel;
    const reached = Number(await appliedHeight(database)) - 1;
    for (;;) {
      const found = await nextMoves(database, {}, this.#seen);
      if (found === undefined || found.block > reached) break;
      this.#seen = found.block;
      for (const one of this.#subscriptions) if (found.moves.some((move) => concerns(move, one.scope))) one.tell();
    }
    this.#seen = Math.max(this.#seen, reached);
  }
}

function concerns(move: TaskMoveRow, { applicationId, department }: MoveScope): boolean {
  if (applicationId !== undefined && move.applicationId !== applicationId) return false;
  return department === undefined || move.department === department || move.filedBy === department;
}

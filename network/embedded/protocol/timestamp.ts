// SPDX-License-Identifier: Apache-2.0
import timestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js';

type Timestamp = InstanceType<typeof timestampPb.Timestamp>;

export function toTimestamp(at: Date): Timestamp {
  const timestamp = new timestampPb.Timestamp();
  timestamp.fromDate(at);
  return timestamp;
}

/** Time of a header, to the nanosecond. */
export interface Time {
  readonly seconds: number;
  readonly nanos: number;
}

/** 1970 if there is none. */
export function readTime(timestamp: Timestamp | undefined): Time {
  return { seconds: timestamp?.getSeconds() ?? 0, nanos: timestamp?.getNanos() ?? 0 };
}

/** ISO 8601 UTC with milliseconds; a time that no calendar holds reads as 1970. */
export function toIso({ seconds, nanos }: Time): string {
  const date = new Date(seconds * 1000 + Math.floor(nanos / 1_000_000));
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

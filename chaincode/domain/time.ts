// SPDX-License-Identifier: Apache-2.0

/**
 * Civil dates and ledger instants without the language's clock type: proleptic Gregorian arithmetic on
 * integers, so that each peer gets the same answer. Days are `YYYY-MM-DD`; instants ISO 8601 UTC with
 * milliseconds. Both compare as text because years have four digits.
 */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})[.](\d{3})Z$/u;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SHANGHAI_OFFSET_MS = 8 * 60 * MINUTE_MS;

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether the text is a day that exists, years 0001 to 9999. */
export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  return parts !== null && exists({ year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) });
}

/** Whether the text is an instant that exists; no leap seconds. */
export function isInstant(text: string): boolean {
  const parts = INSTANT.exec(text);
  if (parts === null) return false;
  const [, day = '', hour, minute, second] = parts;
  return isDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  // 1970-01-01 was a Thursday.
  return [2, 3].includes(((dayNumber(day) % 7) + 7) % 7);
}

/** The day in Asia/Shanghai (UTC+8 all year) on which an instant falls: from 16:00 UTC on it is the next day. */
export function dayOf(instant: string): string {
  return dayFromNumber(Math.floor((milliseconds(instant) + SHANGHAI_OFFSET_MS) / DAY_MS));
}

/** @throws {RangeError} when the result leaves the years 0001 to 9999. */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** @throws {RangeError} when the result leaves the years 0001 to 9999. */
export function addMinutes(instant: string, minutes: number): string {
  return instantFromMilliseconds(milliseconds(instant) + minutes * MINUTE_MS);
}

/** Negative, zero or positive as `a` is before, at or after `b`. */
export function compareInstants(a: string, b: string): number {
  return milliseconds(a) - milliseconds(b);
}

/** Ledger time from a header's seconds and nanoseconds since 1970; finer than milliseconds is cut off. */
export function instantFromSeconds(seconds: number, nanos: number): string {
  return instantFromMilliseconds(seconds * 1000 + Math.floor(nanos / 1_000_000));
}

/**
 * Whole years from one day to another, as an age is counted; a birthday on 29 February counts on 1 March of
 * common years. Negative when `on` is before `from`.
 */
export function yearsBetween(from: string, on: string): number {
  const start = civil(from);
  const end = civil(on);
  const reached = end.month > start.month || (end.month === start.month && end.day >= start.day);
  return end.year - start.year - (reached ? 0 : 1);
}

function exists({ year, month, day }: CivilDay): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  // Odd months are long until July, even ones from August on.
  return 30 + ((month + Math.floor(month / 8)) % 2);
}

function civil(day: string): CivilDay {
  if (!isDay(day)) throw new RangeError('not a day that exists');
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last one. */
function dayNumber(text: string): number {
  const { year, month, day } = civil(text);
  const y = month > 2 ? year : year - 1;
  const yearDay = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + yearDay - 719_468;
}

function dayFromNumber(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const eraDay = shifted - era * 146_097;
  const eraYear = Math.floor(
    (eraDay - Math.floor(eraDay / 1460) + Math.floor(eraDay / 36_524) - Math.floor(eraDay / 146_096)) / 365,
  );
  const yearDay = eraDay - (365 * eraYear + Math.floor(eraYear / 4) - Math.floor(eraYear / 100));
  const marchMonth = Math.floor((5 * yearDay + 2) / 153);
  const day = yearDay - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = eraYear + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9999)) throw new RangeError('the day leaves the years 0001 to 9999');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function milliseconds(instant: string): number {
  if (!isInstant(instant)) throw new RangeError('not an instant of the ledger');
  const [hour, minute] = [Number(instant.slice(11, 13)), Number(instant.slice(14, 16))];
  const rest = Number(instant.slice(17, 19)) * 1000 + Number(instant.slice(20, 23));
  return dayNumber(instant.slice(0, 10)) * DAY_MS + (hour * 60 + minute) * MINUTE_MS + rest;
}

function instantFromMilliseconds(total: number): string {
  const days = Math.floor(total / DAY_MS);
  const rest = total - days * DAY_MS;
  const hour = pad(Math.floor(rest / 3_600_000), 2);
  const minute = pad(Math.floor(rest / MINUTE_MS) % 60, 2);
  const second = pad(Math.floor(rest / 1000) % 60, 2);
  return `${dayFromNumber(days)}T${hour}:${minute}:${second}.${pad(rest % 1000, 3)}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

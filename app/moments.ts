/** A time as people read it: how long ago, and exactly, both in the words of one locale. */
export interface Moment {
  /** ISO 8601. */
  at: string;
  /** "3 hours ago". */
  relative: string;
  /** "24 November 2026 at 09:30 CET". */
  exact: string;
  /** The language of both. */
  lang: string;
}

/** Where and in which language somebody reads a time. */
export interface Reader {
  locale: string;
  timeZone: string;
}

/**
 * Puts times into words for one reader. It is for loaders: what they answer is the same on the server and in the
 * browser, whatever either of them has for a clock.
 */
export function momentsIn({ locale, timeZone }: Reader, now = new Date()): (date: Date) => Moment {
  const exact = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return (date) => ({
    at: date.toISOString(),
    relative: relative.format(...distance(date.getTime() - now.getTime())),
    exact: exact.format(date),
    lang: locale,
  });
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** From the smallest unit up, each with the distance from which the next one says it better. */
const units = [
  { unit: "second", length: second, below: minute },
  { unit: "minute", length: minute, below: hour },
  { unit: "hour", length: hour, below: day },
  { unit: "day", length: day, below: 30 * day },
  { unit: "month", length: 30.44 * day, below: 365 * day },
  { unit: "year", length: 365.25 * day, below: Number.POSITIVE_INFINITY },
] as const;

/** Cut, not rounded: 90 minutes are one hour. */
function distance(milliseconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(milliseconds);
  const { unit, length } = units.find(({ below }) => size < below) ?? units[0];
  const count = Math.max(Math.floor(size / length), unit === "second" ? 0 : 1);
  // Not -0, which some languages say otherwise than 0.
  return [count === 0 ? 0 : Math.sign(milliseconds) * count, unit];
}

import { afterEach, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
});

/** Moves the clock on, for the test and for the app, which run in one isolate. It stands still until moved again. */
export function later(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

export const minutes = 60;
export const days = 24 * 60 * 60;

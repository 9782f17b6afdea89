import { expect, test } from "vitest";
import { progressOf } from "../../../scripts/moving/progress.mjs";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

test("a bar on a terminal says how far it is, and how long it takes still", () => {
  const stream = terminal(true);
  let now = 0;
  const progress = progressOf(1000, stream, () => now);
  now = 10_000;
  progress.update(250);
  expect(stream.written.at(-1)).toContain("██████░░░░░░░░░░░░░░░░░░ 25 %  250 of 1000, 30 s left");
  now = 200_000;
  progress.update(500);
  expect(stream.written.at(-1)).toContain("500 of 1000, 4 min left");
  progress.end();
  expect(stream.written.at(-1)).toMatch(/K$/);
});

test("where nobody watches it is quiet, and with nothing to do too", () => {
  for (const [stream, total] of [
    [terminal(false), 10],
    [terminal(true), 0],
  ] as const) {
    const progress = progressOf(total, stream);
    progress.update(5);
    progress.end();
    expect(stream.written).toEqual([]);
  }
});

import { contentsOf } from "./contents";
import { type Entry, type Found, headOf } from "./entry";
import { decide } from "./plan";
import { isTooLong, statementsFor } from "./statements";
import { isConstraintError, type Target } from "./target";

/** What came of an import. */
export interface Outcome {
  written: number;
  isThere: number;
  refused: number;
  notes: number;
}

interface Options {
  isDryRun?: boolean;
  /** Entries that go into the database together. */
  perBatch?: number;
  /** What is told about a line: that it did not move in, or something of it. */
  tell?: (line: string) => void;
  /** How many are done. */
  onProgress?: (done: number) => void;
}

/**
 * Moves in what a file holds. Each batch is written whole or not at all, and who is there is left alone: what was broken off
 * is completed by the same command.
 */
export async function importInto(
  target: Target,
  found: AsyncIterable<Found> | Iterable<Found>,
  { isDryRun = false, perBatch = 5_000, tell = () => {}, onProgress = () => {} }: Options = {},
): Promise<Outcome> {
  const outcome: Outcome = { written: 0, isThere: 0, refused: 0, notes: 0 };
  const contents = await contentsOf(target);
  let batch: Entry[] = [];
  let done = 0;

  const refuse = (at: string, reason: string) => {
    outcome.refused++;
    tell(`${at}: not moved in, ${reason}`);
  };
  const write = async (entries: Entry[]): Promise<void> => {
    if (entries.length === 0) return;
    try {
      if (!isDryRun) await target.write(statementsFor(entries));
    } catch (error) {
      if (!isConstraintError(error)) throw error;
      const [first, ...others] = entries;
      if (first && others.length === 0) return refuse(first.at, `the database says: ${error.message}`);
      // One of them does not fit: by halves until it is found.
      const middle = Math.ceil(entries.length / 2);
      await write(entries.slice(0, middle));
      return write(entries.slice(middle));
    }
    outcome.written += entries.length;
    for (const { at, notes } of entries)
      for (const note of notes) {
        outcome.notes++;
        tell(`${at}: moved in without ${note}`);
      }
  };

  for await (const entry of found) {
    done++;
    if ("refused" in entry) refuse(entry.at, entry.refused);
    else if (entry.rows.some(([, row]) => isTooLong(row))) refuse(entry.at, "a row of it is too long");
    else {
      // An organization is written after everybody who is in it.
      if (batch[0] && headOf(batch[0]).table !== headOf(entry).table) {
        await write(batch);
        batch = [];
      }
      const decision = decide(contents, entry);
      if ("write" in decision) batch.push(decision.write);
      else if ("refused" in decision) refuse(entry.at, decision.refused);
      else outcome.isThere++;
    }
    if (batch.length < perBatch) continue;
    await write(batch);
    batch = [];
    onProgress(done);
  }
  await write(batch);
  onProgress(done);
  return outcome;
}

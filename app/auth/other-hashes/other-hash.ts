/** A hash that another system made, read from the form in which it is kept here. */
export interface OtherHash {
  /** What one check costs, in parts of which a hash of ours takes five. Measured on workerd; the sizes count, not the unit. */
  parts: number;
  /** True for the right password. A check loads what it needs by itself: who has no such hash never does. */
  matches(password: string): Promise<boolean>;
}

/** Reads the hashes of one kind: undefined for another kind, a `Problem` for one that is damaged or costs too much. */
export type ReadHash = (hash: string) => OtherHash | Problem | undefined;

/** Why a hash is not taken, in words for the one who moves it in. */
export interface Problem {
  problem: string;
}

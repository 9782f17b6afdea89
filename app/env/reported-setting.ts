/** One setting as an operator reads it. It never holds a secret, only whether one is set. */
export interface ReportedSetting {
  label: string;
  /** A fact is neither on nor off: it always has a value. */
  state: "on" | "off" | "fact";
  /** What is set; where it is off, what that switches off. */
  text: string;
  /** The names in the configuration. */
  names: string[];
}

/** What is switched on. */
export function on(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "on", text, names };
}

/** What always has a value. */
export function fact(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "fact", text, names };
}

/** What is switched off, and what that means. */
export function off(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "off", text, names };
}

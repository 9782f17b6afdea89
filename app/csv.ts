/** What spreadsheets take for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One line of CSV (RFC 4180), with its end. A cell that a spreadsheet would take for a formula begins with an apostrophe,
 * which makes it text there.
 */
export function csvLine(cells: (string | number | boolean | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number | boolean | null): string {
  const text = String(value ?? "");
  const isFormula = typeof value === "string" && formula.test(text);
  if (!isFormula && !/[",\r\n]/.test(text)) return text;
  return `"${isFormula ? "'" : ""}${text.replaceAll('"', '""')}"`;
}

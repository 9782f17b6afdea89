declare module "*/scripts/doctor-report.mjs" {
  export function reportOn(facts: object): { serves: boolean; lines: string[] };
}

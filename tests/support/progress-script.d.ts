declare module "*/scripts/moving/progress.mjs" {
  export function progressOf(
    total: number,
    stream?: { isTTY: boolean; write(text: string): unknown },
    now?: () => number,
  ): { update(done: number): void; print(line: string): void; end(): void };
}

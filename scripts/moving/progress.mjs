const width = 24;

/**
 * A bar with the time that is left, on a terminal; nothing elsewhere. `print` writes a line above it.
 */
export function progressOf(total, stream = process.stderr, now = Date.now) {
  const started = now();
  const isShown = Boolean(stream.isTTY) && total > 0;
  let drawn = "";
  const draw = (line) => {
    drawn = line;
    if (isShown) stream.write(`\r\u001b[K${line}`);
  };
  return {
    update(done) {
      const part = Math.min(1, done / total);
      const left = part > 0 ? ((now() - started) / part) * (1 - part) : undefined;
      const filled = Math.round(part * width);
      const bar = "█".repeat(filled) + "░".repeat(width - filled);
      draw(`${bar} ${Math.floor(part * 100)} %  ${done} of ${total}${timeLeft(left)}`);
    },
    print(line) {
      const bar = drawn;
      draw("");
      console.log(line);
      draw(bar);
    },
    end() {
      draw("");
    },
  };
}

function timeLeft(milliseconds) {
  if (milliseconds === undefined) return "";
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}

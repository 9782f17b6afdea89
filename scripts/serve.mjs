import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { Problem } from "./run.mjs";

const startTimeoutMs = 60_000;
const stopTimeoutMs = 5_000;

/** Runs a server that lives as long as this command: signals reach it, and its end is this command's end. */
export function serve(command, args, env = {}) {
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  let stopping = false;
  const stop = () => {
    stopping = true;
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
  // Stopping on request is no failure, however the server words it.
  child.on("exit", (code) => process.exit(stopping ? 0 : (code ?? 1)));
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
}

/** Waits until the address answers, and resolves to the problems that the app names itself. */
export async function untilHealthy(address) {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return [];
    // The body is for people: whatever it is, it says more than the status.
    if (response?.status === 503) return [await response.text()];
    if (response) return [`${address} answers ${response.status}`];
    await wait(100);
  }
  throw new Problem(`${address} does not answer after ${startTimeoutMs / 1000} seconds.`);
}

/** npm hands a signal to its shell, and some shells end without handing it on: then this process has a new parent. */
function whenOrphaned(stop) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
}

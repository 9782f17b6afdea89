import { createExecutionContext, env } from "cloudflare:test";
import worker from "./worker";

/** Hands a request to the built app. Not by the pool's `SELF`, whose every call takes longer than the one before. */
export function knock(address: string | URL, init?: RequestInit): Promise<Response> {
  return worker.fetch(new Request(address, init), env, createExecutionContext());
}
